"""Merging one section: what the region made of upstream's text, with what upstream made of it since.

Units are merged apart from their order. Where both sides changed one unit, smaller parts of it are merged, and where
that leaves a question the whole text is merged sentence by sentence and line by line, so that nobody is asked what
version control would not ask. Otherwise a question is left; no text ever holds a mark of a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kit.franchise.merge.blend import Blended, Passages, Rules, Settled, blend
from kit.franchise.merge.by_line import merge_fine, merge_lines
from kit.franchise.merge.footnotes import told_apart
from kit.franchise.merge.inside import MARK, WORDS, UnitPart, finer, merge_fence
from kit.franchise.merge.nesting import nested
from kit.franchise.merge.numbering import renumbered
from kit.franchise.merge.order import Woven
from kit.franchise.merge.tables import gathered, merge_table
from kit.franchise.merge.units import UnitKind, key, same, units
from kit.source.markdown.block_parser import DEEPEST
from kit.source.markdown.parser import BYTE_ORDER_MARK
from kit.source.tree.text import line_end, split_lines

_END = re.compile(r"\r\n|\n|\r")
_LEAD = re.compile(r"\ufeff?(?:[ \t]*(?:\r\n|\n|\r))*")
# Both figures were chosen by trying: with them random edits of pages are paired as a reader would pair them.
_SOME = 0.05  # the likeness of two units of one kind in one list or quote: a pair if there is no better one
_KIN = 0.6  # the share of words from which a paragraph may have become a list item, or moved into another list


@dataclass(frozen=True)
class Merged:
    """``text`` is the merged section, None where a question is left.

    ``conflicts`` are the passages that both changed, as (base, ours, theirs); "" is a passage taken out. ``notes`` are
    sentences for people about choices that cost no words. ``taken`` says whether anything of theirs came in.
    """

    text: str | None
    conflicts: tuple[Passages, ...] = ()
    notes: tuple[str, ...] = ()
    taken: bool = False


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge ``theirs``, upstream's text now, into ``ours``; both came from ``base``. Never raises.

    What did not change keeps the bytes of ``ours``; what comes in gets its line ends. Byte order mark, first and last
    empty lines are those of ``ours``.
    """
    return _merge(*told_apart(base, ours, theirs), theirs, 0)


def _merge(base: str, ours: str, theirs: str, depth: int) -> Merged:
    end = line_end(ours if _END.search(ours) else theirs)
    old, mine, yours = _bare(base, end), _bare(ours), _bare(theirs, end)
    if same(old, yours) or same(mine, yours):
        return Merged(ours)
    lead, tail = _edges(ours) if ours.strip("\ufeff \t\r\n") else ("", _edges(theirs)[1])
    settled = _merge_bare(old, mine, yours, depth)
    if settled.text is None:
        whole = _whole(base, ours, theirs, end)
        return Merged(None, settled.conflicts) if whole is None else Merged(whole, (), (), not same(whole, ours))
    text = lead + settled.text + (_END.sub(end, tail) if settled.text else tail)
    return Merged(text, (), settled.notes, not same(settled.text, mine))


def _whole(base: str, ours: str, theirs: str, end: str) -> str | None:
    """Merge line by line, this time with the first and last empty lines.

    They may tell where a change belongs: if both sides add a line at the end, one of them after an empty line, version
    control keeps both, and so nobody should be asked here.
    """
    mark = BYTE_ORDER_MARK if ours.startswith(BYTE_ORDER_MARK) else ""
    old, mine, yours = (text.removeprefix(BYTE_ORDER_MARK) for text in (base, ours, theirs))
    text = merge_lines(_END.sub(end, old), mine, _END.sub(end, yours))
    return None if text is None else mark + text


def _edges(text: str) -> tuple[str, str]:
    lead = _LEAD.match(text)
    return lead[0] if lead else "", text[len(text.rstrip(" \t\r\n")) :]


def _bare(text: str, end: str = "") -> str:
    """Return ``text`` without what stands before the first and after the last line with words."""
    lead, tail = _edges(text)
    bare = text[len(lead) : max(len(lead), len(text) - len(tail))]
    return _END.sub(end, bare) if end else bare


def _merge_bare(base: str, ours: str, theirs: str, depth: int) -> Settled:
    # Units first, as they follow moves and re-wrapping. The whole text by sentences and by lines is the second try: it
    # knows nothing of lists and tables, and settles what both changed in one unit but in different lines.
    blended = _by_unit(base, ours, theirs, depth)
    if blended.text is not None:
        return Settled(renumbered(blended.text, ours), (), blended.notes)
    for way in (merge_fine, merge_lines):
        text = way(base, ours, theirs)
        if text is not None:
            return Settled(text)
    return Settled(None, blended.conflicts)


