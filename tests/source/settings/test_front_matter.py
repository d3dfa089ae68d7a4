"""Front matter: every scalar stays text, every value knows its line, and every mistake is one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.findings import Code, Finding
from kit.source.settings.front_matter import FrontMatter, read_front_matter
from tests.source.cases import read_cases

MISTAKES = read_cases("front-matter.txt")


def read(text: str) -> tuple[FrontMatter | None, list[Finding]]:
    found: list[Finding] = []
    return read_front_matter("page.md", text, found), found


def good(text: str) -> FrontMatter:
    front, found = read(text)
    assert found == []
    assert front is not None
    return front


@pytest.mark.parametrize("title", MISTAKES)
def test_mistakes_give_these_findings(title: str) -> None:
    page, expected = MISTAKES[title]
    _, found = read(page.replace("→", "\t"))

    assert [f"{finding.code.value} {finding.line} {finding.message}" for finding in found] == expected
    assert all(finding.hint for finding in found)


@pytest.mark.parametrize("title", MISTAKES)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(title: str) -> None:
    page = MISTAKES[title][0].replace("→", "\t")

    assert read("\ufeff" + page.replace("\n", "\r\n")) == read(page)


PAGE = """---
minutes: 20
reviewed: 2026-06-01
at: 12:30
public: no
empty:
tilde: ~
quoted: ""
materials:
  - "stickers: 5 per person"

  - flipchart
# about the next one
note: |
  first

  # kept

---

# Title
"""


def test_scalars_stay_as_they_are_written_and_nothing_is_none() -> None:
    assert good(PAGE).data == {
        "minutes": "20",
        "reviewed": "2026-06-01",
        "at": "12:30",
        "public": "no",
        "empty": None,
        "tilde": None,
        "quoted": "",
        "materials": ["stickers: 5 per person", "flipchart"],
        "note": "first\n\n# kept\n",
    }


def test_every_value_knows_its_line() -> None:
    lines = good(PAGE).lines

    assert lines[("minutes",)] == 2
    assert lines[("materials",)] == 9
    assert lines[("materials", 1)] == 12
    assert lines[("note",)] == 14
    assert lines[()] == 1


def test_spans_leave_out_blank_lines_and_comments_between_entries() -> None:
    front = good(PAGE)

    assert front.spans["minutes"] == (2, 2)
    assert front.spans["empty"] == (6, 6)
    assert front.spans["materials"] == (9, 12)
    assert front.spans["note"] == (14, 17)
    assert front.last == 19


def test_a_value_of_a_list_in_a_list_is_found_by_its_path() -> None:
    front = good("---\nagendas:\n  online:\n    - session: a\n      minutes: 5\n    - {session: b}\n---\n")

    assert front.lines[("agendas", "online", 0, "minutes")] == 5
    assert front.lines[("agendas", "online", 1, "session")] == 6


def test_empty_front_matter_is_no_mistake() -> None:
    assert good("---\n---\n# Title\n") == FrontMatter({}, {(): 1}, {}, 2)


@pytest.mark.parametrize("text", ["", "# Title\n", "\n\n# Title\n\n---\n", "Note: this is prose.\n\nMore.\n\n---\n"])
def test_pages_without_front_matter_give_none(text: str) -> None:
    assert read(text) == (None, [])


def test_unclosed_front_matter_still_gives_what_it_says() -> None:
    front, found = read("---\nminutes: 20\ncut: 1\n\n# Title\n\nText.\n")

    assert front is not None
    assert front.data == {"minutes": "20", "cut": "1"}
    assert front.last == 3
    assert found[0].hint == "Put a line of --- after line 3."


def test_more_than_8_kb_is_not_parsed() -> None:
    front, (finding,) = read("---\nnote: " + "é" * 4096 + "\n---\n")

    assert finding.code is Code.UNSAFE_SIZE
    assert front is not None
    assert (front.data, front.last) == ({}, 3)


@pytest.mark.parametrize("bomb", ["[" * 4000, "{a: " * 2000, "[" * 21 + "]" * 21, "- " * 21 + "x"])
def test_deep_nesting_is_refused_and_never_a_traceback(bomb: str) -> None:
    _, (finding,) = read(f"---\na:\n  {bomb}\n---\n")

    assert (finding.code, finding.line) == (Code.UNSAFE_SIZE, 3)


def test_nesting_of_twenty_is_taken() -> None:
    assert read("---\na: " + "[" * 19 + "]" * 19 + "\n---\n")[1] == []


def test_an_alias_bomb_is_refused_at_once() -> None:
    rows = "\n".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )

    _, found = read(f"---\na: &a [x]\n{rows}\n---\n")

    assert {finding.code for finding in found} == {Code.UNSAFE_YAML}


@given(st.text(alphabet="ab:-?|>{}[]\"'#&*!%@`, \t\n\r~<0é\ufeff\u200b", max_size=60))
def test_whatever_is_typed_every_line_named_lies_in_the_front_matter(text: str) -> None:
    page = f"---\n{text}\n---\n\n# Title\n"
    front, found = read(page)

    assert front is not None
    for line in [*front.lines.values(), *(finding.line for finding in found)]:
        assert line is not None
        assert 1 <= line <= front.last
    assert all(first <= last < front.last for first, last in front.spans.values())
