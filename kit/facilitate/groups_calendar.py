"""The calendar of all groups of a hub, to subscribe to: made of what they tell in their ``group.json``. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icalendar import Event

from kit.facilitate.calendar import all_day, in_clock_time, known_zone, new_event, to_bytes, vtimezone
from kit.facilitate.status import TITLES
from kit.model.edition import CANCELLED, Edition
from kit.model.group import Group, GroupRound, GroupSitting, own_uid


def groups_calendar(edition: Edition) -> bytes:
    """Return the calendar of the meetings of all ``edition.groups``, or b"" where none has a date.

    Times are in each group's own zone. An event has the UID that it has in the group's own calendar, so that whoever
    has both sees one meeting, and changes with it: SEQUENCE is the revision that the group tells.
    """
    told = ((group, one, event_day(one)) for group in edition.groups for one in group.rounds)
    meetings = [_Meeting(edition, group, one, day) for group, one, day in told if day]
    if not meetings:
        return b""
    dates: dict[str, list[datetime.date]] = {}
    for meeting in meetings:
        if meeting.clock:
            dates.setdefault(meeting.round.timezone, []).append(meeting.day)
    zones = [vtimezone(name, min(days), max(days)) for name, days in sorted(dates.items())]
    return to_bytes([*zones, *(event for one in meetings for event in one.events())], f"{edition.name}: all groups")


def event_day(one: GroupRound) -> datetime.date | None:
    """Return the day on which calendars have a meeting of another group; one that was called off stays where it was."""
    return one.date or (one.was if _called_off(one) else None)


def _called_off(one: GroupRound) -> bool:
    return one.status == CANCELLED or one.date is None


@dataclass(frozen=True)
class _Meeting:
    """A meeting of another group, on ``day``."""

    edition: Edition
    group: Group
    round: GroupRound
    day: datetime.date

    @property
    def clock(self) -> bool:
        """Whether its times can be told: of a zone that nobody knows they stand in the description alone."""
        return known_zone(self.round.timezone)

    def events(self) -> Iterator[Event]:
        """Yield an event for each sitting that has a date."""
        first = GroupSitting(date=self.day, start=self.round.start, end=self.round.end)
        for number, sitting in enumerate([first, *self.round.sittings[1:]], 1):
            if sitting.date:
                yield self._event(sitting, sitting.date, f"sitting-{number}" if number > 1 else "")

    def _event(self, sitting: GroupSitting, day: datetime.date, part: str) -> Event:
        one, off = self.round, _called_off(self.round)
        state = f"{TITLES[one.status]}: " if off and one.status in TITLES else ""
        title = ": ".join(filter(None, (f"{state}{one.title}", self.group.name, part and sitting.title)))
        event = new_event(self.edition, own_uid(self.group.id, one, part), title)
        event.add("sequence", one.revision)
        start, end = _minutes(sitting.start), _minutes(sitting.end)
        if start is not None and self.clock:
            in_clock_time(event, day, (start, end if end is not None and end > start else start), one.timezone, off)
        else:
            all_day(event, day)
        if one.venue:
            event.add("location", one.venue)
        if description := "\n".join(self._description(sitting)):
            event.add("description", description)
        if one.url:
            event.add("url", one.url)
        event.add("status", "CANCELLED" if off else "CONFIRMED")
        return event

    def _description(self, sitting: GroupSitting) -> Sequence[str]:
        one = self.round
        told = [f"{TITLES[one.status]}."] if one.status in TITLES else []
        hours = " to ".join(filter(None, (sitting.start, sitting.end)))
        lines = [
            " ".join([*told, *([one.status_note] if one.status_note else [])]),
            "" if self.clock or not hours else f"{hours} ({one.timezone})",
            f"Questions: {self.group.contact}" if self.group.contact else "",
            one.url or "",
        ]
        return [line for line in lines if line]


def _minutes(time: str | None) -> int | None:
    """Return a time such as "13:05" as minutes after midnight."""
    return int(time[:2]) * 60 + int(time[3:]) if time else None
