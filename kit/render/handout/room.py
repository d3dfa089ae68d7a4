"""What organisers print for the room: forms, badges, the sign-in sheet, signs, and their checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_time
from kit.facilitate.room_kit import SCALE, has_score_sheet
from kit.facilitate.status import notice, venue_of
from kit.model.agenda import ItemKind
from kit.model.edition import Edition, Point, Round
from kit.render.content.model import Contents
from kit.render.drawings import qr_alt, qr_code
from kit.render.handout.day import facts, session_title, span
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Inline, Sheet
from kit.render.handout.tables import form_table
from kit.render.office.checklist import Entry, checklist

# Forms for the tables: what people thought of the day, and where they stand on the points of the standard.

RATED = (
    "I learned something that I can use",
    "I met people I can ask for help",
    "There was enough time to talk",
    "The room, food and access worked for me",
    "I would tell a colleague to come",
)
ASKED = (
    "What was most useful to you?",
    "What should we change next time?",
    "What will you do before we meet again?",
    "What should the next round be about?",
)
BOX = "☐"
LINE, LOWEST, HIGHEST = 4.3, 2.6, 5.0  # millimetres: a line of text in a cell, and the space above and below it


def forms_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the feedback form and, where a session asks for one, a sheet to score every point of the standard on."""
    date: list[tuple[str, list[Inline]]] = [("Date", [people_date(meeting.date)])] if meeting.date else []
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: forms",
        heading=meeting.title,
        eyebrow="Feedback form",
        round=meeting.title,
        facts=date,
        blocks=[*_feedback(sheet.large), *_on_points(sheet, meeting)],
    )


def _feedback(large: bool) -> list[Block]:
    said = "This takes three minutes and is read by the organisers only. There is no need to give your name."
    head = ("Tick one box in each row", "1 Not at all", "2", "3", "4", "5 Very much")
    rows = [[statement, *(BOX for _ in range(5))] for statement in RATED]
    columns = (1.0, *({"mm": width} for width in (19, 12, 12, 12, 19)))
    return [
        {"k": "paragraph", "c": [said]},
        form_table(head, rows, columns, range(1, 6), large),
        *([_sheet("In your own words", "")] if large else []),
        *({"k": "lines", "c": [question]} for question in ASKED),
    ]


def _on_points(sheet: Sheet, meeting: Round) -> list[Block]:
    standard = sheet.edition.standard
    if standard is None or not has_score_sheet(sheet.edition, meeting):
        return []
    name = sheet.text(standard.name, meeting.plan)
    return _self_score(name, [_words(sheet, meeting, point) for point in standard.points], sheet.large)


def _words(sheet: Sheet, meeting: Round, point: Point) -> tuple[str, str]:
    return str(point.number), sheet.text(point.title, meeting.plan)


def _self_score(name: str, points: Sequence[tuple[str, str]], large: bool) -> list[Block]:
    ends = " to ".join(f"{score} ({meaning})" for score, meaning in SCALE.items())
    said = f"Score a service that you know well on every point, from {ends}."
    head = ("", "Point", "0 to 5", "What would move it up one")
    table = form_table(head, [[*point, "", ""] for point in points], ("auto", 1.0, {"mm": 17}, 0.9), (), large)
    service: Block = {"k": "paragraph", "c": ["Service:"], "write": True}
    return [_sheet("Self-score", name), {"k": "paragraph", "c": [said]}, service, _filling(table, 200)]


def _filling(table: Block, room: float) -> Block:
    """Return a table whose rows are as high as ``room`` (millimetres of the page) allows, within reason."""
    row = room / (len(table["body"]) + 1)
    return {**table, "whole": False, "tall": min(max((row - LINE) / 2, LOWEST), HIGHEST)}


def _sheet(title: str, of: str) -> Block:
    return {"k": "sheet", "level": 2, "title": title, "of": of, "fresh": True}


# Letters are read from READ_FROM times the height of their capitals: 25 mm from 9 m, as the rule for signs has it (at
# least an inch of letter height for 30 feet: US Manual on Uniform Traffic Control Devices, 2009, chapter 2A, of word
# messages). So a sign to be read from 10 m needs capitals of 28 mm, and a first name to be read from 3 m 8 mm.

READ_FROM = 360

# Badges of 85 by 54 mm, ten on a page: room to write one's first name large, and a box for photographs.

ON_A_PAGE = 10


