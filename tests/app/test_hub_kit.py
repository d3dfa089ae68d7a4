"""The newer kit that a region's hub carries, and what of it is taken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit import __version__
from kit.app.carried_kit import carried_kit
from kit.app.hub_kit import hub_kit
from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.workflows.newer_kit import newer_kit

WHEEL = "wheel/peerkit-999.0-py3-none-any.whl"
LOCK = "wheel/requirements.lock"


def region(place: Path, source: str = "../all") -> Path:
    """Return a region of the hub in ``all/sessions``, which says ``source`` in region.toml."""
    build_file_tree(place / "all" / "sessions", HUB)
    words = ["fork", str(place / "region"), "--name", "Region", "--from", str(place / "all"), "--no-kit"]
    assert run(words) == 0
    settings = place / "region" / "region.toml"
    told = settings.read_text(encoding="utf-8").replace('source = "../all"', f'source = "{source}"')
    assert f'source = "{source}"' in told
    settings.write_text(told, encoding="utf-8")
    return place / "region"


@pytest.mark.parametrize("source", ["../all", "../all#sessions"])
def test_a_newer_kit_at_the_top_of_the_hubs_repository_is_taken_with_its_lock(tmp_path: Path, source: str) -> None:
    root = region(tmp_path, source)
    build_file_tree(tmp_path / "all", newer_kit())

    kit, told = hub_kit(root)

    assert {f"wheel/{name}": data for name, data in kit.items()} == newer_kit()
    assert "999.0" in told


def test_a_region_that_others_forked_hands_its_own_on(tmp_path: Path) -> None:
    parent = region(tmp_path)
    assert run(["fork", str(tmp_path / "child"), "--name", "Child", "--from", str(parent), "--no-kit"]) == 0
    build_file_tree(parent, newer_kit())

    assert hub_kit(tmp_path / "child")[0].keys() == {path.removeprefix("wheel/") for path in newer_kit()}


@pytest.mark.parametrize("inside", ["", "hub-main/"])
def test_it_may_come_in_a_zip(tmp_path: Path, inside: str) -> None:
    root = region(tmp_path, "../all.zip")
    files = {f"{inside}sessions/{path}": text for path, text in HUB.items()}
    build_file_tree(tmp_path / "zip", {**files, **{inside + path: data for path, data in newer_kit().items()}})
    shutil.make_archive(str(tmp_path / "all"), "zip", tmp_path / "zip")

    assert hub_kit(root)[0].keys() == {path.removeprefix("wheel/") for path in newer_kit()}


def test_it_comes_from_a_git_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = region(tmp_path, "https://example.org/hub.git")
    build_file_tree(tmp_path / "all", newer_kit())
    monkeypatch.setattr("kit.franchise.upstream.sources.cloned", lambda *_: _Opened(tmp_path / "all"))

    assert hub_kit(root)[0].keys() == {path.removeprefix("wheel/") for path in newer_kit()}


class _Opened:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, *_: object) -> None:
        pass


def carries(**changed: bytes | str | None) -> dict[str, bytes | str]:
    """Return the newer kit with files changed by name, or left out where they are None."""
    files: dict[str, bytes | str | None] = {**newer_kit(), **changed}
    return {path: data for path, data in files.items() if data is not None}


LOCKED = newer_kit()[LOCK].decode()
REFUSED: dict[str, tuple[Mapping[str, bytes | str], str]] = {
    "no kit": ({}, "carries no kit that is newer"),
    "the running kit": (dict(carried_kit()), "carries no kit that is newer"),
    "an older kit": (newer_kit("0.0.1"), "carries no kit that is newer"),
    "a trial of a kit": (newer_kit("999.0rc1"), "not a release"),
    "a kit without a lock": (carries(**{LOCK: None}), "requirements.lock is not beside it"),
    "a lock with another index": (
        carries(**{LOCK: f"--index-url https://example.org/\n{LOCKED}"}),
        "more than packages with their hashes",
    ),
    "a lock with a package by its address": (
        carries(**{LOCK: f"click @ https://example.org/click.whl\n{LOCKED}"}),
        "more than packages with their hashes",
    ),
    "a damaged wheel": (carries(**{WHEEL: newer_kit()[WHEEL][:-9]}), "its wheel is damaged"),
    "a pointer in place of a wheel": (carries(**{WHEEL: "version https://git-lfs.github.com/spec/v1\n"}), "damaged"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_left_where_it_is_and_told(tmp_path: Path, case: str) -> None:
    files, why = REFUSED[case]
    root = region(tmp_path)
    build_file_tree(tmp_path / "all", files)

    kit, told = hub_kit(root)

    assert kit == {}
    assert why in told


def test_a_link_in_place_of_a_wheel_is_not_followed(tmp_path: Path) -> None:
    root = region(tmp_path)
    build_file_tree(tmp_path, {f"else/{path}": data for path, data in newer_kit().items()})
    (tmp_path / "all" / "wheel").mkdir()
    (tmp_path / "all" / WHEEL).symlink_to(tmp_path / "else" / WHEEL)
    shutil.copy(tmp_path / "else" / LOCK, tmp_path / "all" / LOCK)

    assert hub_kit(root)[0] == {}


def test_the_command_writes_it_or_says_why_there_is_none_and_never_fails(tmp_path: Path) -> None:
    root = region(tmp_path)
    build_file_tree(tmp_path / "all", newer_kit())

    def taken(folder: str) -> str:
        words = [sys.executable, "-P", "-m", "kit.app.hub_kit", str(tmp_path / folder)]
        return subprocess.run(words, cwd=root, check=True, capture_output=True, text=True).stdout

    assert taken("newer") == f"The hub carries the kit 999.0, which is newer than {__version__}.\n"
    assert (tmp_path / "newer" / "install.sh").is_file()
    (tmp_path / "all").rename(tmp_path / "elsewhere")
    assert taken("other").startswith("The hub was not asked for a newer kit. Upstream cannot be reached.")
    assert not (tmp_path / "other").exists()
