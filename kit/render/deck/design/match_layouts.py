"""Which layout of a borrowed deck serves for each of ours: by name, then by kind, then by its placeholders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from kit.render.deck.design.ours.layouts import BY_NAME, Box, Layout
from kit.render.deck.design.place_content import areas
from kit.render.deck.design.placeholders import Ground, Holder
from kit.render.deck.fit.placed import Fallback, Seat, Stage
from kit.render.deck.pptx.text import links_can_be_read

_POINT = 12700  # English metric units in a point
_OURS = tuple(BY_NAME.values())


@dataclass(frozen=True)
class _Deck:
    """The layouts with a place for a title, by master; those of the master that suits us best come first."""

    masters: Sequence[Sequence[Ground]]

    def __iter__(self) -> Iterator[Ground]:
        return (ground for master in self.masters for ground in master)

    def named(self, names: Sequence[str]) -> Ground | None:
        """The first layout that has one of ``names``, the likeliest name first."""
        return next((ground for name in names for ground in self if plain(ground.layout.name) == name), None)

    def typed(self, types: Sequence[str]) -> Ground | None:
        """The first layout of one of PowerPoint's ``types``, the likeliest type first."""
        return next((ground for kind in types for ground in self if ground.layout.element.get("type") == kind), None)


def match(presentation: Any, linked: bool) -> Stage | None:
    """Return where things go in ``presentation``, an opened deck, or None where no layout has a place for a title.

    ``linked`` says that first and last slide show a link with its code.
    """
    page = Box(0, 0, presentation.slide_width / _POINT, presentation.slide_height / _POINT)
    masters = [_titled(master, page) for master in presentation.slide_masters]
    deck = _Deck(sorted(masters, key=lambda master: -len(_known(master))))
    if not list(deck):
        return None
    own = {ours.name: _its_own(ours, deck) for ours in _OURS}
    seats, fallbacks = {}, []
    for ours in _OURS:
        ground = own[ours.name] or _instead(ours.name, own, deck)
        seats[ours.name] = Seat(ground.layout, areas(ours, ground, linked), ground.foot)
        if own[ours.name] is None:
            fallbacks.append(Fallback(ours.name, ground.layout.name))
    plain_links = not links_can_be_read(next(iter(deck)).layout.slide_master)
    return Stage(seats, False, tuple(fallbacks), plain_links)


def _titled(master: Any, page: Box) -> list[Ground]:
    grounds = (Ground(layout, page) for layout in master.slide_layouts)
    return [ground for ground in grounds if ground.title is not None]


def _known(master: Sequence[Ground]) -> set[str]:
    """Those of our layouts that a master has, by name or type."""
    deck = _Deck([master])
    return {ours.name for ours in _OURS if _its_own(ours, deck) is not None}


def _its_own(ours: Layout, deck: _Deck) -> Ground | None:
    """The layout that was made for this use, as its name says, or its type, or the placeholders that it has."""
    known = deck.named([plain(ours.name), *NAMES.get(ours.name, ())])
    return known or deck.typed(TYPES.get(ours.name, ())) or _by_placeholders(ours.name, deck)


def _by_placeholders(name: str, deck: _Deck) -> Ground | None:
    """A layout whose placeholders tell its use. Those that people draw have no type, and names in any language."""
    tells = _TELLING.get(name)
    drawn = [ground for ground in deck if ground.layout.element.get("type", "cust") in ("cust", "blank")]
    return max(filter(tells, drawn), key=_room, default=None) if tells else None


def _room(ground: Ground) -> float:
    return sum(one.box.w * one.box.h for one in ground.texts)


def _cover(ground: Ground) -> bool:
    return ground.title is not None and ground.title.shape.placeholder_format.type == KIND.CENTER_TITLE


def _columns(ground: Ground) -> bool:
    left, right = sorted(ground.texts[:2], key=lambda one: one.box.x) if len(ground.texts) > 1 else (None, None)
    return left is not None and right is not None and _alike(left, right) and left.box.x + left.box.w <= right.box.x + 1


def _alike(one: Holder, other: Holder) -> bool:
    return abs(one.box.h - other.box.h) <= one.box.h * 0.2 and abs(one.box.w - other.box.w) <= one.box.w * 0.5


def _text(ground: Ground) -> bool:
    return bool(ground.texts) and not (_cover(ground) or _columns(ground) or ground.pictures or ground.tables)


_TELLING: dict[str, Callable[[Ground], bool]] = {
    "Title": _cover,
    "Headline": lambda ground: not (ground.texts or ground.pictures or ground.tables),
    "Bullets": _text,
    "Two columns": _columns,
    "Picture": lambda ground: bool(ground.pictures),
    "Picture and text": _columns,
    "Table": lambda ground: bool(ground.tables) or _text(ground),
    "Table and text": _text,
}


def _instead(name: str, own: Mapping[str, Ground | None], deck: _Deck) -> Ground:
    """The layout that serves where a deck has none for this use."""
    likely = (own.get(other) for other in INSTEAD.get(name, ("Bullets", "Headline")))
    return next((ground for ground in likely if ground is not None), None) or max(deck, key=_room)


