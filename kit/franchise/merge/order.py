"""The order of a merged text: which part of the base, of ours and of theirs stands in each place.

Ours is the backbone. What theirs added comes after the part that it follows there, before anything that ours added in
the same place; what only theirs moved moves. What both moved stays where ours has it. Parts that belong together, such
as the items of a list, are not parted.

In the examples below a letter is a part, and capitals are new:

    base a b c    ours a b X c    theirs a b Y c    merged a b Y X c    (both added in one place: ``Woven.beside``)
    base a b c    ours c a b      theirs a Y b c    merged c a Y b      (our order, their addition)
    base a b c    ours a b        theirs a b c Z    merged a b Z        (c is gone: Z follows what it can still follow)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kit.franchise.merge.sequences import Alignment


@dataclass(frozen=True)
class Slot:
    """One place: the positions of its part in the three texts, None where a text does not have it."""

    base: int | None
    ours: int | None
    theirs: int | None


Bond = Callable[[Slot, Slot], bool]  # whether the second belongs to what the first is in, such as a list


class _Order:
    """The places of a text in order, each with its neighbours, so that nothing is searched for."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.before: dict[Slot | None, Slot | None] = {None: None}
        self.after: dict[Slot | None, Slot | None] = {None: None}  # None stands before the first and after the last
        for slot in slots:
            self.insert(slot, self.before[None])

    def insert(self, slot: Slot, before: Slot | None) -> None:
        """Put ``slot`` after ``before``."""
        after = self.after[before]
        self.before[slot], self.after[slot] = before, after
        self.after[before], self.before[after] = slot, slot

    def remove(self, slot: Slot) -> None:
        """Take ``slot`` out."""
        before, after = self.before.pop(slot), self.after.pop(slot)
        self.after[before], self.before[after] = after, before

    def __iter__(self) -> Iterator[Slot]:
        slot = self.after[None]
        while slot is not None:
            yield slot
            slot = self.after[slot]


def bring_in(ours: Sequence[Slot], wanted: Sequence[Slot], moved: Collection[int], bond: Bond) -> list[Slot]:
    """Return ``ours``, our order, with what only ``wanted``, their order, has; parts of the base in ``moved`` move.

    A new part goes after the part that it follows in ``wanted``. It goes before the part that it precedes there if
    the two belong together and the one it follows does not: a new first item of a list stays in the list, although
    ours has put a paragraph above the list. What belongs together in our order stays together.
    """
    order = _Order(ours)
    for slot in wanted:
        if slot.ours is not None and slot.base in moved:
            order.remove(slot)
    present = set(order)
    ahead = _ahead(wanted, present, bond)
    before: Slot | None = None
    for slot in wanted:
        gone = slot.base is not None and slot.ours is None
        if gone:
            continue
        if slot not in present:
            order.insert(slot, _place(order, slot, before, ahead[slot], bond))
        elif slot.base is None and _anchor(order, slot) != _anchor(order, before):
            # Both added it, in different places. What follows it in their text does not belong after ours: with
            # base "a b", ours "a N b" and theirs "a b N Z", Z must follow b.
            continue
        before = slot
    return list(order)


def _anchor(order: _Order, slot: Slot | None) -> Slot | None:
    """Return ``slot`` or the nearest before it that the base has: where in the base's text a part stands."""
    while slot is not None and slot.base is None:
        slot = order.before[slot]
    return slot


def _ahead(wanted: Sequence[Slot], present: Collection[Slot], bond: Bond) -> dict[Slot, Slot | None]:
    """Return for each part the next of our order in ``wanted``, if all from here to there belong together."""
    ahead: dict[Slot, Slot | None] = {}
    following: Slot | None = None
    for slot in reversed(wanted):
        if following is None or not bond(slot, following):
            ahead[slot] = None
        else:
            ahead[slot] = following if following in present else ahead[following]
        following = slot
    return ahead


def _place(order: _Order, slot: Slot, before: Slot | None, ahead: Slot | None, bond: Bond) -> Slot | None:
    """Return the part after which ``slot`` goes; None for the first place."""
    if ahead is not None and (before is None or not bond(before, slot)):
        return order.before[ahead]
    while before is not None and (after := order.after[before]) is not None and _held(before, after, slot, bond):
        before = after
    return before


def _held(one: Slot, other: Slot, new: Slot, bond: Bond) -> bool:
    """Return whether ``new`` would part ``one`` and ``other``, which belong together, and theirs did not ask for it.

    Ours put an item "d" between two items, theirs puts a paragraph after the first of them: the paragraph goes below
    the list, unless in their own text it stands before ``other``, too.
    """
    parted = other.theirs is not None and other.theirs > (new.theirs or 0)
    return not parted and bond(one, other) and not bond(one, new)


TELLING = 24  # characters from which a text that both sides added, in different places, is one addition (see _twins)


@dataclass(frozen=True)
class Woven:
    """The places of a merged text, in order.

    ``gone`` are the parts of the base that a side deleted. Where both sides added something different in one place,
    ``beside`` has the first part of each, as positions (ours, theirs). ``crossed`` are the parts of the base that both
    moved, to different places, and ``left_out`` those that theirs moved and changed, and ours had deleted.
    """

    slots: tuple[Slot, ...]
    gone: tuple[Slot, ...]
    beside: tuple[tuple[int, int], ...]
    crossed: tuple[int, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True)
class Side:
    """One side of a merge: its parts' canonical forms, and how they came from the base."""

    keys: Sequence[str]
    alignment: Alignment


