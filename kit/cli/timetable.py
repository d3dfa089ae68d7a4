"""A round's day, as ``agenda`` shows it: lines for the screen, and JSON."""

from __future__ import annotations

from typing import Any

from kit.facilitate.clock import iso_time, people_date, people_minutes, show_time
from kit.facilitate.fit import FittedDay
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import heading_of
from kit.facilitate.status import notice
from kit.model.agenda import ItemKind, Sitting, TimedItem, Timetable
from kit.model.edition import Round


def agenda_lines(day: FittedDay) -> list[str]:
    """Return the day as lines of text: a heading, an item a line, what is cut, and what is left of the slot."""
    when = f", {people_date(day.round.date)}" if day.round.date else ""
    told = notice(day.round)
    lines = [*([told.line, ""] if told else []), f"{day.round.title}{when}", ""]
    for sitting in day.timetable.sittings:
        lines += _sitting_lines(sitting, day)
    lines += [
        f"  cut: {day.round.times[name].title}{f', which saves {people_minutes(saved)}' if saved else ''}"
        for name, saved in zip(day.cut, day.saved, strict=True)
    ]
    whole, several = people_minutes(day.timetable.whole), len(day.timetable.sittings) > 1
    return [*lines, "", f"{whole} in all" if several else f"{whole}{_left(day, day.timetable)}"]


def _sitting_lines(sitting: Sitting, day: FittedDay) -> list[str]:
    """Return a sitting as lines; of several each has a heading, and what is left of its slot."""
    several = len(day.timetable.sittings) > 1
    left = f": {people_minutes(sitting.length)}{_left(day, sitting)}" if several else ""
    lines = [line for item in sitting.items for line in _item_lines(item, day)]
    ends = [f"  {show_time(sitting.end, sitting.clock):>7}          ends{left}"] if sitting.items else []
    heading = [*([""] if sitting.number > 1 else []), heading_of(day.round, sitting)] if several else []
    return [*heading, *lines, *ends]


def _item_lines(item: TimedItem, day: FittedDay) -> list[str]:
    clock, named = day.timetable.clock, titles(day.round, item)
    several = len(named) > 1
    title = item.title if several else named[0]
    fixed = item.item.at is not None and not clock
    note = f"  (fixed at {show_time(item.item.at or 0, True)})" if fixed else ""
    if item.late:
        note = f"  ({people_minutes(item.late)} late)"
    if (was := day.was(item)) != item.minutes:
        note += f"  (was {people_minutes(was)})"
    lines = [f"  {show_time(item.start - item.wait, clock):>7}  {item.wait:4d}m  wait"] if item.wait else []
    lines.append(f"  {show_time(item.start, clock):>7}  {item.minutes:4d}m  {title}{note}")
    if several:
        lines += [f"{'':19}{one}" for one in named]
    return lines


def _left(day: FittedDay, part: Timetable | Sitting) -> str:
    """Return what is left of the minutes that somebody asked for, else of the slot."""
    if day.asked is None or not day.fits:
        return _slack(part.slack)
    spare = day.asked - part.length
    return f", {people_minutes(spare)} less than you asked for" if spare else ", just what you asked for"


def _slack(slack: int | None) -> str:
    if slack is None:
        return ""
    if slack < 0:
        return f", {people_minutes(-slack)} over the slot"
    return f", with {people_minutes(slack)} to spare" if slack else ", which fills the slot"


def agenda_json(day: FittedDay) -> dict[str, Any]:
    """Return the day in the shape that ``agenda --json`` prints; without a start items count from "00:00"."""
    clock, date, facts = day.timetable.clock, day.round.date, day.round.facts
    return {
        "round": day.round.name,
        "status": facts.status,
        "status_note": facts.status_note or None,
        "was": facts.was.isoformat() if facts.was else None,
        "date": date.isoformat() if date else None,
        "start": iso_time(day.timetable.start) if clock else None,
        "end": iso_time(day.timetable.end) if clock else None,
        "slot": day.timetable.slot,
        "slack": day.timetable.slack,
        "items": [_entry(item, day) for item in day.timetable.items],
        "sittings": [_sitting(one, day.round) for one in day.timetable.sittings],
        "cut": [_name(page, day.round.name) for page in day.cut],
    }


def _sitting(sitting: Sitting, meeting: Round) -> dict[str, Any]:
    date, known = meeting.date_of(sitting.number), sitting.clock and bool(sitting.items)
    return {
        "title": sitting.title or None,
        "date": date.isoformat() if date else None,
        "start": iso_time(sitting.start) if known else None,
        "end": iso_time(sitting.end) if known else None,
        "slot": sitting.slot,
        "slack": sitting.slack,
    }


def _name(page: str, round_name: str) -> str:
    """A session as its round's plan names it: only one of another round carries that round's name."""
    return page.removeprefix(f"{round_name}/")


def _entry(item: TimedItem, day: FittedDay) -> dict[str, Any]:
    sessions = [_name(page, day.round.name) for page in item.item.sessions]
    rooms = [day.round.rooms.get(page, "") for page in item.item.sessions]
    return {
        "id": item.item.id,
        "kind": item.item.kind.value,
        "title": item.title,
        "start": iso_time(item.start),
        "end": iso_time(item.end),
        "minutes": item.minutes,
        "was": day.was(item),
        "sitting": item.sitting,
        "session": sessions[0] if item.item.kind is ItemKind.SESSION else None,
        "sessions": sessions,
        "rooms": {name: room for name, room in zip(sessions, rooms, strict=True) if room},
    }
