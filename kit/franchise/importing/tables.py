"""Tables as Markdown writes them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from kit.franchise.importing.leaders import is_for_leaders, is_head_for_leaders

_NAMES = 5  # words of a cell that names who leads
Cell = tuple[str, str, str]  # its words, how it is aligned, over how many columns it goes


def table(rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table whose head is the first of ``rows``; each row is made as long as the longest."""
    filled = [[one for cell in row for one in _spread(cell)] for row in rows if row]
    width = max(len(row) for row in filled)
    padded = [[*row, *[("", "")] * (width - len(row))] for row in filled]
    dashes = [_dashes(next((row[at][1] for row in padded if row[at][1]), "")) for at in range(width)]
    lines = [[text or " " for text, _ in row] for row in padded]
    return "\n".join(f"| {' | '.join(one)} |" for one in [lines[0], dashes, *lines[1:]])


def parted(rows: Sequence[Sequence[Cell]]) -> tuple[list[list[Cell]], list[list[list[Cell]]]]:
    """Return the rows for all, and tables for those who lead: rows and columns that their heads say are for them.

    A column of theirs stands beside the first one, or nobody could tell to what it belongs.
    """
    wide = any(over.isdigit() and int(over) > 1 for row in rows for _, _, over in row)
    columns = [[row[at] for row in rows if at < len(row)] for at in range(len(rows[0]))]
    heads = [at for at, column in enumerate(columns) if _is_for_leaders(column)]
    if heads and (wide or heads[0] == 0):
        return [], [[list(row) for row in rows]]
    theirs = [[row[at] for at in (0, *heads) if at < len(row)] for row in rows]
    rest = [[cell for at, cell in enumerate(row) if at not in heads] for row in rows]
    kept = [row for row in rest if _is_for_leaders(row)]
    public = [row for row in rest if row not in kept]
    return public, [*([theirs] if heads else []), *([kept] if kept else [])]


def _is_for_leaders(cells: Sequence[Cell]) -> bool:
    """Whether a row or column is for those who lead; one that only says who does holds names."""
    head, longest = cells[0][0], max((len(text.split()) for text, *_ in cells[1:]), default=0)
    return is_head_for_leaders(head) or (is_for_leaders(head) and longest > _NAMES)


def _spread(cell: Cell) -> list[tuple[str, str]]:
    text, how, over = cell
    number = min(int(over), 20) if over.isdigit() else 1
    return [(text, how), *[("", "")] * (number - 1)]


def _dashes(how: str) -> str:
    if "right" in how:
        return "---:"
    return ":---:" if "center" in how else "---"
