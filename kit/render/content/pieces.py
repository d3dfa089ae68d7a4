"""A page taken apart into what a facilitator leads from, and how that lies on a run sheet.

A page says, in this order: a heading, some prose, words to say, an activity, notes, a slide. Whoever leads needs the
words to say first and large, then what the page says, then the steps and beside them the notes. So the pieces become
parts, one for each heading, and the parts rows: a row has its words to say, its prose, what the room sees, and the
notes on that. A second activity under one heading begins a second row, and so does whatever follows notes; only that a
slide or a handout comes, which is a line, joins the activity before it, also where it has a heading of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar

from kit.model.blocks import ACTIVITY, FACILITATOR, HANDOUT, SAY, SLIDE, private_blocks, session_parts
from kit.render.content import model as content
from kit.render.content.traverse import inside, is_own, plain_text, walk
from kit.system.memo import remembered

HEADING, PROSE = "heading", "prose"  # the kinds of pieces beside the names of blocks
CUES = {SLIDE.name: "Slide", HANDOUT.name: "Handout"}  # blocks of which a run sheet says only that it is their turn


@dataclass(frozen=True)
class Piece:
    """One of them: ``kind`` is the name of a block, ``HEADING`` or ``PROSE``; ``blocks`` is what stands in it.

    ``own`` is the block itself, None for headings and prose. ``section`` is the nearest around it, and ``level`` how
    deep that is: 1 for the page's own.
    """

    kind: str
    blocks: tuple[content.Block, ...]
    section: content.Section | None
    level: int = 0
    own: content.OwnBlock | None = None

    @property
    def under(self) -> str:
        """The heading that it stands under, "" for none."""
        inner = self.section.blocks if self.section else ()
        return next((plain_text(one.words) for one in inner if isinstance(one, content.Heading)), "")


def pieces(found: Iterable[content.Block], section: content.Section | None = None, level: int = 0) -> Iterator[Piece]:
    """Yield the pieces of blocks in order. What stands inside notes stays with them."""
    prose: list[content.Block] = []
    for block in found:
        if isinstance(block, content.Section | content.Heading) or is_own(block, session_parts()):
            yield from _prose(prose, section, level)
            prose = []
            yield from _piece(block, section, level)
        else:
            prose.append(block)
    yield from _prose(prose, section, level)


@remembered
def pieces_of(page: content.Content) -> tuple[Piece, ...]:
    """Return the pieces of a page in order."""
    return tuple(pieces(page.blocks))


def _piece(block: content.Part, section: content.Section | None, level: int) -> Iterator[Piece]:
    if isinstance(block, content.Section):
        yield from pieces(block.blocks, block, level + 1)
    elif isinstance(block, content.OwnBlock):
        yield Piece(block.name, without_parts(block).blocks, section, level, block)
        if block.name not in private_blocks():
            yield from _own_inside(block, section, level)
    elif isinstance(block, content.Heading):
        yield Piece(HEADING, (block,), section, level)


def _prose(found: Sequence[content.Block], section: content.Section | None, level: int) -> Iterator[Piece]:
    """Yield a run of prose as one piece, and then the kit's own blocks that stand inside it, as in a quotation."""
    bare = [without_parts(one) for one in found]
    if shown := tuple(one for one in bare if not isinstance(one, content.Rule)):
        yield Piece(PROSE, shown, section, level)
    for block, left in zip(found, bare, strict=True):
        if left is not block:
            yield from _own_inside(block, section, level)


def _own_inside(block: content.Part, section: content.Section | None, level: int) -> Iterator[Piece]:
    for inner in inside(block):
        if is_own(inner, session_parts()):
            yield from _piece(inner, section, level)
        else:
            yield from _own_inside(inner, section, level)


P = TypeVar("P", bound=content.Part)


def without_parts(part: P) -> P:
    """Return a part of a page without the kit's own blocks inside it, which are pieces of their own."""
    if is_own(part, private_blocks()) or not any(is_own(one, session_parts()) for one in walk(inside(part))):
        return part
    kept = {name: _kept(value) for name, value in vars(part).items()}
    return replace(part, **kept)  # type: ignore[type-var]  # every part is a dataclass, and Part itself is none


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_kept(one) for one in value if not is_own(one, session_parts()))
    return without_parts(value) if isinstance(value, content.Part) else value


# How pieces lie on a run sheet, whatever they are pieces of.


class HasKind(Protocol):
    """Anything of a kind: the name of a block, ``HEADING`` or ``PROSE``."""

    @property
    def kind(self) -> str:
        """The kind."""

    @property
    def level(self) -> int:
        """How deep its section is: 1 for the page's own."""


T = TypeVar("T", bound=HasKind)


@dataclass
class Row(Generic[T]):
    """What is led together: words to say, prose, what the room sees or gets, and notes on it."""

    say: list[T] = field(default_factory=list)
    prose: list[T] = field(default_factory=list)
    room: list[T] = field(default_factory=list)
    notes: list[T] = field(default_factory=list)

    def fits(self, kind: str) -> bool:
        """Whether a piece of this kind still belongs here, coming after all that is here."""
        led = any(one.kind == ACTIVITY.name for one in self.room)
        if led and kind in CUES:
            return True
        if kind == FACILITATOR.name or not self.notes:
            return not (led and kind in (SAY.name, PROSE, ACTIVITY.name))
        return False

    def place(self, piece: T) -> None:
        """Put a piece where its kind belongs."""
        where = {SAY.name: self.say, PROSE: self.prose, FACILITATOR.name: self.notes}
        where.get(piece.kind, self.room).append(piece)


@dataclass
class LedPart(Generic[T]):
    """A heading, None before the first, and the rows below it."""

    heading: T | None
    rows: list[Row[T]] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Whether it is what a page begins with, before its first section."""
        return self.heading is None or self.heading.level == 1

    def add(self, piece: T) -> None:
        """Put a piece into the last row, or into a new one where it does not belong there."""
        if not self.rows or self._ends_aim(piece) or not self.rows[-1].fits(piece.kind):
            self.rows.append(Row())
        self.rows[-1].place(piece)

    def _ends_aim(self, piece: T) -> bool:
        """Whether the first words to say follow what a session opens with: what it is for is read before them."""
        first = self.rows[0] if len(self.rows) == 1 else Row[T]()
        return self.opens and piece.kind == SAY.name and bool(first.prose) and not first.say

    def cues(self) -> list[T]:
        """Return its pieces where they are all slides and handouts, else none."""
        found = [piece for row in self.rows for piece in (*row.say, *row.prose, *row.room, *row.notes)]
        return found if all(piece.kind in CUES for piece in found) else []


def led_parts(found: Iterable[T]) -> list[LedPart[T]]:
    """Return pieces as the parts of a run sheet, without headings that have nothing below them."""
    parts: list[LedPart[T]] = [LedPart(None)]
    for piece in found:
        if piece.kind == HEADING:
            parts.append(LedPart(piece))
            continue
        parts[-1].add(piece)
    return _cues_joined([part for part in parts if part.rows])


def _cues_joined(parts: Iterable[LedPart[T]]) -> list[LedPart[T]]:
    """Leave out headings such as "The card", below which a page has nothing but a handout."""
    kept: list[LedPart[T]] = []
    for part in parts:
        if kept and part.cues():
            for piece in part.cues():
                kept[-1].add(piece)
        else:
            kept.append(part)
    return kept
