"""Blocks at any depth, with their options; what is code stays text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.findings import Code, Finding
from kit.model.page import Fence
from kit.source.markdown.block_parser import DEEPEST
from kit.source.markdown.broken_fences import mend
from kit.source.markdown.fences import fences
from kit.source.tree.text import split_lines
from tests.helpers import examples

PAGE = """\
# A

:::::{activity} Score **it**
:minutes: 20
:grouping: "pairs # two"

1. Read.

   ::::{note}
   :class: big
   Words.

   ```{tip} Go
   slowly
   ```
   ::::

:::::

## B

> :::{warning}
> Words.
> :::

```{code-block} python
:caption: "::: x"
:::{not} a block
```

~~~
:::{nor} this
~~~
"""


def read(text: str) -> tuple[tuple[Fence, ...], list[Finding]]:
    found: list[Finding] = []
    return fences(text, "page.md", found), found


def test_blocks_are_found_in_lists_quotes_and_other_blocks() -> None:
    blocks, found = read(PAGE)

    assert found == []
    assert [(one.name, one.argument, one.first, one.last, one.parents, one.section) for one in blocks] == [
        ("activity", "Score **it**", 3, 18, (), "a"),
        ("note", "", 9, 16, ("activity",), "a"),
        ("tip", "Go", 13, 15, ("activity", "note"), "a"),
        ("warning", "", 22, 24, (), "b"),
        ("code-block", "python", 26, 29, (), "b"),
    ]


def test_options_carry_their_lines_and_the_body_begins_below_them() -> None:
    activity, note, tip, *_ = read(PAGE)[0]

    assert activity.options == {"minutes": ("20", 4), "grouping": ("pairs # two", 5)}
    assert (activity.body_first, activity.body.splitlines()[1]) == (6, "1. Read.")
    assert (note.options, note.body_first) == ({"class": ("big", 10)}, 11)
    assert (tip.body, tip.body_first) == ("slowly\n", 14)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_move_no_line(end: str) -> None:
    blocks, found = read("\ufeff" + PAGE.replace("\n", end))

    assert found == []
    assert [one.first for one in blocks] == [3, 9, 13, 22, 26]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        (":alt: Photo: a man", "Photo: a man"),
        (":alt: 'in single'", "in single"),
        (":open:", ""),
        (":alt:  spaces  ", "spaces"),
        (":link: https://example.org/#part", "https://example.org/#part"),
    ],
)
def test_values_are_read_as_myst_reads_them(option: str, value: str) -> None:
    from myst_parser.parsers.options import options_to_tokens

    (block,), found = read(f":::{{card}}\n{option}\n:::\n")
    ((_, theirs),) = options_to_tokens(option[1:])[0]

    assert found == []
    assert next(iter(block.options.values())) == (value, 2)
    assert (theirs.value if theirs else "") == value


@pytest.mark.parametrize("option", [":alt: a # b", ':link: "a\\x3ab"', ":link: #part", ":alt: |", ":alt:x", ":alt: 'x"])
def test_values_that_could_be_read_in_two_ways_are_told(option: str) -> None:
    _, found = read(f":::{{card}}\n{option}\n:::\n")

    assert [(one.code, one.line) for one in found] == [(Code.PAGE_SYNTAX, 2)]


def test_ten_blocks_in_each_other_are_read_and_the_eleventh_is_refused() -> None:
    def nested(depth: int) -> str:
        opened = [":" * (40 - at) + "{note}" for at in range(depth)]
        return "\n".join([*opened, "x", *(line.rstrip("{note}") for line in reversed(opened))])

    assert read(nested(DEEPEST))[1] == []
    assert [(one.code, one.line) for one in read(nested(DEEPEST + 1))[1]] == [(Code.UNSAFE_SIZE, DEEPEST + 1)]
    assert [one.code for one in read(nested(30))[1]] == [Code.UNSAFE_SIZE]


def test_a_page_in_order_is_not_touched() -> None:
    assert mend(PAGE, "page.md", [])[0] == PAGE


LINES = st.sampled_from(
    [
        *(":::", "::::", ":::{note}", "::::{slide} A", ":::x", "```", "```{tip}", "~~~", "## B", "", "x", "- a"),
        *("  :::{note}", "  :::", "> :::{tip}", "> :::", ":a: b", "---", "    :::"),
    ]
)


@settings(max_examples=examples(200))
@given(st.lists(LINES, max_size=14))
def test_any_page_is_read_with_the_same_lines_and_a_second_reading_agrees(lines: list[str]) -> None:
    text = "\n".join(lines)
    found: list[Finding] = []
    mended, _ = mend(text, "page.md", found)

    assert len(split_lines(mended)) == len(split_lines(text))
    assert (mended == text) or found
    assert all(1 <= (one.line or 0) <= len(lines) for one in found)
    assert len({(one.code, one.line) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("    :::{facilitator}\n\n    Note.\n\n    :::\n", 3),
        ("    :::{facilitator}\n\nNote.\n\n:::\n", 3),
        ("\t:::{facilitator}\n\nNote.\n\n:::\n", 3),
        ("1. Step.\n\n        :::{facilitator}\n        Note.\n        :::\n", 5),
        ("::{facilitator}\n\nNote.\n\n:::\n", 3),
        (": : :{facilitator}\n\nNote.\n\n:::\n", 3),
        ("\uff1a\uff1a\uff1a{facilitator}\n\nNote.\n\n:::\n", 3),
        ("Words, then\nmore :::{facilitator} Note. :::\n", 4),
        ("| A | B |\n| - | - |\n| :::{facilitator} Note. ::: | 1 |\n", 5),
        (":::{tip} Title :::{facilitator} Note.\n\nWords.\n\n:::\n", 3),
        ("{facilitator}\n\nNote.\n", 3),
        (":{Facilitator} Note.\n", 3),
        ("``{facilitator}\n\nNote.\n\n``\n", 3),
        ("\u2026{facilitator}\n\nNote.\n\n\u2026\n", 3),  # Word's ellipsis, of three dots
        ("...{facilitator}\n\nNote.\n", 3),
        ("- \u2026 { facilitator } Note.\n", 3),
        (";;;{facilitator}\n\nNote.\n", 3),
        ("\u2022 {facilitator}\n\nNote.\n", 3),
        ("\u201c{activity}\u201d Talk\n", 3),
    ],
)
def test_a_line_that_looks_like_a_block_and_opens_none_is_told_once(written: str, line: int) -> None:
    """Else everybody would read the notes that were meant for facilitators."""
    _, found = read(f"# A\n\n{written}")
    assert [(one.code, one.line) for one in found] == [(Code.UNNAMED_FENCE, line)]


@pytest.mark.parametrize(
    "written",
    [
        "```\n:::{facilitator}\nNote.\n:::\n```\n",
        "Write `:::{facilitator}` on a line of its own.\n",
        "`{facilitator}` is the word.\n",
        "`:::`{facilitator} is how it begins.\n",
        "Two things: {abbr}`GDS (a service)`:{sup}`1`\n",
        "{abbr}`GDS (a service)` built it.\n",
        "    print('{facilitators}')\n",
    ],
)
def test_blocks_that_a_page_writes_about_are_left_alone(written: str) -> None:
    assert read(f"# A\n\n{written}")[1] == []


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (":::{activity} Talk\n\n:minutes: 20\n:grouping: pairs\n\n1. Talk.\n\n:::\n", [5]),
        (":::{activity} Talk\n:minutes: 20\n\n1. Talk.\n:grouping: pairs\n\nEnd.\n\n:in: room\n\n:::\n", [7, 11]),
        ("::::{handout} Plan\n\n:::{activity} Talk\n:minutes: 5\n\n1. Talk.\n\n:::\n\n:for: table\n\n::::\n", [12]),
        (":::{activity} Talk\nminutes: 20\n\n1. Talk.\n\n:::\n", [4]),
        (":::{activity} Talk\n:minutes: 20\nshortest : 12\n\n1. Talk.\n\n:::\n", [5]),
        (":::{figure} plan.svg\n\n:alt: A plan\n\nThe plan.\n\n:::\n", [5]),
    ],
)
def test_options_that_would_be_shown_as_text_are_told(written: str, lines: list[int]) -> None:
    _, found = read(f"# A\n\n{written}")
    assert [(one.code, one.line) for one in found] == [(Code.PAGE_SYNTAX, line) for line in lines]


@pytest.mark.parametrize(
    "written",
    [
        ":::{activity} Talk\n:minutes: 20\n\n1. minutes: write them down\n\n:::\n",
        ":::{note}\n\nminutes: who writes them?\n\n:::\n",
        "```{code-block} yaml\n\n:minutes: 20\n```\n",
        ":::{activity} Talk\n\nTalk about it.\n\nminutes: 20 of them\n\n:::\n",
    ],
)
def test_text_that_only_resembles_an_option_is_text(written: str) -> None:
    assert read(f"# A\n\n{written}")[1] == []


def test_an_option_that_is_written_twice_is_told() -> None:
    _, found = read("# A\n\n:::{activity} Talk\n:minutes: 20\n:minutes: 30\n\n1. Talk.\n\n:::\n")

    assert [(one.code, one.line) for one in found] == [(Code.PAGE_SYNTAX, 5)]
    assert "written twice" in found[0].message


@pytest.mark.parametrize("written", [":minutes 20", ":minutes:20"])
def test_an_option_without_its_space_is_told_as_it_should_be(written: str) -> None:
    _, found = read(f"# A\n\n:::{{activity}} Talk\n{written}\n\n1. Talk.\n\n:::\n")

    assert [(one.line, one.hint) for one in found] == [(4, "Write :minutes: 20")]


@pytest.mark.parametrize("opening", [":::say", ":::(say)", ":::[say]", ":::{ say }", ":::{say"])
def test_the_name_in_other_brackets_is_the_one_that_was_meant(opening: str) -> None:
    _, found = read(f"# A\n\n{opening}\n\nWelcome.\n\n:::\n")

    assert [(one.code, one.line) for one in found] == [(Code.UNNAMED_FENCE, 3)]
    assert found[0].hint.endswith(" :::{say}")


@pytest.mark.parametrize(
    ("closing", "hint"),
    [
        ("::", "Write ::: alone on line 7."),
        (": : :", "Write ::: alone on line 7."),
        (":::\u00a0", "Write ::: alone on line 7."),
        ("\uff1a\uff1a\uff1a", "Write ::: alone on line 7."),
        ("Thank you. :::", "Write ::: on a line of its own below line 7."),
    ],
)
@pytest.mark.parametrize("after", ["", "\n:::{slide} Next\n\nWords.\n\n:::\n", "\n## Next\n\nWords.\n"])
def test_a_line_that_nearly_closes_a_block_is_named(closing: str, hint: str, after: str) -> None:
    _, found = read(f"# A\n\n:::{{say}}\n\nWelcome.\n\n{closing}\n{after}")

    assert [(one.code, one.line, one.hint) for one in found] == [(Code.UNCLOSED_FENCE, 3, hint)]
