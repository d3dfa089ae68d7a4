"""The times of a day, computed from its agenda. Pure; all times are whole minutes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from kit.model.agenda import Item, ItemKind, SessionTimes, TimedItem, Timetable
from kit.model.formats import Kind
from kit.model.page import Page

Span = tuple[int, int, int, int]

DAY = 24 * 60
TOMORROW = 18 * 60  # a fixed point that passed longer ago than this is the next day's


def timetable(
    items: Sequence[Item],
    times: Mapping[str, SessionTimes],
    start: int | None,
    slot: int | None,
    later: Sequence[int | None] = (),
) -> Timetable:
    """Return when each of ``items`` begins and ends.

    ``times`` are the sessions by page name, ``start`` is minutes after midnight, ``slot`` the minutes that the day may
    last. Without a start, times count from 0 and fixed points are not applied.
    An item before its fixed point waits for it, and one after it is late by the difference and begins at once; a wait
    before the very first item makes the day begin later and is no part of its length.
    Fixed points are times of the day on which the round begins, but one that passed over 18 hours ago means the next
    day's: "00:30" after an evening session. Times past midnight count on from 24:00.
    A session that says no minutes, or is not in ``times``, counts as none; checks report it.

    Each sitting is a day of its own: the first begins at ``start``, those after it at ``later``, and where that says
    nothing at the same time of day as the first.
    """
    timed: list[TimedItem] = []
    for number, (part, begin) in enumerate(zip(days(items), starts(items, start, later), strict=True), 1):
        timed += _timed(part, times, begin, number)
    marks = tuple((item.title, item.minutes) for item in items if item.kind is ItemKind.SITTING)
    return Timetable(tuple(timed), start is not None, slot, marks)


def starts(items: Sequence[Item], start: int | None, later: Sequence[int | None]) -> list[int | None]:
    """Return when each sitting begins, by the rules of ``timetable``."""
    given = itertools.chain(later, itertools.repeat(None))
    others = (start if start is None or at is None else at for at in given)
    return [start, *itertools.islice(others, len(days(items)) - 1)]


def days(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items of each sitting, one at least, without those that divide them."""
    found: list[list[Item]] = [[]]
    for item in items:
        if item.kind is ItemKind.SITTING:
            found.append([])
        else:
            found[-1].append(item)
    return found


def _timed(items: Sequence[Item], times: Mapping[str, SessionTimes], start: int | None, number: int) -> list[TimedItem]:
    timed = []
    for item, (begin, end, wait, late) in zip(items, spans(items, times, start), strict=True):
        shown = tuple(activity_minutes(item, times.get(name)) for name in item.sessions)
        timed.append(TimedItem(item, _title(item, times), begin, end, wait, late, shown, number))
    return timed


def spans(items: Sequence[Item], times: Mapping[str, SessionTimes], start: int | None) -> list[Span]:
    """Return (start, end, wait before, late by) of each item, by the rules of ``timetable``."""
    now, found = start or 0, []
    for item in items:
        wait = 0 if start is None or item.at is None else _until(item.at, now)
        begin = now + max(wait, 0)
        now = begin + length(item, times)
        found.append((begin, now, max(wait, 0), max(-wait, 0)))
    return found


def length(item: Item, times: Mapping[str, SessionTimes]) -> int:
    """Return the minutes of an item: its own, else those of its session, of several the longest."""
    if item.minutes is not None:
        return item.minutes
    return max((times[name].minutes or 0 for name in item.sessions if name in times), default=0)


def activity_minutes(item: Item, session: SessionTimes | None) -> tuple[int, ...]:
    """Return the minutes of each activity of ``session`` when it stands in ``item``.

    Where the item says no minutes the activities keep their own, those of the shorter sessions side by side with a
    longer one too. Where it does, every session in it fills the item, and its activities grow or shrink by as much as
    the item differs from the session: activities that leave five minutes of twenty free leave ten of forty.
    A session without minutes is taken to last as long as its activities.
    """
    if session is None:
        return ()
    planned = sum(minutes for minutes, _ in session.activities)
    own = session.minutes or planned
    if item.minutes is None or item.minutes == own or not own:
        return tuple(minutes for minutes, _ in session.activities)
    return scale(session.activities, (2 * planned * item.minutes + own) // (2 * own))


def _until(at: int, now: int) -> int:
    """Return the minutes from ``now`` to the fixed point ``at``, negative where it has passed."""
    return at + DAY - now if now - at > TOMORROW else at - now


def _title(item: Item, times: Mapping[str, SessionTimes]) -> str:
    """Return what people call an item: its text, or its sessions' titles, several joined by slashes."""
    if not item.sessions:
        return item.title
    return " / ".join(times[name].title if name in times else name for name in item.sessions)


# How people work together in an item of the day. Pure.


def groupings(timed: TimedItem, pages: Mapping[str, Page], kind: Kind) -> tuple[str, ...]:
    """Return who works together in the activities of an item, such as "pairs", in a round of ``kind``, in order."""
    sessions = [pages[name] for name in timed.item.sessions if name in pages]
    there = [one for page in sessions for one in page.activities if kind in one.kinds]
    return tuple(dict.fromkeys(one.grouping for one in there if one.grouping))


# Sharing out minutes in proportion. Pure.

Part = tuple[int, int]  # (minutes as planned, the fewest it can do with)


def scale(parts: Sequence[Part], total: int) -> tuple[int, ...]:
    """Share ``total`` minutes among ``parts`` in proportion to their planned minutes, in whole minutes.

    None gets less than its fewest: those that would are set to it, and the others share the rest, in proportion again.
    The results add up to ``total``, except where the fewest alone add up to more: then each gets its fewest, because a
    part that is too short to run is worse than a sum that is too long, and checks report it.
    Where nothing has planned minutes there is no proportion, and each gets its fewest.

    Method: largest remainder (Hamilton's): whole minutes of each exact share first, then one more for the largest
    remainders; ties go to the earlier. M. L. Balinski and H. P. Young, Fair Representation, 2nd edition, 2001.
    """
    free = [at for at, (minutes, _) in enumerate(parts) if minutes > 0]
    while low := [at for at in free if _share(parts, free, total, at) < parts[at][1]]:
        free = [at for at in free if at not in low]
    shares = {at: _share(parts, free, total, at) for at in free}
    result = [int(shares[at]) if at in shares else fewest for at, (_, fewest) in enumerate(parts)]
    spare = total - sum(result)
    for at in sorted(free, key=lambda at: int(shares[at]) - shares[at])[:spare]:
        result[at] += 1
    return tuple(result)


def _share(parts: Sequence[Part], free: Sequence[int], total: int, at: int) -> Fraction:
    """Return the exact share of part ``at`` when all that are not ``free`` keep to their fewest."""
    left = total - sum(fewest for index, (_, fewest) in enumerate(parts) if index not in free)
    return Fraction(left * parts[at][0], sum(parts[index][0] for index in free))
