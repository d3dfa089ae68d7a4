"""The calendar file of a round: one event that people add to their calendars (RFC 5545). Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar, Component, Event

from kit.facilitate.clock import people_minutes, people_time
from kit.facilitate.zones import vtimezone
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Edition, Round

MADE_BY = "-//peerkit//Peer group kit//EN"


def calendars(edition: Edition) -> dict[str, bytes]:
    """Return the calendar files of ``edition`` by name, such as ``round-1.ics``; rounds without a date have none."""
    return {f"{one.name}.ics": round_calendar(edition, one, one.date) for one in edition.rounds if one.date}


def round_calendar(edition: Edition, one: Round, date: datetime.date) -> bytes:
    """Return the calendar file of the round ``one`` on ``date``.

    The event's UID never changes, whatever moves, so that a new file replaces what people have. SEQUENCE is the
    round's ``revision``, which its organisers raise when they move a meeting: it must grow (RFC 5545, section
    3.8.7.4), a build knows nothing of the builds before it, and nothing else that it may look at only grows.
    Without a start the event lasts all day. DTSTAMP is the time that all outputs carry.
    """
    event = new_event(edition, uid(edition, one), f"{one.title}: {edition.name}")
    event.add("sequence", one.revision)
    if one.timetable.clock and one.timetable.items:
        event.add("dtstart", _moment(date, one.timetable.start), parameters={"TZID": edition.timezone})
        event.add("dtend", _moment(date, one.timetable.end), parameters={"TZID": edition.timezone})
    else:
        all_day(event, date)
    if venue := edition.variables.get("venue", ""):
        event.add("location", venue)
    event.add("description", "\n".join(_description(edition, one)))
    if edition.url:
        event.add("url", page_address(edition, one.plan))
    event.add("status", "CONFIRMED")
    zones = [vtimezone(edition.timezone, date)] if one.timetable.clock and one.timetable.items else []
    return to_bytes([*zones, event])


def uid(edition: Edition, one: Round, part: str = "") -> str:
    """Return what calendars know an event by: the group and the round, by its id if it has one, so names may change.

    ``part`` tells apart several events of one round.
    """
    plan = edition.pages.get(one.plan)
    name = (plan.meta.id if plan else None) or one.name
    return f"{name}{f'-{part}' if part else ''}@{edition.id}.peerkit"


def page_address(edition: Edition, page: str) -> str:
    """Return the web address of the page called ``page``, whose group has a site."""
    return f"{edition.url.rstrip('/')}/{page.removesuffix('index')}" + ("" if page.endswith("index") else ".html")


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


def to_bytes(parts: Iterable[Component]) -> bytes:
    """Return a calendar file that holds ``parts``, lines folded and text escaped by the icalendar library."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for part in parts:
        calendar.add_component(part)
    made: bytes = calendar.to_ical()
    return made


def _moment(date: datetime.date, minutes: int) -> datetime.datetime:
    """Return the local time ``minutes`` after midnight of ``date``; past 24:00 it is on the next day."""
    return datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(minutes=minutes)


def _description(edition: Edition, one: Round) -> list[str]:
    lines = ["Agenda", *agenda_lines(edition, one)] if one.timetable.items else []
    if contact := edition.variables.get("contact", ""):
        lines += ["", f"Questions: {contact}"]
    return [*lines, "", page_address(edition, one.plan)] if edition.url else lines


def agenda_lines(edition: Edition, one: Round) -> list[str]:
    """Return the day, a line for each item, such as "1:15pm: How ready are we? (45 minutes)"."""
    return [_line(edition, timed, one.timetable.clock) for timed in one.timetable.items]


def _line(edition: Edition, timed: TimedItem, clock: bool) -> str:
    names = [edition.pages[name].title if name in edition.pages else name for name in timed.item.sessions]
    title = " or ".join(names) if timed.item.kind is ItemKind.PARALLEL else timed.title
    time = f"{people_time(timed.start)}: " if clock else ""
    return f"{time}{title} ({people_minutes(timed.minutes)})"
