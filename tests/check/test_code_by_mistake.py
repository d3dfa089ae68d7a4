"""A paragraph or a list that stands too far in is told, for it is set as code; what is code stays so."""

from __future__ import annotations

import pytest

from kit.check.page import check_page
from kit.model.findings import Code
from kit.model.page import Page, PageKind
from kit.source.markdown.page import read_page


def page_with(line: str) -> Page:
    page = read_page("index.md", f"# A\n\nWords.\n\n{line}\n".encode(), PageKind.PAGE, [])
    assert page is not None
    return page


@pytest.mark.parametrize(
    "line",
    [
        "    A page that we wrote seems clear.",
        "\tBring your own examples.",
        "    - Bring your own",
        "    1. Read it",
        "    **Running late?** Leave it out.",
    ],
)
def test_words_that_stand_too_far_in_are_told(line: str) -> None:
    found = [one for one in check_page(page_with(line), frozenset()) if one.code is Code.ALMOST_MARKDOWN]

    assert [one.line for one in found] == [5]
    assert "is set as code" in found[0].message


@pytest.mark.parametrize("line", ["    make demo", "    x = 1", "    peerkit check --strict", "    <div>"])
def test_commands_are_left_alone(line: str) -> None:
    assert not [one for one in check_page(page_with(line), frozenset()) if "is set as code" in one.message]
