"""How wide the columns of a printed table are, and whether a word may have to break in them.

Typst sets every cell of a column once more to find out how wide it is, and looks for the best places to break the lines
of a text in which words may break. Both take it longer than anything else in a table, so what can be known from the
widths of the letters is said to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kit.render.handout.letters import width

NARROW = 9  # characters: a column whose longest cell is no longer takes only the room that it needs
NAMES = 38  # characters: in a table to fill in, the names of its rows do not wrap up to here
WIDEST = 50  # characters: beyond this a column gets no wider, and its text wraps
TICK = 7  # characters: an empty column of some rows, under a heading no longer than this, is for ticks
ANSWER, LAST = 24, 40  # characters: the share of an empty column to write words in, and of the last one
LETTER = 2.5  # millimetres of a bold letter, at most on average
SIDES = 5.0  # millimetres beside the words of a cell: twice 2.4, and a little for rounding
ROOM = 130  # millimetres that a table is sure to have, also in a panel or a list; the page has 170
CARD = 44  # millimetres that it is sure to have in a card, of which three share a page
FIXED = 0.8  # of that room: where columns take more together, Typst shares out what there is

Width = str | float | dict[str, float]


@dataclass(frozen=True)
class Cell:
    """The ``text`` of a cell. ``plain`` says that it is set just so, ``bold`` that its letters are bold."""

    text: str
    plain: bool = True
    bold: bool = False


@dataclass(frozen=True)
class Column:
    """The cells of one column. ``number`` says that it is written for numbers or ticks."""

    head: Sequence[Cell]
    body: Sequence[Cell]
    number: bool = False

    @property
    def empty(self) -> bool:
        """Whether people write in this column."""
        return not any(cell.text for cell in self.body)


def shares(columns: Sequence[Column]) -> list[Width]:
    """Return the width of each column: "auto" for what it needs, a share of the rest, or ``{"mm": millimetres}``."""
    form = any(column.empty for column in columns)
    return [_share(column, index, len(columns), form) for index, column in enumerate(columns)]


def settled(widths: Sequence[Width], columns: Sequence[Column], room: float) -> list[Width]:
    """Return ``widths`` with millimetres for "auto" where the letters tell them, and ``room`` millimetres hold them."""
    needs = [_needed(column) if width == "auto" else width for width, column in zip(widths, columns, strict=True)]
    taken = sum(one["mm"] for one in needs if isinstance(one, dict))
    return needs if taken <= FIXED * room else list(widths)


def crowded(widths: Sequence[Width], columns: Sequence[Column], room: float) -> bool:
    """Whether a word could be wider than its column, in a table with ``room`` (millimetres), so that it must break."""
    if "auto" in widths:
        return True
    parts = [one for one in widths if isinstance(one, (int, float))]
    rest = room - sum(one["mm"] for one in widths if isinstance(one, dict))
    inner = [one["mm"] if isinstance(one, dict) else rest * float(one) / sum(parts) for one in widths]
    return any(_longest(column) > wide - SIDES for wide, column in zip(inner, columns, strict=True))


def for_words(widths: Sequence[Width], columns: Sequence[Column]) -> bool:
    """Whether a column is empty and wide enough to write words in; narrow ones are for ticks and numbers."""
    return any(isinstance(width, float) and column.empty for width, column in zip(widths, columns, strict=True))


def _share(column: Column, index: int, count: int, form: bool) -> Width:
    if column.empty:
        return _written(column, index == count - 1)
    longest = max(len(cell.text) for cell in (*column.head, *column.body))
    return "auto" if longest <= (NAMES if form and index == 0 else NARROW) else float(min(longest, WIDEST))


def _written(column: Column, last: bool) -> Width:
    """Return the share of an empty column, which people write in; one for numbers is as wide as its heading in two."""
    heading = " ".join(cell.text for cell in column.head)
    if len(heading) <= TICK and len(column.body) > 2:
        return "auto"
    if column.number:
        letters = max([len(heading) / 2, *(len(word) for word in heading.split())])
        return {"mm": letters * LETTER + SIDES}
    return float(min(max(len(heading), LAST if last else ANSWER), WIDEST))


def _needed(column: Column) -> Width:
    """Return what a column needs, in tenths of a millimetre, so that a rounding elsewhere changes nothing."""
    found = [width(cell.text, cell.bold) if cell.plain else None for cell in (*column.head, *column.body)]
    known = [one for one in found if one is not None]
    return {"mm": math.ceil((max(known) + SIDES) * 10) / 10} if known and len(known) == len(found) else "auto"


def _longest(column: Column) -> float:
    """Return the width of the widest word of a column, in millimetres; that of bold letters for what is not plain."""
    words = ((word, cell.bold or not cell.plain) for cell in (*column.head, *column.body) for word in cell.text.split())
    return max((LETTER * len(word) if (wide := width(word, bold)) is None else wide for word, bold in words), default=0)
