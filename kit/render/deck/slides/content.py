"""The blocks of a page as the blocks of slides."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kit.model.blocks import session_parts
from kit.render.blocks.registry import BLOCKS
from kit.render.content import model as content
from kit.render.content.traverse import is_own, walk
from kit.render.deck.slides.inline import Source, clean, language_tag, runs
from kit.render.deck.slides.model import (
    Block,
    Callout,
    Columns,
    Footnote,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Style,
)
from kit.render.deck.slides.tables import table_blocks


@dataclass(frozen=True)
class SlideContext:
    """How deep a block stands, and the look that its words begin with."""

    source: Source
    level: int = 0
    look: Run = Run("")  # noqa: RUF009 - frozen, so it may be shared
    nested: bool = False
    notes: bool = False

    def within(self) -> SlideContext:
        """Inside a block that may not be cut in two."""
        return replace(self, nested=True)

    def deeper(self) -> SlideContext:
        """One level further in."""
        return replace(self, level=self.level + 1, nested=True)

    def words(self, words: Iterable[content.Inline], bold: bool = False) -> tuple[Run, ...]:
        """The runs of words here."""
        look = replace(self.look, bold=True) if bold else self.look
        return runs(words, self.source, look)

    def text(self, text: str) -> Paragraph:
        """A paragraph of plain words here."""
        return Paragraph((replace(self.look, text=text),), self.level)

    def blocks(self, found: Iterable[content.Block]) -> list[Block]:
        """What blocks show here."""
        return _all(found, self)

    def in_language(self, tag: str) -> SlideContext:
        """Inside a passage in another language."""
        return replace(self, look=replace(self.look, language=language_tag(tag)))


def blocks(found: Sequence[content.Block], source: Source, notes: bool = False) -> list[Block]:
    """Return what blocks show on a slide.

    Facilitator notes, and slides and activities within, are left out, unless ``notes`` says that this is for speakers.
    """
    made: list[Block] = []
    for block in found:
        if isinstance(block, content.Rule) and (not made or isinstance(made[-1], PageBreak)):
            continue  # rules in a row, and one at either end, make no empty slides
        made += _block(block, SlideContext(source, nested=notes, notes=notes))
        made += [one for note in footnotes_of([block], source, notes) for one in _footnote(*note, source)]
    if made and made[-1] == PageBreak() and isinstance(found[-1], content.Rule):
        made.pop()
    return made


def _block(block: content.Block, place: SlideContext) -> list[Block]:
    return _HANDLERS[type(block)](block, place)


def _all(found: Iterable[content.Block], place: SlideContext) -> list[Block]:
    return [made for block in found for made in _block(block, place)]


def _own(block: content.OwnBlock, place: SlideContext) -> list[Block]:
    if place.notes and block.name in session_parts():
        return [*_label(content.Label((content.Text(block.title),)), place), *_all(block.blocks, place)]
    return BLOCKS[block.name].in_slide(block, place)


def _paragraph(block: content.Paragraph, place: SlideContext) -> list[Block]:
    words = place.words(block.words)
    pictures = [_picture(part) for part in walk(block.words) if isinstance(part, content.Picture)]
    return [*([Paragraph(words, place.level)] if words else []), *pictures]


def _heading(words: Iterable[content.Inline], place: SlideContext) -> list[Block]:
    """A heading of a slide begins a new one; within a card or a list it is only a bold line."""
    if place.nested:
        return _label(content.Label(tuple(words)), place)
    return [PageBreak("".join(run.text for run in place.words(words)))]


def _label(block: content.Label, place: SlideContext) -> list[Block]:
    if block.heading:
        return _heading(block.words, place)
    words = place.words(block.words, bold=True)
    return [Paragraph(words, place.level, style=Style.HEADING)] if words else []


def _picture(picture: content.Picture) -> Picture:
    return Picture(picture.path, clean(picture.alt or ""))


def _figure(block: content.Figure, place: SlideContext) -> list[Block]:
    caption = place.words(block.caption)
    pictures = [replace(_picture(block.picture), caption=caption)] if block.picture else []
    return [*pictures, *_all(block.legend, place)]


def _list(block: content.List, place: SlideContext) -> list[Block]:
    made: list[Block] = []
    for number, item in enumerate(block.items, block.start):
        inner = [one for child in item.blocks for one in _in_item(child, place)]
        made += marked(item, inner, Mark.NUMBER if block.numbering else Mark.BULLET, number, place.level)
    return made


def _in_item(block: content.Block, place: SlideContext) -> list[Block]:
    return _block(block, place.deeper() if isinstance(block, content.List) else place.within())


def _definitions(block: content.Definitions, place: SlideContext) -> list[Block]:
    made: list[Block] = []
    for item in block.items:
        made += [line for term in item.terms for line in _label(content.Label(term), place)]
        made += _all(item.blocks, place.deeper())
    return made


def _quote(block: content.Quote, place: SlideContext) -> list[Block]:
    made = _all(block.blocks, replace(place, look=replace(place.look, italic=True)))
    if block.by:
        upright = replace(place, look=replace(place.look, italic=False))
        made.append(Paragraph((replace(upright.look, text="— "), *upright.words(block.by)), place.level))
    return [replace(one, style=Style.QUOTE) if isinstance(one, Paragraph) else one for one in made]


def _admonition(block: content.Admonition, place: SlideContext) -> list[Block]:
    """A callout stands apart, unless something else holds it, or it holds more than words."""
    made = [*_label(content.Label(block.title), place.within()), *_all(block.blocks, place.within())]
    lines = tuple(one for one in made if isinstance(one, Paragraph))
    return made if place.nested or len(lines) < len(made) or not lines else [Callout(lines)]


def _code(block: content.CodeBlock, place: SlideContext) -> list[Block]:
    look = replace(place.look, code=True)
    # Spaces that open a line are kept by making them ones that do not break.
    kept = [line.replace("  ", "\xa0\xa0") for line in block.text.expandtabs(4).rstrip("\n").split("\n")]
    return [Paragraph((replace(look, text=clean(line)),), place.level, style=Style.CODE) for line in kept]


def _rule(_: content.Rule, place: SlideContext) -> list[Block]:
    return [] if place.nested else [PageBreak()]


def _table(block: content.Table, place: SlideContext) -> list[Block]:
    inner = replace(place, level=0, nested=True)
    return table_blocks(block, _label(content.Label(block.title), inner), lambda part: _block(part, inner))


# Grids and cards.

_ABREAST = 3  # columns of a slide


def _grid(block: content.Grid, place: SlideContext) -> list[Block]:
    """Return the parts of a grid as columns, where each is text, a picture or both; others one after the other.

    More than three with pictures come in rows of two or three, and more than three texts are a text.
    """
    items = [_all(item, place.within()) for item in block.items]
    pictured = any(isinstance(one, Picture) for item in items for one in item)
    several = len(items) > 1 if pictured else 1 < len(items) <= _ABREAST
    if place.nested or not several or not all(_is_column(item) for item in items):
        return [one for item in items for one in _picture_last(item)]
    rows = math.ceil(len(items) / _ABREAST)
    ends = [round(row * len(items) / rows) for row in range(rows + 1)]
    return [_columns(items[start:end]) for start, end in pairwise(ends)]


def _columns(items: Sequence[Sequence[Block]]) -> Columns:
    """Parts side by side; what a picture's caption says comes first below it."""
    pictures = [next((one for one in item if isinstance(one, Picture)), None) for item in items]
    captions = [(Paragraph(one.caption),) if one and one.caption else () for one in pictures]
    texts = [
        (*caption, *(one for one in item if isinstance(one, Paragraph)))
        for caption, item in zip(captions, items, strict=True)
    ]
    bare = tuple(replace(one, caption=()) if one else None for one in pictures)
    return Columns(tuple(texts), bare if any(bare) else ())


