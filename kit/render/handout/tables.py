"""Tables: rows, header rows, alignment, and how wide each column should be on paper."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from kit.render.content import model as content
from kit.render.content.traverse import text_of, walk
from kit.render.handout.fonts import width
from kit.render.handout.inline import heading
from kit.render.handout.sheet import GROWN, Block, Context
from kit.render.handout.stacked import stacked

PLAIN = (content.Paragraph, content.Text)  # what, strong or not, is set as it is written, and no wider


def table(block: content.Table, context: Context) -> list[Block]:
    """Return a table. Its columns are ``auto`` or a share of the width; ``write`` says that cells wait for a pen.

    ``pen`` says that they wait for words, so that their rows may be as high as the page has room for. ``crowded`` says
    that a word may be wider than its column, so that words may break.
    """
    large, room = context.sheet.large, _room(context)
    read = [_column(block, index) for index in range(block.columns)]
    if large and is_wide(block, read, room):
        return [*caption_of(block, context), *stacked(block, context)]
    for_heads = context.for_heading()
    head = [[_cell(cell, for_heads) for cell in row] for row in block.head]
    body = [[_cell(cell, context) for cell in row] for row in block.body]
    names = NAMES // GROWN if large else NAMES
    widths = ([] if large else list(block.widths)) or settled(shares(read, names), read, room)
    write = context.form and any(is_empty(cell) for row in body for cell in row)
    made: Block = {
        "k": "table",
        "columns": grown(widths) if large else widths,
        "stubs": block.stubs,
        "head": head,
        "body": body,
        "whole": False,
        "write": write,
        "crowded": crowded(widths, read, room),
        "pen": write and for_words(widths, read),
    }
    return [*caption_of(block, context), made]


def _room(context: Context) -> float:
    """Return how many millimetres a table is sure to have, as many as hold its words in 12 pt."""
    ordinary, large = (CARD, LARGE_CARD) if context.narrow else (ROOM, LARGE)
    return large / GROWN if context.sheet.large else ordinary


def caption_of(block: content.Table, context: Context) -> list[Block]:
    """Return what stands above a table: its title, where it has one."""
    return [{"k": "label", "c": heading(block.title, context)}] if block.title else []


def _cell(cell: content.Cell, context: Context) -> Block:
    """Return a cell, with its side if it is not the left, and how many columns and rows it has if not one of each."""
    made = words_of(context.blocks(cell.blocks))
    if cell.align:
        made["align"] = cell.align
    if wide := {name: many for name, many in (("colspan", cell.across), ("rowspan", cell.down)) if many > 1}:
        made["spans"] = wide
    return made


def _column(table: content.Table, index: int) -> Column:
    """Return the cells of one column; rows with cells across several columns have fewer."""
    head, body = ([row[index] for row in rows if index < len(row)] for rows in (table.head, table.body))
    number = any(cell.align for cell in (*head, *body))
    return Column([_read(cell, True) for cell in head], [_read(cell, index < table.stubs) for cell in body], number)


def _read(cell: content.Cell, bold: bool) -> Cell:
    text = text_of(cell.blocks).strip()
    inner = list(walk(cell.blocks))
    strong = [isinstance(part, content.Styled) and part.style is content.Style.STRONG for part in inner]
    words = (isinstance(part, PLAIN) or mark for part, mark in zip(inner, strong, strict=True))
    plain = all(words) and "__" not in text and "\n" not in text and cell.across == 1
    return Cell(text, plain, bold or any(strong))


# What a cell of a table holds, for the Typst templates: words just as they are, or blocks.


def words_of(blocks: Sequence[Block]) -> Block:
    """Return a cell of ``blocks``: ``{"t": words}`` for one paragraph of plain words, else ``{"c": blocks}``.

    Most cells are plain, and those cost Typst a fraction of the others.
    """
    match blocks:
        case [{"k": "paragraph", "c": [str(words)], **more}] if not any(more.values()):
            return plain_cell(words)
    return {"c": list(blocks)}


def plain_cell(words: str) -> Block:
    """Return a cell of plain words, an empty one for ""."""
    return {"t": words} if words else {"c": []}


def is_empty(cell: Block) -> bool:
    """Whether nothing stands in a cell, so that people write in it."""
    return not cell.get("t") and not cell.get("c")


# How wide the columns of a printed table are, and whether a word may have to break in them.
# Typst sets every cell of a column once more to find out how wide it is, and looks for the best places to break the
# lines of a text in which words may break. Both take it longer than anything else in a table, so what can be known
# from the widths of the letters is said to it.

NARROW = 9  # characters: a column whose longest cell is no longer takes only the room that it needs
NAMES = 38  # characters: in a table to fill in, the names of rows do not wrap up to here, and once up to twice that
WIDEST = 50  # characters: beyond this a column gets no wider, and its text wraps
TICK = 7  # characters: an empty column of some rows, under a heading no longer than this, is for ticks
ANSWER, LAST = 24, 40  # characters: the share of an empty column to write words in, and of the last one of two
LETTER = 2.5  # millimetres of a bold letter, at most on average
SIDES = 5.0  # millimetres beside the words of a cell: twice 2.4, and a little for rounding
ROOM = 130  # millimetres that a table is sure to have, also in a panel or a list; the page has 170
CARD = 44  # millimetres that it is sure to have in a card, of which three share a page
LARGE, LARGE_CARD = 160, 70  # the same in large print, which puts a table that is wider into lists
WRITTEN = 30  # millimetres that a column to write words in needs at least
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


def shares(columns: Sequence[Column], names: float = NAMES) -> list[Width]:
    """Return the width of each column: "auto" for what it needs, a share of the rest, or ``{"mm": millimetres}``.

    The names of rows in a form do not wrap up to ``names`` characters, beside several columns to write in half of it.
    """
    to_write = [one for one in columns if one.empty and isinstance(_written(one, ANSWER), float)]
    written = len(to_write)
    last = LAST if written < 3 and not (written == 2 and _alike(*to_write)) else ANSWER
    widths = [_written(one, last if one is columns[-1] else ANSWER) if one.empty else _share(one) for one in columns]
    if any(one.empty for one in columns) and not columns[0].empty:
        widths[0] = _named(columns[0], names / 2 if written > 1 else names, written > 0)
    return widths


def _alike(one: Column, other: Column) -> bool:
    """Whether the heads of two columns differ in a number alone, as in "Service 1" and "Service 2"."""
    first, second = (re.sub(r"\d+", "", " ".join(cell.text for cell in column.head)) for column in (one, other))
    return first == second


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


def is_wide(table: content.Table, columns: Sequence[Column], room: float) -> bool:
    """Whether the longest words of the columns together take more than ``room`` (millimetres)."""
    words = [one.empty and isinstance(_written(one, ANSWER), float) for one in columns]
    needs = [max(_longest(one) + SIDES, WRITTEN * word) for one, word in zip(columns, words, strict=True)]
    return sum(needs) > room and all(cell.down == 1 for row in (*table.head, *table.body) for cell in row)


def grown(widths: Sequence[Width]) -> list[Width]:
    """Return widths that were reckoned for text of 12 pt for that of large print."""
    return [{"mm": one["mm"] * GROWN} if isinstance(one, dict) else one for one in widths]


def _share(column: Column) -> Width:
    longest = _length(column)
    return "auto" if longest <= NARROW else float(min(longest, WIDEST))


def _named(column: Column, names: float, written: bool) -> Width:
    """Return the width of the column with the names of rows; beside columns to write words in, long names wrap once."""
    longest = _length(column)
    if longest <= names:
        return "auto"
    return _in_two(column, longest) if written and longest <= 2 * names else float(min(longest, WIDEST))


def _written(column: Column, answer: int) -> Width:
    """Return the share of an empty column, which people write in; one for numbers is as wide as its heading in two."""
    heading = " ".join(cell.text for cell in column.head)
    if len(heading) <= TICK and len(column.body) > 2:
        return "auto"
    if column.number:
        return _in_two(column, len(heading))
    return float(min(max(len(heading), answer), WIDEST))


def _in_two(column: Column, longest: int) -> Width:
    """Return the width in which text of ``longest`` characters takes two lines, and each of the column's words one."""
    words = [len(word) for cell in (*column.head, *column.body) for word in cell.text.split()]
    return {"mm": max([longest / 2, *words]) * LETTER + SIDES}


