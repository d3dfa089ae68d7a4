"""What can give when a day runs late."""

from __future__ import annotations

import dataclasses

import pytest

from kit.facilitate.fit import Slack, slacks
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind, SessionTimes
from kit.model.edition import Round


def day(times: dict[str, SessionTimes], *items: Item) -> Round:
    return Round("round-1", "One", items, timetable(items, times, None, None), tuple(times), times)


def item(*names: str, minutes: int | None = None) -> Item:
    kind = ItemKind.SESSION if len(names) == 1 else ItemKind.PARALLEL
    return Item("-".join(names), kind, "", names, minutes)


def test_sessions_go_in_the_order_of_cut_and_of_equals_the_earlier_first() -> None:
    times = {name: SessionTimes(name, 20, 15, cut) for name, cut in [("a", 3), ("b", 1), ("c", None), ("d", 3)]}

    found = slacks(day(times, *(item(name) for name in times)))

    assert [one.drop for one in found] == [2, 1, None, 3]
    assert [one.shortest for one in found] == [15, 15, 15, 15]


def test_sessions_at_the_same_time_give_only_together() -> None:
    times = {
        "a": SessionTimes("a", 20, 10, 1),
        "b": SessionTimes("b", 20, 15, 2),
        "c": SessionTimes("c", 20, None, None),
    }

    assert slacks(day(times, item("a", "b"), item("a", "c"))) == (Slack(15, 1), Slack(None, None))


def test_what_cannot_be_shorter_says_nothing() -> None:
    times = {"a": SessionTimes("a", 20, 20), "b": SessionTimes("b", 30, 25)}
    tea = Item("tea", ItemKind.BREAK, "Tea", (), 15)

    assert slacks(day(times, item("a"), item("b", minutes=22), tea)) == (Slack(), Slack(), Slack())


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st")],
)
def test_places_are_said_in_words(place: int, words: str) -> None:
    assert dataclasses.replace(Slack(), drop=place).order == words
    assert Slack().order == ""
