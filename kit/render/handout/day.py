"""A round's day as the PDFs show it: when, where, and what follows what."""

from __future__ import annotations

from collections.abc import Mapping

from kit.facilitate.addresses import address_of
from kit.facilitate.clock import people_date, people_minutes, people_time, show_span, show_time
from kit.facilitate.fit import Slack, slacks
from kit.facilitate.materials import to_bring
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import heading_above, heading_of, later_sittings
from kit.facilitate.status import notice, to_come, variables_at
from kit.facilitate.strip import Strip, strips
from kit.facilitate.timetable import groupings
from kit.facilitate.variables import TO_BE_CONFIRMED
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Edition, Round
from kit.render.handout.sheet import Block, Inline, Sheet


def session_title(edition: Edition, name: str) -> str:
    """Return what people call a session."""
    return edition.pages[name].title if name in edition.pages else name


def sessions_of(sheet: Sheet, timed: TimedItem) -> list[str]:
    """Return the pages of an item's sessions, without those that the edition leaves out."""
    return [name for name in timed.item.sessions if name in sheet.edition.pages]


def span(timed: TimedItem, clock: bool) -> str:
    """Return when an item begins and ends, such as "10:30am to 11am", or "15 minutes in" without a start."""
    return show_span(timed.start, timed.end, clock)


def facts(sheet: Sheet, meeting: Round) -> list[tuple[str, list[Inline]]]:
    """Return when and where the round is, and whom to ask. What nobody has said yet shows as to be confirmed."""
    edition, known = sheet.edition, variables_at(sheet.edition, meeting)
    made: list[tuple[str, list[Inline]]] = []
    if edition.is_region or meeting.date:
        made.append(("Date", [people_date(meeting.date)] if meeting.date else [_gap()]))
    made.append(("Time", _hours(meeting)))
    made += [("Then", [heading_of(meeting, one)]) for one in later_sittings(meeting)]
    for name, title in (("venue", "Venue"), ("contact", "Contact")):
        if name in known:
            value = sheet.text(known[name], meeting.plan)
            made.append((title, [_value(value)]))
    said = to_come(meeting).items()
    return [*made, *((name, [_value(sheet.text(value, meeting.plan))]) for name, value in said)]


def notice_of(sheet: Sheet, meeting: Round, page: str) -> list[Block]:
    """Return what people must know first of the meeting, on paper made of ``page``; nothing where all is as planned."""
    told = notice(meeting)
    if told is None:
        return []
    lines = [sheet.text(line, page) for line in (told.words, told.note) if line]
    return [{"k": "note", "title": [told.title], "c": [{"k": "paragraph", "c": [line]} for line in lines]}]


def _value(value: str) -> Inline:
    address = address_of(value)
    return {"k": "link", "url": address, "c": [value]} if address else value or _gap()


def _hours(meeting: Round) -> list[Inline]:
    day = meeting.timetable
    if not day.clock:
        return [people_minutes(day.length)]
    return [f"{people_time(day.start)} to {people_time(day.end)} ({people_minutes(day.length)})"]


def _gap() -> Inline:
    return {"k": "gap", "c": [TO_BE_CONFIRMED]}


def agenda(sheet: Sheet, meeting: Round) -> Block:
    """Return the table of the day for everybody."""
    rows = (row for timed in meeting.timetable.items for row in (*_above(meeting, timed), _row(sheet, meeting, timed)))
    return {"k": "agenda", "rows": list(rows), "clock": meeting.timetable.clock}


def _above(meeting: Round, timed: TimedItem) -> list[Block]:
    """Return a row with the heading of the sitting that an item begins."""
    heading = heading_above(meeting, timed)
    return [{"heading": heading}] if heading else []


def _row(sheet: Sheet, meeting: Round, timed: TimedItem) -> Block:
    return {
        "time": show_time(timed.start, meeting.timetable.clock),
        "minutes": str(timed.minutes),
        "titles": titles_of(sheet, meeting, timed),
        "note": note_of(meeting, timed),
        "pause": timed.item.kind is ItemKind.BREAK,
    }


