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


@pytest.mark.parametrize(
    ("kind", "written", "hint"),
    [
        (values.Clock, 9.3, 'Write "09:30"'),
        (values.Clock, "9.30", 'Write "09:30"'),
        (values.Clock, "1.05pm", 'Write "13:05"'),
        (values.Clock, "1 p.m.", 'Write "13:00"'),
        (values.Clock, "12:15am", 'Write "00:15"'),
        (values.Clock, "12:15 pm", 'Write "12:15"'),
        (values.Clock, datetime.time(10, 30), 'Write "10:30"'),
        (values.Clock, 9, 'Write "09:00"'),
        (values.Clock, "Noon", 'Write "12:00"'),
        (values.Clock, "25:00", 'Write hours and minutes, such as "09:30".'),
        (values.Clock, "half past nine", 'Write hours and minutes, such as "09:30".'),
        (values.Day, "20 January 2027", "Write 2027-01-20"),
        (values.Day, "3 Feb 2027", "Write 2027-02-03"),
        (values.Day, "03.02.2027", "Write 2027-02-03"),
        (values.Day, "3/2/2027", "Write 2027-02-03"),
        (values.Day, "20 January", "Write it like this: 2027-01-20"),
        (values.Day, "31/02/2027", "Write it like this: 2027-01-20"),
        (values.Colour, "7A1F5C", 'Write "#7A1F5C"'),
        (values.Colour, "#fff", 'Write "#ffffff"'),
        (values.Whole, "about 30", "Write the number alone: 30"),
        (values.Whole, "20-30", "Write a number alone, such as 20."),
    ],
)
def test_what_somebody_most_likely_meant_is_the_hint(kind: Any, written: Any, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)

    assert caught.value.errors()[0]["ctx"]["error"].hint == hint
