"""The picture of a day: a strip with one bar for each item, as wide as it is long. Pure numbers; writers draw it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.facilitate.clock import people_minutes, people_time, show_moment, show_span
from kit.facilitate.sittings import FIRST
from kit.model.agenda import ItemKind, Sitting, TimedItem, Timetable

HOUR = 60
CLEAR = 0.09  # share of the strip beside each end that no other time may stand in, so that times never touch


@dataclass(frozen=True)
class Bar:
    """One item. ``left`` and ``width`` are shares of the strip, 0 to 1; ``words`` say when, what and how long.

    ``pause`` says that it is a break, ``fixed`` that it begins at a fixed point.
    """

    words: str
    left: float
    width: float
    pause: bool
    fixed: bool


@dataclass(frozen=True)
class Tick:
    """A time of the day and where it stands, 0 to 1."""

    words: str
    left: float


@dataclass(frozen=True)
class Strip:
    """A day. ``title`` names the picture; ``ticks`` are its start, the whole hours that have room, and its end.

    ``part`` is the title again where it is one of several, which has to stand above it, else "".
    """

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    part: str = ""

    @property
    def words(self) -> str:
        """The text alternative: every item in order."""
        return "; ".join(bar.words for bar in self.bars) + "."

    @property
    def fixed(self) -> bool:
        """Whether any item is fixed."""
        return any(bar.fixed for bar in self.bars)


def strips(meeting: Timetable) -> tuple[Strip | None, ...]:
    """Return the picture of each sitting of a meeting in order, None for one that lasts no time."""
    if not meeting.later:
        return (strip(meeting.sittings[0]),)
    drawn = (strip(one, one.title or FIRST) for one in meeting.sittings)
    return tuple(one and replace(one, part=one.title) for one in drawn)


def strip_at(meeting: Timetable, place: int) -> tuple[Strip | None, int]:
    """Return the picture of the sitting in which the item at ``place`` of a meeting is, and its place in that."""
    number = meeting.items[place].sitting
    return strips(meeting)[number - 1], place - sum(one.sitting < number for one in meeting.items)


def strip(day: Sitting, name: str = "The day") -> Strip | None:
    """Return the picture of a day, None where it lasts no time; ``name`` begins its title.

    Waits are the gaps between bars.
    """
    if day.length <= 0:
        return None
    span = f" from {show_span(day.start, day.end, True)}" if day.clock else f", {people_minutes(day.length)}"
    return Strip(f"{name}{span}", tuple(_bar(day, one) for one in day.items), tuple(_ticks(day)))


def _bar(day: Sitting, timed: TimedItem) -> Bar:
    fixed = day.clock and timed.item.at is not None
    when = people_time(timed.start) if day.clock else f"{show_moment(timed.start, False)}:"
    said = f"{when} {timed.title}, {people_minutes(timed.minutes)}"
    if fixed and timed.item.at is not None:
        said += f", fixed at {people_time(timed.item.at)}"
    pause = timed.item.kind is ItemKind.BREAK
    return Bar(said, (timed.start - day.start) / day.length, timed.minutes / day.length, pause, fixed)


def _ticks(day: Sitting) -> Iterator[Tick]:
    """Yield the start, each whole hour that stands clear of both ends and of the hour before, and the end."""
    yield Tick(people_time(day.start) if day.clock else "Start", 0.0)
    last = 0.0
    for time in range(day.start // HOUR * HOUR + HOUR, day.end, HOUR):
        left = (time - day.start) / day.length
        if last + CLEAR <= left <= 1 - CLEAR:
            yield Tick(_tick(time, day.clock), left)
            last = left
    yield Tick(_tick(day.end, day.clock), 1.0)


def _tick(time: int, clock: bool) -> str:
    """A time below the strip, in few letters: "11am", or "1 h" and "3 h 15" without a clock."""
    if clock:
        return people_time(time)
    hours, rest = divmod(time, HOUR)
    return f"{hours} h" + (f" {rest}" if rest else "") if hours else f"{rest} min"
