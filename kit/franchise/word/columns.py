"""How wide the columns of a table in a document are. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ORDINARY, _LARGE = 84, 50  # letters that a line of a table holds
_SIDES = 4  # letters that the space at the sides of a cell takes, with a little for wide ones
_EMPTY = 9  # letters that an empty cell has room for, to write in
_MOST = 50  # letters: beyond this a column gets no wider, and its words wrap


def shares(rows: Sequence[Sequence[str]], large: bool) -> list[float]:
    """Return the share of the width that each column gets of a table with these words in its cells, 1 together.

    Each has room for its longest word, if there is so much; the rest goes to those with most to say.
    """
    columns = list(zip(*rows, strict=True))
    least = [max(_longest(cell) for cell in one) + _SIDES for one in columns]
    wanted = [min(max(map(len, one)) + _SIDES, _MOST) for one in columns]
    more = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    rest = max((_LARGE if large else _ORDINARY) - sum(least), 0)
    wide = [need + rest * extra / max(sum(more), 1) for need, extra in zip(least, more, strict=True)]
    return [one / sum(wide) for one in wide]


def _longest(cell: str) -> int:
    """The letters of the longest word of a cell, as far as a line may break in it."""
    return max(map(len, re.split(r"\s|(?<=-)", cell))) if cell else _EMPTY
