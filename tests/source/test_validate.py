"""Schemas: every mistake in what front matter says is found in one run, in the words of organisers."""

from __future__ import annotations

import pytest

from kit.model.findings import Finding
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.validate import validate
from tests.source.cases import read_cases

MISTAKES = read_cases("page-meta.txt")


@pytest.mark.parametrize("title", MISTAKES)
def test_mistakes_give_these_findings(title: str) -> None:
    page, expected = MISTAKES[title]
    found: list[Finding] = []
    front = read_front_matter("round-1/page.md", page, found)
    model: type[PageMeta] = PlanMeta if title.startswith("Plan") else SessionMeta

    assert front is not None
    meta = validate(model, front.data, front.lines, "round-1/page.md", found, "The front matter")

    assert [f"{finding.code.value} {finding.line} {finding.message} {finding.hint}" for finding in found] == expected
    assert (meta is None) == bool(expected)


def test_text_becomes_numbers_and_dates() -> None:
    meta = validate(SessionMeta, {"minutes": "20", "standard": ["1", "3"], "cut": None}, {}, "page.md", [])

    assert meta is not None
    assert (meta.minutes, meta.standard, meta.cut) == (20, [1, 3], None)


def test_true_is_not_the_number_one() -> None:
    found: list[Finding] = []

    assert validate(SessionMeta, {"minutes": True}, {(): 1}, "page.md", found) is None
    assert [finding.message for finding in found] == ['"minutes" needs a whole number, such as 20, not true.']


def test_a_very_long_value_is_cut_short_and_a_name_cannot_move_the_cursor() -> None:
    found: list[Finding] = []
    validate(SessionMeta, {"minutes": "x" * 5000, "\x1b[2J": "y"}, {}, "page.md", found)

    assert all(len(finding.message) < 200 and "\x1b" not in finding.message for finding in found)
    assert len(found) == 2
