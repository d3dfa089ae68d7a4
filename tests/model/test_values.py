"""Values of settings and front matter: what is taken, and how what is not is named."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kit.model import values


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (2.5, "2.5"),
        ("9.30am", '"9.30am"'),
        (datetime.date(2027, 1, 20), "2027-01-20"),
        (["Zoë", 1], '["Zoë", 1]'),
        ("a\u202eb", '"a b"'),
        ("x" * 99, '"' + "x" * 56 + "..."),
    ],
)
def test_a_value_is_shown_as_its_file_writes_it_on_one_line_and_not_too_long(value: Any, shown: str) -> None:
    assert values.said(value) == shown


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (values.Whole, " 20 ", 20),
        (values.Whole, "20.0", 20),
        (values.Clock, "09:30", 570),
        (values.Day, "2027-01-20", datetime.date(2027, 1, 20)),
        (values.Colour, "#1B4965", "#1b4965"),
        (values.Web, "", ""),
        (values.Web, "https://example.org/a?b#c", "https://example.org/a?b#c"),
        (values.Plain, "Tea & cake at Sam's", "Tea & cake at Sam's"),
        (values.Sentence, "a < b", "a < b"),
    ],
)
def test_what_people_write_becomes_a_value(kind: Any, written: Any, read: Any) -> None:
    assert TypeAdapter(kind).validate_python(written) == read


@pytest.mark.parametrize(
    ("kind", "written", "why"),
    [
        (values.Whole, True, "needs a whole number, such as 20, not true."),
        (values.Whole, "1e3", "needs a whole number"),
        (values.Format, 0, "greater than or equal to 1"),
        (values.Clock, "24:00", "needs a time in 24-hour form"),
        (values.Day, "2027-02-30", "needs a day that the calendar has"),
        (values.Colour, "#fff", "needs a colour of six digits"),
        (values.Folder, "con", "Windows keeps that name"),
        (values.Slug, "How ready", "needs small letters"),
        (values.Web, "javascript:alert(1)", "needs a web address"),
        (values.Plain, "<b>", "values are plain text"),
        (values.Sentence, "a\x1b[2J", "they hide text"),
    ],
)
def test_what_is_no_such_value_is_told_why(kind: Any, written: Any, why: str) -> None:
    with pytest.raises(ValidationError, match="1 validation error") as caught:
        TypeAdapter(kind).validate_python(written)

    assert why in caught.value.errors()[0]["msg"]


def test_clock_times_may_be_freed_by_nothing() -> None:
    assert (values.clock_or_free(""), values.clock_or_free("10:15")) == ("", 615)
