"""Tables: rows, header rows, alignment, and how wide each column should be on paper."""

from __future__ import annotations

from docutils import nodes

from kit.render.handout.inline import heading
from kit.render.handout.sheet import Block, Context

NARROW = 9  # characters: a column whose longest cell is no longer takes only the room that it needs
NAMES = 38  # characters: in a table to fill in, the names of its rows do not wrap up to here
WIDEST = 50  # characters: beyond this a column gets no wider, and its text wraps
TICK = 7  # characters: an empty column of some rows, under a heading no longer than this, is for ticks
ANSWER, LAST = 24, 40  # characters: the share of an empty column to write words in, and of the last one
PAGE = 170  # millimetres between the margins of an upright page
LETTER, SIDES = 2.5, 5.0  # millimetres of a bold letter, at most on average, and of the space beside the text

Width = str | float | dict[str, float]


def table(node: nodes.Element, context: Context) -> list[Block]:
    """Return a table. Its columns are ``auto`` or a share of the width; ``write`` says that cells wait for a pen.

    ``pen`` says that they wait for words, so that their rows may be as high as the page has room for. ``crowded`` says
    that a word may be wider than its column, so that words may break.
    """
    group = next(node.findall(nodes.tgroup))
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    head = [_row(row, context.for_heading()) for row in _rows(group, nodes.thead)]
    body = [_row(row, context) for row in _rows(group, nodes.tbody)]
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    widths = _widths(node, columns, group)
    write = context.form and any(not cell["c"] for row in body for cell in row)
    made: Block = {
        "k": "table",
        "columns": widths,
        "stubs": sum(1 for column in columns if column.get("stub")),
        "head": head,
        "body": body,
        "whole": False,
        "write": write,
        "crowded": _crowded(group, len(columns)),
        "pen": write and _for_words(widths, _texts(group, nodes.tbody, len(columns))),
    }
    caption: list[Block] = [{"k": "label", "c": heading(title, context)}] if title is not None else []
    return [*caption, made]


def _rows(group: nodes.Element, part: type[nodes.Element]) -> list[nodes.Node]:
    return [row for child in group.children if isinstance(child, part) for row in child.children]


def _row(row: nodes.Node, context: Context) -> list[Block]:
    return [_cell(entry, context) for entry in row.children if isinstance(entry, nodes.entry)]


def _cell(entry: nodes.entry, context: Context) -> Block:
    return {
        "c": context.blocks(entry.children),
        "align": next((one for one in ("right", "center") if f"text-{one}" in entry["classes"]), "left"),
        "across": int(entry.get("morecols", 0)) + 1,
        "down": int(entry.get("morerows", 0)) + 1,
    }


def _widths(node: nodes.Element, columns: list[nodes.colspec], group: nodes.tgroup) -> list[Width]:
    if "colwidths-given" in node["classes"]:
        return [float(column["colwidth"]) for column in columns]
    head, body = _texts(group, nodes.thead, len(columns)), _texts(group, nodes.tbody, len(columns))
    form = not all(any(texts) for texts in body)
    widths: list[Width] = []
    for index, (headings, texts) in enumerate(zip(head, body, strict=True)):
        if any(texts):
            longest = max(len(text) for text in (*headings, *texts))
            widths.append(_read(longest, NAMES if form and index == 0 else NARROW))
        else:
            heading = " ".join(headings)
            ticks = len(heading) <= TICK and len(texts) > 2
            last = index == len(columns) - 1
            widths.append("auto" if ticks else _written(heading, _aligned(group, index), last))
    return widths


def _crowded(group: nodes.Element, columns: int) -> bool:
    """Whether a word could be wider than an equal share of the page; Typst takes longer where words may break."""
    texts = [text for part in (nodes.thead, nodes.tbody) for column in _texts(group, part, columns) for text in column]
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return longest * LETTER + SIDES > PAGE / max(columns, 1) / 2


def _for_words(widths: list[Width], body: list[list[str]]) -> bool:
    """Whether a column is empty and wide enough to write words in; narrow ones are for ticks and numbers."""
    return any(isinstance(width, float) and not any(texts) for width, texts in zip(widths, body, strict=True))


def _texts(group: nodes.Element, part: type[nodes.Element], count: int) -> list[list[str]]:
    """Return the texts of each column in one part of a table."""
    columns: list[list[str]] = [[] for _ in range(count)]
    for row in _rows(group, part):
        cells = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for column, cell in zip(columns, cells, strict=False):
            column.append(cell.astext().strip())
    return columns


def _aligned(group: nodes.Element, column: int) -> bool:
    """Whether a column is written for numbers or ticks: its cells do not line up on the left."""
    rows = [*_rows(group, nodes.thead), *_rows(group, nodes.tbody)]
    cells = [row.children[column] for row in rows if column < len(row.children)]
    return any({"text-right", "text-center"} & set(cell["classes"]) for cell in cells if isinstance(cell, nodes.entry))


def _read(longest: int, narrow: int) -> Width:
    """Return the share of a column that people read; up to ``narrow`` characters it takes what it needs."""
    return "auto" if longest <= narrow else float(min(longest, WIDEST))


def _written(heading: str, number: bool, last: bool) -> Width:
    """Return the share of an empty column, which people write in; one for numbers is as wide as its heading in two."""
    if number:
        letters = max([len(heading) / 2, *(len(word) for word in heading.split())])
        return {"mm": letters * LETTER + SIDES}
    return float(min(max(len(heading), LAST if last else ANSWER), WIDEST))
