"""The picture of a day in a PDF: the same numbers as on the round's page, drawn by Typst."""

from __future__ import annotations

from kit.facilitate.strip import strip
from kit.model.edition import Round
from kit.render.handout.sheet import Block, Sheet


def strip_blocks(sheet: Sheet, meeting: Round) -> list[Block]:
    """Return the strip of a round's day, or nothing where the day lasts no time."""
    drawn = strip(meeting.timetable)
    if drawn is None:
        return []
    bars = [{"left": one.left, "width": one.width, "pause": one.pause, "fixed": one.fixed} for one in drawn.bars]
    ticks = [{"left": one.left, "words": one.words} for one in drawn.ticks]
    alt = sheet.said(f"{drawn.title}: {drawn.words}", meeting.plan)
    return [{"k": "strip", "bars": bars, "ticks": ticks, "alt": alt, "fixed": drawn.fixed}]
