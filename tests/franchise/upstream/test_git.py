"""Reading a hub from a git address: files only, by tag, and nothing of git's own comes along."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.upstream.git import cloned, is_address
from kit.franchise.upstream.sources import reach
from kit.model.errors import EnvironmentTrouble
from tests.helpers import build_file_tree
from tests.regions import HUB, HUB_TOML

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A repository with a hub under sessions/ in two versions, and a hook that must never run."""
    place = tmp_path / "repository"
    build_file_tree(place / "sessions", HUB)
    marker = tmp_path / "hook-ran"
    steps = [["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "one"], ["tag", "v2026.1"]]
    for step in steps:
        git(place, *step)
    (place / "sessions" / "hub.toml").write_text(HUB_TOML.replace("2026.1", "2026.2"))
    git(place, "commit", "-q", "-a", "-m", "two")
    hook = place / ".git" / "hooks" / "post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n")
    hook.chmod(0o755)
    return place.as_uri()


def git(place: Path, *arguments: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *who, "-C", str(place), *arguments], check=True, capture_output=True)


@pytest.mark.parametrize(
    "text", ["https://example.org/hub.git", "ssh://git@example.org/hub", "git@example.org:groups/hub.git"]
)
def test_these_are_git_addresses(text: str) -> None:
    assert is_address(text, typed=False)


@pytest.mark.parametrize(
    "text",
    ["../hub", "hub.zip", "ext::sh -c x", "http://example.org/x", "git://x/y", "--upload-pack=x", "https://-x/y"],
)
def test_these_are_none(text: str) -> None:
    assert not is_address(text, typed=True)


def test_a_file_address_counts_only_where_it_was_typed() -> None:
    assert is_address("file:///srv/hub", typed=True)
    assert not is_address("file:///srv/hub", typed=False)


@needs_git
def test_a_version_is_a_tag_with_or_without_a_v(tmp_path: Path, address: str) -> None:
    assert reach(tmp_path, address, "2026.1", typed=True).version == "2026.1"
    assert reach(tmp_path, address, None, typed=True).version == "2026.2"


@needs_git
def test_a_version_that_there_is_not_names_those_that_there_are(tmp_path: Path, address: str) -> None:
    with pytest.raises(EnvironmentTrouble, match="no version 2031") as refused:
        reach(tmp_path, address, "2031", typed=True)

    assert "v2026.1" in refused.value.hint


@needs_git
def test_only_files_come_and_no_hook_runs(tmp_path: Path, address: str) -> None:
    with cloned(address, None) as folder:
        names = {path.name for path in folder.iterdir()}

    assert names == {"sessions"}
    assert not folder.exists()
    assert not (tmp_path / "hook-ran").exists()


@needs_git
def test_an_address_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble, match="git could not read"):
        reach(tmp_path, (tmp_path / "nothing").as_uri(), None, typed=True)


def test_without_git_people_learn_what_else_they_can_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(EnvironmentTrouble, match="not installed") as refused, cloned("https://example.org/x", None):
        pass

    assert "zip" in refused.value.hint


@needs_git
def test_a_region_is_forked_from_a_git_address_and_remembers_it(tmp_path: Path, address: str) -> None:
    started = start(Wishes(tmp_path / "midlands", "Midlands", None, address, {}))

    assert f'source = "{address}"' in started.files["region.toml"].decode()
    assert started.files["upstream/round-1/how-ready.md"] == HUB["round-1/how-ready.md"].encode()
