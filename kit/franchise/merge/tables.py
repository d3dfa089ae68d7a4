"""Tables in which somebody added, took out or moved a column: merged by column and row.

Merged row by row, a row that one side added would have its cells under the wrong heads of the other side's table::

    base               ours               theirs                     merged
    | Point | Score |  | Point | Score |  | Point | Who | Score |    | Point | Who | Score |
    | 1     | five  |  | 1     | five  |  | 1     | Ann | five  |    | 1     | Ann | five  |
                       | 2     | four  |                             | 2     |     | four  |

So such a table is one part of the text. Its columns are put in order as parts of any text are; its rows are merged by
the columns that all three have, and then given the cells of the others. What would lose words that a side wrote into a
column or row which the other took out is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kit.franchise.merge.blend import Blended, Part, Rules, Settled, blend
from kit.franchise.merge.columns import HEAD, RULE, Table, columns, cut_row, read_table, same_columns
from kit.franchise.merge.inside import UnitPart, conflict, merge_cells
from kit.franchise.merge.order import Side, Slot, Woven, weave
from kit.franchise.merge.units import Unit, UnitKind, squeezed, units
from kit.source.tree.text import line_end, split_lines

_SOME = 0.05  # the likeness of rows that have only their place in common
_ROWS = frozenset({UnitKind.HEAD_ROW, UnitKind.ROW})


def gathered(sides: Sequence[list[UnitPart]]) -> list[list[UnitPart]]:
    """Return the parts of three texts with each table as one part, if somebody changed columns of one.

    And where not all have as many tables: a row that one side added stays with its table, which the other took out.
    """
    joined = [list(_gathered(side)) for side in sides]
    found = [[part for part in side if part.unit.kind is UnitKind.TABLE] for side in joined]
    old, *new = [[read_table(part.text) for part in side] for side in found]
    known = {table.names for table in old if table is not None}
    alike = all(len(side) == len(old) for side in new)
    if alike and all(table and (table.names in known or _among(table, old)) for side in new for table in side):
        return list(sides)
    return joined


def _among(table: Table, old: Sequence[Table | None]) -> bool:
    return any(one is not None and same_columns(one, table) for one in old)


def _gathered(side: Sequence[UnitPart]) -> Iterator[UnitPart]:
    rows: list[UnitPart] = []
    for part in side:
        if rows and part.unit.kind is not UnitKind.ROW:
            yield _joined(rows)
            rows = []
        if part.unit.kind is UnitKind.HEAD_ROW or rows:
            rows.append(part)
        else:
            yield part
    if rows:
        yield _joined(rows)


def _joined(rows: Sequence[UnitPart]) -> UnitPart:
    text = "".join(part.unit.text for part in rows)
    leaf = replace(rows[0].unit.leaf, kind=UnitKind.TABLE)
    key = f"{leaf.path}/{leaf.kind.value}/" + "\n\n".join(part.key for part in rows)
    return UnitPart(key, text[: len(text) - len(rows[-1].gap)], rows[-1].gap, Unit(text, leaf))


def merge_table(before: UnitPart, mine: UnitPart, yours: UnitPart) -> Settled:
    """Merge three versions of a table by column and row, or return the question that is left."""
    texts = (before.text, mine.text, yours.text)
    old, ours, theirs = map(read_table, texts)
    merged = _Merge(old, ours, theirs).lines() if old and ours and theirs else None
    if merged is None or ours is None:
        return conflict(texts)
    text = _written(merged, ours, mine.text)
    return Settled(text) if _reads_as(text, merged) else conflict(texts)


class _Merge:
    """One merge: the three tables, the columns that they make together, and which of them all three have."""

    def __init__(self, base: Table, ours: Table, theirs: Table) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        sides = [Side(side.names, columns(base, side)) for side in (ours, theirs)]
        self.columns: Woven = weave(base.names, sides[0], sides[1], lambda *_: True)
        self.shared = [slot for slot in self.columns.slots if slot.base is not None]

    def lines(self) -> list[list[str]] | None:
        """Return the merged lines as cells; None where only a person can tell."""
        heads = [self._head(HEAD), self._head(RULE)]
        blended = blend(
            _parts(self.base, [slot.base for slot in self.shared]),
            _parts(self.ours, [slot.ours for slot in self.shared]),
            _parts(self.theirs, [slot.theirs for slot in self.shared]),
            Rules(_like, _finer, lambda *_: "", lambda yours, *_: yours.text, moves=True),
        )
        if not self.shared or blended.text is None or self._doubled() or self._loses(blended):
            return None
        lines = [*heads, *(self._row(slot, text) for slot, text in blended.pieces)]
        return [line for line in lines if line is not None] if None not in lines else None

    def _head(self, at: int) -> list[str] | None:
        """Merge the heads or the line below them."""
        found = []
        for slot in self.columns.slots:
            old, mine, yours = self._cells(slot, self.base.lines[at], self.ours.lines[at], self.theirs.lines[at])
            both = slot.ours is not None and slot.theirs is not None
            cell = merge_cells(old, mine, yours) if both else mine or yours
            # How both aligned a column that they both added is nothing to ask about.
            found.append(mine if cell is None and at == RULE and slot.base is None else cell)
        return [cell for cell in found if cell is not None] if None not in found else None

    def _row(self, row: Slot, text: str) -> list[str] | None:
        """Return the whole row of which ``text`` holds the shared cells."""
        shared = iter(cut_row(text))
        found = []
        for column in self.columns.slots:
            cells = self._at(row, column)
            found.append(next(shared) if column.base is not None else merge_cells(*cells))
        return [cell for cell in found if cell is not None] if None not in found else None

    def _at(self, row: Slot, column: Slot) -> tuple[str, str, str]:
        sides = zip((self.base, self.ours, self.theirs), (row.base, row.ours, row.theirs), strict=True)
        lines = [[""] * len(table.names) if at is None else table.rows[at] for table, at in sides]
        return self._cells(column, *lines)

    def _cells(self, column: Slot, *lines: list[str]) -> tuple[str, str, str]:
        places = (column.base, column.ours, column.theirs)
        old, mine, yours = ("" if at is None else line[at] for line, at in zip(lines, places, strict=True))
        return old, mine, yours

    def _doubled(self) -> bool:
        """Return whether both added columns of one name in different places."""
        new = [slot for slot in self.columns.slots if slot.base is None]
        mine = {self.ours.names[slot.ours] for slot in new if slot.ours is not None and slot.theirs is None}
        return any(
            self.theirs.names[slot.theirs] in mine for slot in new if slot.theirs is not None and slot.ours is None
        )

    def _loses(self, blended: Blended[Part]) -> bool:
        """Return whether words go with a column or row that only the other side took out.

        A new row of theirs may lose its cell in a column that ours took out: ours does not want that column.
        """
        kept, gone = [slot for slot, _ in blended.pieces], blended.woven.gone
        in_columns = any(self._written_in(row, column) for column in self.columns.gone for row in [*kept, *gone])
        in_heads = any(self._headed_anew(column) for column in self.columns.gone)
        added = [column for column in self.columns.slots if column.base is None]
        mine = [row for row in gone if row.ours is not None]
        return in_columns or in_heads or any(self._at(row, column)[1].strip() for row in mine for column in added)

    def _headed_anew(self, column: Slot) -> bool:
        """Return whether the side that still has a column, which the other took out, gave it another head."""
        places = ((self.ours, column.ours), (self.theirs, column.theirs))
        return any(at is not None and table.names[at] != self.base.names[column.base or 0] for table, at in places)

    def _written_in(self, row: Slot, column: Slot) -> bool:
        old, mine, yours = (squeezed(cell) for cell in self._at(row, column))
        if column.ours is not None and mine not in ("", old):
            return True
        return column.theirs is not None and row.base is not None and row.theirs is not None and yours != old


def _parts(table: Table, places: Sequence[int | None]) -> list[Part]:
    rows = [[row[at] for at in places if at is not None] for row in table.rows]
    return [Part("\n".join(squeezed(cell) for cell in cells), "|".join(cells), "") for cells in rows]


def _like(one: Part, other: Part) -> float:
    cells = list(zip(one.key.split("\n"), other.key.split("\n"), strict=False))
    return max(_SOME, sum(mine == yours for mine, yours in cells) / len(cells))


def _finer(before: Part, mine: Part, yours: Part) -> Settled:
    sides = [cut_row(part.text) for part in (before, mine, yours)]
    cells = [merge_cells(old, one, other) for old, one, other in zip(*sides, strict=True)]
    found = [cell for cell in cells if cell is not None]
    return Settled("|".join(found)) if len(found) == len(cells) else conflict((before.text, mine.text, yours.text))


def _written(lines: Sequence[list[str]], ours: Table, text: str) -> str:
    """Return the lines of a table; those that ours has just so keep their bytes."""
    old = [line.rstrip("\r\n") for line in split_lines(text)]
    same = {tuple(cells): line for cells, line in zip(ours.lines, old, strict=True)}
    found = []
    for at, cells in enumerate(lines):
        outer = ours.outer or len(cells) == 1 or not cells[0].strip() or not cells[-1].strip()
        lead = ours.leads[HEAD if at == HEAD else RULE]
        found.append(same.get(tuple(cells)) or lead + _line(cells, outer, ours.tight))
    return line_end(text).join(found)


def _line(cells: Sequence[str], outer: bool, tight: bool) -> str:
    line = "|".join(cell if _fits(cell, tight) else f" {cell.strip()} " for cell in cells)
    return f"|{line}|" if outer else line.strip()


def _fits(cell: str, tight: bool) -> bool:
    return bool(cell.strip()) and (tight or cell[:1] == cell[-1:] == " ")


def _reads_as(text: str, lines: Sequence[list[str]]) -> bool:
    """Return whether ``text`` reads as the table that is meant: without its outer pipes a row may begin a list."""
    found = [unit.leaf.cells for unit in units(text) if unit.kind in _ROWS]
    meant = [[squeezed(cell).replace("\\|", "|") for cell in line] for line in lines if line is not lines[RULE]]
    same = [[squeezed(cell) for cell in cells] for cells in found[1:]] == meant[1:]
    return same and [len(cells) for cells in found] == [len(line) for line in meant]
