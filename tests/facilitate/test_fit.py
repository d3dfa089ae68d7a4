"""A day that must be shorter: sessions shrink, then some go; brute force over small agendas agrees."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facilitate.fit import Fitted, Slack, fit, slacks
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind, SessionTimes
from kit.model.edition import Round
from tests.helpers import examples

TIMES = {
    "r/a": SessionTimes("Apples", 30, 20, None),
    "r/b": SessionTimes("Bread", 30, 10, 2),
    "r/c": SessionTimes("Cheese", 20, None, 1),
    "r/d": SessionTimes("Dates", 40, 30, 3),
    "r/e": SessionTimes("Eggs", 40, 20, 4),
}


def session(*names: str, minutes: int | None = None, at: int | None = None) -> Item:
    """Make a session item, or a parallel one for several names."""
    kind = ItemKind.SESSION if len(names) == 1 else ItemKind.PARALLEL
    return Item("-".join(names), kind, sessions=tuple(f"r/{name}" for name in names), minutes=minutes, at=at)


def lunch(minutes: int, at: int | None = None) -> Item:
    """Make a break."""
    return Item("lunch", ItemKind.BREAK, "Lunch", minutes=minutes, at=at)


def summary(fitted: Fitted) -> tuple[list[int], tuple[str, ...], int, bool]:
    """Return minutes of each item, cuts, the least and whether it fits."""
    return [one.minutes for one in fitted.timetable.items], fitted.cut, fitted.least, fitted.fits


@pytest.mark.parametrize(
    ("minutes", "lengths", "cut"),
    [
        (95, [30, 30, 15, 20], ()),  # it fits as it is
        (85, [25, 25, 15, 20], ()),  # ten minutes less, in proportion; cheese cannot shrink
        (70, [20, 15, 15, 20], ()),  # apples stop at their shortest, bread takes the rest
        (64, [25, 24, 15], ("r/c",)),  # cheese goes, and what is to spare goes back
        (40, [25, 15], ("r/c", "r/b")),
    ],
)
def test_sessions_shrink_and_then_go(minutes: int, lengths: list[int], cut: tuple[str, ...]) -> None:
    """Shrinking comes first, then sessions go by their cut; the break stays as long as it was."""
    items = [session("a"), session("b"), lunch(15), session("c")]

    assert summary(fit(items, TIMES, None, None, minutes)) == (lengths, cut, 35, True)


def test_nothing_fits() -> None:
    """What cannot be done is said, with the least minutes that would, and the day stays as planned."""
    items = [session("a"), session("b"), lunch(15), session("c")]

    assert summary(fit(items, TIMES, None, None, 34)) == ([30, 30, 15, 20], (), 35, False)


def test_waits_count_and_minutes_before_a_fixed_point_are_given_back() -> None:
    """Shrinking what stands before a fixed point would only make a wait, so it keeps its minutes."""
    items = [session("a"), lunch(20, 11 * 60), session("b"), session("e")]
    fitted = fit(items, TIMES, 10 * 60, None, 120)

    assert summary(fitted) == ([30, 20, 17, 23], (), 80, True)
    assert fitted.timetable.items[1].wait == 30


def test_a_fixed_point_is_kept_where_shrinking_can() -> None:
    """Lunch at half past ten stays at half past ten."""
    items = [session("a"), session("b"), lunch(20, 10 * 60 + 40)]

    assert [one.start for one in fit(items, TIMES, 600, None, 500).timetable.items] == [600, 620, 640]


def test_parallel_sessions_shrink_as_far_as_all_of_them_can() -> None:
    """Dates can do with 30 minutes, eggs with 20: together they take 30."""
    assert summary(fit([session("d", "e")], TIMES, None, None, 30)) == ([30], (), 0, True)


def test_a_parallel_session_that_saves_nothing_comes_back() -> None:
    """Dates go before eggs, but with eggs still on, only their floor mattered."""
    times = {**TIMES, "r/e": SessionTimes("Eggs", 40, 30)}

    assert summary(fit([session("d", "e"), session("b")], times, None, None, 35)) == ([35], ("r/b",), 30, True)


def test_a_session_without_shortest_shrinks_to_the_minutes_of_its_page() -> None:
    """What the agenda added can go; what the author planned cannot."""
    times = {"r/x": SessionTimes("X", 20, None)}

    assert summary(fit([session("x", minutes=45)], times, None, None, 25)) == ([25], (), 20, True)
    assert summary(fit([session("x", minutes=45)], times, None, None, 19)) == ([45], (), 20, False)


def test_two_parallel_sessions_that_both_may_go() -> None:
    """Where the whole item must go, both of its sessions do."""
    assert summary(fit([session("a"), session("d", "e")], TIMES, None, None, 25)) == ([25], ("r/d", "r/e"), 20, True)


def test_an_empty_agenda_fits() -> None:
    """A day with nothing on it lasts no minutes."""
    assert summary(fit([], TIMES, 600, None, 10)) == ([], (), 0, True)


def lasts(lengths: list[tuple[int, int | None]], start: int) -> int:
    """Return how long a day of (minutes, fixed point) lasts, added up backwards from its end."""
    after = 0
    ends = [start]
    for minutes, at in reversed(lengths):
        after += minutes
        ends.append(0 if at is None else at + after)
    begin = max(start, lengths[0][1] or 0) if lengths else start
    return max(*ends, begin + after) - begin


small = st.tuples(
    st.integers(1, 5).flatmap(lambda most: st.tuples(st.just(most), st.none() | st.integers(1, most))),
    st.none() | st.integers(1, 3),
    st.none() | st.integers(98, 112),
)


def choices(
    drawn: list[tuple[tuple[int, int | None], int | None, int | None]],
) -> Iterator[list[tuple[int, int | None]]]:
    """Return every way of lasting that these sessions have."""
    ranges = [range(low or most, most + 1) for (most, low), _, _ in drawn]
    for lengths in itertools.product(*ranges):
        yield [(length, at) for length, (_, _, at) in zip(lengths, drawn, strict=True)]


@settings(max_examples=examples(150))
@given(st.lists(small, max_size=4), st.integers(1, 25))
def test_brute_force_agrees(drawn: list[tuple[tuple[int, int | None], int | None, int | None]], minutes: int) -> None:
    """It fits exactly when some way of shrinking and cutting in order fits, with no cut too many, and none to spare."""
    items = [Item(str(i), ItemKind.SESSION, sessions=(f"r/{i}",), at=at) for i, (_, _, at) in enumerate(drawn)]
    times = {f"r/{i}": SessionTimes("", most, low, cut) for i, ((most, low), cut, _) in enumerate(drawn)}
    order = [i for number in (1, 2, 3) for i, (_, cut, _) in enumerate(drawn) if cut == number]
    days = [[one for i, one in enumerate(drawn) if i not in order[:gone]] for gone in range(len(order) + 1)]
    best = [min(lasts(way, 100) for way in choices(day)) for day in days]
    fitted = fit(items, times, 100, None, minutes)

    assert fitted.least == min(best)
    assert fitted.fits == (min(best) <= minutes)
    if not fitted.fits:
        return
    gone = next(count for count, least in enumerate(best) if least <= minutes)
    kept = days[gone]
    assert fitted.cut == tuple(f"r/{i}" for i in order[:gone])
    assert fitted.timetable.length <= minutes
    chosen = [one.minutes for one in fitted.timetable.items]
    assert all((low or most) <= now <= most for now, ((most, low), _, _) in zip(chosen, kept, strict=True))
    if any(at is not None for _, _, at in kept):
        return
    for i, ((most, _), _, at) in enumerate(kept):
        longer = [(now + (i == j), kept[j][2]) for j, now in enumerate(chosen)]
        assert chosen[i] == most or lasts(longer, 100) > minutes, at


# What can give when a day runs late.


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
