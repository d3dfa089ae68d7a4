"""An agenda as lines for the screen, and as JSON."""

from __future__ import annotations

from typing import Any

from kit.facilitate.clock import iso_time, people_date, people_minutes, show_time
from kit.facilitate.days import Day
from kit.model.agenda import ItemKind, TimedItem


def agenda_lines(day: Day) -> list[str]:
    """Return the day as lines of text: a heading, an item a line, what is cut, and what is left of the slot."""
    when = f", {people_date(day.round.date)}" if day.round.date else ""
    lines = [f"{day.round.title}{when}", ""]
    for item in day.timetable.items:
        lines += _item_lines(item, day)
    if day.timetable.items:
        lines.append(f"  {show_time(day.timetable.end, day.timetable.clock):>7}          ends")
    lines += [f"  cut: {day.round.times[name].title}" for name in day.cut]
    return [*lines, "", f"{people_minutes(day.timetable.length)}{_slack(day)}"]


def _item_lines(item: TimedItem, day: Day) -> list[str]:
    clock = day.timetable.clock
    fixed = item.item.at is not None and not clock
    note = f"  (fixed at {show_time(item.item.at or 0, True)})" if fixed else ""
    if item.late:
        note = f"  ({people_minutes(item.late)} late)"
    lines = [f"  {show_time(item.start - item.wait, clock):>7}  {item.wait:4d}m  wait"] if item.wait else []
    lines.append(f"  {show_time(item.start, clock):>7}  {item.minutes:4d}m  {item.title}{note}")
    if item.item.kind is ItemKind.PARALLEL and len(item.item.sessions) > 1:
        lines += [f"{'':19}{day.round.times[name].title}" for name in item.item.sessions if name in day.round.times]
    return lines


def _slack(day: Day) -> str:
    slack = day.timetable.slack
    if slack is None:
        return ""
    if slack < 0:
        return f", {people_minutes(-slack)} over the slot"
    return f", with {people_minutes(slack)} to spare" if slack else ", which fills the slot"


def agenda_json(day: Day) -> dict[str, Any]:
    """Return the day in the shape that ``agenda --json`` prints; without a start items count from "00:00"."""
    clock, date = day.timetable.clock, day.round.date
    return {
        "round": day.round.name,
        "date": date.isoformat() if date else None,
        "start": iso_time(day.timetable.start) if clock else None,
        "end": iso_time(day.timetable.end) if clock else None,
        "slot": day.timetable.slot,
        "slack": day.timetable.slack,
        "items": [_entry(item, day.round.name) for item in day.timetable.items],
        "cut": [_name(page, day.round.name) for page in day.cut],
    }


def _name(page: str, round_name: str) -> str:
    """A session as its round's plan names it: only one of another round carries that round's name."""
    return page.removeprefix(f"{round_name}/")


def _entry(item: TimedItem, round_name: str) -> dict[str, Any]:
    sessions = [_name(page, round_name) for page in item.item.sessions]
    return {
        "id": item.item.id,
        "kind": item.item.kind.value,
        "title": item.title,
        "start": iso_time(item.start),
        "end": iso_time(item.end),
        "minutes": item.minutes,
        "session": sessions[0] if item.item.kind is ItemKind.SESSION else None,
        "sessions": sessions,
    }
