"""Tables: rows, header rows, alignment, and how wide each column should be on paper."""

from __future__ import annotations

from docutils import nodes

from kit.render.handout.cells import is_empty, words_of
from kit.render.handout.columns import CARD, ROOM, Cell, Column, crowded, for_words, settled, shares
from kit.render.handout.inline import heading
from kit.render.handout.sheet import Block, Context

Row = list[nodes.entry]

PLAIN = (nodes.entry, nodes.paragraph, nodes.strong, nodes.Text)  # what is set as it is written, and no wider


def table(node: nodes.Element, context: Context) -> list[Block]:
    """Return a table. Its columns are ``auto`` or a share of the width; ``write`` says that cells wait for a pen.

    ``pen`` says that they wait for words, so that their rows may be as high as the page has room for. ``crowded`` says
    that a word may be wider than its column, so that words may break.
    """
    group = next(node.findall(nodes.tgroup))
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    heads, bodies = (_rows(group, part) for part in (nodes.thead, nodes.tbody))
    for_heads = context.for_heading()
    head = [[_cell(entry, for_heads) for entry in row] for row in heads]
    body = [[_cell(entry, context) for entry in row] for row in bodies]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    read = [_column(heads, bodies, index, bool(column.get("stub"))) for index, column in enumerate(columns)]
    room = CARD if context.narrow else ROOM
    given = "colwidths-given" in node["classes"]
    widths = [float(one["colwidth"]) for one in columns] if given else settled(shares(read), read, room)
    write = context.form and any(is_empty(cell) for row in body for cell in row)
    made: Block = {
        "k": "table",
        "columns": widths,
        "stubs": sum(1 for column in columns if column.get("stub")),
        "head": head,
        "body": body,
        "whole": False,
        "write": write,
        "crowded": crowded(widths, read, room),
        "pen": write and for_words(widths, read),
    }
    caption: list[Block] = [{"k": "label", "c": heading(title, context)}] if title is not None else []
    return [*caption, made]


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[Row]:
    rows = [row for child in group.children if isinstance(child, part) for row in child.children]
    return [[one for one in row.children if isinstance(one, nodes.entry)] for row in rows]


def _cell(entry: nodes.entry, context: Context) -> Block:
    """Return a cell, with its side if it is not the left, and how many columns and rows it has if not one of each."""
    made = words_of(context.blocks(entry.children))
    if side := next((one for one in ("right", "center") if f"text-{one}" in entry["classes"]), ""):
        made["align"] = side
    spans = {"colspan": entry.get("morecols", 0) + 1, "rowspan": entry.get("morerows", 0) + 1}
    if wide := {name: int(count) for name, count in spans.items() if count > 1}:
        made["spans"] = wide
    return made


def _column(heads: list[Row], bodies: list[Row], index: int, stub: bool) -> Column:
    """Return the cells of one column; rows with cells across several columns have fewer."""
    head, body = ([row[index] for row in rows if index < len(row)] for rows in (heads, bodies))
    number = any("text-right" in cell["classes"] or "text-center" in cell["classes"] for cell in (*head, *body))
    return Column([_read(cell, True) for cell in head], [_read(cell, stub) for cell in body], number)


def _read(cell: nodes.entry, bold: bool) -> Cell:
    if not cell.children:
        return Cell("")
    text = cell.astext().strip()
    parts = list(cell.findall())
    own = "__" not in text and "\n" not in text and not cell.get("morecols")
    plain = own and all(isinstance(one, PLAIN) for one in parts)
    return Cell(text, plain, bold or any(isinstance(one, nodes.strong) for one in parts))
