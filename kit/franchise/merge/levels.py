"""Which list item each unit of a text stands in."""

from __future__ import annotations

from collections.abc import Sequence

from kit.franchise.merge.units import Unit, UnitKind, key, units

_Placed = dict[str, set[str]]  # for the words of each unit in a list, those of the items in which it stands


def holders(found: Sequence[Unit]) -> list[int | None]:
    """Return for each unit the item in which it stands, by its position; None outside of lists."""
    stack: list[int] = []
    found_in: list[int | None] = []
    for at, unit in enumerate(found):
        item = unit.kind is UnitKind.ITEM
        while stack and not _holds(found[stack[-1]].path, unit.path, item):
            stack.pop()
        found_in.append(stack[-1] if stack else None)
        stack += [at] if item else []
    return found_in


def _holds(outer: str, inner: str, item: bool) -> bool:
    return inner.startswith(outer) and (not item or len(inner) > len(outer))


def astray(text: str, *sides: str) -> bool:
    """Return whether something in a list of ``text`` stands in an item into which nobody put it.

    Merging by line makes that of an item that one side took out and what the other put into it: it ends up in the item
    above, or in none.
    """
    placed, known = _placed(text), [_placed(side) for side in sides]
    return any(_astray(own, found, placed, known) for own, found in placed.items())


def _astray(own: str, found: set[str], placed: _Placed, sides: Sequence[_Placed]) -> bool:
    there = [(side[own], set().union(*side.values())) for side in sides if own in side]
    if any(found & held or found == held for held, _ in there):
        return False
    # An item that only reads differently by now is none of the other items that a side has.
    return any(held and not held & placed.keys() and (not found or found & items) for held, items in there)


def _placed(text: str) -> _Placed:
    found = units(text)
    words = [key(unit).partition("/")[2] for unit in found]
    placed: _Placed = {}
    for at, holder in enumerate(holders(found)):
        if found[at].path:
            placed.setdefault(words[at], set()).update([words[holder]] if holder is not None else [])
    return placed
