"""Tables as lists, a row after the other: what large print does with tables that are wider than its page."""

from __future__ import annotations

from collections.abc import Iterator

from kit.render.content import model as content
from kit.render.content.traverse import text_of
from kit.render.handout.sheet import Block, Context, Inline

KEPT = 400  # characters: a row of so few is kept on one page, of which it fills half at most, with lines to write on


def stacked(table: content.Table, context: Context) -> list[Block]:
    """Return the rows of a table, each below its first cell, each further cell after the head of its column.

    In a handout, an empty cell is its head and a line to write on.
    """
    heads = table.head[-1] if table.head else ()
    return [block for row in table.body for block in _kept(row, heads, context)]


def _kept(row: content.Row, heads: content.Row, context: Context) -> list[Block]:
    """Return a row, as one block that no page parts if all of it is short."""
    made = _row(row, heads, context)
    said = sum(len(text_of(cell.blocks)) for cell in (*row, *heads))
    short = said <= KEPT and all(block["k"] in ("paragraph", "label") for block in made)
    return [{"k": "record", "c": made}] if short and len(made) > 1 else made


def _row(row: content.Row, heads: content.Row, context: Context) -> list[Block]:
    made: list[Block] = []
    for index, (column, cell) in enumerate(_placed(row)):
        head = heads[column] if column < len(heads) else None
        made += _told(cell, _words(head, context), index == 0, context)
    return made


def _placed(row: content.Row) -> Iterator[tuple[int, content.Cell]]:
    """Yield each cell with the number of its column: those before it may span several."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.across


def _words(head: content.Cell | None, context: Context) -> list[Inline]:
    """Return the words of the head of a column, with a colon unless they end in a sign, or nothing."""
    blocks = context.for_heading().blocks(head.blocks) if head else []
    words = [word for block in blocks if block["k"] == "paragraph" for word in block["c"]]
    ends = words and isinstance(words[-1], str) and words[-1].rstrip().endswith(("?", "!", ":"))
    return [*words, ":"] if words and not ends else words


def _told(cell: content.Cell, head: list[Inline], first: bool, context: Context) -> list[Block]:
    strong = [{"k": "strong", "c": head}] if head else []
    inside = context.blocks(cell.blocks)
    if not inside:
        return [{"k": "paragraph", "c": strong, "write": context.form}] if head else []
    if inside[0]["k"] != "paragraph":
        return [{"k": "label", "c": head}, *inside] if head else inside
    words, *rest = inside
    opening = [*strong, " "] if head else []
    kind = {"k": "label"} if first else {}
    return [{**words, "c": [*opening, *words["c"]], **kind}, *rest]
