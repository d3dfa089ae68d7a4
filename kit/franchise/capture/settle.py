"""Putting fragments into the one order in which composing can lay them out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kit.franchise.capture.fragments import NOWHERE, PREAMBLE, Fragment, Slot, joined
from kit.franchise.composing.order import ordered
from kit.franchise.composing.overrides import Op
from kit.model.page import Section

_TURN = {Op.BEFORE: 0, Op.REPLACE: 1, Op.AFTER: 2}


def settle(fragments: Sequence[Fragment], movable: Collection[str]) -> list[Fragment]:
    """Return ``fragments`` with those that stand apart from their section put beside the one that they follow.

    Sections of ``movable`` are upstream's; each keeps one run of fragments: before, own, after.
    """
    result: list[Fragment] = []
    done: set[str] = set()
    for place, one in enumerate(fragments):
        if _stays(one, result, done, fragments[place + 1 :], movable):
            result.append(one)
        else:
            result.append(Fragment(_beside(result, fragments[place + 1 :], movable), one.text))
        done.add(result[-1].slot.anchor)
    return joined(result)


def _stays(
    one: Fragment, before: Sequence[Fragment], done: set[str], rest: Sequence[Fragment], movable: Collection[str]
) -> bool:
    slot = one.slot
    if slot == NOWHERE:
        return False
    if before and before[-1].slot.anchor == slot.anchor:
        return _TURN[before[-1].slot.op] <= _TURN[slot.op]
    if slot.anchor in done:
        return False
    if slot.op is Op.REPLACE or slot.anchor not in movable:
        return True
    own = any(other.slot == Slot(slot.anchor, Op.REPLACE) for other in rest)
    return not own or (bool(rest) and rest[0].slot.anchor == slot.anchor)


def _beside(before: Sequence[Fragment], rest: Sequence[Fragment], movable: Collection[str]) -> Slot:
    last = before[-1].slot if before else None
    if last is None or last.anchor == PREAMBLE:
        anchor = next((one.slot.anchor for one in rest if one.slot.anchor in movable), PREAMBLE)
        return Slot(anchor, Op.BEFORE)
    return last if last.op is Op.BEFORE or last.anchor not in movable else Slot(last.anchor, Op.AFTER)


def order_for(upstream: Sequence[Section], wanted: Sequence[str]) -> list[str] | None:
    """Return the ``order`` that lays the sections ``wanted`` out in their order; None if no order can.

    Only sections that changed places among their neighbours are listed: none where all stand as upstream has them.
    """
    known = [one.anchor for one in upstream]
    kept = [anchor for anchor in wanted if anchor in known]
    if kept == [anchor for anchor in known if anchor in kept]:
        return []
    for order in (_smallest(upstream, kept), kept):
        if [one.anchor for one in ordered(upstream, order) if one.anchor in kept] == kept:
            return order
    return None


def _smallest(upstream: Sequence[Section], kept: Sequence[str]) -> list[str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    path: list[Section] = []
    for one in upstream:
        while path and path[-1].level >= one.level:
            path.pop()
        groups.setdefault(tuple(parent.anchor for parent in path), []).append(one.anchor)
        path.append(one)
    moved = [
        [anchor for anchor in kept if anchor in group]
        for group in groups.values()
        if [anchor for anchor in group if anchor in kept] != [anchor for anchor in kept if anchor in group]
    ]
    return [anchor for group in moved for anchor in group]


def longest_in_order(upstream: Sequence[Section], wanted: Sequence[str]) -> set[str]:
    """Return the most sections of ``wanted`` that stand in upstream's order (longest increasing subsequence)."""
    rank = {one.anchor: place for place, one in enumerate(upstream)}
    best: list[list[str]] = []
    for place, anchor in enumerate(wanted):
        earlier = [best[at] for at in range(place) if rank[wanted[at]] < rank[anchor]]
        best.append([*_longest(earlier), anchor])
    return set(_longest(best))


def _longest(runs: Sequence[list[str]]) -> list[str]:
    return max(runs, key=lambda run: len(run), default=[])
