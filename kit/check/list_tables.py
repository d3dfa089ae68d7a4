"""Tables written as lists, whose rows must have one number of cells. Pure.

Sphinx refuses others, and so does ``check``, with the line. An update must not bring them about either: where one side
added a column and the other a row, the row would be a cell short.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.source.markdown.parser import block_tokens


def list_tables(page: Page) -> Iterator[Finding]:
    """Yield an error for the first row of each list-table that has more or fewer cells than the row above it."""
    for fence in page.fences:
        rows = _rows(fence.body) if fence.name == "list-table" else []
        for line, cells in rows:
            if cells != rows[0][1]:
                message = f"The list-table block has a row of {cells} cells, and its first row has {rows[0][1]}."
                hint = "Give every row as many cells; an empty one is a hyphen alone."
                yield Finding(Code.PAGE_SYNTAX, page.path, fence.body_first + line, message, hint)
                break


def _rows(body: str) -> list[tuple[int, int]]:
    """Return the line of each row, from 0, and how many cells it has."""
    rows: list[tuple[int, int]] = []
    for token in block_tokens(body):
        if token.type == "list_item_open" and token.level == 1:
            rows.append(((token.map or [0])[0], 0))
        elif token.type == "list_item_open" and token.level == 3:
            line, cells = rows[-1]
            rows[-1] = (line, cells + 1)
    return rows
