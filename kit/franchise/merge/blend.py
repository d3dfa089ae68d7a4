"""Merging of a text in parts: what each part becomes, in which order, and what stands between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from kit.franchise.merge.by_word import merge_words, plainly_set
from kit.franchise.merge.order import Side, Slot, Woven, weave
from kit.franchise.merge.sequences import Alignment, align


@dataclass(frozen=True)
class Part:
    """``key`` is the canonical form of ``text``; ``gap`` is what stands between it and the next part."""

    key: str
    text: str
    gap: str


P = TypeVar("P", bound=Part)
Passages = tuple[str, str, str]  # of the base, ours and theirs; "" where a text does not have it
Piece = tuple[Slot, str]  # a place in the merged text, and what stands there


@dataclass(frozen=True)
class Settled:
    """What a part became that both sides changed: ``text``, or None with the ``conflicts``; ``notes`` for people."""

    text: str | None
    conflicts: tuple[Passages, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules(Generic[P]):
    """How parts of one kind behave; with units of a page as the example in each line."""

    # From 0 (never) to 1: may the second part be the first one, changed? Two paragraphs that share most words.
    like: Callable[[P, P], float]
    # Merges a part that both sides changed, from (base, ours, theirs): a paragraph by its sentences.
    finer: Callable[[P, P, P], Settled]
    # What stands between two parts that follow each other in neither text: an empty line between paragraphs.
    joint: Callable[[P, P], str]
    # A part of theirs in our style, given the part that it replaces or else follows: "* new" becomes "- new".
    adopt: Callable[[P, P | None], str]
    # Does the second part belong to what the first is in? Two items of one list, so nothing is put between them.
    bond: Callable[[P, P], bool] = lambda *_: False
    # Puts parts that stand in others back into them, and returns what is left without one: items of nested lists.
    nest: Callable[[Sequence[Piece], Sequence[P], Sequence[P], Sequence[P]], tuple[list[Piece], list[Passages]]] = (
        lambda pieces, *_: (list(pieces), [])
    )
    # May parts change place? Units may, sentences and cells may not.
    moves: bool = False


def plain_rules(like: Callable[[Part, Part], float], joint: str) -> Rules[Part]:
    """Return rules for parts that hold words alone: one that both sides changed is merged word by word."""
    return Rules(
        like,
        finer=_by_word,
        joint=lambda *_: joint,
        adopt=lambda yours, *_: yours.text,
    )


def _by_word(before: Part, mine: Part, yours: Part) -> Settled:
    texts = (before.text, mine.text, yours.text)
    text = merge_words(*texts)
    return Settled(None, (texts,)) if text is None else Settled(text)


@dataclass(frozen=True)
class Blended(Generic[P]):
    """A merged text in pieces, with the place of each, or the conflicts that are left."""

    pieces: tuple[Piece, ...]
    conflicts: tuple[Passages, ...]
    notes: tuple[str, ...]
    woven: Woven
    text: str | None


def blend(base: Sequence[P], ours: Sequence[P], theirs: Sequence[P], rules: Rules[P]) -> Blended[P]:
    """Merge what ``ours`` and ``theirs`` made of ``base``; what only one side changed is taken from it."""

    def bond(one: Slot, other: Slot) -> bool:
        return rules.bond(_part(one, ours, theirs), _part(other, ours, theirs))

    woven = weave([part.key for part in base], _side(base, ours, rules), _side(base, theirs, rules), bond)
    settled = [(slot, _settle(slot, base, ours, theirs, rules)) for slot in woven.slots]
    conflicts = [passages for _, one in settled for passages in one.conflicts]
    gone = [slot for slot in woven.gone if slot.base not in woven.left_out]
    conflicts += [passages for slot in gone for passages in _gone(slot, base, ours, theirs)]
    notes = tuple(note for _, one in settled for note in one.notes)
    kept = [(slot, one.text) for slot, one in settled if one.text is not None]
    pieces, astray = rules.nest(_adopted(kept, ours, theirs, rules), base, ours, theirs)
    conflicts += astray
    text = None if conflicts else _joined(pieces, ours, theirs, rules)
    return Blended(tuple(pieces), tuple(conflicts), notes, woven, text)


def _side(base: Sequence[P], side: Sequence[P], rules: Rules[P]) -> Side:
    keys = [part.key for part in side]
    found: Alignment = align([part.key for part in base], keys, lambda i, j: rules.like(base[i], side[j]), rules.moves)
    return Side(keys, found)


def _settle(slot: Slot, base: Sequence[P], ours: Sequence[P], theirs: Sequence[P], rules: Rules[P]) -> Settled:
    if slot.ours is None:
        return Settled(theirs[slot.theirs or 0].text)
    mine = ours[slot.ours]
    if slot.theirs is None or mine.key == theirs[slot.theirs].key or slot.base is None:
        return Settled(mine.text)
    before, yours = base[slot.base], theirs[slot.theirs]
    if yours.key == before.key:
        return Settled(mine.text)
    if mine.key == before.key:
        return Settled(rules.adopt(yours, mine))
    return rules.finer(before, mine, yours)


def _gone(slot: Slot, base: Sequence[P], ours: Sequence[P], theirs: Sequence[P]) -> list[Passages]:
    """Return the conflict where one side took out what the other changed; to set it anew is no change."""
    before = base[slot.base or 0]
    mine = None if slot.ours is None else ours[slot.ours]
    yours = None if slot.theirs is None else theirs[slot.theirs]
    left = mine or yours
    if left is None or left.key == before.key or (mine is None and plainly_set(left.key) == plainly_set(before.key)):
        return []
    return [(before.text, mine.text if mine else "", yours.text if yours else "")]


def _adopted(kept: Sequence[Piece], ours: Sequence[P], theirs: Sequence[P], rules: Rules[P]) -> list[Piece]:
    pieces = []
    near = next((ours[slot.ours] for slot, _ in kept if slot.ours is not None), None)
    for slot, text in kept:
        if slot.ours is not None:
            near = ours[slot.ours]
        elif slot.theirs is not None:
            text = rules.adopt(theirs[slot.theirs], near)
        pieces.append((slot, text))
    return pieces


def _joined(pieces: Sequence[Piece], ours: Sequence[P], theirs: Sequence[P], rules: Rules[P]) -> str:
    text = pieces[0][1] if pieces else ""
    for (before, _), (slot, piece) in pairwise(pieces):
        text += _between(before, slot, ours, theirs, rules) + piece
    return text


def _between(one: Slot, other: Slot, ours: Sequence[P], theirs: Sequence[P], rules: Rules[P]) -> str:
    if one.ours is not None and other.ours == one.ours + 1:
        return ours[one.ours].gap
    if one.theirs is not None and other.theirs == one.theirs + 1:
        return theirs[one.theirs].gap
    return rules.joint(_part(one, ours, theirs), _part(other, ours, theirs))


def _part(slot: Slot, ours: Sequence[P], theirs: Sequence[P]) -> P:
    return ours[slot.ours] if slot.ours is not None else theirs[slot.theirs or 0]