def badges_paper(_sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the badges of one round, in whole pages.

    A first name is read from 3 m by people who have just met: see ``READ_FROM`` for how large it must be written.
    """
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: badges",
        heading="Print at 100%, cut along the marks",  # as wide as a badge, so that it keeps away from them
        eyebrow="",
        round=meeting.title,
        blocks=[{"k": "badges", "pages": -(-places_for(meeting.heads) // ON_A_PAGE)}],
        template="badges.typ",
    )


# How many places to print: one for everybody who is expected, and some to spare.

PAGE = 10  # places where nobody has said how many people come
SPARE = 4  # at least; people bring colleagues
MOST = 300  # a longer list is no use at a door


def places_for(heads: int | None) -> int:
    """Return how many rows or badges to print: ``heads`` and a tenth more, at least SPARE more, at most MOST in all."""
    return PAGE if heads is None else min(heads + max(SPARE, -(-heads // 10)), MOST)


# The sign-in sheet: a row for everybody who is expected, and a privacy notice to fill in before it is laid out. It is
# upright, which takes the fewest sheets: rows of 9 mm leave room to write, and two pages of them hold 40 people.

HEAD = ("", "Name", "Organisation", "Write to me about the group?")
COLUMNS = ("auto", 1.0, 1.0, {"mm": 40.0})
ROOM = 2.36  # millimetres above and below a line of text, for rows of 9 mm
TICK = "☐ Yes"
SLIPS = 6  # on a page, as wide as it: long addresses take 100 mm by hand


def sign_in_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the sign-in sheet of one round, and a slip for each place, for what others should not read."""
    places = 2 * SLIPS if meeting.heads is None else places_for(meeting.heads)  # as many as slips
    rows = [[str(number), "", "", TICK] for number in range(1, places + 1)]
    table: Block = {**form_table(HEAD, rows, COLUMNS), "whole": False, "tall": ROOM}
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: sign-in sheet",
        heading=meeting.title,
        eyebrow="Sign-in sheet",
        round=f"{meeting.title}: sign-in sheet",
        facts=[fact for fact in facts(sheet, meeting) if fact[0] in ("Date", "Venue")],
        blocks=[*_notice(sheet, meeting), table, *_slips(-(-places // SLIPS))],
    )


def _notice(sheet: Sheet, meeting: Round) -> list[Block]:
    """Return the privacy notice: as region.toml says it, with lines to write on for what that leaves out."""
    said = (
        "We ask for this to know who is in the building, and to write to you about the group. Leave out what you would "
        "rather not give. Others read this sheet, so neither your e-mail address nor what you need to take part goes "
        "on it: write that on a slip and hand it in."
    )
    known = [(asked, sheet.text(answer, meeting.plan)) for asked, answer in _privacy(sheet.edition)]
    told = [f"{asked} {answer}{'' if answer.endswith('.') else '.'}" for asked, answer in known if answer]
    words: list[Block] = [{"k": "paragraph", "c": [" ".join([said, *told])]}]
    words += [{"k": "paragraph", "c": [asked], "write": True} for asked, answer in known if not answer]
    return [{"k": "note", "title": ["Your details"], "c": words}]


def _privacy(edition: Edition) -> list[tuple[str, str]]:
    """Return what the notice has to say of this sheet, and the words of region.toml for it, "" where it has none."""
    said = edition.privacy
    return [
        ("Who keeps this sheet:", said.controller.strip() or edition.statement.organisation.strip()),
        ("We keep it until:", said.retention.strip()),
        ("Who to ask:", said.contact.strip() or edition.contact),
    ]


def _slips(pages: int) -> Iterator[Block]:
    """Yield so many pages of slips."""
    lines: list[Block] = [{"k": "paragraph", "c": [words], "write": True} for words in ("Name:", "E-mail:")]
    needs: Block = {"k": "paragraph", "c": ["I have access needs: please ask me, where nobody else hears it."]}
    asked = [*lines, {"k": "task", "checked": False, "c": [needs]}]
    slip = {"level": 3, "title": [], "over": [], "c": asked, "under": [], "parts": False}
    for number in range(1, pages + 1):
        yield _sheet(f"Slips, page {number} of {pages}", "For the organisers alone: hand in, and nobody else reads it")
        yield {"k": "cards", "columns": 1, "items": [slip] * SLIPS, "fills": True}


# Signs for doors and corridors, A4 landscape: welcome, which way to go, and what is in which room.

QR = "pictures/qr.png"
KEPT = 24  # letters of a title that fit a line of a sign
# Where such a line is too long for its sign, it breaks after the comma and leaves no word alone.
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
                inside.setdefault(room, []).append(": ".join(filter(None, (when, _kept(title)))))
            elif timed.item.kind is ItemKind.PARALLEL:
                inside.setdefault(title, []).append(when)
    for title, lines in inside.items():
        yield _sign("rooms", title, lines)


def _kept(title: str) -> str:
    """Return a short title so that a line breaks before it, not within."""
    return title.replace(" ", "\xa0") if len(title) <= KEPT else title


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


# The checklist of what to do before and after, with a box to tick for each step.


def checklist_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the checklist of one round on paper, with a box to tick for each step."""
    blocks: list[Block] = []
    for part, entries in checklist(sheet.edition, meeting):
        blocks.append({"k": "heading", "level": 2, "c": [part]})
        blocks += [{"k": "task", "checked": False, "c": _step(sheet, meeting, entry)} for entry in entries]
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: checklist",
        heading=meeting.title,
        eyebrow="Checklist for organisers",
        round=f"{meeting.title}: checklist",
        facts=facts(sheet, meeting),
        blocks=blocks,
    )


def _step(sheet: Sheet, meeting: Round, entry: Entry) -> list[Block]:
    step = entry.step
    when = f"{step.day} ({_kept(step.when.lower())})" if step.due else step.when
    head: list[Any] = [{"k": "strong", "c": [sheet.text(step.what, meeting.plan)]}, " · "]
    more = [sheet.text(line, meeting.plan) for line in (step.moved, *entry.lines) if line]
    return [{"k": "paragraph", "c": [*head, sheet.text(when, meeting.plan)]}, *_details(more)]


def _details(lines: Sequence[str]) -> Iterator[Block]:
    """Yield lines of plain text as paragraphs, and those that begin with a hyphen as lists."""
    for listed, ones in groupby(lines, lambda line: line.startswith("- ")):
        parts: list[Block] = [{"k": "paragraph", "c": [line.removeprefix("- ") if listed else line]} for line in ones]
        yield from [{"k": "bullets", "items": [[part] for part in parts]}] if listed else parts
