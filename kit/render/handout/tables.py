"""Tables: rows, header rows, alignment, and how wide each column should be on paper."""

from __future__ import annotations

from docutils import nodes

from kit.render.handout.inline import heading
from kit.render.handout.sheet import Block, Context

NARROW = 9  # characters: a column whose longest cell is no longer takes only the room that it needs
WIDEST = 40  # characters: beyond this a column gets no wider, and its text wraps


def table(node: nodes.Element, context: Context) -> list[Block]:
    """Return a table. Its columns are ``auto`` or a share of the width; ``write`` says that cells wait for a pen."""
    group = next(node.findall(nodes.tgroup))
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    head = [_row(row, context.for_heading()) for row in _rows(group, nodes.thead)]
    body = [_row(row, context) for row in _rows(group, nodes.tbody)]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    made: Block = {
        "k": "table",
        "columns": _widths(node, columns, group),
        "stubs": sum(1 for column in columns if column.get("stub")),
        "head": head,
        "body": body,
        "write": context.form and any(not cell["c"] for row in body for cell in row),
    }
    caption: list[Block] = [{"k": "label", "c": heading(title, context)}] if title is not None else []
    return [*caption, made]


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.Node]:
    return [row for child in group.children if isinstance(child, part) for row in child.children]


def _row(row: nodes.Node, context: Context) -> list[Block]:
    return [_cell(entry, context) for entry in row.children if isinstance(entry, nodes.entry)]


def _cell(entry: nodes.entry, context: Context) -> Block:
    from kit.render.handout.blocks import blocks  # cells hold blocks, and blocks hold tables

    return {
        "c": blocks(entry.children, context),
        "align": next((one for one in ("right", "center") if f"text-{one}" in entry["classes"]), "left"),
        "across": int(entry.get("morecols", 0)) + 1,
        "down": int(entry.get("morerows", 0)) + 1,
    }


def _widths(node: nodes.Element, columns: list[nodes.colspec], group: nodes.tgroup) -> list[str | float]:
    if "colwidths-given" in node["classes"]:
        return [float(column["colwidth"]) for column in columns]
    longest = [0] * len(columns)
    blank = [True] * len(columns)
    for row in [*_rows(group, nodes.thead), *_rows(group, nodes.tbody)]:
        cells = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for index, cell in enumerate(cells[: len(columns)]):
            text = cell.astext().strip()
            longest[index] = max(longest[index], len(text))
            blank[index] &= not text or isinstance(row.parent, nodes.thead)
    return [_width(length, empty) for length, empty in zip(longest, blank, strict=True)]


def _width(longest: int, blank: bool) -> str | float:
    """Return a column's share. An empty column is to be written in: it gets room even under a short heading."""
    if longest <= NARROW and not blank:
        return "auto"
    return float(max(longest, 12 if blank else 0, 1) if longest < WIDEST else WIDEST)
