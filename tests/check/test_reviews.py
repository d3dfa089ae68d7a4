"""Days on which a page was last read: long ago, not come yet, or as they should be."""

from __future__ import annotations

import datetime

import pytest

from kit.check.reviews import check_reviews
from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.source.markdown.page import read_page

TODAY = datetime.date(2026, 9, 2)


@pytest.mark.parametrize(
    ("reviewed", "codes"),
    [
        ("2024-09-02", [Code.REVIEW_DUE]),
        ("2024-09-03", []),
        ("2026-09-02", []),
        ("2026-09-03", [Code.DAY_AHEAD]),
        ("2062-09-02", [Code.DAY_AHEAD]),
    ],
)
def test_a_review_of_two_years_ago_is_due_and_one_of_tomorrow_cannot_be(reviewed: str, codes: list[Code]) -> None:
    found: list[Finding] = []
    text = f"---\nminutes: 15\nreviewed: {reviewed}\n---\n\n# Next steps\n"
    page = read_page("round-1/next-steps.md", text.encode(), PageKind.SESSION, found)

    assert page
    assert not found
    told = list(check_reviews([page], TODAY))
    assert [(one.code, one.line) for one in told] == [(code, 3) for code in codes]
    assert all(reviewed in one.message for one in told)