def weave(base: Sequence[str], ours: Side, theirs: Side, bond: Bond) -> Woven:
    """Return the places of the text that ``ours`` and ``theirs`` make together out of ``base``."""
    # Before anything is put in order, each side's alignment is corrected by what the other side shows; without that, a
    # part that both sides have would come in twice.
    ours, theirs = _parted(base, ours, theirs), _parted(base, theirs, ours)
    ours, theirs = _linked(ours, theirs), _linked(theirs, ours)
    twins = _twins(ours, theirs)
    mine, yours = ours.alignment.side_of, theirs.alignment.side_of
    slots = [Slot(i, mine.get(i), yours.get(i)) for i in range(len(base))]
    by_ours = {slot.ours: slot for slot in slots if slot.ours is not None}
    by_ours |= {j: Slot(None, j, twins.get(j)) for j in _added(ours)}
    by_theirs = {slot.theirs: slot for slot in [*slots, *by_ours.values()] if slot.theirs is not None}
    by_theirs |= {k: Slot(None, None, k) for k in _added(theirs) if k not in by_theirs}
    moved = theirs.alignment.moved - ours.alignment.moved
    order = [by_ours[j] for j in range(len(ours.keys))]
    order = bring_in(order, [by_theirs[k] for k in range(len(theirs.keys))], moved, bond)
    kept = tuple(slot for slot in order if slot.base is None or slot.theirs is not None)
    gone = tuple(slot for slot in slots if slot.ours is None or slot.theirs is None)
    left_out = tuple(i for i, j in sorted(yours.items()) if i in moved and i not in mine and base[i] != theirs.keys[j])
    return Woven(kept, gone, _beside(ours, theirs, twins), _crossed(order, ours.alignment, theirs), left_out)


def _parted(base: Sequence[str], side: Side, other: Side) -> Side:
    """Undo pairs whose changed part is one that the other side added, so that it comes in once.

    ``side`` rewrote "b" to "N", and ``other`` kept "b" and added the very same "N": here N is an addition that both
    made, and "b" was deleted by ``side``. Left as a pair, N would stand once for b and once as their addition.
    """
    added = {other.keys[k] for k in _added(other)}
    pairs = side.alignment.side_of.items()
    kept = {i: j for i, j in pairs if base[i] == side.keys[j] or side.keys[j] not in added}
    return Side(side.keys, Alignment(kept, side.alignment.moved))


def _linked(side: Side, other: Side) -> Side:
    """Pair what ``side`` both moved and changed, where ``other`` made the same change without moving it.

    With base "a b c", ``other`` "a B c" and ``side`` "c B a", the alignment of ``side`` alone sees b deleted and B
    added. The pair (b, B) of ``other`` tells that b was changed and moved.
    """
    known, added, times = side.alignment, _by_key(side, _added(side)), Counter(other.keys)
    side_of, moved = dict(known.side_of), set(known.moved)
    for i, k in other.alignment.side_of.items():
        found = added.get(other.keys[k], []) if i not in side_of else []
        if len(found) == 1 and times[other.keys[k]] == 1:
            side_of[i] = found.pop()
            moved.add(i)
    return Side(side.keys, Alignment(side_of, frozenset(moved)))


def _by_key(side: Side, places: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in places:
        found.setdefault(side.keys[at], []).append(at)
    return found


def _added(side: Side) -> list[int]:
    known = side.alignment.base_of
    return [j for j in range(len(side.keys)) if j not in known]


def _places(side: Side) -> dict[int, int]:
    """Return for each added part the position of the base's part that it follows; -1 if it follows none."""
    known, after, found = side.alignment.base_of, -1, {}
    for j in range(len(side.keys)):
        if j in known:
            after = known[j]
        else:
            found[j] = after
    return found


def _twins(ours: Side, theirs: Side) -> dict[int, int]:
    """Return the additions that both sides made, by position in ours: the same text added in the same place.

    In different places they count as one addition only if the text occurs once on each side and is long enough to be
    no coincidence (``TELLING``): two "Discuss." may well be two.
    """
    mine, yours = _places(ours), _places(theirs)
    once = {part for side in (ours, theirs) for part, times in Counter(side.keys).items() if times == 1}
    once -= {part for side in (ours, theirs) for part, times in Counter(side.keys).items() if times > 1}
    found: dict[int, int] = {}
    free = _by_key(theirs, yours)
    for j, place in mine.items():
        part = ours.keys[j]
        there = free.get(part, [])
        near = next((k for k in there if yours[k] == place), None)
        anywhere = there[0] if there and part in once and len(part) >= TELLING else None
        twin = anywhere if near is None else near
        if twin is not None:
            found[j] = twin
            there.remove(twin)
    return found


def _beside(ours: Side, theirs: Side, twins: dict[int, int]) -> tuple[tuple[int, int], ...]:
    mine = {place: j for j, place in reversed(_places(ours).items()) if j not in twins}
    taken = set(twins.values())
    yours = {place: k for k, place in reversed(_places(theirs).items()) if k not in taken}
    return tuple((mine[place], yours[place]) for place in sorted(mine.keys() & yours.keys()))


def _crossed(order: Sequence[Slot], ours: Alignment, theirs: Side) -> tuple[int, ...]:
    both = ours.moved & theirs.alignment.moved
    return tuple(sorted(_differ(order, both)))


def _differ(order: Sequence[Slot], both: frozenset[int]) -> Iterator[int]:
    """Yield the parts in ``both``, moved by both sides, that do not follow the same part of the base in both."""
    shared = [slot for slot in order if slot.base is not None and slot.theirs is not None]
    by_theirs = sorted(shared, key=lambda slot: slot.theirs or 0)
    before = {slot: one for one, slot in zip([None, *by_theirs], by_theirs, strict=False)}
    for one, slot in zip([None, *shared], shared, strict=False):
        if slot.base in both and before[slot] != one and slot.base is not None:
            yield slot.base
