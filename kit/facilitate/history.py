"""What the meetings of a round taught: minutes as planned against minutes as they were, and lessons. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from types import MappingProxyType

from kit.model.agenda import TimedItem
from kit.model.edition import Round
from kit.model.schema import LogFile

TELLING = Fraction(20, 100)  # a median further from the plan than this share of it is worth a change of the plan


@dataclass(frozen=True)
class Record:
    """One item over all meetings; minutes are whole but for ``median``, which may lie half-way between two.

    ``planned`` are the minutes that the agenda gives it today, None where it is on it no more. ``times`` says in how
    many meetings it was held and ``skipped`` in how many it was left out (0 minutes): those have no part in the median.
    ``last`` are the minutes of the last time that it was held, ``least`` and ``most`` those of the shortest and the
    longest time. All four are None where it never was.
    """

    id: str
    title: str
    planned: int | None
    times: int
    skipped: int
    median: float | None
    last: int | None
    least: int | None = None
    most: int | None = None

    @property
    def difference(self) -> int | None:
        """By how much the median is longer than planned, in per cent of the plan, rounded; negative: shorter."""
        if not self.planned or self.median is None:
            return None
        return round(100 * (self.median - self.planned) / self.planned)

    @property
    def telling(self) -> bool:
        """Whether the median differs from the plan by more than 20 %."""
        if not self.planned or self.median is None:
            return False
        return abs(Fraction(self.median) - self.planned) > TELLING * self.planned


@dataclass(frozen=True)
class Lesson:
    """What people wrote down after a meeting, in one line; ``group`` is whose meeting it was, "" for one's own."""

    date: datetime.date
    text: str
    group: str = ""


@dataclass(frozen=True)
class History:
    """The ``dates`` of a round's meetings, its items in the order of the agenda, and lessons, the oldest first."""

    dates: tuple[datetime.date, ...]
    records: tuple[Record, ...]
    lessons: tuple[Lesson, ...]


def history(
    meeting: Round, logs: Sequence[LogFile], others: Mapping[str, Sequence[LogFile]] = MappingProxyType({})
) -> History:
    """Return what ``logs`` say of ``meeting``; they come oldest first, of one day the one that counts last.

    ``others`` are logs of other groups, by the name of the group, which count as one's own do. Of several logs of one
    group and day only the last one's minutes count, so that a log that was corrected is not counted twice; lessons of
    all are kept, each once. Items that the agenda has no more come after the others.
    """
    every = [("", one) for one in logs] + [(name, one) for name, ones in others.items() for one in ones]
    latest = {(name, log.date): log for name, log in every}
    counted = [log for _, log in sorted(latest.items(), key=lambda one: one[0][1])]
    planned = {item.item.id: item for item in meeting.timetable.items}
    gone = dict.fromkeys(item.id for log in counted for item in log.item if item.id not in planned)
    records = [_record(name, planned.get(name), counted) for name in (*planned, *gone)]
    said = [Lesson(log.date, _line(text), name) for name, log in every for text in log.lessons if text.strip()]
    lessons = sorted(dict.fromkeys(said), key=lambda one: one.date)
    return History(tuple(log.date for log in counted), tuple(records), tuple(lessons))


def _record(name: str, planned: TimedItem | None, logs: Sequence[LogFile]) -> Record:
    minutes = [item.actual for log in logs for item in log.item if item.id == name]
    held = [one for one in minutes if one]
    middle = float(median(held)) if held else None
    last = held[-1] if held else None
    title, plan = (planned.title, planned.minutes) if planned else (name, None)
    least, most = (min(held), max(held)) if held else (None, None)
    return Record(name, title, plan, len(held), len(minutes) - len(held), middle, last, least, most)


def _line(text: str) -> str:
    return " ".join(text.split())


ENOUGH = 3  # meetings from which minutes are worth proposing: one odd day of three moves no median
STEP = 5  # minutes, as people plan


def better_minutes(past: History) -> dict[str, int]:
    """Return by item the minutes that meetings took, in steps of five, where the plan is telling wrong.

    Only what was held often enough counts, and what the agenda still has.
    """
    records = [one for one in past.records if one.telling and one.times >= ENOUGH and one.median is not None]
    rounded = {one.id: max(STEP, STEP * round((one.median or 0) / STEP)) for one in records}
    return {one.id: rounded[one.id] for one in records if rounded[one.id] != one.planned}
