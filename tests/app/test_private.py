"""private.toml belongs to a region, and Git is to leave it out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.app.doctor import region_troubles
from kit.model.findings import Code, Finding
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

LINK = {"private.toml": '[round.round-1]\njoin = "https://meet.example.org/1"\n'}


def told(root: Path) -> list[Finding]:
    return [one for one in examine(root).findings if one.code is Code.PRIVATE_FILE]


def region(place: Path, files: dict[str, str], in_git: str = "") -> Path:
    """A region below ``place``, whose folder ``in_git`` is kept in Git."""
    (place / in_git / ".git").mkdir(parents=True)
    return build_file_tree(place / "regions" / "midlands", region_files(LINK | files))


def test_a_hub_is_told_that_the_file_belongs_to_a_region(tmp_path: Path) -> None:
    (one,) = told(build_file_tree(tmp_path / "hub", HUB | LINK))

    assert (one.place, one.level.value) == ("private.toml", "warning")
    assert one.message == "private.toml belongs beside the region.toml of a region, so nothing of it is used here."


@pytest.mark.parametrize("in_git", ["", "regions", "regions/midlands"])
def test_check_and_doctor_say_where_git_would_hand_the_file_on(tmp_path: Path, in_git: str) -> None:
    root = region(tmp_path, {".gitignore": "_build/\n"}, in_git)

    (one,) = told(root)
    assert one.hint == "Add the line private.toml to the file .gitignore beside region.toml."
    assert one.hint in [trouble.mend for trouble in region_troubles(root)]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("regions/midlands/.gitignore", "private.toml"),
        ("regions/midlands/.gitignore", "/private.toml  "),
        ("regions/midlands/.gitignore", "**/private.toml"),
        ("regions/midlands/.gitignore", "private.*"),
        (".gitignore", "private.toml"),
        (".gitignore", "/regions/midlands/private.toml"),
        (".gitignore", "regions/*/private.toml"),
    ],
)
def test_a_line_that_leaves_it_out_is_understood(tmp_path: Path, path: str, line: str) -> None:
    root = region(tmp_path, {})
    build_file_tree(tmp_path, {path: f"# ours\n{line}\r\n"})

    assert told(root) == []
    assert "private.toml" not in " ".join(one.what for one in region_troubles(root))


@pytest.mark.parametrize("line", ["# private.toml", "!private.toml", "other/private.toml", "private.tom", ""])
def test_a_line_that_does_not_leave_it_out_is_none(tmp_path: Path, line: str) -> None:
    assert told(region(tmp_path, {".gitignore": f"{line}\n"}))


def test_without_the_file_only_doctor_says_it(tmp_path: Path) -> None:
    root = region(tmp_path, {})
    (root / "private.toml").unlink()

    assert told(root) == []
    assert "would hand on a private.toml" in " ".join(one.what for one in region_troubles(root))


def test_without_git_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert told(build_file_tree(tmp_path / "midlands", region_files(LINK))) == []