def _is_column(item: Sequence[Block]) -> bool:
    """Whether a part is text, a picture or both."""
    pictures = [one for one in item if isinstance(one, Picture)]
    return bool(item) and len(pictures) <= 1 and all(isinstance(one, Paragraph | Picture) for one in item)


def _picture_last(item: list[Block]) -> list[Block]:
    """A part with its one picture after its text, so that the picture keeps to that and not to the next part's."""
    return sorted(item, key=lambda one: isinstance(one, Picture)) if _is_column(item) else item


def _card(card: content.Card, place: SlideContext) -> list[Block]:
    """Put the address that a whole card leads to on its first words, because slides have no hidden links."""
    made = _picture_last(_all(card.blocks, place))
    link = next((part for part in walk(card.blocks) if isinstance(part, content.Link) and part.covers), None)
    for index, one in enumerate(made):
        if link is not None and isinstance(one, Paragraph):
            made[index] = replace(one, runs=tuple(replace(run, link=place.source.address(link)) for run in one.runs))
            break
    return made


_HANDLERS: dict[type, Callable[[Any, SlideContext], list[Block]]] = {
    content.Paragraph: _paragraph,
    content.Section: lambda block, place: _all(block.blocks, place),
    content.Heading: lambda block, place: _heading(block.words, place),
    content.Label: _label,
    content.Figure: _figure,
    content.Picture: lambda block, _: [_picture(block)],
    content.List: _list,
    content.Definitions: _definitions,
    content.Table: _table,
    content.CodeBlock: _code,
    content.Quote: _quote,
    content.Admonition: _admonition,
    content.Rule: _rule,
    content.Grid: _grid,
    content.Card: _card,
    content.CardPart: lambda block, place: _all(block.blocks, place),
    content.Fold: lambda block, place: _all(block.blocks, place),
    content.OwnBlock: _own,
    content.Unknown: lambda part, place: [place.text(place.source.unknown(part))],
}


