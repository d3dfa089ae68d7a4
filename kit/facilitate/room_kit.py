"""What a round's room needs on its walls and tables, from what its sessions ask to bring. Pure.

A session says it with its materials. ``wall sheet: 15`` asks for posters of a standard's points, ``dot stickers: 5 per
person`` for sheets to put dots on, ``scoring sheet: 1 per person`` for a form with every point, unless the session has
a handout of its own. Words in brackets with bars between are columns: ``board (To do | Done): 1 per table``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.facilitate.copies import copies
from kit.facilitate.materials import COLUMNS, Material, Per, materials_of, round_totals, without_columns
from kit.model.blocks import PERSON, private_blocks
from kit.model.edition import Edition, Point, Round
from kit.model.formats import Kind
from kit.model.page import Fence

WALL = re.compile(r"\b(wall|posters?)\b", re.IGNORECASE)
DOTS = re.compile(r"\bdots?\b", re.IGNORECASE)
SCORES = re.compile(r"\b(self.?)?scor(e|ing)\b", re.IGNORECASE)
SCALE = {"0": "nothing yet", "5": "could teach it"}  # the ends of the scale on which services are scored
POINTS_TO_DOT = 5  # on a sheet for dots: more would be too low to put dots beside
MOST = 60  # sheets of a kind: a room with more tables than that has an organiser with a printer of their own


@dataclass(frozen=True)
class Board:
    """Sheets that people write on or put something on: ``count`` of them, under a title, in columns with headings."""

    title: str
    columns: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Poster:
    """A sheet for the wall with points of the standard, one or a few, and the headings of columns beside or below."""

    points: tuple[Point, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoomKit:
    """All that is printed for the room of a round; ``tables`` is how many of them get a name, ``timed`` a time card."""

    posters: tuple[Poster, ...] = ()
    dots: tuple[Poster, ...] = ()
    boards: tuple[Board, ...] = ()
    tables: int = 0
    timed: bool = False
    jargon: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.posters or self.dots or self.boards or self.tables or self.timed or self.jargon)


def room_kit(edition: Edition, meeting: Round) -> RoomKit:
    """Return what the room of a round needs; nothing for a round that is online.

    ``jargon`` are the pages that explain words: those of the round and of no round that have a glossary.
    """
    if meeting.kind is Kind.ONLINE:
        return RoomKit()
    pages = [edition.pages[name] for name in _on_agenda(edition, meeting)]
    posters = tuple(_posters(edition, meeting))
    return RoomKit(
        posters=posters,
        dots=() if posters else tuple(_dots(edition, meeting)),
        boards=tuple(_boards(edition, meeting)),
        tables=min(copies("table", meeting).count or 0, MOST),
        timed=any(meeting.kind in one.kinds for page in pages for one in page.activities),
        jargon=tuple(_glossaries(edition, meeting)),
    )


def has_score_sheet(edition: Edition, meeting: Round) -> bool:
    """Whether a session asks for a sheet to score every point on, and has no handout that would be it."""
    pages = [edition.pages[name] for name in _on_agenda(edition, meeting)]
    without = [page for page in pages if PERSON not in page.handouts_for({meeting.kind})]
    names = [one.name for page in without for one in materials_of(page, meeting.kind)]
    return bool(_points(edition)) and any(map(SCORES.search, names))


def _on_agenda(edition: Edition, meeting: Round) -> list[str]:
    every = dict.fromkeys(name for one in meeting.timetable.items for name in one.item.sessions)
    return [name for name in every if name in edition.pages]


def _asked(edition: Edition, meeting: Round) -> list[Material]:
    """Return the materials of the sessions of a round, each name once."""
    pages = [edition.pages[name] for name in _on_agenda(edition, meeting)]
    every = [one for page in pages for one in materials_of(page, meeting.kind)]
    return list({one.name.casefold(): one for one in reversed(every)}.values())[::-1]


def _points(edition: Edition) -> tuple[Point, ...]:
    return edition.standard.points if edition.standard else ()


def _columns(name: str) -> tuple[str, ...]:
    """Return the headings that a material has in brackets: those of "board (To do | Done)" are To do and Done."""
    found = COLUMNS.search(name)
    return tuple(part.strip() for part in found[1].split("|")) if found else ()


def _posters(edition: Edition, meeting: Round) -> Iterator[Poster]:
    """Yield the sheets of each material for the wall: with all points shared out over as many as it asks for.

    Of two sessions that use the same sheets, one may say what their columns are.
    """
    points = _points(edition)
    walls = [one for one in _asked(edition, meeting) if points and WALL.search(one.name)]
    walls.sort(key=lambda one: bool(_columns(one.name)))
    for one in {_title(one).casefold(): one for one in walls}.values():
        each = -(-len(points) // one.count) if one.per is Per.ROUND and one.count > 1 else 1
        yield from _parted(points, each, _columns(one.name))


def _title(one: Material) -> str:
    title = without_columns(one.name)
    return title[:1].upper() + title[1:]


def _dots(edition: Edition, meeting: Round) -> Iterator[Poster]:
    """Yield sheets to put dots on, for a round that has dots and nothing else to put them on."""
    if any(DOTS.search(one.name) for one in _asked(edition, meeting)):
        yield from _parted(_points(edition), POINTS_TO_DOT)


def _parted(points: tuple[Point, ...], each: int, columns: tuple[str, ...] = ()) -> Iterator[Poster]:
    return (Poster(points[first : first + each], columns) for first in range(0, len(points), each))


def _boards(edition: Edition, meeting: Round) -> Iterator[Board]:
    counts = {one.name.casefold(): one for one in round_totals(meeting, edition.pages)}
    for one in _asked(edition, meeting):
        if (columns := _columns(one.name)) and not (WALL.search(one.name) and _points(edition)):
            total = counts[one.name.casefold()]
            yield Board(_title(one), columns, min(total.count if total.per is Per.ROUND else 1, MOST))


def _glossaries(edition: Edition, meeting: Round) -> Iterator[str]:
    for name, page in edition.pages.items():
        folder = name.partition("/")[0] if "/" in name else ""
        ours = name in meeting.sessions or folder in ("", meeting.name)
        if ours and any(map(_explains, page.fences)):
            yield name


def _explains(fence: Fence) -> bool:
    """Whether a fence is a glossary that everybody may read."""
    return fence.name == "glossary" and not private_blocks().intersection(fence.parents)
