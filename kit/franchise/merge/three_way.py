"""Three-way merging of sequences.

After Khanna, Kunal and Pierce ("A Formal Investigation of Diff3", 2007), with one difference that the contract asks
for: changes that only touch each other are both made; only those that overlap, or that put different things in the
same place, conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

from kit.franchise.merge.sequences import Pairs, matches

Aligner = Callable[[Sequence[Hashable], Sequence[Hashable]], Pairs]


class Change(Enum):
    """Who changed a stretch."""

    NOBODY = "nobody"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both, alike"
    CONFLICT = "both, differently"


@dataclass(frozen=True)
class Chunk:
    """A stretch of the three sequences, each as (first, last + 1)."""

    change: Change
    base: tuple[int, int]
    ours: tuple[int, int]
    theirs: tuple[int, int]


@dataclass(frozen=True)
class _Edit:
    base: tuple[int, int]
    side: tuple[int, int]
    ours: bool


def diff3(
    base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable], aligner: Aligner = matches
) -> list[Chunk]:
    """Return the chunks of the three sequences in order; together they cover each of them once."""
    edits = _edits(base, ours, aligner, True) + _edits(base, theirs, aligner, False)
    edits.sort(key=lambda edit: (edit.base, edit.ours))
    chunks: list[Chunk] = []
    at = (0, 0, 0)
    for group in _groups(edits):
        chunk = _chunk(group, at, ours, theirs)
        chunks += [*_kept(at, chunk.base[0]), chunk]
        at = (chunk.base[1], chunk.ours[1], chunk.theirs[1])
    return chunks + _kept(at, len(base))


def _edits(base: Sequence[Hashable], side: Sequence[Hashable], aligner: Aligner, ours: bool) -> list[_Edit]:
    found, b, s = [], 0, 0
    for i, j in [*aligner(base, side), (len(base), len(side))]:
        if i > b or j > s:
            found.append(_Edit((b, i), (s, j), ours))
        b, s = i + 1, j + 1
    return found


def _groups(edits: Sequence[_Edit]) -> list[list[_Edit]]:
    groups: list[list[_Edit]] = []
    for edit in edits:
        if groups and any(_overlap(one.base, edit.base) for one in groups[-1]):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one == other:
        return True
    low, high = max(one[0], other[0]), min(one[1], other[1])
    empty = one[0] == one[1] or other[0] == other[1]
    return low < high or (empty and low == high and min(one[0], other[0]) < low < max(one[1], other[1]))


def _kept(at: tuple[int, int, int], to: int) -> list[Chunk]:
    length = to - at[0]
    spans = [(start, start + length) for start in at]
    return [Chunk(Change.NOBODY, spans[0], spans[1], spans[2])] if length else []


def _chunk(
    group: Sequence[_Edit], at: tuple[int, int, int], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> Chunk:
    base = (min(edit.base[0] for edit in group), max(edit.base[1] for edit in group))
    mine = _side([edit for edit in group if edit.ours], base, at[1] + base[0] - at[0])
    yours = _side([edit for edit in group if not edit.ours], base, at[2] + base[0] - at[0])
    sides = {edit.ours for edit in group}
    if len(sides) == 1:
        change = Change.OURS if True in sides else Change.THEIRS
    else:
        change = Change.BOTH if ours[slice(*mine)] == theirs[slice(*yours)] else Change.CONFLICT
    return Chunk(change, base, mine, yours)


def _side(edits: Sequence[_Edit], base: tuple[int, int], first: int) -> tuple[int, int]:
    growth = sum((edit.side[1] - edit.side[0]) - (edit.base[1] - edit.base[0]) for edit in edits)
    return first, first + base[1] - base[0] + growth
