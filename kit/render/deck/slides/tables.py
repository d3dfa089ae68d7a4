"""Tables of a page, with what a cell cannot hold put after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kit.render.content import model as content
from kit.render.deck.slides.model import Block, Cell, Mark, Paragraph, Picture, Run, Style, Table

_ALIGN = {"": "l", "right": "r", "center": "ctr"}
Draw = Callable[[content.Block], list[Block]]


def table_blocks(table: content.Table, title: list[Block], draw: Draw) -> list[Block]:
    """Return a table's title, the table, and the pictures and tables that stood in its cells.

    ``draw`` turns what stands in a cell into blocks.
    """
    left_over: list[Block] = []
    rows = [_row(row, draw, left_over) for row in (*table.head, *table.body)]
    if not rows:
        return title
    columns = max(len(row) for row in rows)
    square = tuple((*row, *[Cell(())] * (columns - len(row))) for row in rows)
    return [*title, Table(square, len(table.head)), *left_over]


def _row(row: content.Row, draw: Draw, left_over: list[Block]) -> list[Cell]:
    return [one for cell in row for one in (_cell(cell, draw, left_over), *[Cell(())] * (cell.across - 1))]


def _cell(cell: content.Cell, draw: Draw, left_over: list[Block]) -> Cell:
    found = [block for part in cell.blocks for block in draw(part)]
    left_over.extend(block for block in found if isinstance(block, Picture | Table))
    return Cell(tuple(_flat(block) for block in found if isinstance(block, Paragraph)), _ALIGN[cell.align])


def _flat(paragraph: Paragraph) -> Paragraph:
    """Write an item's mark out as text, because a cell has no room to set lists in."""
    marks = {Mark.BULLET: "• ", Mark.NUMBER: f"{paragraph.number}. ", Mark.TO_DO: "☐ ", Mark.DONE: "☑ "}
    if paragraph.mark is Mark.NONE:
        return replace(paragraph, level=0)
    return Paragraph((Run(marks[paragraph.mark]), *paragraph.runs))


def as_text(table: Table) -> list[Paragraph]:
    """Return a table as lines of text, for one that no slide is wide or tall enough to hold.

    Each cell follows its heading as "heading: text", and the first cell of a row is a bold line. A table of nothing but
    headings is a line for each of them.
    """
    top, body = table.rows[: table.header], table.rows[table.header :]
    if not body:
        return [replace(part, level=0) for row in top for cell in row for part in cell.paragraphs]
    heads = [" ".join(part.text for cell in column for part in cell.paragraphs) for column in zip(*top, strict=True)]
    heads = heads or [""] * len(body[0])
    return [
        line
        for row in body
        for column, (cell, head) in enumerate(zip(row, heads, strict=True))
        for line in _record(cell.paragraphs, head, column == 0)
    ]


def _record(paragraphs: Iterable[Paragraph], head: str, first: bool) -> list[Paragraph]:
    found = []
    for number, paragraph in enumerate(paragraphs):
        named = head and not number and paragraph.runs
        name = (Run(f"{head}: ", bold=True),) if named else ()
        if first:
            bold = tuple(replace(run, bold=True) for run in paragraph.runs)
            found.append(Paragraph((*name, *bold), style=Style.HEADING))
        else:
            found.append(replace(paragraph, runs=(*name, *paragraph.runs), level=paragraph.level + 1))
    return found
