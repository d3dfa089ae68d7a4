"""Rows of a Markdown table with more cells than its head: Markdown drops those beyond, words and all. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.model.findings import Code, Finding
from kit.model.page import Page, Table
from kit.source.tree.text import split_lines

LONGEST = 60  # characters of a cell that a message repeats
_BAR = re.compile(r"(?<!\\)\|")
_AROUND = re.compile(r"[\s>]*")  # a table may stand in a list or a quotation
_ENDS = re.compile(r"$|:::|```|~~~|#")
_HINT = "Give the head as many cells, or take one out of the row. For a bar that is meant as such write \\|"


def lost_cells(page: Page) -> Iterator[Finding]:
    """Yield a warning for each row whose last cells nobody would see."""
    lines = split_lines(page.text) if page.prose.tables else []
    for table in page.prose.tables:
        for line, lost in _lost(table, lines):
            text = lost if len(lost) <= LONGEST else lost[: LONGEST - 1] + "…"
            message = f'"{text}" is shown nowhere: the row has more cells than the head of its table.'
            yield Finding(Code.LOST_CELL, page.path, line, message, _HINT)


def _lost(table: Table, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line of each row that is too long, from 1, and the first words that are lost."""
    for line, text in enumerate(lines[table.line + 1 :], table.line + 2):
        row = _AROUND.sub("", text, count=1).rstrip()
        if _ENDS.match(row):
            return
        beyond = [cell.strip() for cell in _cells(row)[len(table.head) :]]
        if any(beyond):
            yield line, next(filter(None, beyond))


def _cells(row: str) -> list[str]:
    """Return the cells of a row, as Markdown parts it: also at a bar between backticks."""
    return _BAR.split(row.removeprefix("|"))
