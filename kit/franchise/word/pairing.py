"""Which paragraph of a document is which part of the page: by bookmark, else by the words. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from kit.franchise.merge.sequences import align, words_alike
from kit.franchise.word.parts import Kind, Part
from kit.franchise.word.read import Paragraph
from kit.franchise.word.spans import plain, spans
from kit.franchise.word.write import told
from kit.model.blocks import BLOCKS, Shown

_ALIKE = 0.5  # the share of words from which a paragraph without a bookmark is a part that somebody changed


@dataclass(frozen=True)
class Item:
    """What stands in a page's order: a part, or the cells of a table. ``places`` are their numbers in the page."""

    parts: tuple[Part, ...]
    places: tuple[int, ...]

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        return self.parts[0].cell is not None

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.parts[0].kind

    @property
    def kept_back(self) -> bool:
        """Whether no page shows it: it is for those who lead, or on a slide."""
        return any(BLOCKS[name].shown is not Shown.PAGE for name in self.parts[0].around if name in BLOCKS)

    @cached_property
    def key(self) -> str:
        """Its words in the form in which they are compared."""
        return squeezed(" ".join(shown_words(part) for part in self.parts))


@dataclass(frozen=True)
class Piece:
    """What stands in a document's order: a paragraph, or the paragraphs of a table."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def table(self) -> bool:
        """Whether it is a table."""
        return self.paragraphs[0].cell is not None

    @cached_property
    def key(self) -> str:
        """Its words in the form in which they are compared."""
        return squeezed(" ".join(one.text for one in self.paragraphs))


@dataclass
class Pairs:
    """``item_of`` is the item of each piece, by their numbers; ``joined`` items that a piece took in besides it."""

    item_of: dict[int, int] = field(default_factory=dict)
    joined: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def squeezed(text: str) -> str:
    """Return words as they are compared: as ``plain`` has them, with single spaces."""
    return " ".join(plain(text).split())


def shown_words(part: Part) -> str:
    """Return the words that a document shows of ``part``."""
    return spans(part.words).shown if part.kind.editable else told(part)


def items(parts: Sequence[Part]) -> list[Item]:
    """Return the items of a page; all cells of a table are one."""
    found: list[Item] = []
    for number, part in enumerate(parts):
        before = found[-1] if found else None
        if part.cell and before and before.table and before.parts[0].cell and before.parts[0].cell[0] == part.cell[0]:
            found[-1] = Item((*before.parts, part), (*before.places, number))
        else:
            found.append(Item((part,), (number,)))
    return found


def pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Return the pieces of a document; all paragraphs of a table are one."""
    found: list[Piece] = []
    for one in paragraphs:
        before = found[-1].paragraphs[0].cell if found else None
        if one.cell and before and before[0] == one.cell[0]:
            found[-1] = Piece((*found[-1].paragraphs, one))
        else:
            found.append(Piece((one,)))
    return found


def paired(page: int, own: Sequence[Item], there: Sequence[Piece]) -> Pairs:
    """Return which of the pieces ``there`` are which items of the page number ``page``, whose items are ``own``."""
    found = Pairs()
    _by_bookmark(page, own, there, found)
    taken = {*found.item_of.values(), *(one for more in found.joined.values() for one in more)}
    left = [at for at in range(len(own)) if at not in taken]
    free = [at for at, piece in enumerate(there) if at not in found.item_of and piece.key]
    _by_words(own, there, (left, free), found)
    _by_place(own, there, found)
    return found


def _by_bookmark(page: int, own: Sequence[Item], there: Sequence[Piece], found: Pairs) -> None:
    item_at = {place: at for at, item in enumerate(own) for place in item.places}
    taken: set[int] = set()
    for at, piece in enumerate(there):
        named = Counter(
            item_at[place]
            for one in piece.paragraphs
            for number, place in one.places
            if number == page and place in item_at
        )
        fits = [one for one, _ in named.most_common() if one not in taken and _fits(own[one], piece)]
        if not piece.table:
            fits.sort()
        if fits:
            found.item_of[at] = fits[0]
            found.joined[at] += [] if piece.table else fits[1:]
            taken |= set(fits) if not piece.table else {fits[0]}


def _fits(item: Item, piece: Piece) -> bool:
    """Whether a bookmark is to be believed: one in an empty paragraph is left behind where somebody pressed Enter."""
    return item.table == piece.table and (bool(piece.key) or not item.key or item.table)


def _by_words(own: Sequence[Item], there: Sequence[Piece], left: tuple[list[int], list[int]], found: Pairs) -> None:
    ours, theirs = left

    def like(i: int, j: int) -> float:
        one, other = own[ours[i]], there[theirs[j]]
        if one.table != other.table or not one.kind.editable:
            return 0.0
        alike = words_alike(one.key, other.key)
        return alike if alike >= _ALIKE else 0.0

    keys = [[f"{one.table} {one.key}" for one in side] for side in ([own[i] for i in ours], [there[j] for j in theirs])]
    aligned: Mapping[int, int] = align(keys[0], keys[1], like, moves=True).base_of
    for j, i in aligned.items():
        found.item_of[theirs[j]] = ours[i]


def _by_place(own: Sequence[Item], there: Sequence[Piece], found: Pairs) -> None:
    """Pair what is left between two neighbours that stand side by side in both: somebody wrote it anew."""
    joined = {one for more in found.joined.values() for one in more}
    known = sorted(found.item_of.items())
    for (before, first), (after, last) in pairwise([(-1, -1), *known, (len(there), len(own))]):
        items_left = [at for at in range(first + 1, last) if at not in joined]
        free = [at for at in range(before + 1, after) if there[at].key]
        words = all(own[at].kind.editable and not own[at].table for at in items_left)
        if len(items_left) == len(free) and words and not any(there[at].table for at in free):
            taken = set(found.item_of.values())
            found.item_of |= {} if taken & set(items_left) else dict(zip(free, items_left, strict=True))
