"""The times of a day, computed from its agenda. Pure; all times are whole minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.facilitate.scale import scale
from kit.model.agenda import Item, ItemKind, SessionTimes, TimedItem, Timetable

Span = tuple[int, int, int, int]

DAY = 24 * 60
TOMORROW = 18 * 60  # a fixed point that passed longer ago than this is the next day's


def timetable(
    items: Sequence[Item], times: Mapping[str, SessionTimes], start: int | None, slot: int | None
) -> Timetable:
    """Return when each of ``items`` begins and ends.

    ``times`` are the sessions by page name, ``start`` is minutes after midnight, ``slot`` the minutes that the day may
    last. Without a start, times count from 0 and fixed points are not applied.
    An item before its fixed point waits for it, and one after it is late by the difference and begins at once; a wait
    before the very first item makes the day begin later and is no part of its length.
    Fixed points are times of the day on which the round begins, but one that passed over 18 hours ago means the next
    day's: "00:30" after an evening session. Times past midnight count on from 24:00.
    A session that says no minutes, or is not in ``times``, counts as none; checks report it.
    """
    timed = []
    for item, (begin, end, wait, late) in zip(items, spans(items, times, start), strict=True):
        shown = tuple(activity_minutes(item, times.get(name)) for name in item.sessions)
        timed.append(TimedItem(item, _title(item, times), begin, end, wait, late, shown))
    return Timetable(tuple(timed), start is not None, slot)


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
    if item.kind in (ItemKind.BREAK, ItemKind.TITLE):
        return item.title
    return " / ".join(times[name].title if name in times else name for name in item.sessions)
