"""The day at a glance: all that a run sheet's first page says of each item, and what to bring, on one A4 page."""

from __future__ import annotations

from kit.facilitate.clock import show_time
from kit.facilitate.how import groupings
from kit.facilitate.late import Slack, slacks
from kit.facilitate.room import to_bring
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Round
from kit.render.handout.day import lead_names, note_of, titles_of
from kit.render.handout.sheet import Block, Sheet
from kit.render.handout.strip import strip_blocks


def glance(sheet: Sheet, meeting: Round) -> Block:
    """Return the day of a round as one block, which Typst sets as large as one page allows, from 12 pt to 10 pt."""
    rows = [_row(sheet, meeting, *one) for one in zip(meeting.timetable.items, slacks(meeting), strict=True)]
    bring = [sheet.text(one.text, meeting.plan) for one in to_bring(meeting, sheet.edition.pages)]
    return {
        "k": "glance",
        "strip": strip_blocks(sheet, meeting),
        "rows": rows,
        "end": show_time(meeting.timetable.end, meeting.timetable.clock) if rows else "",
        "late": any(row["shortest"] or row["drop"] for row in rows),
        "bring": "; ".join(bring),
    }


def _row(sheet: Sheet, meeting: Round, timed: TimedItem, slack: Slack) -> Block:
    how = groupings(timed, sheet.edition.pages)
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
