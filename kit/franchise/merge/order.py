"""The order of a merged text: which part of the base, of ours and of theirs stands in each place.

Ours is the backbone. What theirs put in comes after the part that it follows there, before anything of ours in the
same place; what only theirs moved moves. What both moved stays where ours has it. Parts that hold together, such as
the items of a list, are not parted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from kit.franchise.merge.sequences import Alignment

# Where parts of theirs go in the order of ours.


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


TELLING = 24  # characters, from which a part that both sides put in, at different places, counts as one


@dataclass(frozen=True)
class Woven:
    """The places of a merged text, in order.

    ``gone`` are those that a side took out. ``beside`` are first parts that the sides put in at the same place, as
    (ours, theirs), where they differ. ``crossed`` are parts of the base that both moved, to different places.
    """

    slots: tuple[Slot, ...]
    gone: tuple[Slot, ...]
    beside: tuple[tuple[int, int], ...]
    crossed: tuple[int, ...]


@dataclass(frozen=True)
class Side:
    """One side of a merge: its parts' canonical forms, and how they came from the base."""

    keys: Sequence[str]
    alignment: Alignment


def weave(base: Sequence[str], ours: Side, theirs: Side, bond: Bond) -> Woven:
    """Return the places of a text that came from the parts of ``base`` by two ways."""
    ours, theirs = _parted(base, ours, theirs), _parted(base, theirs, ours)
    ours, theirs = _linked(ours, theirs), _linked(theirs, ours)
    twins = _twins(ours, theirs)
    mine, yours = ours.alignment.side_of, theirs.alignment.side_of
    slots = [Slot(i, mine.get(i), yours.get(i)) for i in range(len(base))]
    by_ours = {slot.ours: slot for slot in slots if slot.ours is not None}
    by_ours |= {j: Slot(None, j, twins.get(j)) for j in _added(ours)}
    by_theirs = {slot.theirs: slot for slot in [*slots, *by_ours.values()] if slot.theirs is not None}
    by_theirs |= {k: Slot(None, None, k) for k in _added(theirs) if k not in by_theirs}
    order = [by_ours[j] for j in range(len(ours.keys))]
    moved = theirs.alignment.moved - ours.alignment.moved
    bring_in(order, [by_theirs[k] for k in range(len(theirs.keys))], moved, bond)
    kept = tuple(slot for slot in order if slot.base is None or slot.theirs is not None)
    gone = tuple(slot for slot in slots if slot.ours is None or slot.theirs is None)
    return Woven(kept, gone, _beside(ours, theirs, twins), _crossed(order, ours.alignment, theirs))


def _parted(base: Sequence[str], side: Side, other: Side) -> Side:
    """Take apart pairs whose part on this side is one that the other side put in, so that it comes in once."""
    added = {other.keys[k] for k in _added(other)}
    pairs = side.alignment.side_of.items()
    kept = {i: j for i, j in pairs if base[i] == side.keys[j] or side.keys[j] not in added}
    return Side(side.keys, Alignment(kept, side.alignment.moved))


def _linked(side: Side, other: Side) -> Side:
    """Follow a part that ``side`` moved after changing it as ``other`` did."""
    known, added = side.alignment, _added(side)
    side_of, moved = dict(known.side_of), set(known.moved)
    for i, k in other.alignment.side_of.items():
        found = [j for j in added if side.keys[j] == other.keys[k]] if i not in side_of else []
        if len(found) == 1 and other.keys.count(other.keys[k]) == 1:
            side_of[i] = found[0]
            moved.add(i)
            added.remove(found[0])
    return Side(side.keys, Alignment(side_of, frozenset(moved)))


def _added(side: Side) -> list[int]:
    known = side.alignment.base_of
    return [j for j in range(len(side.keys)) if j not in known]


def _places(side: Side) -> dict[int, int]:
    """Return for each added part after which part of the base it stands, -1 for none."""
    known, after, found = side.alignment.base_of, -1, {}
    for j in range(len(side.keys)):
        if j in known:
            after = known[j]
        else:
            found[j] = after
    return found


def _twins(ours: Side, theirs: Side) -> dict[int, int]:
    """Return the parts that both sides put in: the same at the same place, or anywhere if it occurs but once."""
    mine, yours = _places(ours), _places(theirs)
    once = {part for side in (ours, theirs) for part, times in Counter(side.keys).items() if times == 1}
    once -= {part for side in (ours, theirs) for part, times in Counter(side.keys).items() if times > 1}
    found: dict[int, int] = {}
    for j, place in mine.items():
        part = ours.keys[j]
        free = [k for k in yours if k not in found.values() and theirs.keys[k] == part]
        near = [k for k in free if yours[k] == place]
        anywhere = free if part in once and len(part) >= TELLING else []
        if near or anywhere:
            found[j] = (near or anywhere)[0]
    return found


def _beside(ours: Side, theirs: Side, twins: dict[int, int]) -> tuple[tuple[int, int], ...]:
    mine = {place: j for j, place in reversed(_places(ours).items()) if j not in twins}
    yours = {place: k for k, place in reversed(_places(theirs).items()) if k not in twins.values()}
    return tuple((mine[place], yours[place]) for place in sorted(mine.keys() & yours.keys()))


def _crossed(order: Sequence[Slot], ours: Alignment, theirs: Side) -> tuple[int, ...]:
    both = ours.moved & theirs.alignment.moved
    return tuple(sorted(_differ(order, both)))


def _differ(order: Sequence[Slot], both: frozenset[int]) -> Iterator[int]:
    """Yield the parts in ``both`` before which the two sides have different parts of the base."""
    shared = [slot for slot in order if slot.base is not None and slot.theirs is not None]
    by_theirs = sorted(shared, key=lambda slot: slot.theirs or 0)
    before = {slot: one for one, slot in zip([None, *by_theirs], by_theirs, strict=False)}
    for one, slot in zip([None, *shared], shared, strict=False):
        if slot.base in both and before[slot] != one and slot.base is not None:
            yield slot.base
