"""The paper for people who come: the agenda, what each session is about, and the handouts for each person."""

from __future__ import annotations

from kit.model.blocks import PERSON
from kit.model.edition import Round
from kit.render.content.model import Contents
from kit.render.handout.blocks import context_for
from kit.render.handout.day import agenda, facts, session_title, sessions_of, span
from kit.render.handout.press import Paper
from kit.render.handout.session import lead_of, sheets
from kit.render.handout.sheet import Block, Sheet


def attendee_paper(sheet: Sheet, meeting: Round, pages: Contents) -> Paper:
    """Return the paper of one round, from its plan and its sessions."""
    plan = pages(meeting.plan)
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: agenda and handouts",
        heading=meeting.title,
        eyebrow="Agenda and handouts",
        round=meeting.title,
        facts=facts(sheet, meeting),
        blocks=[
            *lead_of(plan, context_for(sheet, meeting.plan, plan)),
            {"k": "heading", "level": 2, "c": ["Agenda"]},
            agenda(sheet, meeting),
            *_sessions(sheet, meeting, pages),
            *_handouts(sheet, meeting, pages),
        ],
    )


def _sessions(sheet: Sheet, meeting: Round, pages: Contents) -> list[Block]:
    made: list[Block] = []
    for name, time in scheduled(sheet, meeting):
        page = pages(name)
        title = sheet.text(session_title(sheet.edition, name), name)
        made.append({"k": "session", "level": 3, "time": time, "title": title, "facts": []})
        made += lead_of(page, context_for(sheet, name, page, level=4))
    return [{"k": "heading", "level": 2, "c": ["Sessions"]}, *made, {"k": "room"}] if made else []


def _handouts(sheet: Sheet, meeting: Round, pages: Contents) -> list[Block]:
    made: list[Block] = []
    for name, _ in scheduled(sheet, meeting):
        if PERSON in sheet.edition.pages[name].handouts_for({meeting.kind}):
            title = sheet.text(session_title(sheet.edition, name), name)
            made += sheets(sheet, name, pages(name), 2, (PERSON,), of=title)
    return made


def scheduled(sheet: Sheet, meeting: Round) -> list[tuple[str, str]]:
    """Return the sessions of the day in order, each once, with when they are."""
    found: dict[str, str] = {}
    for timed in meeting.timetable.items:
        for name in sessions_of(sheet, timed):
            found.setdefault(name, span(timed, meeting.timetable.clock))
    return list(found.items())
