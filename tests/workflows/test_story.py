"""From a template to a published site and through three updates, with nothing but what a browser can do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit import __version__
from tests.helpers import build_file_tree, page_words
from tests.regions import HUB
from tests.workflows.newer_kit import newer_kit
from tests.workflows.runner import Forge, Run, play

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
WHY = "round-1/how-ready.md"


def git(place: Path, *words: str | Path) -> str:
    who = ["-c", "user.name=Sam", "-c", "user.email=sam@example.org"]
    done = subprocess.run(["git", "-C", place, *who, *words], check=True, capture_output=True, text=True)
    return done.stdout


class Browser:
    """Somebody who edits files of the repository in a browser: each save is a commit."""

    def __init__(self, forge: Forge, place: Path) -> None:
        self.forge, self.place = forge, place

    def files(self, branch: str = "main") -> Path:
        """Return the files of a branch, cloned anew."""
        shutil.rmtree(self.place, ignore_errors=True)
        git(self.forge.place, "clone", "-q", "--branch", branch, self.forge.bare, self.place)
        return self.place

    def save(self, path: str, text: str, branch: str = "main") -> None:
        """Commit one file to a branch."""
        build_file_tree(self.files(branch), {path: text})
        git(self.place, "add", "--all")
        git(self.place, "commit", "-q", "-m", f"Edit {path}")
        git(self.place, "push", "-q", "origin", branch)

    def read(self, path: str, branch: str = "main") -> str:
        """Return the text of a file."""
        return (self.files(branch) / path).read_text(encoding="utf-8")

    def merge(self, branch: str) -> None:
        """Take the branch in, and close its pull request."""
        git(self.files(), "merge", "-q", "--no-ff", "-m", "Take improvements in", f"origin/{branch}")
        git(self.place, "push", "-q", "origin", "main")
        state = self.forge.read()
        self.forge.turn(pulls=[one | {"open": one["open"] and one["head"] != branch} for one in state["pulls"]])


def release(hub: Path, version: str, **words: str) -> None:
    """Bring out a version of the hub in which each old text, underscores for spaces, is the new one."""
    settings = (hub / "hub.toml").read_text(encoding="utf-8")
    now = settings.split('version = "')[1].split('"')[0]
    (hub / "hub.toml").write_text(settings.replace(now, version), encoding="utf-8")
    page = (hub / WHY).read_text(encoding="utf-8")
    for old, new in words.items():
        assert old.replace("_", " ") in page
        page = page.replace(old.replace("_", " "), new)
    (hub / WHY).write_text(page, encoding="utf-8")


def wheels(files: Path) -> list[str]:
    return [path.name for path in (files / "wheel").glob("*.whl")]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_file_tree(tmp_path_factory.mktemp("hub") / "sessions", HUB)


@pytest.fixture(scope="module")
def forge(hub: Path, tmp_path_factory: pytest.TempPathFactory) -> Forge:
    """A repository made by "Use this template": the template's files, and none of its history."""
    made = Forge(tmp_path_factory.mktemp("forge") / "forge")
    template = made.place / "template"
    source = os.path.relpath(hub.parent, made.place / "runners" / "1" / "work" / "group")
    command = [sys.executable, "scripts/template.py", str(template), "--hub", str(hub.parent), "--source", source]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    git(template, "init", "-q", "-b", "main")
    git(template, "add", "--all")
    git(template, "commit", "-q", "-m", "Initial commit")
    git(template, "push", "-q", made.bare, "main")
    return made


def good(run: Run) -> Run:
    assert "failure" not in run.results.values(), run.printed
    return run


