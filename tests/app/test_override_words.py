"""Mistakes in the files of overrides are told so that what to do is one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.model.findings import Code, Finding
from tests.helpers import build_file_tree
from tests.regions import region_files

FOLDER = "overrides/round-1/how-ready"


def told(root: Path, name: str, text: str, code: Code) -> Finding:
    files = region_files({f"{FOLDER}/{name}": text})
    here = [one for one in examine(build_file_tree(root, files)).findings if one.file.startswith("overrides/")]
    (one,) = here
    assert one.code is code, here
    return one


@pytest.mark.parametrize("op", ["replace", "words"])
@pytest.mark.parametrize(
    ("heading", "right"),
    [
        ("##Why it matters", "## Why it matters"),
        ("##\u00a0Why it matters", "## Why it matters"),
        ("###Why", "### Why"),
        ("  ##Why", "## Why"),
        ("#Why", "# Why"),
    ],
)
def test_a_heading_without_its_space_is_told_as_such(tmp_path: Path, op: str, heading: str, right: str) -> None:
    one = told(tmp_path, f"why-it-matters.{op}.md", f"---\nwhy: Ours.\n---\n{heading}\n\nOurs.\n", Code.BAD_OVERRIDE)

    assert one.place == f"{FOLDER}/why-it-matters.{op}.md:4"
    assert one.hint == f"Put a space after {right.split()[0]}: “{right}”"


def test_a_text_without_any_heading_is_told_as_such(tmp_path: Path) -> None:
    one = told(tmp_path, "why-it-matters.replace.md", "Ours, #1 of all.\n", Code.BAD_OVERRIDE)

    assert "has no heading" in one.message


@pytest.mark.parametrize("name", ["why-it-matters-copy", "why-it-matters-conflict-2026", "why-it-matters_conflict"])
def test_a_copy_whose_name_is_allowed_is_told_as_a_copy(tmp_path: Path, name: str) -> None:
    one = told(tmp_path, f"{name}.replace.md", "## Why it matters\n\nOurs.\n", Code.UNKNOWN_TARGET)

    assert one.hint.startswith("It looks like a copy of why-it-matters.replace.md: put there what only the copy says")


def test_another_unknown_section_is_told_with_the_nearest(tmp_path: Path) -> None:
    one = told(tmp_path, "why-it-maters.replace.md", "## Why it matters\n\nOurs.\n", Code.UNKNOWN_TARGET)

    assert "round-1/how-ready#why-it-matters" in one.hint
