"""Signs for doors and corridors, A4 landscape: welcome, which way to go, and what is in which room."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_time
from kit.facilitate.status import notice, venue_of
from kit.model.agenda import ItemKind
from kit.model.edition import Round
from kit.render.content.model import Contents
from kit.render.drawings import qr_alt, qr_code
from kit.render.handout.day import session_title, span
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet, unbroken

# Letters are read from READ_FROM times the height of their capitals: 25 mm from 9 m, as the rule for signs has it (at
# least an inch of letter height for 30 feet: US Manual on Uniform Traffic Control Devices, 2009, chapter 2A, of word
# messages). So a sign to be read from 10 m needs capitals of 28 mm, and a first name to be read from 3 m 8 mm.
READ_FROM = 360
QR = "pictures/qr.png"

# Where a line is too long for its sign, it breaks after the comma and leaves no word alone.
WAYS = (
    ("right", "This way, to\xa0the\xa0right"),
    ("left", "This way, to\xa0the\xa0left"),
    ("up", "This way, straight\xa0on"),
)


def signs_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the signs of one round: a welcome, three arrows, and one for each room or session at the same time.

    A title of ordinary length is read from 10 m (``READ_FROM``), and what stands below it from 3 m. Signs that hang
    side by side, those of rooms or those with arrows, have letters of one size at one height. Where the meeting
    is not as it was announced, a sign for the door says so first.
    """
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: room signs",
        heading=meeting.title,
        eyebrow="",
        round=meeting.title,
        blocks=[*_changed(sheet, meeting), _welcome(sheet, meeting), *_ways(sheet, meeting), *_rooms(sheet, meeting)],
        template="signs.typ",
    )


def _sign(of: str, title: str, lines: list[str], arrow: str = "", code: Block | None = None) -> Block:
    """Return a sign; those of one set (``of``) have letters of one size at one height."""
    said = [line for line in lines if line]
    return {"k": "sign", "set": of, "title": title, "lines": said, "arrow": arrow, "code": code}


def _changed(sheet: Sheet, meeting: Round) -> list[Block]:
    told = notice(meeting)
    lines = [sheet.text(line, meeting.plan) for line in (told.words, told.note)] if told else []
    return [_sign("changed", told.title, lines)] if told else []


def _welcome(sheet: Sheet, meeting: Round) -> Block:
    venue = sheet.text(venue_of(sheet.edition, meeting), meeting.plan)
    title = sheet.text(meeting.title, meeting.plan)
    return _sign("welcome", title, [_date(meeting), _hours(meeting), venue], code=_code(sheet, meeting))


def _ways(sheet: Sheet, meeting: Round) -> Iterator[Block]:
    title = sheet.text(meeting.title, meeting.plan)
    for arrow, words in WAYS:
        yield _sign("ways", title, [words, _hours(meeting)], arrow=arrow)


def _rooms(sheet: Sheet, meeting: Round) -> Iterator[Block]:
    """Yield a sign for each room that has a name, with all that is in it, and for each choice that is in none."""
    inside: dict[str, list[str]] = {}
    for timed in meeting.timetable.items:
        when = span(timed, clock=True) if meeting.timetable.clock else ""
        for name in timed.item.sessions:
            title = sheet.text(session_title(sheet.edition, name), name)
            if room := meeting.rooms.get(name, ""):
                inside.setdefault(room, []).append(": ".join(filter(None, (when, unbroken(title)))))
            elif timed.item.kind is ItemKind.PARALLEL:
                inside.setdefault(title, []).append(when)
    for title, lines in inside.items():
        yield _sign("rooms", title, lines)


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
