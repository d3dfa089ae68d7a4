"""The run sheet: what a facilitator holds on the day. The only PDF with facilitator notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kit.facilitate.clock import people_minutes, show_moment
from kit.facilitate.group_size import people_group
from kit.facilitate.materials import session_totals
from kit.facilitate.sittings import heading_above
from kit.model.agenda import TimedItem
from kit.model.edition import Round
from kit.model.schema import SessionMeta
from kit.render.content.model import Contents
from kit.render.content.traverse import notes_in
from kit.render.handout.blocks import context_for
from kit.render.handout.day import facts, glance, session_title, sessions_of, span
from kit.render.handout.leading import led
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Context, Inline, Sheet

BEFORE = "Before the day"


def run_sheet_paper(sheet: Sheet, meeting: Round, pages: Contents) -> Paper:
    """Return the run sheet of one round, from its plan and its sessions."""
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: run sheet",
        heading=meeting.title,
        eyebrow="Run sheet for facilitators",
        round=f"{meeting.title}: run sheet",
        dense=True,
        facts=[*facts(sheet, meeting), *_people(meeting)],
        blocks=[
            glance(sheet, meeting),
            *_headed(BEFORE, _before(sheet, meeting, pages)),
            *(block for timed in meeting.timetable.items for block in _item(sheet, meeting, timed, pages)),
            *(block for timed in meeting.timetable.items for block in _apart(sheet, meeting, timed, pages)),
        ],
    )


def _headed(title: str, blocks: Sequence[Block], level: int = 2) -> list[Block]:
    return [{"k": "heading", "level": level, "c": [title]}, *blocks] if blocks else []


def _people(meeting: Round) -> list[tuple[str, list[Inline]]]:
    if meeting.heads is None:
        return []
    tables = f", {-(-meeting.heads // meeting.table_size)} tables of {meeting.table_size}" if meeting.table_size else ""
    return [("People", [f"{meeting.heads}{tables}"])]


def _before(sheet: Sheet, meeting: Round, pages: Contents) -> list[Block]:
    """Return what to do before the day, and what else the notes of the plan say."""
    plan = pages(meeting.plan)
    context = context_for(sheet, meeting.plan, plan, level=3)
    notes = [note for one in notes_in(plan.blocks) for note in context.blocks([one])]
    return [{**note, "title": "" if note["title"] == BEFORE else note["title"]} for note in notes]


def _item(sheet: Sheet, meeting: Round, timed: TimedItem, pages: Contents) -> list[Block]:
    sitting = heading_above(meeting, timed)
    above: list[Block] = [{"k": "heading", "level": 2, "c": [sitting]}] if sitting else []
    return [*above, *_item_alone(sheet, meeting, timed, pages)]


def _item_alone(sheet: Sheet, meeting: Round, timed: TimedItem, pages: Contents) -> list[Block]:
    time = _time(meeting, timed)
    led = sessions_of(sheet, timed)
    if not timed.item.sessions:
        return [{"k": "pause", "time": time, "title": sheet.text(timed.title, meeting.plan)}]
    if len(led) > 1:
        return [{"k": "apart", "time": time, "sessions": [{"of": one, "title": _title(sheet, one)} for one in led]}]
    return [block for name in led for block in _session(sheet, meeting, timed, name, pages)]


def _apart(sheet: Sheet, meeting: Round, timed: TimedItem, pages: Contents) -> Iterator[Block]:
    """Yield sessions at the same time, each from a page of its own, last of all: whoever leads one takes just that.

    So what everybody does together goes on in front of them, without pages that end early.
    """
    led = sessions_of(sheet, timed)
    for name in led if len(led) > 1 else ():
        yield {"k": "own-page", "of": name}
        yield from _session(sheet, meeting, timed, name, pages)


def _time(meeting: Round, timed: TimedItem) -> str:
    return f"{span(timed, meeting.timetable.clock)}, {people_minutes(timed.minutes)}"


def _beside(sheet: Sheet, timed: TimedItem, name: str) -> str:
    others = [_title(sheet, other) for other in timed.item.sessions if other != name]
    return f", alongside {' and '.join(others)}" if others else ""


def _session(sheet: Sheet, meeting: Round, timed: TimedItem, name: str, pages: Contents) -> list[Block]:
    index, page = timed.item.sessions.index(name), pages(name)
    time = _time(meeting, timed) + _beside(sheet, timed, name)
    context = context_for(sheet, name, page, level=3)
    details = _details(meeting, context)
    steps = led(page, context)
    scaled = timed.activities[index] if index < len(timed.activities) else ()
    _set_minutes(steps, scaled, timed, meeting.timetable.clock)
    return [{"k": "session", "level": 2, "time": time, "title": _title(sheet, name), "facts": details}, *steps]


def _details(meeting: Round, context: Context) -> list[tuple[str, str]]:
    written = context.sheet.edition.pages[context.page]
    session = written.meta if isinstance(written.meta, SessionMeta) else SessionMeta()
    rows = [
        ("Who leads", meeting.leads.get(context.page, "")),
        ("Room", meeting.rooms.get(context.page, "")),
        ("Groups of", people_group(session.group_size)),
        ("Materials", "; ".join(one.text for one in session_totals(written, meeting))),
    ]
    return [(label, context.sheet.text(text, context.page)) for label, text in rows if text]


def _title(sheet: Sheet, name: str) -> str:
    return sheet.text(session_title(sheet.edition, name), name)


def _activities(blocks: Any) -> list[Block]:
    """Return the activities among blocks, at any depth, in order."""
    if isinstance(blocks, list):
        return [one for block in blocks for one in _activities(block)]
    if not isinstance(blocks, dict):
        return []
    inner = [one for value in blocks.values() for one in _activities(value)]
    return [blocks, *inner] if blocks.get("k") == "activity" else inner


def _from(minutes: int, clock: bool) -> str:
    said = show_moment(minutes, clock)
    return f"From {said}" if clock else f"{said[0].upper()}{said[1:]}"


def _set_minutes(steps: list[Block], scaled: Sequence[int], timed: TimedItem, clock: bool) -> None:
    """Say when each activity begins, where they fill the item, so that one can see how late it is."""
    now = timed.start
    fills = sum(scaled) == timed.minutes
    for activity, minutes in zip(_activities(steps), scaled, strict=False):
        if fills:
            activity["facts"] = f"{_from(now, clock)}: {activity['facts']}"
        now += minutes
