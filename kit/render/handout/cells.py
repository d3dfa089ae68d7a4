"""What a cell of a table holds, for the Typst templates: words just as they are, or blocks."""

from __future__ import annotations

from collections.abc import Sequence

from kit.render.handout.sheet import Block


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
