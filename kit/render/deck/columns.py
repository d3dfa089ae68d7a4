"""How wide the columns of a table are: no word of a cell breaks, and long texts get the most room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.render.deck.measure import FLOOR
from kit.render.deck.model import Cell, Paragraph, Table
from kit.render.deck.widths import longest_line, word_widths

MARGIN = 10.0  # points: free space at each side of a cell
_NARROWEST = 60.0  # points: a column that is narrower than this cannot be read
_LONGEST = 0.25  # the share of a table's width that no word can claim: what is longer at 18 points is an address


def columns(table: Table, width: float, size: float) -> tuple[float, ...]:
    """Share out a width in points: every column gets its longest word, and the rest goes where the long texts are.

    Addresses may break, but only where there is no room for them whole.
    """
    cells = list(zip(*table.rows, strict=True))
    whole = [_least(column, size) for column in cells]
    least = whole if sum(whole) <= width else _broken(table, width, size)
    wished = [max(low, _longest_text(column, size)) for low, column in zip(least, cells, strict=True)]
    if sum(wished) <= width:
        return tuple(wish * width / sum(wished) for wish in wished)
    if sum(least) >= width:
        return tuple(low * width / sum(least) for low in least)
    spare = (width - sum(least)) / (sum(wished) - sum(least))
    return tuple(low + (wish - low) * spare for low, wish in zip(least, wished, strict=True))


def holds_words(table: Table, width: float, size: float) -> bool:
    """Whether all columns of a table fit a width in points side by side, and break no word that is not an address."""
    return sum(_broken(table, width, size)) <= width


def _broken(table: Table, width: float, size: float) -> list[float]:
    """The least widths of columns whose addresses break."""
    return [_least(column, size, width * _LONGEST) for column in zip(*table.rows, strict=True)]


def _least(column: Sequence[Cell], size: float, most: float | None = None) -> float:
    """The width below which a column's words break; one longer than ``most`` at 18 points counts as that."""
    found = (word for part in _parts(column) for word in word_widths(part.runs, size, True))
    kept = (wide if most is None or wide * FLOOR / size <= most else most for wide in found)
    return max(_NARROWEST, max(kept, default=0.0) + 2 * MARGIN + 1)


def _longest_text(column: Sequence[Cell], size: float) -> float:
    return max((longest_line(part.runs, size, True) for part in _parts(column)), default=0.0) + 2 * MARGIN + 1


def _parts(column: Sequence[Cell]) -> Iterable[Paragraph]:
    return (part for cell in column for part in cell.paragraphs)
