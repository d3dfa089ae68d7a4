"""A day that must be shorter: sessions shrink, then some go; brute force over small agendas agrees."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facilitate.fit import Fitted, fit
from kit.model.agenda import Item, ItemKind, SessionTimes

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


def told(fitted: Fitted) -> tuple[list[int], tuple[str, ...], int, bool]:
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

    assert told(fit(items, TIMES, None, None, minutes)) == (lengths, cut, 35, True)


def test_nothing_fits() -> None:
    """What cannot be done is said, with the least minutes that would, and the day stays as planned."""
    items = [session("a"), session("b"), lunch(15), session("c")]

    assert told(fit(items, TIMES, None, None, 34)) == ([30, 30, 15, 20], (), 35, False)


def test_waits_count_and_minutes_before_a_fixed_point_are_given_back() -> None:
    """Shrinking what stands before a fixed point would only make a wait, so it keeps its minutes."""
    items = [session("a"), lunch(20, 11 * 60), session("b"), session("e")]
    fitted = fit(items, TIMES, 10 * 60, None, 120)

    assert told(fitted) == ([30, 20, 17, 23], (), 80, True)
    assert fitted.timetable.items[1].wait == 30


def test_a_fixed_point_is_kept_where_shrinking_can() -> None:
    """Lunch at half past ten stays at half past ten."""
    items = [session("a"), session("b"), lunch(20, 10 * 60 + 40)]

    assert [one.start for one in fit(items, TIMES, 600, None, 500).timetable.items] == [600, 620, 640]


def test_parallel_sessions_shrink_as_far_as_all_of_them_can() -> None:
    """Dates can do with 30 minutes, eggs with 20: together they take 30."""
    assert told(fit([session("d", "e")], TIMES, None, None, 30)) == ([30], (), 0, True)


def test_a_parallel_session_that_saves_nothing_comes_back() -> None:
    """Dates go before eggs, but with eggs still on, only their floor mattered."""
    times = {**TIMES, "r/e": SessionTimes("Eggs", 40, 30)}

    assert told(fit([session("d", "e"), session("b")], times, None, None, 35)) == ([35], ("r/b",), 30, True)


def test_a_session_without_shortest_shrinks_to_the_minutes_of_its_page() -> None:
    """What the agenda added can go; what the author planned cannot."""
    times = {"r/x": SessionTimes("X", 20, None)}

    assert told(fit([session("x", minutes=45)], times, None, None, 25)) == ([25], (), 20, True)
    assert told(fit([session("x", minutes=45)], times, None, None, 19)) == ([45], (), 20, False)


def test_two_parallel_sessions_that_both_may_go() -> None:
    """Where the whole item must go, both of its sessions do."""
    assert told(fit([session("a"), session("d", "e")], TIMES, None, None, 25)) == ([25], ("r/d", "r/e"), 20, True)


def test_an_empty_agenda_fits() -> None:
    """A day with nothing on it lasts no minutes."""
    assert told(fit([], TIMES, 600, None, 10)) == ([], (), 0, True)


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


@settings(max_examples=150, deadline=None)
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
