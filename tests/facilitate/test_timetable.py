"""Clock times follow from minutes, fixed points and a start; an oracle walks the day minute by minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.facilitate.timetable import Part, scale, timetable
from kit.model.agenda import Item, ItemKind, SessionTimes

SESSIONS = {
    "round-1/a": SessionTimes("Apples", 20, 10, None, ((5, 1), (10, 5))),
    "round-1/b": SessionTimes("Bread", 40, None, 1, ((40, 10),)),
    "round-1/c": SessionTimes("Cheese", None, None, None, ((4, 1), (8, 1))),
}


def session(name: str, minutes: int | None = None, at: int | None = None) -> Item:
    """Make a session item."""
    return Item(name, ItemKind.SESSION, sessions=(f"round-1/{name}",), minutes=minutes, at=at)


def rest(name: str, minutes: int, at: int | None = None) -> Item:
    """Make a break."""
    return Item(name, ItemKind.BREAK, title=name.title(), minutes=minutes, at=at)


def side_by_side(*names: str, minutes: int | None = None) -> Item:
    """Make a parallel item."""
    return Item("both", ItemKind.PARALLEL, sessions=tuple(f"round-1/{name}" for name in names), minutes=minutes)


def test_a_day_with_a_wait_and_a_late_fixed_point() -> None:
    """A fixed point that is reached early makes a wait; one that is reached late is late and begins at once."""
    items = [session("a"), rest("lunch", 45, 12 * 60), session("b"), rest("tea", 10, 13 * 60)]
    day = timetable(items, SESSIONS, 11 * 60, 150)

    assert [(one.start, one.end, one.wait, one.late) for one in day.items] == [
        (660, 680, 0, 0),
        (720, 765, 40, 0),
        (765, 805, 0, 0),
        (805, 815, 0, 25),
    ]
    assert (day.clock, day.length, day.slack) == (True, 155, -5)
    assert [one.title for one in day.items] == ["Apples", "Lunch", "Bread", "Tea"]


def test_without_a_start_times_count_from_nought_and_fixed_points_are_not_applied() -> None:
    """The hub has no start, so people see minutes from the beginning."""
    day = timetable([session("a"), rest("lunch", 45, 12 * 60)], SESSIONS, None, None)

    assert [(one.start, one.end, one.wait, one.late) for one in day.items] == [(0, 20, 0, 0), (20, 65, 0, 0)]
    assert (day.clock, day.slack) == (False, None)


def test_a_wait_before_the_first_item_is_no_part_of_the_day() -> None:
    """The length of a day is the last end less the first start."""
    day = timetable([rest("doors", 15, 600), session("a")], SESSIONS, 570, None)

    assert (day.start, day.length, day.items[0].wait) == (600, 35, 30)


def test_parallel_lasts_its_longest_session_and_the_shorter_keeps_its_own_minutes() -> None:
    """Nobody said that the shorter one should be stretched."""
    (both,) = timetable([side_by_side("a", "b")], SESSIONS, None, None).items

    assert (both.minutes, both.activities, both.title) == (40, ((5, 10), (40,)), "Apples / Bread")


def test_parallel_with_minutes_is_filled_by_each_of_its_sessions() -> None:
    """Where an item says its minutes, the activities of every session in it are scaled."""
    (both,) = timetable([side_by_side("a", "b", minutes=60)], SESSIONS, None, None).items

    assert both.activities == ((15, 30), (60,))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (session("a"), (5, 10)),
        (session("a", 20), (5, 10)),
        (session("a", 40), (10, 20)),  # five minutes in twenty were free, so ten in forty are
        (session("a", 6), (1, 5)),  # 4.5 minutes to share: rounded to 5, and the shortest are 1 and 5
        (session("c"), (4, 8)),
        (session("c", 18), (6, 12)),  # a session without minutes lasts as long as its activities
    ],
)
def test_activities_scale_with_their_item(item: Item, expected: tuple[int, ...]) -> None:
    """Where an item's minutes differ from its session's, the activities scale."""
    assert timetable([item], SESSIONS, None, None).items[0].activities == (expected,)


def test_sessions_without_minutes_and_unknown_ones_count_as_none() -> None:
    """A day can be shown before its mistakes are mended."""
    day = timetable([session("c"), session("nowhere"), session("a")], SESSIONS, 600, None)

    assert [(one.title, one.minutes) for one in day.items] == [("Cheese", 0), ("round-1/nowhere", 0), ("Apples", 20)]


@pytest.mark.parametrize(
    ("start", "at", "begin", "late"),
    [(22 * 60, 30, 24 * 60 + 30, 0), (23 * 60 + 50, 0, 24 * 60 + 30, 30), (13 * 60, 9 * 60, 13 * 60 + 40, 280)],
)
def test_days_may_run_past_midnight(start: int, at: int, begin: int, late: int) -> None:
    """A point just after midnight is the next day's; one that passed this morning is simply late."""
    fixed = timetable([session("b"), rest("tea", 10, at)], SESSIONS, start, None).items[1]

    assert (fixed.start, fixed.late) == (begin, late)


