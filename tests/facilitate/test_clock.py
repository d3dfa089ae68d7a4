"""Times read the same everywhere: one way for people, one for machines."""

from __future__ import annotations

import datetime

import pytest

from kit.facilitate.clock import (
    elapsed_time,
    iso_time,
    people_date,
    people_minutes,
    people_time,
    show_moment,
    show_span,
    show_time,
)


@pytest.mark.parametrize(
    ("minutes", "people", "machines", "elapsed"),
    [
        (0, "12am", "00:00", "0:00"),
        (5, "12:05am", "00:05", "0:05"),
        (9 * 60 + 30, "9:30am", "09:30", "9:30"),
        (12 * 60, "12pm", "12:00", "12:00"),
        (13 * 60 + 5, "1:05pm", "13:05", "13:05"),
        (23 * 60 + 59, "11:59pm", "23:59", "23:59"),
        (24 * 60 + 30, "12:30am", "24:30", "24:30"),
    ],
)
def test_one_time_for_people_and_machines(minutes: int, people: str, machines: str, elapsed: str) -> None:
    """People read 1:05pm, files hold 13:05, and a day without a start counts from 0:00."""
    assert (people_time(minutes), iso_time(minutes), elapsed_time(minutes)) == (people, machines, elapsed)
    assert (show_time(minutes, True), show_time(minutes, False)) == (people, elapsed)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "at the start"), (40, "40 minutes in"), (95, "1 hour 35 minutes in"), (60, "1 hour in")]
)
def test_a_time_that_stands_by_itself_without_a_clock_says_what_it_counts_from(minutes: int, said: str) -> None:
    assert show_moment(minutes, False) == show_span(minutes, minutes + 10, False) == said
    assert (show_moment(630, True), show_span(630, 660, True)) == ("10:30am", "10:30am to 11am")


def test_dates_carry_the_weekday_where_there_is_room() -> None:
    """Dates are written out, with no nought before the day."""
    date = datetime.date(2027, 7, 4)

    assert (people_date(date), people_date(date, weekday=False)) == ("Sunday 4 July 2027", "4 July 2027")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (125, "2 hours 5 minutes")],
)
def test_lengths_are_said_in_words(minutes: int, words: str) -> None:
    """One of a thing is singular, and a whole hour has no minutes."""
    assert people_minutes(minutes) == words
