# Every target is one command; make.bat has the same words for Windows.
PYTHON ?= python3

.PHONY: help demo examples build serve check test release

help: ## say what there is
	@$(PYTHON) scripts/task.py help

demo: ## install, then build the hub and the Midlands example into _build/
	@$(PYTHON) scripts/task.py demo

examples: ## install, then put the example regions into _build/examples, to look at and change
	@$(PYTHON) scripts/task.py examples

build: ## build the hub into _build/hub
	@$(PYTHON) scripts/task.py build

serve: ## show the hub in the browser, again after each change
	@$(PYTHON) scripts/task.py serve

check: ## report every mistake in the hub
	@$(PYTHON) scripts/task.py check

test: ## install what tests need, then run them
	@$(PYTHON) scripts/task.py test

release: ## make a release in dist/: make release SOURCE=https://example.org/hub.git#sessions
	@$(PYTHON) scripts/task.py release --source "$(SOURCE)"
