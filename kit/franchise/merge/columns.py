"""Tables as cells, and which column of one table is which of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kit.franchise.merge.sequences import Alignment, align, words_alike
from kit.franchise.merge.units import UnitKind, is_code, squeezed, units
from kit.source.tree.text import split_lines

HEAD, RULE = 0, 1  # the lines of a table that are no rows: its heads, and the line below them

_PIPE = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S.*\|))?")
_ENOUGH = 0.3  # the share of cells or words from which one column may be another, renamed


@dataclass(frozen=True)
class Table:
    """``lines`` are cells with the spaces around them: the heads, the line below them, and the rows, all of one length.

    ``leads`` is what stands before each line; ``outer`` says whether lines begin and end with a pipe.
    """

    leads: Sequence[str]
    lines: Sequence[list[str]]
    outer: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(squeezed(cell) for cell in self.lines[HEAD])

    @property
    def rows(self) -> Sequence[list[str]]:
        """The lines below its heads."""
        return self.lines[RULE + 1 :]

    @property
    def tight(self) -> bool:
        """Whether cells are written without spaces around them."""
        return not any(cell.startswith(" ") for cell in self.lines[HEAD][1:])

    def column(self, at: int) -> Counter[str]:
        """What stands in a column."""
        return Counter(squeezed(row[at]) for row in self.rows if row[at].strip())


def read_table(text: str) -> Table | None:
    """Return the table that ``text`` is; None where a row has more cells than there are heads, so nobody sees them."""
    leads, lines, outer = [], [], True
    for line in split_lines(text):
        lead = _LEAD.match(line)
        start = lead.end() if lead else 0
        cells, both = _cells(line[start:].strip())
        outer = outer and both
        leads.append(line[:start])
        lines.append(cells)
    width = len(lines[HEAD])
    if len(lines) <= RULE or any(len(cells) > width for cells in lines):
        return None
    return Table(leads, [cells + [""] * (width - len(cells)) for cells in lines], outer)


def cut_row(line: str) -> list[str]:
    """Return what stands between the pipes of a line. A pipe in code counts too, unless it is escaped."""
    return _PIPE.split(line.rstrip("\r\n"))


def _cells(line: str) -> tuple[list[str], bool]:
    cells = cut_row(line)
    opened, closed = not cells[0].strip(), len(cells) > 1 and not cells[-1].strip()
    return cells[opened : len(cells) - closed], opened and closed


def columns(base: Table, side: Table) -> Alignment:
    """Return which columns of ``side`` are those of ``base``: those of the same name, and renamed ones."""

    def like(i: int, j: int) -> float:
        one, other = base.column(i), side.column(j)
        total = one.total() + other.total()
        cells = 2 * (one & other).total() / total if total else 1.0
        alike = max(cells, words_alike(base.names[i], side.names[j]))
        return alike if alike >= _ENOUGH else 0.0

    return align(base.names, side.names, like, True)


def same_columns(one: Table, other: Table) -> bool:
    """Return whether two tables have the same columns in the same order, under whatever names."""
    if one.names == other.names:
        return True
    found = columns(one, other)
    return not found.moved and len(one.names) == len(other.names) == len(found.side_of)


def tables(text: str) -> Iterator[Table | None]:
    """Yield the tables of a text, those in blocks too; None for one that cannot be read."""
    rows: list[str] = []
    for unit in units(text):
        if rows and unit.kind is not UnitKind.ROW:
            yield read_table("".join(rows))
            rows = []
        if unit.kind is UnitKind.HEAD_ROW or rows:
            rows += [line for line in split_lines(unit.text) if line.strip(" \t>\r\n")]
        elif unit.kind is UnitKind.FENCE and not is_code(unit.leaf.mark, unit.leaf.info):
            yield from tables(unit.leaf.content)
    if rows:
        yield read_table("".join(rows))


def strays(text: str, *sides: str) -> bool:
    """Return whether a row of ``text`` stands below other columns than those below which a side wrote it.

    That is what merging by line makes of a column that one side added and a row that the other did; or it stands below
    none, where one side added a row at the end of a table that the other took out.
    """
    if "|" not in text:
        return False
    if _loose(text) > sum(map(_loose, sides)):
        return True
    known = list(chain.from_iterable(map(tables, sides)))
    rows = [(one, {_key(row) for row in one.rows}) for one in known if one is not None]
    return any(_stray(one, rows) if one is not None else None not in known for one in tables(text))


def _loose(text: str) -> int:
    """Return how many lines look like rows of a table and are words."""
    count = 0
    for unit in units(text):
        if unit.kind in (UnitKind.PARAGRAPH, UnitKind.ITEM):
            count += sum(line.lstrip(" \t>").startswith("|") for line in split_lines(unit.text))
        elif unit.kind is UnitKind.FENCE and not is_code(unit.leaf.mark, unit.leaf.info):
            count += _loose(unit.leaf.content)
    return count


def _stray(table: Table, known: Sequence[tuple[Table, set[str]]]) -> bool:
    left = {_key(row) for row in table.rows}
    for other, rows in known:
        if left & rows and same_columns(other, table):
            left -= rows
    return bool(left)


def _key(row: Sequence[str]) -> str:
    return "\n".join(squeezed(cell) for cell in row)