def test_a_group_publishes_itself_and_receives_three_updates(forge: Forge, hub: Path, tmp_path: Path) -> None:
    browser = Browser(forge, tmp_path / "browser")

    # The first run builds, cannot publish, and says in an issue which switch is left. Nothing is red.
    first = good(play(forge, "publish"))
    assert first.results == {"build": "success", "switch": "success", "publish": "skipped"}
    assert [one["title"] for one in forge.read()["issues"]] == ["One switch left: turn on Pages"]
    assert "Settings" in first.summary
    good(play(forge, "publish"))
    assert len(forge.read()["issues"]) == 1
    assert {one.name for one in first.artifacts["handouts-and-slides"].iterdir()} == {"handouts", "decks"}

    # She turns it on, and writes her name and venue.
    forge.turn(pages=True)
    settings = browser.read("region.toml")
    mine = settings.replace("Your group’s name", "Marches Peer Group").replace('venue = ""', 'venue = "Town Hall"')
    browser.save("region.toml", mine)
    assert good(play(forge, "publish")).results["publish"] == "success"
    assert "Marches Peer Group" in page_words(forge.pages / "index.html")
    assert not list(forge.pages.rglob("*.eml"))

    # One: the hub improves words that are not hers, and brings a newer kit: the proposal holds that too.
    release(hub, "2026.2", Because_of_this="Because of this, and of others")
    build_file_tree(hub.parent, newer_kit())
    assert "The hub carries the kit 999.0" in good(play(forge, "update")).summary
    (pull,) = forge.read()["pulls"]
    assert "2026.2" in pull["body"]
    assert "holds the kit of version 999.0 now" in pull["body"]
    assert wheels(browser.files()) == [f"peerkit-{__version__}-py3-none-any.whl"]
    assert wheels(browser.files("improvements")) == ["peerkit-999.0-py3-none-any.whl"]
    assert forge.read()["started"] == [["check.yml", "--ref", "improvements"]]
    browser.merge("improvements")
    good(play(forge, "publish"))
    assert "and of others" in page_words(forge.pages / "round-1/how-ready.html")
    again = good(play(forge, "update"))
    assert again.results == {"receive": "success", "propose": "skipped"}
    assert "The hub carries no kit that is newer than 999.0.\n" in again.summary
    assert "    Nothing new" in again.summary

    # Two: she wrote her own words where the hub writes others, and the hub goes on while her answer is waited for.
    own = "## Why it matters\n\nBecause of our users.\n"
    browser.save("overrides/round-1/how-ready/why-it-matters.replace.md", own)
    release(hub, "2026.3", and_of_others="and of residents")
    good(play(forge, "update"))
    release(hub, "2026.4", Read_the_point="Read the point, with a pencil")
    good(play(forge, "update"))
    assert [one["open"] for one in forge.read()["pulls"]] == [False, True]
    question = next(
        path.relative_to(browser.place).as_posix()
        for path in (browser.files("improvements") / "review").glob("*.md")
        if path.name != "whats-new.md"
    )
    page = browser.read(question, "improvements")
    browser.save(question, page.replace("- [ ] Take theirs", "- [x] Take theirs"), "improvements")
    good(play(forge, "settle", "improvements"))
    assert not (browser.files("improvements") / question).exists()
    browser.merge("improvements")
    good(play(forge, "publish"))
    shown = page_words(forge.pages / "round-1/how-ready.html")
    assert "and of residents" in shown
    assert "with a pencil" in shown


def test_where_workflows_may_open_no_pull_request_an_issue_has_the_link(forge: Forge, hub: Path) -> None:
    forge.turn(pulls_allowed=False)
    release(hub, "2026.5", with_a_pencil="with a pen")

    run = good(play(forge, "update"))

    told = forge.read()["issues"][-1]
    assert told["title"] == "Improvements from the hub"
    assert "https://github.com/example/group/compare/improvements?expand=1" in told["body"]
    assert "compare/improvements" in run.summary


def test_a_mistake_in_a_proposal_is_said_in_plain_words_where_it_is_looked_for(forge: Forge, tmp_path: Path) -> None:
    browser = Browser(forge, tmp_path / "browser")
    git(browser.files(), "push", "-q", "origin", "main:mistake")
    browser.save("region.toml", browser.read("region.toml").replace('venue = "', "venue = "), "mistake")
    ours = {"number": 7, "pull_request": {"head": {"repo": {"full_name": "example/group"}}}}
    theirs = {"number": 8, "pull_request": {"head": {"repo": {"full_name": "stranger/group"}}}}

    run = play(forge, "check", "mistake", ours)
    other = play(forge, "check", "mistake", theirs)

    assert run.results == {"check": "failure", "comment": "success"}
    assert "region.toml:" in run.summary
    assert "region.toml:" in forge.read()["comments"]["7"]
    assert other.results == {"check": "failure", "comment": "skipped"}
    assert "region.toml:" in other.summary
    assert "8" not in forge.read()["comments"]
