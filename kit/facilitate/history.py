"""What the meetings of a round taught: minutes as planned against minutes as they were, and lessons. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from kit.model.agenda import TimedItem
from kit.model.edition import Round
from kit.model.schema import LogFile

TELLING = Fraction(20, 100)  # a median further from the plan than this share of it is worth a change of the plan


@dataclass(frozen=True)
class Record:
    """One item over all meetings; minutes are whole but for ``median``, which may lie half-way between two.

    ``planned`` are the minutes that the agenda gives it today, None where it is on it no more. ``times`` says in how
    many meetings it was held and ``skipped`` in how many it was left out (0 minutes): those have no part in the median.
    ``last`` are the minutes of the last time that it was held. Both are None where it never was.
    """

    id: str
    title: str
    planned: int | None
    times: int
    skipped: int
    median: float | None
    last: int | None

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
    """What people wrote down after a meeting, in one line."""

    date: datetime.date
    text: str


@dataclass(frozen=True)
class History:
    """The ``dates`` of a round's meetings, its items in the order of the agenda, and lessons, the oldest first."""

    dates: tuple[datetime.date, ...]
    records: tuple[Record, ...]
    lessons: tuple[Lesson, ...]


def history(meeting: Round, logs: Sequence[LogFile]) -> History:
    """Return what ``logs`` say of ``meeting``; they come oldest first, of one day the one that counts last.

    Of several logs of one day only the last one's minutes count, so that a log that was corrected is not counted
    twice; lessons of all are kept, each once. Items that the agenda has no more come after the others.
    """
    counted = list({log.date: log for log in logs}.values())
    planned = {item.item.id: item for item in meeting.timetable.items}
    gone = dict.fromkeys(item.id for log in counted for item in log.item if item.id not in planned)
    records = [_record(name, planned.get(name), counted) for name in (*planned, *gone)]
    lessons = dict.fromkeys(Lesson(log.date, words) for log in logs for text in log.lessons if (words := _line(text)))
    return History(tuple(log.date for log in counted), tuple(records), tuple(lessons))


def _record(name: str, planned: TimedItem | None, logs: Sequence[LogFile]) -> Record:
    minutes = [item.actual for log in logs for item in log.item if item.id == name]
    held = [one for one in minutes if one]
    middle = float(median(held)) if held else None
    last = held[-1] if held else None
    title, plan = (planned.title, planned.minutes) if planned else (name, None)
    return Record(name, title, plan, len(held), len(minutes) - len(held), middle, last)


def _line(text: str) -> str:
    return " ".join(text.split())