def test_an_empty_agenda_is_an_empty_day() -> None:
    """A round may have no agenda yet."""
    assert timetable([], SESSIONS, 600, 60).length == 0


def walked(items: list[Item], minutes: Mapping[str, int], start: int) -> list[tuple[int, int]]:
    """Walk through the day a minute at a time: who is on, and since when."""
    day: dict[str, list[int]] = {item.id: [] for item in items}
    queue, clock, left = list(items), start, -1
    while queue:
        item = queue[0]
        if left < 0 and (item.at is None or clock >= item.at):
            day[item.id].append(clock)
            left = minutes[item.id]
        if left == 0:
            day[item.id].append(clock)
            queue.pop(0)
            left = -1
            continue
        clock += 1
        left -= left > 0
    return [(span[0], span[1]) for span in day.values()]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "both", "break"]),
            st.none() | st.integers(1, 50),
            st.none() | st.integers(540, 900),
        ),
        max_size=7,
    ),
    st.integers(500, 700),
)
def test_clock_times_agree_with_a_walk_through_the_day(
    drawn: list[tuple[str, int | None, int | None]], start: int
) -> None:
    """Every item begins and ends on the minute at which somebody who walks through the day finds it."""
    longest = {"a": 20, "b": 40, "both": 40, "break": 5}
    names = {"a": ("round-1/a",), "b": ("round-1/b",), "both": ("round-1/a", "round-1/b"), "break": ()}
    items = [
        Item(str(at), ItemKind.BREAK, "", names[kind], minutes or (5 if kind == "break" else None), fixed)
        for at, (kind, minutes, fixed) in enumerate(drawn)
    ]
    lasting = {str(at): minutes or longest[kind] for at, (kind, minutes, _) in enumerate(drawn)}
    day = timetable(items, SESSIONS, start, None)

    assert [(one.start, one.end) for one in day.items] == walked(items, lasting, start)
    assert all(not (one.wait and one.late) for one in day.items)


KINDS_OF_ITEMS = st.sampled_from(["a", "b", "both", "break", "sitting"])
DRAWN = st.lists(
    st.tuples(KINDS_OF_ITEMS, st.none() | st.integers(1, 50), st.none() | st.integers(540, 900)), max_size=9
)


@given(DRAWN, st.none() | st.integers(500, 700), st.lists(st.none() | st.integers(480, 800), max_size=3))
def test_each_sitting_is_a_day_of_its_own(
    drawn: list[tuple[str, int | None, int | None]], start: int | None, later: list[int | None]
) -> None:
    """Somebody who walks through each sitting from its own start finds every item where the timetable has it."""
    longest = {"a": 20, "b": 40, "both": 40, "break": 5}
    names = {"a": ("round-1/a",), "b": ("round-1/b",), "both": ("round-1/a", "round-1/b"), "break": ()}
    items = [
        Item(str(at), ItemKind.SITTING, f"Day {at}", minutes=minutes or 60)
        if kind == "sitting"
        else Item(str(at), ItemKind.BREAK, "", names[kind], minutes or (5 if kind == "break" else None), fixed)
        for at, (kind, minutes, fixed) in enumerate(drawn)
    ]
    lasting = {str(at): minutes or longest.get(kind, 0) for at, (kind, minutes, _) in enumerate(drawn)}
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.kind is ItemKind.SITTING:
            parts.append([])
        else:
            parts[-1].append(item if start is not None else replace(item, at=None))
    begins = [start or 0] + [(later[at] if at < len(later) else None) or start for at in range(len(parts) - 1)]
    walks = zip(parts, begins if start is not None else [0] * len(parts), strict=True)
    expected = [walked(part, lasting, begin or 0) for part, begin in walks]

    found = timetable(items, SESSIONS, start, 100, later)

    assert [[(one.start, one.end) for one in sitting.items] for sitting in found.sittings] == expected
    assert [sitting.slot for sitting in found.sittings] == [
        100,
        *(i.minutes for i in items if i.kind is ItemKind.SITTING),
    ]
    assert found.whole == sum(part[-1][1] - part[0][0] for part in expected if part)
    assert [one for sitting in found.sittings for one in sitting.items] == list(found.items)


