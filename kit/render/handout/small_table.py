"""A table of words that the kit itself puts together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kit.render.handout.sheet import Block


def small_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Block:
    """Return a table with a header row. ``right`` are the columns, from 0, that line up on the right."""
    longest = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    widest = longest.index(max(longest))
    return {
        "k": "table",
        "columns": [1.0 if column == widest else "auto" for column in range(len(head))],
        "stubs": 0,
        "head": [_row(head, right)],
        "body": [_row(row, right) for row in rows],
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
