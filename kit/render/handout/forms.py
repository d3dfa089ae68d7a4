"""Forms for the tables: what people thought of the day, and where they stand on the points of the standard."""

from __future__ import annotations

from collections.abc import Sequence

from kit.facilitate.clock import people_date
from kit.facilitate.room_kit import SCALE, has_score_sheet
from kit.model.edition import Point, Round
from kit.render.content.model import Contents
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Inline, Sheet, fresh_sheet
from kit.render.handout.tables import form_table

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
        *([fresh_sheet("In your own words", "")] if large else []),
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
    return [fresh_sheet("Self-score", name), {"k": "paragraph", "c": [said]}, service, _filling(table, 200)]


def _filling(table: Block, room: float) -> Block:
    """Return a table whose rows are as high as ``room`` (millimetres of the page) allows, within reason."""
    row = room / (len(table["body"]) + 1)
    return {**table, "whole": False, "tall": min(max((row - LINE) / 2, LOWEST), HIGHEST)}
