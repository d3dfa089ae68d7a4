"""Tables as Markdown writes them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

Cell = tuple[str, str, str]  # its words, how it is aligned, over how many columns it goes


def table(rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table whose head is the first of ``rows``; each row is made as long as the longest."""
    filled = [[one for cell in row for one in _spread(cell)] for row in rows if row]
    width = max(len(row) for row in filled)
    padded = [[*row, *[("", "")] * (width - len(row))] for row in filled]
    dashes = [_dashes(next((row[at][1] for row in padded if row[at][1]), "")) for at in range(width)]
    lines = [[text or " " for text, _ in row] for row in padded]
    return "\n".join(f"| {' | '.join(one)} |" for one in [lines[0], dashes, *lines[1:]])


def _spread(cell: Cell) -> list[tuple[str, str]]:
    text, how, over = cell
    number = min(int(over), 20) if over.isdigit() else 1
    return [(text, how), *[("", "")] * (number - 1)]


def _dashes(how: str) -> str:
    if "right" in how:
        return "---:"
    return ":---:" if "center" in how else "---"