def titles_of(sheet: Sheet, meeting: Round, timed: TimedItem) -> list[str]:
    """Return the titles of an item: its own, or those of its sessions with their rooms."""
    return [sheet.text(title, meeting.plan) for title in titles(meeting, timed)]


def lead_names(timed: TimedItem, leads: Mapping[str, str]) -> str:
    """Return who leads the sessions of an item, each name once."""
    return ", ".join(dict.fromkeys(leads[name] for name in timed.item.sessions if leads.get(name)))


def note_of(meeting: Round, timed: TimedItem) -> str:
    """Return what to know beside the times: a choice of sessions, a wait, or a fixed time not yet applied."""
    notes = []
    if timed.item.kind is ItemKind.PARALLEL:
        notes.append("At the same time: choose one")
    if timed.wait:
        notes.append(f"After {people_minutes(timed.wait)} free")
    if timed.item.at is not None and not meeting.timetable.clock:
        notes.append(f"Fixed at {people_time(timed.item.at)}")
    return "; ".join(notes)


# The day at a glance: all that a run sheet's first page says of each item, and what to bring, on one A4 page.


def glance(sheet: Sheet, meeting: Round) -> Block:
    """Return the day of a round as one block, which Typst sets as large as one page allows, from 12 pt to 10 pt."""
    pairs = zip(meeting.timetable.items, slacks(meeting), strict=True)
    rows = [row for one in pairs for row in (*_above(meeting, one[0]), _glance_row(sheet, meeting, *one))]
    bring = [sheet.text(one.text, meeting.plan) for one in to_bring(meeting, sheet.edition.pages)]
    return {
        "k": "glance",
        "clock": meeting.timetable.clock,
        "strip": strip_blocks(sheet, meeting),
        "rows": rows,
        "end": show_time(meeting.timetable.sittings[-1].end, meeting.timetable.clock) if rows else "",
        "parallel": any(timed.item.kind is ItemKind.PARALLEL for timed in meeting.timetable.items),
        "late": any(row.get("shortest") or row.get("drop") for row in rows),
        "bring": bring,
    }


def _glance_row(sheet: Sheet, meeting: Round, timed: TimedItem, slack: Slack) -> Block:
    how = groupings(timed, sheet.edition.pages, meeting.kind)
    under = [note_of(meeting, timed), sheet.text(" · ".join(how), meeting.plan)]
    return {
        "time": show_time(timed.start, meeting.timetable.clock),
        "minutes": str(timed.minutes),
        "titles": titles_of(sheet, meeting, timed),
        "under": " · ".join(line for line in under if line),
        "pause": timed.item.kind is ItemKind.BREAK,
        "lead": sheet.text(lead_names(timed, meeting.leads), meeting.plan),
        "shortest": str(slack.shortest or ""),
        "drop": slack.order,
    }


# The picture of a day in a PDF: the same numbers as on the round's page, drawn by Typst.


def strip_blocks(sheet: Sheet, meeting: Round) -> list[Block]:
    """Return the strip of each sitting of a round that lasts any time."""
    return [_strip(sheet, meeting, drawn) for drawn in strips(meeting.timetable) if drawn]


def _strip(sheet: Sheet, meeting: Round, drawn: Strip) -> Block:
    bars = [{"left": one.left, "width": one.width, "pause": one.pause, "fixed": one.fixed} for one in drawn.bars]
    ticks = [{"left": one.left, "words": one.words} for one in drawn.ticks]
    alt = sheet.said(f"{drawn.title}: {drawn.words}", meeting.plan)
    part = sheet.text(drawn.part, meeting.plan)
    return {"k": "strip", "part": part, "bars": bars, "ticks": ticks, "alt": alt, "fixed": drawn.fixed}
