"""A line of front matter that cannot be read is told by its own number, with the line as it should be written."""

from __future__ import annotations

import time

import pytest

from kit.model.findings import Finding
from kit.model.schema import SessionMeta
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.validate import validate

LINES = {
    2: "minutes: 30",
    3: "group_size: 4-6",
    4: "materials:",
    5: '  - "paper: 1 per table"',
    6: '  - "pens: 8 per table"',
    7: '  - "sheet: 1 per person"',
    8: "cut: 1",
}
CASES = [
    (2, "minutes:30", "Write minutes: 30"),
    (2, "minutes = 30", "Write minutes: 30"),
    (2, "minutes 30", "Write minutes: 30"),
    (
        3,
        "group_size:\u00a04-6",
        "Delete what stands behind the colon or hyphen, and type a space with the space bar alone.",
    ),
    (3, "group_size: “4-6”", 'Write straight ones: "4-6"'),
    (6, '  "pens: 8 per table"', 'Write - "pens: 8 per table"'),
    (6, '  -"pens: 8 per table"', 'Write - "pens: 8 per table"'),
    (6, '  • "pens: 8 per table"', 'Write a hyphen and a space: - "pens: 8 per table"'),
    (6, '  * "pens: 8 per table"', 'Write a hyphen and a space: - "pens: 8 per table"'),
    (6, '  – "pens: 8 per table"', 'Write a hyphen and a space: - "pens: 8 per table"'),
    (6, '  - "pens: 8 per table', 'Put a " at the end of it.'),
    (6, "  - “pens: 8 per table”", 'Put it in straight quotes: "pens: 8 per table"'),
    (
        6,
        '\u00a0\u00a0- "pens: 8 per table"',
        "Delete what stands behind the colon or hyphen, and type a space with the space bar alone.",
    ),
]


def told(lines: dict[int, str]) -> list[Finding]:
    found: list[Finding] = []
    page = "\n".join(["---", *lines.values(), "---", "", "# Title", ""])
    front = read_front_matter("round-1/page.md", page, found)
    assert front is not None
    if not found:
        validate(SessionMeta, front.data, front.lines, "round-1/page.md", found, "The front matter")
    return found


def test_the_page_itself_has_no_mistake() -> None:
    assert told(LINES) == []


@pytest.mark.parametrize(("number", "line", "hint"), CASES)
def test_the_line_at_fault_is_named_with_what_to_write(number: int, line: str, hint: str) -> None:
    assert [(finding.line, finding.hint) for finding in told({**LINES, number: line})] == [(number, hint)]


def test_curly_marks_inside_a_text_are_fine() -> None:
    assert told({**LINES, 3: "group_size: “pairs” of two"}) == []


@pytest.mark.parametrize("signs", ['"', "- ", "a_", "a: ", "•", "= "])
def test_a_long_line_is_told_in_a_moment(signs: str) -> None:
    began = time.monotonic()

    assert told({**LINES, 3: "\t" + signs * (7_000 // len(signs))})
    assert time.monotonic() - began < 1


PLANS = [
    ("- {id: tea break: Tea, minutes: 15}", "has no comma before break", "Write id: tea, break: Tea"),
    ("- {session: how-ready minutes: 20}", "has no comma before minutes", "Write session: how-ready, minutes: 20"),
    (
        "- {id: end, title: Thanks: and goodbye, minutes: 10}",
        "holds a second colon",
        'Put the whole value in quotes: title: "Thanks: and goodbye"',
    ),
    (
        "- {id: tea, break: Tea, minutes: 15",
        "has a { that is not closed, or a comma missing",
        "Write items as {session: how-ready, minutes: 20}.",
    ),
]


@pytest.mark.parametrize(("item", "meaning", "hint"), PLANS)
def test_an_item_between_braces_is_told_by_what_it_lacks(item: str, meaning: str, hint: str) -> None:
    (one,) = told({2: "minutes: 60", 3: "agenda:", 4: f"  {item}"})

    assert (one.message, one.hint) == (f"This line of the front matter {meaning}.", hint)


def test_a_list_without_its_name_is_told_as_that() -> None:
    (one,) = told({2: "minutes: 60", 3: "  - {id: tea, break: Tea, minutes: 15}"})

    assert one.line == 3
    assert one.message == "This line of the front matter begins a list below a name that has a value already."
    assert one.hint == "Write the name of the list on a line of its own above it, such as agenda:"
