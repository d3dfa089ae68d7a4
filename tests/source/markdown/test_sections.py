"""Sections: a page cut at its headings, with no byte lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.source.markdown.sections import section_at, section_text, sections
from kit.source.tree.text import split_lines

PAGE = """\
---
minutes: 20
---

Before.

# How *ready* are `we`?

Lead.

(start)=

(begin)=
## Score [yourselves](x.md)

```text
# code
```

> # quoted

- # listed

<!--
# hidden
-->

:::{slide} Words
# On a slide
:::

    # indented

Two
---

##### Too deep

## Score yourselves
"""

LINES = st.sampled_from(
    [
        *("# A", "## B", "##### E", "Title", "===", "---", "(a)=", "(b)=", ":::", ":::{note}", "::::{slide}", "```"),
        *("~~~", "- x", "  # y", "> # z", "<!--", "-->", "", "    # c", "| a | b |", "|---|---|", "\ttab", "é", "%"),
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def test_headings_count_only_at_the_top_level_and_to_level_four() -> None:
    found = [(one.level, one.title, one.anchor, one.slug) for one in sections(PAGE)]

    assert found == [
        (1, "How ready are we?", "how-ready-are-we", "how-ready-are-we"),
        (2, "Score yourselves", "begin", "score-yourselves"),
        (2, "Two", "two", "two"),
        (2, "Score yourselves", "score-yourselves-2", "score-yourselves-2"),
    ]


def test_a_section_runs_from_its_first_target_to_the_next_section() -> None:
    second = sections(PAGE)[1]

    assert (second.first, second.heading_line, second.last) == (11, 14, 33)
    assert section_text(PAGE, second).startswith("(start)=\n\n(begin)=\n## Score")
    assert section_text(PAGE, second).endswith("    # indented\n\n")


def test_a_target_belongs_to_a_heading_only_when_nothing_stands_between() -> None:
    (first, second) = sections("# A\n\n(x)=\nWords.\n\n## B\n")

    assert (first.last, second.first, second.anchor) == (5, 6, "b")


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "no heading", "\ufeff# A\r\n\r\n## B", "# A\r## B\rx", "---\na: b\n---"]
)
def test_odd_pages_are_cut_without_loss(text: str) -> None:
    assert whole(text) == text


def test_a_byte_order_mark_hides_no_heading() -> None:
    assert [one.title for one in sections("\ufeff# A\n\n## B\n")] == ["A", "B"]


@given(st.lists(st.tuples(LINES, ENDS), max_size=20), st.booleans())
def test_cutting_loses_no_byte(lines: list[tuple[str, str]], mark: bool) -> None:
    text = "\ufeff" * mark + "".join(line + end for line, end in lines)

    assert whole(text) == text
    assert whole(text.rstrip("\r\n")) == text.rstrip("\r\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_cutting_any_text_loses_no_byte(text: str) -> None:
    assert whole(text) == text


def whole(text: str) -> str:
    found = sections(text)
    first = found[0].first if found else len(split_lines(text)) + 1
    return "".join([*split_lines(text)[: first - 1], *(section_text(text, one) for one in found)])


def test_a_line_lies_in_the_section_above_it() -> None:
    found = sections("x\n\n# A\n\n## B\n\ny\n")

    assert [section_at(found, line) for line in (1, 3, 4, 5, 7)] == ["", "a", "a", "b", "b"]
