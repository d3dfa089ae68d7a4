"""Lists in front matter that both sides changed, such as materials: put together item by item. Pure.

Upstream's materials were "pens" and "cards". The region added "tape", and now upstream has "pens" and "score cards":
together that is "pens", "score cards", "tape".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.franchise.merge.three_way import Change, Chunk, diff3
from kit.franchise.update.draft import canonical
from kit.model.formats import EVERY


def merged_items(base: Any, ours: Any, theirs: Any) -> list[Any] | None:
    """Return the list with the changes of both, None where it is no list or both changed the same item."""
    if not all(isinstance(one, list) for one in (base, ours, theirs)):
        return None
    old, mine, yours = ([str(canonical(item)) for item in one] for one in (base, ours, theirs))
    chunks = diff3(old, mine, yours)
    if any(one.change is Change.CONFLICT and one.base[0] < one.base[1] for one in chunks):
        return None
    items = [item for chunk in chunks for item in _items(chunk, ours, theirs)]
    names = [_name(str(canonical(item))) for item in items]
    if len(set(names)) < len(names):  # "pens: 1 per person" and "pens: 8 per table" are one thing, said twice
        return None
    numbers = all(isinstance(item, int) for item in ours)
    return [int(item) if numbers and str(item).isdigit() else item for item in items]


def _name(item: str) -> tuple[str, frozenset[str]]:
    """Return what an item is about: of a material its name, and the kinds of format for which it counts."""
    name, _, rest = item.casefold().partition(":")
    return name.strip(), EVERY.intersection(re.findall(r"\w+", rest))


def _items(chunk: Chunk, ours: list[Any], theirs: list[Any]) -> Iterator[Any]:
    """Yield what a stretch of both lists becomes; where both added something, ours comes first."""
    mine, yours = ours[slice(*chunk.ours)], theirs[slice(*chunk.theirs)]
    if chunk.change is Change.THEIRS:
        yield from yours
        return
    yield from mine
    if chunk.change is Change.CONFLICT:
        known = [canonical(item) for item in mine]
        yield from (item for item in yours if canonical(item) not in known)