def _length(column: Column) -> int:
    return max(len(cell.text) for cell in (*column.head, *column.body))


def _needed(column: Column) -> Width:
    """Return what a column needs, in tenths of a millimetre, so that a rounding elsewhere changes nothing."""
    found = [width(cell.text, cell.bold) if cell.plain else None for cell in (*column.head, *column.body)]
    known = [one for one in found if one is not None]
    return {"mm": math.ceil((max(known) + SIDES) * 10) / 10} if known and len(known) == len(found) else "auto"


def _longest(column: Column) -> float:
    """Return the width of the widest word of a column, in millimetres; that of bold letters for what is not plain."""
    words = ((word, cell.bold or not cell.plain) for cell in (*column.head, *column.body) for word in cell.text.split())
    return max((LETTER * len(word) if (wide := width(word, bold)) is None else wide for word, bold in words), default=0)


# A table of words that the kit itself puts together.

LONGEST = 25  # rows: a table that is no longer is kept on one page


def form_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: Sequence[Any],
    centred: Collection[int] = (),
    large: bool = False,
) -> Block:
    """Return a table to write in, whose "" cells are empty. ``columns`` are "auto", a share, or ``{"mm": width}``.

    The widths are those for text of 12 pt, also for one in large print.
    """
    read = [Column([Cell(head[one], bold=True)], [Cell(row[one]) for row in rows]) for one in range(len(head))]
    widths = settled(columns, read, ROOM)
    return {
        "k": "table",
        "columns": grown(widths) if large else widths,
        "crowded": crowded(widths, read, ROOM),
        "stubs": 0,
        "head": [_row(head, centred)],
        "body": [_row(row, centred) for row in rows],
        "whole": len(rows) <= LONGEST,
        "write": True,
        "pen": False,
    }


def _row(words: Sequence[str], centred: Collection[int]) -> list[Block]:
    middle = {"align": "center"}
    return [plain_cell(text) | (middle if column in centred else {}) for column, text in enumerate(words)]
