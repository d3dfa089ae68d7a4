"""What to do when a day runs late: how short each item can be, and which go first. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.model.agenda import SessionTimes, TimedItem
from kit.model.edition import Round


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
