"""What meetings taught: medians, the last time, what was left out, and what is worth a change of the plan."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from kit.facilitate.history import History, Record, better_minutes, history
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from kit.model.schema import LogFile

AGENDA = (
    Item("arrive", ItemKind.BREAK, "Arrivals", minutes=20),
    Item("talk", ItemKind.TITLE, "A talk", minutes=30),
)
MEETING = Round("round-1", "One", AGENDA, timetable(AGENDA, {}, None, None), (), {})


def log(day: int, *lessons: str, **actual: int) -> LogFile:
    items = [{"id": name, "planned": 20, "actual": minutes} for name, minutes in actual.items()]
    date = datetime.date(2027, 1, day)
    return LogFile.model_validate(
        {"schema": 1, "round": "round-1", "date": date, "lessons": list(lessons), "item": items}
    )


def record(past: History, name: str) -> Record:
    (found,) = [one for one in past.records if one.id == name]
    return found


def test_median_and_last_of_three_meetings() -> None:
    past = history(MEETING, [log(1, arrive=30), log(2, arrive=10), log(3, arrive=21)])

    assert past.dates == tuple(datetime.date(2027, 1, day) for day in (1, 2, 3))
    assert record(past, "arrive") == Record("arrive", "Arrivals", 20, 3, 0, 21, 21, 10, 30)


def test_the_median_of_two_may_lie_between_minutes() -> None:
    assert record(history(MEETING, [log(1, arrive=30), log(2, arrive=25)]), "arrive").median == 27.5


def test_what_was_left_out_has_no_part_in_the_median() -> None:
    past = history(MEETING, [log(1, arrive=30), log(2, arrive=0), log(3, talk=0)])

    assert record(past, "arrive") == Record("arrive", "Arrivals", 20, 1, 1, 30, 30, 30, 30)
    assert record(past, "talk") == Record("talk", "A talk", 30, 0, 1, None, None)


def test_a_log_that_was_corrected_counts_once_and_keeps_its_lessons() -> None:
    past = history(MEETING, [log(1, "First.", arrive=60), log(1, "First.", "Second.", arrive=20)])

    assert record(past, "arrive") == Record("arrive", "Arrivals", 20, 1, 0, 20, 20, 20, 20)
    assert [one.text for one in past.lessons] == ["First.", "Second."]


def test_items_that_are_on_the_agenda_no_more_come_last_and_have_no_plan() -> None:
    past = history(MEETING, [log(1, quiz=12, talk=30)])

    assert [one.id for one in past.records] == ["arrive", "talk", "quiz"]
    assert record(past, "quiz") == Record("quiz", "quiz", None, 1, 0, 12, 12, 12, 12)


def test_lessons_are_one_line_each_and_empty_ones_go() -> None:
    past = history(MEETING, [log(2, "  Begin\n on time. ", " ")])

    assert [(one.date.day, one.text) for one in past.lessons] == [(2, "Begin on time.")]


@pytest.mark.parametrize(
    ("planned", "median", "difference", "telling"),
    [
        (20, 24, 20, False),
        (20, 24.5, 22, True),
        (20, 16, -20, False),
        (20, 15.5, -22, True),
        (0, 10, None, False),
        (None, 10, None, False),
        (20, None, None, False),
    ],
)
def test_more_than_a_fifth_from_the_plan_is_telling(
    planned: int | None, median: float | None, difference: int | None, telling: bool
) -> None:
    one = Record("x", "X", planned, 1, 0, median, None)

    assert (one.difference, one.telling) == (difference, telling)


def test_without_a_log_there_is_nothing_to_tell() -> None:
    past = history(dataclasses.replace(MEETING), [])

    assert (past.dates, past.lessons) == ((), ())
    assert not any(one.times for one in past.records)


# Many groups' meetings together.


def test_meetings_of_other_groups_count_as_ones_own_even_on_the_same_day() -> None:
    past = history(MEETING, [log(1, arrive=30)], {"South": [log(1, arrive=10), log(1, arrive=12)], "North": []})

    assert record(past, "arrive") == Record("arrive", "Arrivals", 20, 2, 0, 21, 12, 12, 30)
    assert len(past.dates) == 2


def test_lessons_of_others_say_whose_they_are_and_stand_by_date() -> None:
    past = history(MEETING, [log(2, "Ours.")], {"South": [log(1, "Theirs.")]})

    assert [(one.group, one.text) for one in past.lessons] == [("South", "Theirs."), ("", "Ours.")]


@pytest.mark.parametrize(
    ("actual", "better"),
    [
        ((33, 36, 41), {"arrive": 35}),  # three meetings, far from the plan of 20: in steps of five
        ((33, 36), {}),  # two meetings are too few
        ((21, 22, 23), {}),  # near enough
        ((2, 3, 3), {"arrive": 5}),  # never nothing
    ],
)
def test_minutes_worth_proposing(actual: tuple[int, ...], better: dict[str, int]) -> None:
    others = {f"group {number}": [log(number, arrive=minutes)] for number, minutes in enumerate(actual, 1)}

    assert better_minutes(history(MEETING, [], others)) == better