# What layouts are usually called, and which of them serves where one is missing.
# The names are ours and those of the layouts in PowerPoint's own files, in English. A layout's ``type``
# (ST_SlideLayoutType in ECMA-376, part 1) is the same in every language, and stays when people change the name.

TWO_CODES = " with two codes"  # ends the name of a layout of ours that nobody else needs to draw

# By our name: what a layout for this is called besides, the likeliest first.
NAMES: dict[str, tuple[str, ...]] = {
    "Title": ("title slide", "cover", "cover slide", "front page", "opening"),
    "Agenda": ("agenda slide", "programme", "schedule", "timetable"),
    "Section": ("section header", "section title", "section divider", "divider", "chapter", "section slide"),
    "Activity": ("exercise", "task", "group work"),
    "Statement": ("big statement", "key message", "big text"),
    "Headline": ("title only", "headline only"),
    "Bullets": ("title and content", "title and text", "title, content", "content", "text", "bullet points"),
    "Two columns": ("two content", "two columns and title", "title and two content", "two column", "comparison"),
    "Picture": ("picture with caption", "title and picture", "picture and caption", "image", "image with caption"),
    "Picture and text": ("text and picture", "picture and content", "two content", "content with caption"),
    "Table": ("title and table", "table and title", "title and content", "title only"),
    "Table and text": ("text and table", "title and content", "title only"),
    "Quote": ("quote with caption", "quotation", "title and quote", "quote slide"),
    "Break": ("break slide", "pause", "interval"),
    "Closing": ("closing slide", "end slide", "end", "thank you", "back cover", "last slide"),
    "Closing with two codes": ("closing", "closing slide", "end slide", "end", "thank you", "back cover", "last slide"),
}

# By our name: the types that PowerPoint gives to layouts for this.
TYPES: dict[str, tuple[str, ...]] = {
    "Title": ("title",),
    "Section": ("secHead",),
    "Headline": ("titleOnly",),
    "Bullets": ("obj", "tx"),
    "Two columns": ("twoObj", "twoColTx", "twoTxTwoObj"),
    "Picture": ("picTx",),
    "Picture and text": ("txAndObj", "twoObj", "objTx"),
    "Table": ("tbl", "obj", "titleOnly"),
    "Table and text": ("obj", "titleOnly"),
}

# By our name: which of our other layouts' places serve, where a deck has none for this. Ends with any that has a title.
INSTEAD: dict[str, tuple[str, ...]] = {
    "Title": ("Section", "Headline", "Bullets"),
    "Agenda": ("Table", "Bullets", "Headline"),
    "Section": ("Title", "Headline", "Bullets"),
    "Activity": ("Bullets", "Headline"),
    "Statement": ("Bullets", "Headline"),
    "Headline": ("Section", "Bullets"),
    "Bullets": ("Headline",),
    "Two columns": ("Bullets", "Headline"),
    "Picture": ("Headline", "Bullets"),
    "Picture and text": ("Bullets", "Headline"),
    "Table": ("Bullets", "Headline"),
    "Table and text": ("Table", "Bullets", "Headline"),
    "Quote": ("Statement", "Bullets", "Headline"),
    "Break": ("Section", "Headline", "Bullets"),
    "Closing": ("Title", "Section", "Headline"),
    "Closing with two codes": ("Title", "Section", "Headline"),
}

# By our name: what people call what stands on such slides, and how a sentence goes on about them.
WORDS: dict[str, tuple[str, str]] = {
    "Title": ("the first slide", "it uses"),
    "Agenda": ("the agenda", "it uses"),
    "Section": ("the beginning of a session", "those slides use"),
    "Activity": ("an activity", "activities use"),
    "Statement": ("a short statement", "statements use"),
    "Headline": ("a title alone", "such slides use"),
    "Bullets": ("a title with text", "such slides use"),
    "Two columns": ("two columns", "they use"),
    "Picture": ("a picture", "pictures use"),
    "Picture and text": ("a picture beside text", "such slides use"),
    "Table": ("a table", "tables use"),
    "Table and text": ("a table below text", "such slides use"),
    "Quote": ("a quote", "quotes use"),
    "Break": ("a break", "breaks use"),
    "Closing": ("the last slide", "it uses"),
    "Closing with two codes": ("the last slide", "it uses"),
}


def words_for(name: str) -> tuple[str, str]:
    """Return what people call the use of our layout ``name``, and how a sentence goes on about it."""
    return WORDS.get(name, (f"“{name}”", "such slides use"))


def plain(name: str) -> str:
    """Return a layout's name as names are compared: in small letters, with single spaces, without a number before it.

    PowerPoint writes ``1_Title Slide`` for a layout that was pasted from another file.
    """
    words = " ".join(name.casefold().split())
    number, mark, rest = words.partition("_")
    return rest.strip() if mark and number.isdigit() else words
