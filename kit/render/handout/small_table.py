"""A table of words that the kit itself puts together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

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
    return {
        "k": "table",
        "columns": columns,
        "stubs": 0,
        "head": [_row(head, aligned)],
        "body": [_row(row, aligned) for row in rows],
        "whole": len(rows) <= LONGEST,
        "write": write,
        "pen": False,
    }


def _row(words: Sequence[str], aligned: dict[int, str]) -> list[Block]:
    return [
        {
            "c": [{"k": "paragraph", "c": [text]}] if text else [],
            "align": aligned.get(column, "left"),
            "across": 1,
            "down": 1,
        }
        for column, text in enumerate(words)
    ]
