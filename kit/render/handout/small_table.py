"""A table of words that the kit itself puts together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from kit.render.handout.cells import plain_cell
from kit.render.handout.columns import ROOM, Cell, Column, crowded, settled
from kit.render.handout.sheet import Block

LONGEST = 25  # rows: a table that is no longer is kept on one page


def small_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Block:
    """Return a table with a header row. ``right`` are the columns, from 0, that line up on the right."""
    aligned = dict.fromkeys(right, "right")
    return _table(head, rows, ["auto"] * len(head), aligned, write=False)


def form_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Any], centred: Collection[int] = ()
) -> Block:
    """Return a table to write in, whose "" cells are empty. ``columns`` are "auto", a share, or ``{"mm": width}``."""
    return _table(head, rows, list(columns), dict.fromkeys(centred, "center"), write=True)


def _table(
    head: Sequence[str], rows: Sequence[Sequence[str]], columns: list[Any], aligned: dict[int, str], write: bool
) -> Block:
    read = [Column([Cell(head[one], bold=True)], [Cell(row[one]) for row in rows]) for one in range(len(head))]
    widths = settled(columns, read, ROOM)
    return {
        "k": "table",
        "columns": widths,
        "crowded": crowded(widths, read, ROOM),
        "stubs": 0,
        "head": [_row(head, aligned)],
        "body": [_row(row, aligned) for row in rows],
        "whole": len(rows) <= LONGEST,
        "write": write,
        "pen": False,
    }


def _row(words: Sequence[str], aligned: dict[int, str]) -> list[Block]:
    return [plain_cell(text) | _side(aligned.get(column)) for column, text in enumerate(words)]


def _side(side: str | None) -> Block:
    return {"align": side} if side else {}
