"""Where parts of theirs go in the order of ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """One place: the positions of its part in the three texts, None where a text does not have it."""

    base: int | None
    ours: int | None
    theirs: int | None


Bond = Callable[[Slot, Slot], bool]  # whether the second belongs to what the first is in, such as a list


def bring_in(order: list[Slot], wanted: Sequence[Slot], moved: Collection[int], bond: Bond) -> None:
    """Put into ``order`` what ``wanted``, the places in their order, has more, and move what is ``moved`` there.

    New parts stand after the part that they follow in ``wanted``, unless they belong to the one before which they
    stand; and what belongs together in ``order`` stays together.
    """
    for slot in wanted:
        if slot.ours is not None and slot.base in moved:
            order.remove(slot)
    present = set(order)
    before: Slot | None = None
    for at, slot in enumerate(wanted):
        gone = slot.base is not None and slot.ours is None
        if gone:
            continue
        if slot not in present:
            order.insert(_place(order, slot, before, _ahead(wanted, at, present, bond), bond), slot)
        elif slot.base is None and _anchor(order, slot) != _anchor(order, before):
            continue  # both put it in, at different places: what follows here does not follow there
        before = slot


def _anchor(order: Sequence[Slot], slot: Slot | None) -> Slot | None:
    """Return the nearest part of the base, up to ``slot``."""
    known = order[: 0 if slot is None else order.index(slot) + 1]
    return next((one for one in reversed(known) if one.base is not None), None)


def _ahead(wanted: Sequence[Slot], at: int, present: Collection[Slot], bond: Bond) -> Slot | None:
    """Return the part before which this one stands in ``wanted``, where an unbroken bond leads there."""
    for one, following in zip(wanted[at:], wanted[at + 1 :], strict=False):
        if not bond(one, following):
            return None
        if following in present:
            return following
    return None


def _place(order: Sequence[Slot], slot: Slot, before: Slot | None, ahead: Slot | None, bond: Bond) -> int:
    if ahead is not None and (before is None or not bond(before, slot)):
        return order.index(ahead)
    place = 0 if before is None else order.index(before) + 1
    while 0 < place < len(order) and _held(order[place - 1], order[place], slot, bond):
        place += 1
    return place


def _held(one: Slot, other: Slot, new: Slot, bond: Bond) -> bool:
    """Return whether ``new`` would part two places that belong together, where theirs does not part them."""
    parted = other.theirs is not None and other.theirs > (new.theirs or 0)
    return not parted and bond(one, other) and not bond(one, new)