# Minutes are shared out in proportion, in whole minutes, and nothing gets less than it can do with.

parts = st.lists(
    st.integers(1, 60).flatmap(lambda most: st.tuples(st.just(most), st.integers(1, most))), min_size=1, max_size=8
)


@pytest.mark.parametrize(
    ("given_parts", "total", "expected"),
    [
        ([(20, 1)], 35, (35,)),
        ([(10, 1), (10, 1)], 15, (8, 7)),  # a tie goes to the earlier
        ([(10, 1), (20, 1), (30, 1)], 60, (10, 20, 30)),
        ([(5, 1), (5, 1), (10, 1)], 30, (8, 7, 15)),
        ([(10, 8), (10, 1)], 10, (8, 2)),  # the first stops at its shortest, the second takes the rest
        ([(10, 9), (10, 3)], 11, (9, 3)),  # the shortest alone take 12: each gets its shortest
        ([(0, 0), (10, 1)], 20, (0, 20)),  # an activity that says no minutes stays at none
        ([], 10, ()),
    ],
)
def test_known_shares(given_parts: list[Part], total: int, expected: tuple[int, ...]) -> None:
    """Shares worked out by hand come out."""
    assert scale(given_parts, total) == expected


@given(parts, st.integers(1, 400))
def test_sums_agree_and_nothing_is_below_its_shortest(given_parts: list[Part], total: int) -> None:
    """The shares add up to the total, or to the shortest of all where that is more."""
    shares = scale(given_parts, total)

    assert sum(shares) == max(total, sum(fewest for _, fewest in given_parts))
    assert all(share >= fewest for share, (_, fewest) in zip(shares, given_parts, strict=True))


def exact(given_parts: list[Part], total: int) -> list[Fraction]:
    """Return the one fair division, found by trying each place where another part stops at its shortest."""
    for rate in sorted({Fraction(fewest, most) for most, fewest in given_parts} | {Fraction(10_000)}):
        stopped = [fewest for most, fewest in given_parts if Fraction(fewest, most) >= rate]
        moving = sum(most for most, fewest in given_parts if Fraction(fewest, most) < rate)
        if moving and (pace := Fraction(total - sum(stopped), moving)) <= rate:
            return [max(Fraction(fewest), pace * most) for most, fewest in given_parts]
    return [Fraction(fewest) for _, fewest in given_parts]


@given(parts, st.integers(1, 400))
def test_each_share_is_the_exact_one_rounded_up_or_down(given_parts: list[Part], total: int) -> None:
    """Nobody is a whole minute away from the exact proportion."""
    if sum(fewest for _, fewest in given_parts) > total:
        return
    exactly = exact(given_parts, total)

    assert sum(exactly) == total
    assert all(abs(share - fair) < 1 for share, fair in zip(scale(given_parts, total), exactly, strict=True))


@given(parts, st.integers(1, 400))
def test_order_matters_only_for_ties(given_parts: list[Part], total: int) -> None:
    """Turning the list round moves nobody by more than the one minute that a tie decides."""
    forwards = scale(given_parts, total)
    backwards = tuple(reversed(scale(given_parts[::-1], total)))

    assert all(abs(one - other) <= 1 for one, other in zip(forwards, backwards, strict=True))


@given(parts)
def test_the_planned_total_changes_nothing(given_parts: list[Part]) -> None:
    """Sharing out exactly what was planned gives what was planned."""
    assert scale(given_parts, sum(most for most, _ in given_parts)) == tuple(most for most, _ in given_parts)
