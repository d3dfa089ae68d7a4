"""What makes a region's folder a repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.franchise.repository import repository_files
from tests.helpers import build_file_tree
from tests.workflows.linting import lint, pinned

FILES = repository_files("Marches Peer Group")
WORKFLOWS = {path: text for path, text in FILES.items() if path.startswith(".github/workflows/")}


def jobs() -> list[dict[str, Any]]:
    return [job for text in WORKFLOWS.values() for job in yaml.safe_load(text)["jobs"].values()]


def test_every_action_is_pinned_by_its_hash_with_its_version_beside_it_and_everywhere_alike() -> None:
    assert pinned(WORKFLOWS).keys() >= {"actions/checkout", "actions/deploy-pages"}


def test_a_workflow_may_do_nothing_but_what_a_job_says() -> None:
    assert [path for path, text in WORKFLOWS.items() if yaml.safe_load(text)["permissions"] != {}] == []
    assert all("permissions" in job and "timeout-minutes" in job for job in jobs())
    assert "pull_request_target" not in "".join(WORKFLOWS.values())


def test_workflows_run_the_kit_that_lies_in_the_region_and_never_one_that_somebody_planted() -> None:
    commands = [step["run"] for job in jobs() for step in job["steps"] if "run" in step]
    kit = [line for command in commands for line in command.splitlines() if re.search(r"\bkit\b", line)]

    assert kit
    assert all(re.search(r"python -P -m kit[ .]", line) for line in kit)
    assert not re.search(r"pip install[^\n]*\bpeerkit\b(?!-)", "".join(FILES.values()))


def test_a_job_that_runs_the_kit_may_write_nothing_and_one_that_writes_runs_no_kit() -> None:
    runs = {job["name"]: job for job in jobs() if "wheel/install.sh" in str(job) or "python" in str(job["steps"])}
    writes = {job["name"] for job in jobs() if "write" in job["permissions"].values()}

    assert runs.keys() == {"Build", "Check", "Receive", "Settle"}
    assert writes == {"Comment", "See whether Pages is turned on", "Publish", "Propose", "Keep"}
    assert all("secrets" not in str(job) for job in runs.values())


def test_lists_of_people_and_joining_links_are_kept_out_of_git(tmp_path: Path) -> None:
    build_file_tree(
        tmp_path, {**FILES, "attendees.csv": "x", "people.xlsx": "x", "private.toml": "x", "region.toml": "x"}
    )
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    words = ["git", "-C", str(tmp_path), "ls-files", "--others", "--exclude-standard"]
    found = subprocess.run(words, check=True, capture_output=True, text=True)

    assert set(found.stdout.split()) == FILES.keys() | {"region.toml"}


def test_the_readme_names_the_group_and_the_wheel_that_lies_there() -> None:
    assert FILES["README.md"].startswith("# Marches Peer Group\n")
    assert re.search(r"wheel/peerkit-\d[\w.]*-py3-none-any\.whl", FILES["README.md"])


@pytest.mark.slow
def test_the_workflows_are_valid_and_safe_by_the_rules_of_others(tmp_path: Path) -> None:
    lint(FILES, tmp_path)
