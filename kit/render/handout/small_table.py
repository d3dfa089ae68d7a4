"""A table of words that the kit itself puts together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kit.render.handout.sheet import Block

LONGEST = 25  # rows: a table that is no longer is kept on one page


def small_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Block:
    """Return a table with a header row. ``right`` are the columns, from 0, that line up on the right."""
    return {
        "k": "table",
        "columns": ["auto"] * len(head),
        "stubs": 0,
        "head": [_row(head, right)],
        "body": [_row(row, right) for row in rows],
        "whole": len(rows) <= LONGEST,
        "write": False,
    }


def _row(words: Sequence[str], right: Collection[int]) -> list[Block]:
    return [
        {
            "c": [{"k": "paragraph", "c": [text]}] if text else [],
            "align": "right" if column in right else "left",
            "across": 1,
            "down": 1,
        }
        for column, text in enumerate(words)
    ]
