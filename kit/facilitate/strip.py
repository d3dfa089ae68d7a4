"""The picture of a day: a strip with one bar for each item, as wide as it is long. Pure numbers; writers draw it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.facilitate.clock import people_minutes, people_time, show_time
from kit.model.agenda import ItemKind, TimedItem, Timetable

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
    """A day. ``title`` names the picture; ``ticks`` are its start, the whole hours that have room, and its end."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]

    @property
    def words(self) -> str:
        """The text alternative: every item in order."""
        return "; ".join(bar.words for bar in self.bars) + "."

    @property
    def fixed(self) -> bool:
        """Whether any item is fixed."""
        return any(bar.fixed for bar in self.bars)


def strip(day: Timetable) -> Strip | None:
    """Return the picture of a day, None where it lasts no time, and of a meeting on several days: it has no one strip.

    Waits are the gaps between bars.
    """
    if day.length <= 0 or day.later:
        return None
    span = f"{show_time(day.start, day.clock)} to {show_time(day.end, day.clock)}"
    return Strip(f"The day from {span}", tuple(_bar(day, one) for one in day.items), tuple(_ticks(day)))


def _bar(day: Timetable, timed: TimedItem) -> Bar:
    fixed = day.clock and timed.item.at is not None
    said = f"{show_time(timed.start, day.clock)} {timed.title}, {people_minutes(timed.minutes)}"
    if fixed and timed.item.at is not None:
        said += f", fixed at {people_time(timed.item.at)}"
    pause = timed.item.kind is ItemKind.BREAK
    return Bar(said, (timed.start - day.start) / day.length, timed.minutes / day.length, pause, fixed)


def _ticks(day: Timetable) -> Iterator[Tick]:
    """Yield the start, each whole hour that stands clear of both ends and of the hour before, and the end."""
    yield Tick(show_time(day.start, day.clock), 0.0)
    last = 0.0
    for time in range(day.start // HOUR * HOUR + HOUR, day.end, HOUR):
        left = (time - day.start) / day.length
        if last + CLEAR <= left <= 1 - CLEAR:
            yield Tick(show_time(time, day.clock), left)
            last = left
    yield Tick(show_time(day.end, day.clock), 1.0)
