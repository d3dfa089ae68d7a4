"""Signs for doors and corridors, A4 landscape: welcome, which way to go, and what is in which room."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.clock import people_date, people_time
from kit.model.agenda import ItemKind
from kit.model.edition import Round
from kit.render.handout.day import session_title, span
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet
from kit.render.places import page_address
from kit.render.qr import qr_alt, qr_code

QR = "pictures/qr.png"
WAYS = (("right", "This way, to the right"), ("left", "This way, to the left"), ("up", "This way, straight on"))


def signs_paper(sheet: Sheet, meeting: Round) -> Paper:
    """Return the signs of one round: a welcome, three arrows, and one for each of the sessions at the same time."""
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: room signs",
        heading=meeting.title,
        eyebrow="",
        round=meeting.title,
        blocks=[_welcome(sheet, meeting), *_ways(sheet, meeting), *_rooms(sheet, meeting)],
        template="signs.typ",
    )


def _sign(title: str, lines: list[str], arrow: str = "", code: Block | None = None) -> Block:
    return {"k": "sign", "title": title, "lines": [line for line in lines if line], "arrow": arrow, "code": code}


def _welcome(sheet: Sheet, meeting: Round) -> Block:
    venue = sheet.text(sheet.edition.variables.get("venue", ""), meeting.plan)
    return _sign(
        sheet.text(meeting.title, meeting.plan), [_date(meeting), _hours(meeting), venue], code=_code(sheet, meeting)
    )


def _ways(sheet: Sheet, meeting: Round) -> Iterator[Block]:
    title = sheet.text(meeting.title, meeting.plan)
    for arrow, words in WAYS:
        yield _sign(title, [words, _hours(meeting)], arrow=arrow)


def _rooms(sheet: Sheet, meeting: Round) -> Iterator[Block]:
    for timed in meeting.timetable.items:
        if timed.item.kind is ItemKind.PARALLEL:
            for name in timed.item.sessions:
                when = span(timed, clock=True) if meeting.timetable.clock else ""
                yield _sign(sheet.text(session_title(sheet.edition, name), name), [when])


def _date(meeting: Round) -> str:
    return people_date(meeting.date) if meeting.date else ""


def _hours(meeting: Round) -> str:
    day = meeting.timetable
    if not day.clock or not day.items:
        return ""
    return f"{people_time(day.start)} to {people_time(day.end)}"


def _code(sheet: Sheet, meeting: Round) -> Block | None:
    """Return the QR code of the round's page, None where nobody has said where the site is published."""
    link = page_address(sheet.edition, meeting.plan)
    if not link:
        return None
    sheet.pictures[QR] = qr_code(link)
    return {"path": QR, "alt": qr_alt(link), "shown": sheet.text(link.split("://", 1)[-1].rstrip("/"), meeting.plan)}
