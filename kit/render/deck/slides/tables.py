"""Tables of a document, with what a cell cannot hold put after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from docutils import nodes

from kit.render.deck.slides.model import Block, Cell, Mark, Paragraph, Picture, Run, Style, Table

_ALIGN = {"text-right": "r", "text-center": "ctr"}


def table_blocks(node: nodes.Node, inside: Callable[[nodes.Node], list[Block]]) -> list[Block]:
    """Return a table's title, the table, and the pictures and tables that stood in its cells.

    ``inside`` turns a block node into blocks.
    """
    title = [block for part in node.children if isinstance(part, nodes.title) for block in inside(part)]
    left_over: list[Block] = []
    heads = [_row(row, inside, left_over) for head in node.findall(nodes.thead) for row in head.children]
    rows = [_row(row, inside, left_over) for body in node.findall(nodes.tbody) for row in body.children]
    every = heads + rows
    if not every:
        return title
    columns = max(len(row) for row in every)
    square = tuple((*row, *[Cell(())] * (columns - len(row))) for row in every)
    return [*title, Table(square, len(heads)), *left_over]


def _row(row: nodes.Node, inside: Callable[[nodes.Node], list[Block]], left_over: list[Block]) -> list[Cell]:
    cells: list[Cell] = []
    for entry in row.children:
        if isinstance(entry, nodes.entry):
            cells.append(_cell(entry, inside, left_over))
            cells.extend([Cell(())] * int(entry.get("morecols", 0)))
    return cells


def _cell(entry: nodes.entry, inside: Callable[[nodes.Node], list[Block]], left_over: list[Block]) -> Cell:
    found = [block for part in entry.children for block in inside(part)]
    left_over.extend(block for block in found if isinstance(block, Picture | Table))
    align = next((_ALIGN[name] for name in entry["classes"] if name in _ALIGN), "l")
    return Cell(tuple(_flat(block) for block in found if isinstance(block, Paragraph)), align)


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
