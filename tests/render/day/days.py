"""Days to make pages of: a small edition by hand, and days of any agenda."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from docutils import nodes

from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Edition
from kit.render.day.content import DayContent, day_of
from kit.render.reading.pieces import Piece
from tests.render.editions import edition

DATE = datetime.date(2027, 1, 20)
PLAN = "# Meet the standard\n\nA first meeting.\n"

# Arrivals 13:00, Scores 13:15, Tea is fixed at 14:00 and so leaves 15 minutes free, Help 14:15, Close 14:45 to 15:00.
ITEMS = (
    Item("arrive", ItemKind.BREAK, "Arrivals", minutes=15),
    Item("scores", ItemKind.SESSION, sessions=("round-1/scores",), minutes=30),
    Item("tea", ItemKind.BREAK, "Tea", minutes=15, at=14 * 60),
    Item("help", ItemKind.TITLE, "Help", minutes=30),
    Item("close", ItemKind.TITLE, "Close", minutes=15),
)
SCORES = "# Scores\n\nScore it.\n\n:::{activity} Score yourselves\n:minutes: 30\n:::\n"


def small_edition(
    items: tuple[Item, ...] = ITEMS, start: int | None = 13 * 60, date: datetime.date | None = DATE, **changes: Any
) -> Edition:
    """Return an edition whose round has ``items`` as its agenda."""
    made = edition({"round-1/index.md": PLAN, "round-1/scores.md": SCORES}, id="midlands", name="Midlands", **changes)
    (round_,) = made.rounds
    table = timetable(items, round_.times, start, None)
    timed = dataclasses.replace(round_, agenda=items, timetable=table, start=start, date=date)
    return dataclasses.replace(made, rounds=(timed,))


def activity(title: str, *steps: str) -> Piece:
    """Return the piece of an activity in pairs, with numbered steps."""
    items = [nodes.list_item("", nodes.paragraph("", "", nodes.Text(step))) for step in steps]
    return Piece("activity", title, nodes.container("", nodes.enumerated_list("", *items)), 30, "pairs")


def small_day(edition_: Edition | None = None, *pieces: Piece) -> DayContent:
    """Return the day of the only round of an edition, with these pieces in its session."""
    made = edition_ or small_edition()
    found = pieces or (activity("Score yourselves", "Read the point.", "Score it."),)
    return day_of(made, made.rounds[0], lambda _: found)
