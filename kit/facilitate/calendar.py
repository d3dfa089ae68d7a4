"""The calendar file of a round: one event that people add to their calendars (RFC 5545). Pure."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Iterator
from typing import Any

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_minutes, people_time
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import heading_above, later_sittings
from kit.facilitate.status import event_day, notice, venue_of
from kit.model.agenda import Sitting, TimedItem
from kit.model.edition import Edition, Round
from kit.model.group import made_uid

MADE_BY = "-//peerkit//Peer group kit//EN"


def calendars(edition: Edition) -> dict[str, bytes]:
    """Return the calendar files of ``edition`` by name, such as ``round-1.ics``; rounds without a date have none."""
    days = ((one, event_day(one)) for one in edition.rounds)
    return {f"{one.name}.ics": round_calendar(edition, one, day) for one, day in days if day}


def group_calendar(edition: Edition) -> bytes:
    """Return the calendar of all meetings of ``edition``, to subscribe to, or b"" where none has a date.

    Its events are those of the rounds' own files, with the same UIDs.
    """
    dated = [(one, day) for one in edition.rounds if (day := event_day(one))]
    if not dated:
        return b""
    events = [event for one, day in dated for event in round_events(edition, one, day)]
    days = [day for one, day in dated if one.timetable.clock and one.timetable.items]
    zones = [vtimezone(edition.timezone, min(days), max(days))] if days else []
    return to_bytes([*zones, *events], edition.name)


def round_calendar(edition: Edition, one: Round, date: datetime.date) -> bytes:
    """Return the calendar file of the round ``one`` on ``date``."""
    zones = [vtimezone(edition.timezone, date)] if one.timetable.clock and one.timetable.items else []
    return to_bytes([*zones, *round_events(edition, one, date)])


def round_events(edition: Edition, one: Round, date: datetime.date) -> list[Event]:
    """Return the events of the round ``one`` on ``date``: one for each sitting that has a date.

    The event's UID never changes, whatever moves, so that a new file replaces what people have. SEQUENCE is the
    round's ``revision``, which its organisers raise when they move a meeting: it must grow (RFC 5545, section
    3.8.7.4), a build knows nothing of the builds before it, and nothing else that it may look at only grows.
    Without a start the event lasts all day. DTSTAMP is the time that all outputs carry. A meeting that was called off
    is a cancelled event on the day that people have it, and its title says so too, for calendars that pass STATUS over.
    """
    told = notice(one)
    called_off = f"{told.title}: " if told and one.called_off else ""
    event = new_event(edition, uid(edition, one), f"{called_off}{one.title}: {edition.name}")
    event.add("sequence", one.revision)
    _times(event, edition, one, one.timetable.sittings[0], date)
    if venue := venue_of(edition, one):
        event.add("location", venue)
    event.add("description", "\n".join([*([told.line, ""] if told else []), *_description(edition, one)]))
    if edition.url:
        event.add("url", page_address(edition, one.plan))
    event.add("status", "CANCELLED" if one.called_off else "CONFIRMED")
    return [event, *_later_events(edition, one, event)]


def _later_events(edition: Edition, one: Round, first: Event) -> Iterator[Event]:
    """Yield an event like the ``first`` for each later sitting that has a date."""
    for sitting in later_sittings(one):
        if (date := one.date_of(sitting.number)) is None:
            continue
        event = Event(first.copy())
        event["uid"] = uid(edition, one, f"sitting-{sitting.number}")
        event["summary"] = f"{first['summary']}: {sitting.title}"
        for name in ("dtstart", "dtend", "transp"):
            event.pop(name, None)
        _times(event, edition, one, sitting, date)
        yield event


def _times(event: Event, edition: Edition, one: Round, day: Sitting, date: datetime.date) -> None:
    """Let ``event`` last as long as ``day``, or all of ``date`` where nobody has said when it begins."""
    if not (day.clock and day.items):
        all_day(event, date)
        return
    in_clock_time(event, date, (day.start, day.end), edition.timezone, one.called_off)


def uid(edition: Edition, one: Round, part: str = "") -> str:
    """Return what calendars know an event by: the group and the round, by its id if it has one, so names may change.

    ``part`` tells apart several events of one round.
    """
    plan = edition.pages.get(one.plan)
    return made_uid(edition.id, (plan.meta.id if plan else None) or one.name, part)


def new_event(edition: Edition, name: str, summary: str) -> Event:
    """Return an event called ``name`` for calendars and ``summary`` for people."""
    event = Event()
    event.add("uid", name)
    event.add("dtstamp", datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC))
    event.add("summary", summary)
    return event


def all_day(event: Event, date: datetime.date) -> None:
    """Let ``event`` last all of ``date``, without making people look busy."""
    event.add("dtstart", date)
    event.add("dtend", date + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def in_clock_time(event: Event, date: datetime.date, times: tuple[int, int], zone: str, free: bool = False) -> None:
    """Let ``event`` last from one of ``times`` to the other, minutes after midnight of ``date`` in the ``zone``.

    Where people are ``free`` then, as it was called off, it does not make them look busy.
    """
    if free:
        event.add("transp", "TRANSPARENT")
    for name, minutes in zip(("dtstart", "dtend"), times, strict=True):
        event.add(name, _moment(date, minutes), parameters={"TZID": zone})


def to_bytes(parts: Iterable[Component], subscribed: str = "") -> bytes:
    """Return a calendar file that holds ``parts``, lines folded and text escaped by the icalendar library.

    ``subscribed`` is the name of one to subscribe to; programs ask for it again each day.
    """
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if subscribed:
        calendar.add("x-wr-calname", subscribed)
        calendar.add("refresh-interval", datetime.timedelta(days=1), parameters={"VALUE": "DURATION"})
    for part in parts:
        calendar.add_component(part)
    made: bytes = calendar.to_ical()
    return made


def _moment(date: datetime.date, minutes: int) -> datetime.datetime:
    """Return the local time ``minutes`` after midnight of ``date``; past 24:00 it is on the next day."""
    return datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(minutes=minutes)


def _description(edition: Edition, one: Round) -> list[str]:
    lines = ["Agenda", *agenda_lines(one)] if one.timetable.items else []
    if contact := edition.variables.get("contact", ""):
        lines += ["", f"Questions: {contact}"]
    return [*lines, "", page_address(edition, one.plan)] if edition.url else lines


def agenda_lines(one: Round) -> list[str]:
    """Return the day, a line for each item, such as "1:15pm: How ready are we? (Room 2) (45 minutes)"."""
    lines = []
    for timed in one.timetable.items:
        heading = heading_above(one, timed)
        lines += [*([heading] if heading else []), _line(one, timed)]
    return lines


def _line(one: Round, timed: TimedItem) -> str:
    time = f"{people_time(timed.start)}: " if one.timetable.clock else ""
    return f"{time}{' or '.join(titles(one, timed))} ({people_minutes(timed.minutes)})"


# Time zones as calendar files describe them. Pure.

LONDON = "Europe/London"


def known_zone(name: str) -> bool:
    """Whether ``name`` is a time zone of the IANA database, such as Europe/London."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def vtimezone(name: str, day: datetime.date, until: datetime.date | None = None) -> Timezone:
    """Return the VTIMEZONE (RFC 5545, section 3.6.5) of the zone called ``name``, as it holds around ``day``.

    With ``until`` it holds from ``day`` to then.

    London's is written from the law, so that its bytes do not depend on the machine's time zone data. Raises
    ZoneInfoNotFoundError for a zone that nobody knows.
    """
    if name == LONDON:
        return _london()
    first, last = datetime.date(day.year - 1, 1, 1), datetime.date((until or day).year + 2, 1, 1)
    return Timezone.from_tzinfo(zoneinfo.ZoneInfo(name), name, first, last)


def _london() -> Timezone:
    """Summer time runs from the last Sunday in March to the last in October, changing at 1am Greenwich time.

    Source: Summer Time Act 1972, section 1, as amended by the Summer Time Order 2002 (SI 2002/262); the same days
    since 1996.
    """
    zone = Timezone()
    zone.add("tzid", LONDON)
    hour = datetime.timedelta(hours=1)
    none = datetime.timedelta(0)
    zone.add_component(_part(TimezoneDaylight(), "BST", datetime.datetime(1996, 3, 31, 1), none, hour))
    zone.add_component(_part(TimezoneStandard(), "GMT", datetime.datetime(1996, 10, 27, 2), hour, none))
    return zone


def _part(
    part: Any, name: str, start: datetime.datetime, before: datetime.timedelta, after: datetime.timedelta
) -> TimezoneDaylight | TimezoneStandard:
    """Return one half of the year; ``start`` is its first change, in the local time ``before`` it."""
    part.add("dtstart", start)
    part.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=start.month, BYDAY="-1SU"))
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part  # type: ignore[no-any-return]  # icalendar's halves share no public base class
