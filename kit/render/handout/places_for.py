"""How many places to print: one for everybody who is expected, and some to spare."""

from __future__ import annotations

PAGE = 10  # places where nobody has said how many people come
SPARE = 4  # at least; people bring colleagues
MOST = 300  # a longer list is no use at a door


def places_for(heads: int | None) -> int:
    """Return how many rows or badges to print: ``heads`` and a tenth more, at least SPARE more, at most MOST in all."""
    return PAGE if heads is None else min(heads + max(SPARE, -(-heads // 10)), MOST)