# Footnotes, after each block that refers to them.


def footnotes_of(
    found: Iterable[content.Block], source: Source, notes: bool = False
) -> list[tuple[str, content.Footnote]]:
    """Return the footnotes that blocks refer to by id, each once, in order; not those of blocks that show elsewhere.

    Footnotes that facilitator notes define are only for ``notes``.
    """
    if not source.footnotes:
        return []
    marks = (part.id for part in walk(found, _shows_elsewhere) if isinstance(part, content.FootnoteMark))
    known = [(one, source.footnotes[one]) for one in dict.fromkeys(marks) if one in source.footnotes]
    return [(one, note) for one, note in known if notes or not note.private]


def _shows_elsewhere(part: content.Part) -> bool:
    return is_own(part, session_parts())


def _footnote(identity: str, note: content.Footnote, source: Source) -> list[Block]:
    """A footnote's words, and after them what else it holds."""
    made = _all(note.blocks, SlideContext(source, nested=True))
    first, *lines = [one for one in made if isinstance(one, Paragraph)] or [Paragraph(())]
    first = replace(first, runs=(Run(f"{note.label} ", raised=1), *first.runs))
    return [Footnote(identity, (first, *lines)), *(one for one in made if not isinstance(one, Paragraph))]


# Items of lists: their marks, and how what they hold stands below their first words.


def marked(item: content.Item, inner: list[Block], mark: Mark, number: int, level: int) -> list[Block]:
    """Give an item's first paragraph its mark, and set the others a step in so that they stand below its words."""
    if not inner or not isinstance(inner[0], Paragraph) or inner[0].level != level:
        inner = [Paragraph((), level), *inner]
    first, *rest = inner
    assert isinstance(first, Paragraph)  # noqa: S101 - made so above
    mark = mark if item.done is None else Mark.DONE if item.done else Mark.TO_DO
    return [replace(first, mark=mark, number=number), *(_stepped(block, level) for block in rest)]


def _stepped(block: Block, level: int) -> Block:
    plain = isinstance(block, Paragraph) and block.mark is Mark.NONE and block.level == level
    return replace(block, level=level + 1) if plain and isinstance(block, Paragraph) else block
