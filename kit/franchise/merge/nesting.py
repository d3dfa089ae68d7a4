"""Nested lists after a merge: what stands in an item goes where the item goes, and keeps its level.

Parts are put in order one by one, which knows nothing of levels: where theirs moves an item with what it holds, what
ours put into it would stay behind, below another item. So each part is given its item again, that of the side which
changed it, and is indented as what stands there already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kit.franchise.merge.blend import Passages, Piece
from kit.franchise.merge.inside import MARK, UnitPart
from kit.franchise.merge.levels import holders
from kit.franchise.merge.order import Slot
from kit.source.tree.text import split_lines

_CODE = 4  # spaces further in than its place from which a line is code


def nested(
    pieces: Sequence[Piece], base: Sequence[UnitPart], ours: Sequence[UnitPart], theirs: Sequence[UnitPart]
) -> tuple[list[Piece], list[Passages]]:
    """Return ``pieces`` with each in its item, and what is left without one: a side put it where the other took out."""
    if not any(part.unit.path for side in (ours, theirs) for part in side):
        return list(pieces), []
    tree = _Tree(pieces, base, ours, theirs)
    lost = [slot for slot, _ in pieces if tree.of(slot) is _GONE]
    if lost:
        return list(pieces), [tree.passages(slot) for slot in lost]
    return list(tree.laid_out()), []


_GONE = Slot(None, None, None)


class _Tree:
    """Which piece stands in which item."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        base: Sequence[UnitPart],
        ours: Sequence[UnitPart],
        theirs: Sequence[UnitPart],
    ) -> None:
        self.pieces, self.sides = pieces, (base, ours, theirs)
        self.holders = [holders([part.unit for part in side]) for side in self.sides]
        by_side = [{_places(slot)[side]: slot for slot, _ in pieces} for side in range(3)]
        self.slots = [{at: slot for at, slot in one.items() if at is not None} for one in by_side]

    def of(self, slot: Slot) -> Slot | None:
        """Return the item in which ``slot`` stands, ``_GONE`` if that is not in the merged text."""
        before, mine, yours = (self._holder(side, at) for side, at in enumerate(_places(slot)))
        if slot.ours is None:
            return yours
        return mine if slot.theirs is None or mine != before else yours

    def _holder(self, side: int, at: int | None) -> Slot | None:
        holder = None if at is None else self.holders[side][at]
        return None if holder is None else self.slots[side].get(holder, _GONE)

    def passages(self, slot: Slot) -> Passages:
        old, mine, yours = (
            "" if at is None else side[at].text for side, at in zip(self.sides, _places(slot), strict=True)
        )
        return old, mine, yours

    def laid_out(self) -> Iterator[Piece]:
        """Yield the pieces, each below its item and at its level."""
        inside = self._inside()
        open_lists: list[tuple[str, Iterator[Piece]]] = [("", iter(inside.get(None, ())))]
        beside: list[str] = [""]
        while open_lists:
            holder, rest = open_lists[-1]
            slot, text = next(rest, (_GONE, ""))
            if slot is _GONE:
                open_lists.pop()
                beside.pop()
                continue
            text = self._levelled(slot, text, holder, beside[-1])
            beside[-1] = text if MARK.match(text) else beside[-1]
            yield slot, text
            open_lists.append((text, iter(inside.get(slot, ()))))
            beside.append("")

    def _inside(self) -> dict[Slot | None, list[Piece]]:
        """Return what stands in each item; what ours added comes after what it follows there."""
        inside: dict[Slot | None, list[Piece]] = {}
        for piece in self.pieces:
            inside.setdefault(self.of(piece[0]), []).append(piece)
        return {holder: found if holder is None else _followed(found) for holder, found in inside.items()}

    def _levelled(self, slot: Slot, text: str, holder: str, beside: str) -> str:
        """Return what comes from theirs as far in as the item before it, or else as what the item above it says."""
        own = slot.ours is not None and text == self.sides[1][slot.ours].text
        mark = MARK.match(holder)
        if own or not mark or ">" in mark["before"]:
            return text
        indent, least = _indent(text), mark.end()
        if beside and MARK.match(text):
            least = _indent(beside)
        elif least <= indent < least + _CODE:
            return text
        return "".join(_shifted(line, least - indent) for line in split_lines(text))


def _followed(found: Sequence[Piece]) -> list[Piece]:
    """Return what stands in one item, with what ours added after what it follows there, if theirs moved that down."""
    order: dict[Slot, tuple[int, int]] = {slot: (at, -1) for at, (slot, _) in enumerate(found)}
    mine = [(slot.ours, slot) for slot in order if slot.ours is not None]
    last = -1
    for at, slot in sorted(mine, key=lambda one: one[0]):
        if slot.base is not None:
            last = order[slot][0]
        elif order[slot][0] < last:
            order[slot] = (last, at)
    return sorted(found, key=lambda piece: order[piece[0]])


def _places(slot: Slot) -> tuple[int | None, int | None, int | None]:
    return slot.base, slot.ours, slot.theirs


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _shifted(line: str, by: int) -> str:
    return line if not line.strip() else " " * max(0, _indent(line) + by) + line.lstrip(" ")
