"""A region picks its standard in one line, and each session says which points of which standards it covers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import examine, load
from kit.facilitate.coverage import points_of
from kit.model.edition import Edition
from kit.model.findings import Code
from tests.helpers import build_file_tree, page_words, places
from tests.regions import HUB, REGION_TOML, SESSION, region_files

FIRST = """\
name = "First Standard"
licence = "OGL-UK-3.0"
[[point]]
number = 1
title = "Understand"
[[point]]
number = 2
title = "Improve"
"""
SECOND = FIRST.replace("First", "Second").replace("[[point]]", 'note = "It is the current one."\n[[point]]', 1)
SECOND = SECOND.replace("number = 2", "number = 4").replace("Understand", "Know your users")
STANDARDS = HUB | {
    "hub.toml": HUB["hub.toml"].replace('standard = ""', 'standard = "first"'),
    "standards/first.toml": FIRST,
    "standards/second.toml": SECOND,
    "round-1/how-ready.md": SESSION.replace("cut: 2", "cut: 2\nstandard: {first: [1], second: [4, 1]}"),
    "round-1/next-steps.md": HUB["round-1/next-steps.md"].replace("minutes: 15", "minutes: 15\nstandard: [2]"),
}


def region(root: Path, line: str = "", local: Mapping[str, str] | None = None) -> Path:
    files = region_files({}, "", STANDARDS)
    files["region.toml"] = REGION_TOML.replace("\n[upstream]", f"{line}\n[upstream]")
    return build_file_tree(root, files | dict(local or {}))


def edition_of(root: Path) -> Edition:
    edition = load(root).edition
    assert edition is not None
    return edition


def covered(root: Path) -> dict[str, list[int]]:
    edition = edition_of(root)
    return {name[8:]: [one.number for one in points_of(edition, name)] for name in edition.pages if "-" in name[7:]}


def found(root: Path) -> list[tuple[Code, str]]:
    return [one for one in places(examine(root).findings) if one[0] in (Code.UNKNOWN_POINT, Code.MISSING_FILE)]


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("", {"how-ready": [1], "next-steps": [2]}),
        ('standard = "second"\n', {"how-ready": [1, 4], "next-steps": []}),
        ('standard = "first"\n', {"how-ready": [1], "next-steps": [2]}),
        ('standard = ""\n', {"how-ready": [], "next-steps": []}),
    ],
)
def test_a_session_counts_for_the_points_of_the_standard_that_was_picked(
    tmp_path: Path, line: str, points: dict[str, list[int]]
) -> None:
    root = region(tmp_path, line)

    assert covered(root) == points
    assert found(root) == []


def test_a_region_of_a_region_inherits_the_standard_and_what_bare_numbers_mean(tmp_path: Path) -> None:
    parent = load(region(tmp_path / "parent", 'standard = "second"\n')).composed
    assert parent is not None
    upstream = {path: data.decode() for path, data in parent.tree.files.items()}
    child = build_file_tree(tmp_path / "child", region_files({}, "", upstream))

    assert covered(child) == {"how-ready": [1, 4], "next-steps": []}
    assert found(child) == []


def test_a_region_can_go_back_to_the_first_standard(tmp_path: Path) -> None:
    parent = load(region(tmp_path / "parent", 'standard = "second"\n')).composed
    assert parent is not None
    upstream = {path: data.decode() for path, data in parent.tree.files.items()}
    files = region_files({}, "", upstream)
    files["region.toml"] = REGION_TOML.replace("\n[upstream]", 'standard = "first"\n\n[upstream]')

    assert covered(build_file_tree(tmp_path / "child", files)) == {"how-ready": [1], "next-steps": [2]}


def test_a_standard_without_a_file_is_told_where_it_was_picked(tmp_path: Path) -> None:
    assert found(region(tmp_path, 'standard = "third"\n')) == [(Code.MISSING_FILE, "region.toml:5")]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("standard: {secnd: [1]}", 4),
        ("standard: {second: [1, 3]}", 4),
        ("standard: [1, 9]", 4),
        ("standard:\n  second:\n    - 4\n    - 7", 7),
    ],
)
def test_an_unknown_standard_or_point_is_told_in_its_line(tmp_path: Path, written: str, line: int) -> None:
    page = SESSION.replace("cut: 2", f"cut: 2\n{written}")
    root = build_file_tree(tmp_path, STANDARDS | {"round-1/how-ready.md": page})

    assert found(root) == [(Code.UNKNOWN_POINT, f"round-1/how-ready.md:{line}")]


def test_a_misspelt_standard_is_told_with_the_nearest(tmp_path: Path) -> None:
    page = SESSION.replace("cut: 2", "cut: 2\nstandard: {secnd: [1]}")
    root = build_file_tree(tmp_path, STANDARDS | {"round-1/how-ready.md": page})
    (one,) = [one for one in examine(root).findings if one.code is Code.UNKNOWN_POINT]

    assert one.hint == "Did you mean second?"


def test_a_region_sets_points_of_several_standards(tmp_path: Path) -> None:
    local = {"overrides/round-1/next-steps/page.toml": "[set]\nstandard = {first = [1], second = [4]}\n"}

    assert covered(region(tmp_path, 'standard = "second"\n', local))["next-steps"] == [4]


def test_the_page_of_the_standard_says_where_it_stands(tmp_path: Path) -> None:
    build(region(tmp_path / "tree", 'standard = "second"\n'), tmp_path / "out", Order(("site",)), lambda _: None)
    words = page_words(tmp_path / "out/site/standards.html")

    assert "It is the current one." in words
    assert "4 Improve" in words
