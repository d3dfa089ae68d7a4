"""Units: a text cut into what people see as one thing, with no byte lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.merge.units import UnitKind, keys, same, units
from tests.helpers import examples

TEXT = """\
(start)=
## Score

Para one
goes on.

- pens
  - black

  More on pens.
- paper

| a | b |
| - | - |
| c | d |

> [!TIP]
> Start.

:::{note} Words

# text
:::

[x]: http://example.org

---

<!-- gone -->
"""

LINES = st.sampled_from(
    [
        *("# A", "Title", "===", "---", "(a)=", ":::", ":::{note}", "```", "- x", "  - y", "1. z", "> q", "> - r", ""),
        *("| a | b |", "| - | - |", "text", "    code", "[x]: y", "[^1]: foot", "term", ": def", "% c", "<!--", "+++"),
    ]
)


def test_every_kind_of_block_is_a_unit_of_its_own() -> None:
    found = [(unit.kind, unit.path, unit.body.splitlines()[0]) for unit in units(TEXT)]

    assert found == [
        (UnitKind.HEADING, "", "(start)="),
        (UnitKind.PARAGRAPH, "", "Para one"),
        (UnitKind.ITEM, "u", "- pens"),
        (UnitKind.ITEM, "uu", "  - black"),
        (UnitKind.PARAGRAPH, "u", "  More on pens."),
        (UnitKind.ITEM, "u", "- paper"),
        (UnitKind.HEAD_ROW, "", "| a | b |"),
        (UnitKind.ROW, "", "| c | d |"),
        (UnitKind.OTHER, "q", "> [!TIP]"),
        (UnitKind.PARAGRAPH, "q", "> Start."),
        (UnitKind.FENCE, "", ":::{note} Words"),
        (UnitKind.OTHER, "", "[x]: http://example.org"),
        (UnitKind.BREAK, "", "---"),
        (UnitKind.HTML, "", "<!-- gone -->"),
    ]


@settings(max_examples=examples(150))
@given(st.lists(LINES, max_size=15), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_units_put_together_are_the_text(lines: list[str], end: str, marked: bool) -> None:
    text = ("\ufeff" if marked else "") + end.join(lines)
    found = units(text)

    assert "".join(unit.text for unit in found) == (text if found else "")
    assert found or not text.strip("\ufeff \r\n")
    assert all(unit.body + unit.gap == unit.text for unit in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tŷ.\n", "\ufeff" + unicodedata.normalize("NFD", "Tŷ.  \r\n\r\n")),
        ("One two three.\n", "One\ntwo three.\n"),
        ("- One two\n- three\n", "* One\n  two\n\n* three"),
        ("1. a\n2. b\n", "3. a\n3. b\n"),
        ("> One two.\n", "> One\n> two.\n"),
        ("Title\n---\n", "## Title ##\n"),
        ("| a | b |\n|---|--:|\n| c | d |\n", "| a   | b   |\n| --- | --: |\n| c   | d   |\n"),
        (":::{note} A\n:class: b\n\nOne two.\n:::\n", "::::{note}  A\n:class: b\n\nOne\ntwo.\n\n::::\n"),
        ("a  \nb\n", "a\\\nb\n"),
    ],
)
def test_these_say_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a\nb\n", "a\\\nb\n"),
        ("```\na\nb\n```\n", "```\na b\n```\n"),
        ("    a\n    b\n", "    a b\n"),
        ("- a\n- b\n", "- a\n  - b\n"),
        ("- a\n", "1. a\n"),
        ("## a\n", "### a\n"),
        ("(x)=\n## a\n", "## a\n"),
        ("| a |\n|---|\n", "| a |\n|--:|\n"),
        (":::{note}\n:class: a\n:::\n", ":::{note}\n:class: b\n:::\n"),
        ("a\u00a0b\n", "a b\n"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert not same(one, other)


def test_blocks_in_blocks_are_compared_to_any_depth_without_harm() -> None:
    deep = ":::{note}\n" * 200

    assert len(keys(deep)) == 1
    assert not same(deep, deep + "words\n")
