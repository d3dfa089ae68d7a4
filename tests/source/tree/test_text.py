"""Bytes become text, or one finding says which line is wrong and how to save the file properly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.model.findings import Code, Finding
from kit.source.tree.text import decode, piled_up, split_lines


def read(data: bytes) -> tuple[str | None, list[Finding]]:
    found: list[Finding] = []
    return decode("page.md", data, found), found


def test_a_byte_order_mark_and_line_ends_stay_in_the_text() -> None:
    assert read(b"\xef\xbb\xbf# Croeso\r\n\r\ny T\xc5\xb7\r") == ("\ufeff# Croeso\r\n\r\ny Tŷ\r", [])


def test_windows_1252_is_named_with_the_line_and_the_character() -> None:
    text, (finding,) = read("# Cost\r\n\r\nAbout £40".encode("cp1252"))

    assert text is None
    assert (finding.code, finding.place) == (Code.UNREADABLE, "page.md:3")
    assert 'Windows-1252 (Notepad calls it "ANSI")' in finding.message
    assert '"£"' in finding.message
    assert "Notepad" in finding.hint


@pytest.mark.parametrize("data", ["# Hi\n".encode("utf-16"), "# Hi, all\n".encode("utf-16-le")])
def test_utf_16_is_named_with_or_without_its_mark(data: bytes) -> None:
    text, (finding,) = read(data)

    assert text is None
    assert (finding.code, finding.line) == (Code.UNREADABLE, 1)
    assert "UTF-16" in finding.message


def test_a_byte_of_no_usual_encoding_is_named_by_its_number() -> None:
    assert "0x81" in read(b"one\ntwo \x81")[1][0].message


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u2028", "\x0b", "\x1b", "\x85"])
def test_characters_that_hide_text_are_refused_with_their_line(char: str) -> None:
    text, (finding,) = read(f"one\r\ntwo\rthree {char} four {char}\n".encode())

    assert text is None
    assert (finding.code, finding.line) == (Code.UNSAFE_CHARACTER, 3)
    assert f"U+{ord(char):04X}" in finding.message
    assert "2 times" in finding.message


def test_a_stray_zero_byte_is_refused_with_its_line() -> None:
    (finding,) = read(b"one\ntwo \x00 three, a longer line of text\n")[1]

    assert (finding.code, finding.line) == (Code.UNSAFE_CHARACTER, 2)


def test_each_kind_of_refused_character_is_reported_in_one_run() -> None:
    assert [finding.line for finding in read("a\u202e\nb\x0b\nc\u202e".encode())[1]] == [1, 2]


def test_ordinary_text_of_many_languages_is_taken() -> None:
    text = "Tŷ\u200d 👩‍👩‍👧 שלום \u200fمرحبا\tcafe\u0301\n"

    assert read(text.encode()) == (text, [])


@given(st.text(alphabet="ab\r\n\x0b\x0c\x1c\u2028\x85"))
def test_lines_put_together_again_are_the_text(text: str) -> None:
    assert "".join(split_lines(text)) == text


@given(st.text(alphabet="a\r\n\x0b\u2028", min_size=1))
def test_lines_are_counted_as_markdown_counts_them(text: str) -> None:
    tokens = MarkdownIt().parse(text + "\n\n# end")
    counted = next(token.map for token in tokens if token.type == "heading_open")

    assert counted is not None
    assert len(split_lines(text + "\n\n")) == counted[0]


MARKS = ["\u0301\u0323", "\u0f73", "\uff9e\u0301", "\u0344\u0316"]


@pytest.mark.parametrize("marks", MARKS)
def test_a_heap_of_accents_is_refused_because_sorting_it_takes_for_ever(marks: str) -> None:
    """Each program that brings text into a normal form sorts them, in the square of their number."""
    found: list[Finding] = []
    text = "One line\n\nA" + marks * 40_000

    assert decode("a.md", text.encode(), found) is None
    assert [(one.code, one.line) for one in found] == [(Code.UNSAFE_CHARACTER, 3)]
    assert piled_up("a.md", text.encode()) == found[0]


@pytest.mark.parametrize(
    "text", ["é" * 900, "e\u0301\u0323" * 900, "漢字" * 900, "हिन्दी" * 900, "مَرْحَبًا" * 900, "ยิ้ม" * 900]
)
def test_no_language_has_a_heap(text: str) -> None:
    assert piled_up("a.md", text.encode()) is None
    assert piled_up("a.md", text.encode("utf-16")) is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_two_versions_that_git_left_are_one_finding_with_what_to_do(end: str) -> None:
    found: list[Finding] = []
    text = "# Title\n\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> main\n".replace("\n", end)

    assert decode("a.md", text.encode(), found) is None
    assert [(one.code, one.line) for one in found] == [(Code.UNREADABLE, 3)]
    assert "delete the lines that begin with <<<<<<<" in found[0].hint


@pytest.mark.parametrize("text", ["Title\n=======\n", "<<<<<<< one\n", "a <<<<<<< b\n=======\n>>>>>>> c\n"])
def test_marks_that_are_no_pair_are_text(text: str) -> None:
    found: list[Finding] = []

    assert decode("a.md", text.encode(), found) == text
    assert not found
