"""“Our meeting”: its date, start and place, the order of its items and their minutes, as region.toml says them. Pure.

Clock times are those of ``agenda``; minutes and order are written as ``agenda --fit --apply`` writes a day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kit.app.editor.view import Changes, Outcome, View, fingerprint, judged
from kit.app.introduced import changed
from kit.app.shorter_day import refuse_other
from kit.facilitate.clock import iso_time, people_minutes, show_time
from kit.facilitate.timetable import timetable
from kit.franchise.capture.agendas import REGION
from kit.franchise.capture.capture import look
from kit.franchise.capture.shorter_day import ShorterDay, with_day
from kit.model.agenda import Item, TimedItem, Timetable
from kit.model.edition import Round, round_named
from kit.model.errors import WrongUsage
from kit.source.settings.toml_edit import TomlEditor

VENUE = "venue"


@dataclass(frozen=True)
class Wanted:
    """A meeting as somebody wants it: "" is what nobody has said, ``minutes`` are by the id of their item.

    ``order`` holds the ids of all items and sittings, or nothing where they stay in their order.
    """

    date: str = ""
    start: str = ""
    venue: str = ""
    directions: str = ""
    minutes: Mapping[str, int] = field(default_factory=dict)
    order: Sequence[str] = ()


def meeting_at(view: View, page: str, name: str = "") -> Outcome:
    """Return the meeting called ``name``, else that of the page, else the first."""
    rounds = view.edition.rounds
    if not view.is_region or not rounds:
        raise WrongUsage("A hub has no meeting of its own.", "Its plans say how long everything takes.")
    one = round_named(view.edition, name) if name else view.edition.round_of(page) or rounds[0]
    named = [{"name": other.name, "title": other.title} for other in rounds]
    return Outcome({"answer": "meeting", "rounds": named, "now": _data(view, one)})


def _data(view: View, one: Round) -> dict[str, Any]:
    said = _said(view, one)
    mark = fingerprint(said.date, said.start, said.venue, said.directions, dict(said.minutes), said.order)
    facts = {"date": said.date, "start": said.start, "venue": said.venue, "directions": said.directions}
    return {"round": one.name, "title": one.title, **facts, **_times(one.agenda, one.timetable), "mark": mark}


def _said(view: View, one: Round) -> Wanted:
    lengths = {timed.item.id: timed.minutes for timed in one.timetable.items}
    date = one.date.isoformat() if one.date else ""
    start = "" if one.start is None else iso_time(one.start)
    order = [item.id for item in one.agenda]
    return Wanted(date, start, view.edition.variables.get(VENUE, ""), one.facts.directions, lengths, order)


def times(view: View, name: str, wanted: Wanted) -> Outcome:
    """Return when each item of a meeting begins, were its start, order and minutes as they are ``wanted``."""
    one = round_named(view.edition, name)
    items = _items(one, wanted)
    return Outcome({"answer": "times", **_times(items, _day(one, items, wanted))})


def _clock(start: str) -> int | None:
    """Return a time of day such as "10:30" in minutes after midnight. Raises WrongUsage for what is none."""
    if not start:
        return None
    try:
        read = datetime.time.fromisoformat(start)
    except ValueError as error:
        raise WrongUsage(f"{start} is no time of day.", "Write it like 10:30.") from error
    return read.hour * 60 + read.minute


def _date(date: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise WrongUsage(f"{date} is no date.", "Choose one in the calendar.") from error


def _items(one: Round, wanted: Wanted) -> list[Item]:
    """Return the agenda in another order, with other minutes where those differ from what an item lasts by itself."""
    lasts = {timed.item.id: timed.minutes for timed in one.timetable.items}
    return [_retimed(item, lasts, wanted.minutes) for item in _ordered(one, wanted.order)]


def _ordered(one: Round, order: Sequence[str]) -> list[Item]:
    """Return the agenda in ``order``. Raises WrongUsage where that is of another agenda."""
    if not order:
        return list(one.agenda)
    if sorted(order) != sorted(item.id for item in one.agenda):
        raise WrongUsage(f"The agenda of {one.name} has other items by now.", "Close this panel and open it again.")
    known = {item.id: item for item in one.agenda}
    return [known[name] for name in order]


def _retimed(item: Item, lasts: Mapping[str, int], minutes: Mapping[str, int]) -> Item:
    wanted = minutes.get(item.id)
    return item if wanted is None or lasts.get(item.id) in (None, wanted) else replace(item, minutes=wanted)


def _day(one: Round, items: Sequence[Item], wanted: Wanted) -> Timetable:
    return timetable(items, one.times, _clock(wanted.start), one.slot, [each.start for each in one.later])


def _times(items: Sequence[Item], day: Timetable) -> dict[str, Any]:
    ends = show_time(day.end, day.clock)
    slack = day.slack
    left = "" if slack is None else f", {people_minutes(abs(slack))} {'to spare' if slack >= 0 else 'over the slot'}"
    told = f"{people_minutes(day.length)} in all{left}. It ends at {ends}." if day.clock else ""
    return {"items": _rows(items, day), "told": told or f"{ends} hours in all{left}."}


def _rows(items: Sequence[Item], day: Timetable) -> list[dict[str, Any]]:
    """Return what a line of the day shows; a sitting has no times, and its line divides those of others."""
    timed = {one.item.id: one for one in day.items}
    return [_row(timed[item.id], day.clock) if item.id in timed else _divider(item) for item in items]


def _divider(item: Item) -> dict[str, Any]:
    return {"id": item.id, "title": item.title, "sitting": True}


def _row(timed: TimedItem, clock: bool) -> dict[str, Any]:
    return {
        "id": timed.item.id,
        "title": timed.title,
        "minutes": timed.minutes,
        "start": show_time(timed.start, clock),
        "late": timed.late,
        "sitting": False,
    }


def keep(view: View, name: str, wanted: Wanted, mark: str, agreed: str) -> Outcome:
    """Return what region.toml says of a meeting as it is ``wanted``, or what stands against it."""
    one = round_named(view.edition, name)
    now = _data(view, one)
    if now["mark"] != mark:
        return Outcome({"answer": "changed", "now": now})
    said = _said(view, one)
    wanted = replace(wanted, venue=" ".join(wanted.venue.split()), directions=" ".join(wanted.directions.split()))
    changes = _written(view, one, said, wanted)
    return judged(view.tree, changes, agreed) if changes else Outcome({"answer": "same"})


def _written(view: View, one: Round, said: Wanted, wanted: Wanted) -> Changes:
    was = view.tree.files[REGION]
    items = _items(one, wanted)
    retimed = items != list(one.agenda)
    data = with_day(look(view.tree, []), ShorterDay(one, items)) if retimed else was
    toml = TomlEditor(REGION, data)
    table = ("round", one.name)
    start = _clock(wanted.start)
    _set(toml, (*table, "date"), said.date != wanted.date, _date(wanted.date))
    _set(toml, (*table, "start"), said.start != wanted.start, None if start is None else iso_time(start))
    _set(toml, (*table, "directions"), said.directions != wanted.directions, wanted.directions or None)
    _set(toml, ("variables", VENUE), said.venue != wanted.venue, wanted.venue)
    moved = (said.date, said.start, said.venue) != (wanted.date, wanted.start, wanted.venue)
    if said.date and moved:  # calendars take over what changed only where this number grew
        toml.set((*table, "revision"), one.revision + 1)
    if toml.data == was:
        return {}
    if retimed:
        refuse_other(changed(view.tree, {REGION: toml.data}), one, _day(one, items, wanted))
    return {REGION: toml.data}


def _set(toml: TomlEditor, path: tuple[str, ...], differs: bool, value: Any) -> None:
    if differs and value is None:
        toml.remove(path)
    elif differs:
        toml.set(path, value)
