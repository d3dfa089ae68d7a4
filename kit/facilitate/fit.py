"""Making a day fit into fewer minutes: what to shorten, and then what to leave out. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kit.facilitate.timetable import Part, days, length, scale, spans, starts, timetable
from kit.model.agenda import Item, ItemKind, SessionTimes, TimedItem, Timetable
from kit.model.edition import Round

Times = Mapping[str, SessionTimes]


@dataclass(frozen=True)
class Fitted:
    """A day made to fit.

    ``timetable`` is the day that fits, or the day as planned where nothing does. ``cut`` are the page names of the
    sessions to leave out, in the order in which they go. ``least`` is the fewest minutes in which the day could be run
    at all; ``fits`` says whether it fits into the minutes asked for.
    """

    timetable: Timetable
    cut: tuple[str, ...]
    least: int
    fits: bool


def fit(
    items: Sequence[Item], times: Times, start: int | None, slot: int | None, minutes: int, step: int = 1
) -> Fitted:
    """Return the day of ``items`` in at most ``minutes``, waits included.

    Sessions shrink first, in proportion, none below its shortest. If that is not enough, sessions with a ``cut`` are
    left out one at a time, the lowest first and of equals the earlier, until the rest fits when shrunk. Minutes that
    are then to spare go back to sessions. Breaks, plain items and fixed points stay: where shrinking can, it keeps a
    fixed point from being reached late, but nothing is left out for that.

    What is shortened lasts a multiple of ``step`` minutes where that will do, else perhaps its fewest minutes.

    A session can shrink to its ``shortest``; one that names none to the minutes of its page, if the agenda gives it
    more. Parallel sessions shrink together, as far as all of them can; one of them that is left out without making
    the day shorter comes back.
    """
    day = _Day(times, start, minutes, step)
    steps = _steps(items, times)
    shortest = [day.shortest(without(items, gone)) for gone in steps]
    least = min(map(day.length, shortest))
    enough = next((gone for gone, left in zip(steps, shortest, strict=True) if day.length(left) <= minutes), None)
    if enough is None:
        return Fitted(timetable(items, times, start, slot), (), least, False)
    gone = _without_idle(items, times, enough)
    fitted = day.fullest(without(items, gone))
    return Fitted(timetable(fitted, times, start, slot), gone, least, True)


def without(items: Sequence[Item], pages: Sequence[str]) -> list[Item]:
    """Return ``items`` without the sessions called ``pages``; of parallel sessions the others stay."""
    left = [replace(item, sessions=tuple(name for name in item.sessions if name not in pages)) for item in items]
    return [item for item, was in zip(left, items, strict=True) if item.sessions or not was.sessions]


def part(item: Item, times: Times) -> Part:
    """Return an item's minutes and the fewest that it can do with: for breaks and plain items the same."""
    most = length(item, times)
    if item.kind not in (ItemKind.SESSION, ItemKind.PARALLEL):
        return most, most
    known = [times[name] for name in item.sessions if name in times]
    fewest = max((most if (low := one.shortest or one.minutes) is None else low for one in known), default=most)
    return most, min(most, fewest)


def _steps(items: Sequence[Item], times: Times) -> list[tuple[str, ...]]:
    """Return what is left out at each step: nothing, then the lowest cut, then the two lowest, and so on."""
    names = dict.fromkeys(name for item in items for name in item.sessions if name in times)
    order = sorted((cut, at, name) for at, name in enumerate(names) if (cut := times[name].cut) is not None)
    return [tuple(name for _, _, name in order[:count]) for count in range(len(order) + 1)]