def _by_unit(base: str, ours: str, theirs: str, depth: int) -> Blended[UnitPart]:
    sides = gathered([_parts(text) for text in (base, ours, theirs)])
    end = line_end(ours if _END.search(ours) else theirs)
    between_items = _item_gap(sides[1], sides[2], end)

    def body(*bodies: str) -> Settled:
        merged = _merge(bodies[0], bodies[1], bodies[2], depth + 1)
        return Settled(merged.text, merged.conflicts, merged.notes)

    def fence(before: UnitPart, mine: UnitPart, yours: UnitPart) -> Settled:
        return merge_fence(before, mine, yours, None if depth >= DEEPEST else body)

    def smaller(before: UnitPart, mine: UnitPart, yours: UnitPart) -> Settled:
        tables = all(part.unit.kind is UnitKind.TABLE for part in (before, mine, yours))
        return merge_table(before, mine, yours) if tables else finer(before, mine, yours, fence)

    rules: Rules[UnitPart] = Rules(
        like=_like,
        finer=smaller,
        joint=lambda one, other: _joint(one, other, end, between_items),
        adopt=_adopt,
        bond=_bond,
        nest=nested,
        moves=True,
    )
    blended = blend(sides[0], sides[1], sides[2], rules)
    return replace(blended, notes=(*blended.notes, *_notes(blended.woven, *sides)))


def _parts(text: str) -> list[UnitPart]:
    return [UnitPart(key(unit), unit.body, unit.gap, unit) for unit in units(text)]


def _like(one: UnitPart, other: UnitPart) -> float:
    alike = one.alike(other)
    if one.unit.kind is other.unit.kind:
        return max(alike, _SOME) if one.unit.path == other.unit.path or alike >= _KIN else 0.0
    return alike if {one.unit.kind, other.unit.kind} <= WORDS and alike >= _KIN else 0.0


def _item_gap(ours: list[UnitPart], theirs: list[UnitPart], end: str) -> str:
    """Return what stands between list items, by the first two that follow each other."""
    for side in (ours, theirs):
        for one, other in pairwise(side):
            if one.unit.kind is other.unit.kind is UnitKind.ITEM and one.unit.path == other.unit.path:
                return one.gap
    return end


def _bond(one: UnitPart, other: UnitPart) -> bool:
    """Return whether two units stand in the same table, list or quote."""
    first, second = one.unit, other.unit
    if second.kind is UnitKind.ROW:
        return first.kind in (UnitKind.ROW, UnitKind.HEAD_ROW)
    if not first.path or first.path[0] != second.path[:1]:
        return False
    return first.path[0] != "q" or len(split_lines(one.gap)) == 1 or ">" in one.gap


def _joint(one: UnitPart, other: UnitPart, end: str, between_items: str) -> str:
    first, second = one.unit, other.unit
    if second.kind is UnitKind.ROW and first.kind in (UnitKind.ROW, UnitKind.HEAD_ROW):
        return end
    if first.path and second.kind is UnitKind.ITEM and first.path[0] == second.path[0] != "q":
        return between_items
    if first.path[:1] == second.path[:1] == "q":
        return f"{end}>{end}"
    return one.gap if len(split_lines(one.gap)) > 1 else end + end


def _adopt(yours: UnitPart, near: UnitPart | None) -> str:
    """Return the text of an item of theirs with the mark that ours uses in that list."""
    theirs, ours = MARK.match(yours.text), MARK.match(near.text) if near else None
    if (
        yours.unit.kind is not UnitKind.ITEM
        or near is None
        or near.unit.kind is not UnitKind.ITEM
        or not theirs
        or not ours
    ):
        return yours.text
    if bool(theirs["number"]) != bool(ours["number"]) or yours.unit.path != near.unit.path:
        return yours.text
    return yours.text[: theirs.start("mark")] + ours["mark"] + yours.text[theirs.end("mark") :]


def _notes(woven: Woven, base: Sequence[UnitPart], ours: Sequence[UnitPart], theirs: Sequence[UnitPart]) -> list[str]:
    notes = [
        f"You and upstream both added text in one place: upstream's “{_opening(theirs[k].text)}” now comes before "
        f"your “{_opening(ours[j].text)}”."
        for j, k in woven.beside
    ]
    for slot in woven.slots:
        if slot.base in woven.crossed and slot.ours is not None:
            words = _opening(ours[slot.ours].text)
            notes.append(f"You and upstream both moved “{words}”, to different places: yours is kept.")
    left_out = [_opening(base[i].text) for i in woven.left_out]
    return [*notes, *(f"Upstream moved and changed “{one}”, which you left out: it stays out." for one in left_out)]


def _opening(text: str) -> str:
    """Return the first words, enough to find the passage by."""
    words = re.sub(r"^[ \t>]*(?:[-*+]|\d+[.)]|#+|:{3,}|`{3,})?[ \t]*", "", text.removeprefix(BYTE_ORDER_MARK)).split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
