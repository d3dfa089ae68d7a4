"""A page holds so many lines and signs of Markdown, and one with more is refused before anything parses it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.source.markdown.page import MAX_CELLS, MAX_HEADINGS, read_page
from kit.source.tree.complexity import MAX_LINES, MAX_SIGNS, effort, too_complex
from kit.source.tree.read import read_tree
from kit.source.tree.zips import read_zip
from tests.helpers import build_file_tree
from tests.regions import HUB

HEAD = "---\nminutes: 5\n---\n\n# Long\n\n"
TOO_MUCH = {
    "lines": ("word\n" * (MAX_LINES + 1), "5,001 lines"),
    "lines that Windows wrote": ("word\r\n" * (MAX_LINES + 1), "5,001 lines"),
    "lines of an old Mac": ("word\r" * (MAX_LINES + 1), "5,001 lines"),
    "signs": ("![" * MAX_SIGNS, "20,000 signs of Markdown"),
    "bars of tables": ("|" * (MAX_SIGNS + 1), "10,001 signs of Markdown"),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_page_with_more_than_anybody_writes_is_refused_and_says_how_many(name: str) -> None:
    text, words = TOO_MUCH[name]
    problem = too_complex("round-1/long.md", text.encode())

    assert problem is not None
    assert (problem.code, problem.file) == (Code.UNSAFE_SIZE, "round-1/long.md")
    assert words in problem.message
    assert "Split it" in problem.hint


@pytest.mark.parametrize("text", ["word\n" * MAX_LINES, "*" * MAX_SIGNS, "word " * 200_000, ""])
def test_as_much_as_the_limit_is_allowed_and_plain_words_are_not_counted(text: str) -> None:
    assert too_complex("long.md", text.encode()) is None


def test_no_folder_and_no_zip_hands_such_a_page_on(tmp_path: Path) -> None:
    files = {**HUB, "round-1/long.md": HEAD + ": " * MAX_SIGNS}
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    found: list[Finding] = []

    assert set(read_tree(build_file_tree(tmp_path / "hub", files), found).files) == set(HUB)
    assert set(read_zip(tmp_path / "hub.zip", "", found).files) == set(HUB)
    assert [(one.code, one.file) for one in found] == [(Code.UNSAFE_SIZE, "round-1/long.md")] * 2


def test_a_composed_page_that_grew_too_long_is_refused_too() -> None:
    found: list[Finding] = []

    assert read_page("round-1/long.md", (HEAD + "[" * MAX_SIGNS).encode(), PageKind.SESSION, found) is None
    assert [one.code for one in found] == [Code.UNSAFE_SIZE]


def test_the_first_heading_too_many_is_named() -> None:
    """Each one gets an anchor, which MyST compares with all anchors before it."""
    found: list[Finding] = []
    data = (HEAD + "## Again\n\n" * MAX_HEADINGS).encode()

    assert read_page("round-1/long.md", data, PageKind.SESSION, found) is not None
    assert [(one.code, one.line) for one in found] == [(Code.UNSAFE_SIZE, 7 + 2 * (MAX_HEADINGS - 1))]


def test_cells_that_a_table_gets_without_a_sign_count_too() -> None:
    """A row is filled up to the width of the first, so that a few signs could make a million cells."""
    found: list[Finding] = []
    columns = 200
    table = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|a\n" * 30
    read_page("round-1/long.md", (HEAD + table).encode(), PageKind.SESSION, found)

    assert [(one.code, one.line) for one in found] == [(Code.UNSAFE_SIZE, 9 + MAX_CELLS // columns)]


def test_signs_and_lines_are_the_effort_and_a_hundred_plain_letters_are_one_more() -> None:
    assert effort(b"**\n" + b"a" * 200) == 2 + 1 + 2