def _without_idle(items: Sequence[Item], times: Times, gone: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``gone`` without sessions that, beside others, take no minutes; the last to go is the first back."""
    for name in reversed(gone):
        fewer = tuple(other for other in gone if other != name)
        if _parts(without(items, fewer), times) == _parts(without(items, gone), times):
            gone = fewer
    return gone


def _parts(items: Sequence[Item], times: Times) -> list[Part]:
    return [part(item, times) for item in items]


@dataclass(frozen=True)
class _Day:
    """What stays the same while lengths are tried out.

    ``minutes`` is what the day may last, and ``step`` what its sessions are shortened by.
    """

    times: Times
    start: int | None
    minutes: int
    step: int = 1

    def length(self, items: Sequence[Item]) -> int:
        """Return the last end less the first start."""
        found = spans(items, self.times, self.start)
        return found[-1][1] - found[0][0] if found else 0

    def lates(self, items: Sequence[Item]) -> list[int]:
        """Return by how much each item misses its fixed point."""
        return [late for *_, late in spans(items, self.times, self.start)]

    def shortest(self, items: Sequence[Item]) -> list[Item]:
        """Return ``items``, each with the fewest minutes that it can do with."""
        return self.lasting(items, [fewest for _, fewest in _parts(items, self.times)])

    def lasting(self, items: Sequence[Item], lengths: Sequence[int]) -> list[Item]:
        """Return ``items`` with these minutes; those that last as long already stay as they are."""
        pairs = zip(items, lengths, strict=True)
        return [item if length(item, self.times) == asked else replace(item, minutes=asked) for item, asked in pairs]

    def fullest(self, items: Sequence[Item]) -> list[Item]:
        """Return ``items`` shrunk in proportion by as little as will do, with minutes to spare given back.

        The largest total that fits when shared out in proportion is taken first. Only where fixed points leave waits
        are there minutes to spare then: they go, one by one, to whichever item is shortest for its plan.
        """
        allowed = self.lates(self.shortest(items))
        parts = self.round_parts(items, allowed)
        most, fewest = sum(full for full, _ in parts), sum(low for _, low in parts)
        totals = (scale(parts, total) for total in range(most, fewest - 1, -1))
        exact = next(shares for shares in totals if self.fits(self.lasting(items, shares), allowed))
        lengths = [self.rounded(minutes, part) for minutes, part in zip(exact, parts, strict=True)]
        short = [at for at, (full, _) in enumerate(parts) if lengths[at] < full]
        while short:
            at = min(short, key=lambda at: (Fraction(lengths[at], parts[at][0]), at))
            before, lengths[at] = lengths[at], self.longer(lengths[at], parts[at])
            fits = self.fits(self.lasting(items, lengths), allowed)
            lengths[at] = lengths[at] if fits else before
            if not fits or lengths[at] == parts[at][0]:
                short.remove(at)
        return self.lasting(items, lengths)

    def round_parts(self, items: Sequence[Item], allowed: Sequence[int]) -> list[Part]:
        """Return most and fewest minutes of each item, the fewest in whole steps if the day fits that way too."""
        parts = _parts(items, self.times)
        whole = [(most, min(most, -(-low // self.step) * self.step)) for most, low in parts]
        return whole if self.fits(self.lasting(items, [low for _, low in whole]), allowed) else parts

    def rounded(self, minutes: int, part: Part) -> int:
        """Return ``minutes`` of an item in whole steps, not more and not fewer than it can do with."""
        most, fewest = part
        return minutes if minutes == most else max(fewest, minutes - minutes % self.step)

    def longer(self, minutes: int, part: Part) -> int:
        """Return the next minutes that an item may last."""
        return min(part[0], minutes - minutes % self.step + self.step)

    def fits(self, items: Sequence[Item], allowed: Sequence[int]) -> bool:
        """Whether the day is short enough and no item is later than ``allowed`` says."""
        on_time = all(late <= most for late, most in zip(self.lates(items), allowed, strict=True))
        return on_time and self.length(items) <= self.minutes


# One day of a round as somebody asks for it: with another start, or made to fit.


STEP = 5  # minutes: people say "twenty-five past", not "twenty-seven minutes past"


@dataclass(frozen=True)
class FittedDay:
    """A round's timetable, and what had to go.

    ``planned`` is the day as it was before. ``cut`` are page names in the order in which they go, and ``saved`` the
    minutes that each of them gives; ``fits`` is False where nothing can be cut enough, and ``least`` is then the
    fewest minutes that would do; ``asked`` are those that somebody asked for (both None where nobody did).
    """

    round: Round
    timetable: Timetable
    planned: Timetable
    cut: tuple[str, ...] = ()
    saved: tuple[int, ...] = ()
    fits: bool = True
    least: int | None = None
    asked: int | None = None

    def was(self, timed: TimedItem) -> int:
        """Return how long an item lasts as planned, in minutes."""
        return next(one.minutes for one in self.planned.items if one.item.id == timed.item.id)

    @property
    def differs(self) -> bool:
        """Whether anything was shortened or left out."""
        return bool(self.cut) or any(self.was(one) != one.minutes for one in self.timetable.items)


def plan_day(one: Round, start: int | None = None, minutes: int | None = None) -> FittedDay:
    """Return the day of a round from ``start`` (minutes after midnight; None: the region's own) in ``minutes``.

    Of a meeting in several sittings, each is to fit into as many minutes.
    """
    begin = one.start if start is None else start
    later = [each.start for each in one.later]
    planned = timetable(one.agenda, one.times, begin, one.slot, later)
    if minutes is None:
        return FittedDay(one, planned, planned)
    sittings = zip(days(one.agenda), starts(one.agenda, begin, later), strict=True)
    parts = [fit(own, one.times, at, None, minutes, STEP) for own, at in sittings]
    least = max(part.least for part in parts)
    if not all(part.fits for part in parts):
        return FittedDay(one, planned, planned, fits=False, least=least, asked=minutes)
    cut = tuple(dict.fromkeys(name for part in parts for name in part.cut))
    fitted = timetable(_joined(one.agenda, parts), one.times, begin, one.slot, later)
    return FittedDay(one, fitted, planned, cut, savings(one.agenda, one.times, cut), True, least, minutes)


def _joined(agenda: Sequence[Item], parts: Sequence[Fitted]) -> list[Item]:
    """Return the items of all sittings as they were made to fit, with what divides them."""
    marks = (item for item in agenda if item.kind is ItemKind.SITTING)
    first, *others = ([timed.item for timed in part.timetable.items] for part in parts)
    return [*first, *(item for mark, own in zip(marks, others, strict=True) for item in (mark, *own))]


def savings(items: Sequence[Item], times: Times, cut: Sequence[str]) -> tuple[int, ...]:
    """Return the planned minutes that leaving out each session of ``cut`` gives, one after the other.

    The first of two at the same time gives what it is longer than the second, which gives the rest.
    """
    left = [sum(length(item, times) for item in without(items, cut[:gone])) for gone in range(len(cut) + 1)]
    return tuple(before - after for before, after in itertools.pairwise(left))


# What to do when a day runs late: how short each item can be, and which go first. Pure.


@dataclass(frozen=True)
class Slack:
    """``shortest`` is the fewest minutes of an item, None where it cannot be shorter.

    ``drop`` is its place in the order of dropping, counted from 1, None where it stays.
    """

    shortest: int | None = None
    drop: int | None = None

    @property
    def order(self) -> str:
        """Its place in the order of dropping for people, such as "1st", or "" where it stays."""
        if self.drop is None:
            return ""
        ending = "th" if self.drop % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(self.drop % 10, "th")
        return f"{self.drop}{ending}"


def slacks(meeting: Round) -> tuple[Slack, ...]:
    """Return what can give in each item of a round's day, in order. Sessions at the same time give only together."""
    items = meeting.timetable.items
    ranks = {at: rank for at, timed in enumerate(items) if (rank := _together(timed, meeting.times, "cut")) is not None}
    order = sorted(ranks, key=lambda at: ranks[at])
    return tuple(
        Slack(_shortest(timed, meeting.times), order.index(at) + 1 if at in ranks else None)
        for at, timed in enumerate(items)
    )


def _shortest(timed: TimedItem, times: Mapping[str, SessionTimes]) -> int | None:
    fewest = _together(timed, times, "shortest")
    return fewest if fewest is not None and fewest < timed.minutes else None


def _together(timed: TimedItem, times: Mapping[str, SessionTimes], field: str) -> int | None:
    """Return the largest value of a field of an item's sessions, None where one of them has none."""
    values = [getattr(times.get(name), field, None) for name in timed.item.sessions]
    known = [value for value in values if value is not None]
    return max(known) if known and len(known) == len(values) else None
