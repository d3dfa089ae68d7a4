"""Fits slides to the page: nothing runs off, nothing is smaller than 18 points, pictures keep their proportions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.fit.below_title import below_titles
from kit.render.deck.fit.chunks import (
    Chunk,
    around_picture,
    chunks,
    columns_of,
    is_statement,
    quote_of,
)
from kit.render.deck.fit.columns import ColumnFitter
from kit.render.deck.fit.covers import Cover
from kit.render.deck.fit.foot import as_text as unparted
from kit.render.deck.fit.foot import parted
from kit.render.deck.fit.measure import FLOOR, LINE_HEIGHT, shortened, width
from kit.render.deck.fit.pages import table_pages, text_pages
from kit.render.deck.fit.pictures import PictureFitter, Size
from kit.render.deck.fit.placed import Design, Fitted, PlacedSlide, SlidePlace
from kit.render.deck.fit.strip import strip_on
from kit.render.deck.fit.titles import titled
from kit.render.deck.geometry import Box, around
from kit.render.deck.layouts import COVERS, FIRST_AND_LAST, LayoutName, SlotName
from kit.render.deck.slides.model import (
    Block,
    Columns,
    Mark,
    Pair,
    Paragraph,
    Picture,
    Run,
    Slide,
    SlideKind,
    Style,
    Table,
    words,
)
from kit.render.deck.slides.tables import as_text

_LABEL = 28.0  # points: the word below the large number of minutes
_LEAST_QUOTE = 24.0
_PANEL = (SlotName.MINUTES, SlotName.GROUPING)


def fit(slides: Iterable[Slide], design: Design, size: Size) -> list[PlacedSlide]:
    """Return slides placed on the layouts of ``design``, with titles of which no two are alike.

    What does not fit one goes on to more, called "(1 of 3)" and so on. ``size`` tells the size of a picture.
    """
    made: list[PlacedSlide] = []
    for slide in slides:
        first, *others = (_finished(one, slide, design) for one in _Fitter(slide, design, size).placed())
        told = (*slide.notes[:1], words("Goes on from the slide before; its notes are there.")) if slide.notes else ()
        made.append(replace(first, notes=(*slide.notes, *first.cut), goes_on=slide.goes_on))
        made += [replace(one, notes=told, goes_on=True) for one in others]
    return below_titles(titled(made, design), design)


def _finished(placed: PlacedSlide, slide: Slide, design: Design) -> PlacedSlide:
    """Add what all that is made of a slide has: whose it is, and the day."""
    place, texts = design.layouts[placed.layout].places.get(SlotName.EYEBROW), placed.texts
    if slide.session and place is not None:
        line = words(shortened(slide.session, place.box.w, place.size, True))
        texts = {SlotName.EYEBROW: Fitted((line,), place.size), **texts}
    day = slide.day if placed.strip is None and placed.layout not in FIRST_AND_LAST else None
    return replace(placed, texts=texts, day=day, session=slide.session, written=slide.written)


@dataclass(frozen=True)
class _Fitter:
    """Fits one slide."""

    slide: Slide
    design: Design
    size: Size

    def placed(self) -> list[PlacedSlide]:
        if self.slide.kind.value in COVERS:
            return [Cover(self.slide, self.design).placed()]
        shown, foot = parted(self._content())
        if not foot.callouts and not foot.notes:
            return self._pages(shown)
        if not shown and not self._activity and (alone := foot.alone(self.slide.title, self.design)):
            return [alone]
        rooms = foot.rooms(self.design, self.slide.kind.value) if shown else ()
        tried = (foot.on(replace(self, design=less)._pages(shown), self.design, kept, less) for kept, less in rooms)
        return min(filter(None, tried), key=len, default=None) or self._pages(unparted(self._content()))

    def _pages(self, shown: list[Block]) -> list[PlacedSlide]:
        """The slides of blocks none of which stands apart."""
        around = around_picture(shown)
        if self._activity and around and (whole := self._with_picture(*around)):
            return whole
        found = chunks(shown)
        if not found:
            return [self._bare()]
        if self._activity and (found[0].begins_bare or not self._panel):
            found[0] = replace(found[0], text=(*self._meta(), *found[0].text))
        if len(found) == 1 and not self._activity:
            alone = self._alone(found[0])
            if alone is not None:
                return [alone]
        return [placed for chunk in found for placed in self._chunk(chunk)]

    def _with_picture(self, picture: Picture, steps: tuple[Paragraph, ...]) -> list[PlacedSlide] | None:
        """An activity with one picture: beside its steps, else on a slide after them, wherever among them it stands."""
        beside = self._beside(picture, steps if self._panel else (*self._meta(), *steps))
        if beside or not self._panel:
            return [beside] if beside else None
        return [*self._text(steps), *self._picture(picture, ())]

    def _alone(self, chunk: Chunk) -> PlacedSlide | None:
        """A slide that is nothing but a statement, a quote or columns."""
        if is_statement(chunk):
            return self._statement(tuple(replace(line, mark=Mark.NONE) for line in chunk.text))
        quote, columns = quote_of(chunk), columns_of(chunk)
        if quote is not None:
            return self._quote(*quote)
        return self._columns.placed(columns) if columns is not None else None

    @property
    def _activity(self) -> bool:
        return self.slide.kind is SlideKind.ACTIVITY

    def _places(self, layout: LayoutName) -> Mapping[str, SlidePlace]:
        return self.design.layouts[layout].places

    def _content(self) -> list[Block]:
        """The slide's blocks, with alt text in place of pictures that cannot be shown."""
        shown: list[Block] = []
        for block in self.slide.blocks:
            if isinstance(block, Picture) and self.size(block.path) is None:
                shown += [words(block.alt)] * bool(block.alt)
            elif isinstance(block, Columns):
                shown.append(self._columns.shown(block))
            else:
                shown.append(block)
        return shown

    @property
    def _panel(self) -> bool:
        """Whether an activity's minutes and grouping have places of their own, and there are minutes to show."""
        return self._has_panel(LayoutName.ACTIVITY)

    def _has_panel(self, layout: LayoutName) -> bool:
        return bool(self.slide.minutes) and self._places(layout).keys() >= {*_PANEL}

    def _meta(self) -> list[Paragraph]:
        """An activity's minutes and grouping as text, where they have no places of their own."""
        line = " · ".join(filter(None, (_minutes(self.slide.minutes), self.slide.grouping)))
        return [words(line, bold=True)] if line else []

    def _bare(self) -> PlacedSlide:
        """A slide with a title and nothing else: the title is what it has to say."""
        meta = self._meta()
        return self._statement(tuple(meta)) if meta else PlacedSlide(LayoutName.HEADLINE, self.slide.title)

    def _statement(self, text: tuple[Paragraph, ...]) -> PlacedSlide:
        shown = replace(self._places(LayoutName.STATEMENT)[SlotName.TEXT], bold=True).lines(text)
        return PlacedSlide(LayoutName.STATEMENT, self.slide.title, {SlotName.TEXT: shown})

    def _quote(self, said: tuple[Paragraph, ...], author: tuple[Paragraph, ...]) -> PlacedSlide | None:
        places = self._places(LayoutName.QUOTE)
        place, below = places[SlotName.TEXT], places.get(SlotName.ATTRIBUTION)
        whole = said if below is not None else (*said, *author)
        size = place.largest(whole, min(_LEAST_QUOTE, place.size))
        if size is None:
            return None
        texts: dict[str, Fitted] = {SlotName.TEXT: Fitted(whole, size)}
        if author and below:
            texts[SlotName.ATTRIBUTION] = below.lines(author)
        return PlacedSlide(LayoutName.QUOTE, self.slide.title, texts)

    def _chunk(self, chunk: Chunk) -> list[PlacedSlide]:
        if isinstance(chunk.held, Picture):
            return self._picture(chunk.held, chunk.text)
        if isinstance(chunk.held, Pair):
            return self._pair(chunk.held, chunk.text)
        if isinstance(chunk.held, Table):
            return self._table(chunk.held, chunk.text)
        if isinstance(chunk.held, Columns) and (chunk.held.pictures or not (chunk.text or self._activity)):
            return self._side_by_side(chunk.held, chunk.text)
        return self._text((*chunk.text, *(line for text in (chunk.held.texts if chunk.held else ()) for line in text)))

    def _side_by_side(self, columns: Columns, text: Sequence[Paragraph]) -> list[PlacedSlide]:
        """Columns after the text before them; where they have no room, texts as one, and pictures each with its own."""
        before = self._text(text) if text else []
        together = self._columns.placed(columns)
        if together:
            return [*before, together]
        parts = columns.apart if columns.pictures else (tuple(line for one in columns.texts for line in one),)
        return [*before, *(one for part in parts for chunk in chunks(part) for one in self._chunk(chunk))]

    @property
    def _columns(self) -> ColumnFitter:
        return ColumnFitter(self.slide.title, self.design, self.size)

    def _text(self, text: Sequence[Paragraph]) -> list[PlacedSlide]:
        """Text on as many slides as it needs; a layout with places for minutes waits for slides that have them."""
        panel = self._activity and self._panel
        plain = self._activity and SlotName.MINUTES not in self._places(LayoutName.ACTIVITY)
        layout = LayoutName.ACTIVITY if panel or plain else LayoutName.BULLETS
        place = self._places(layout)[SlotName.TEXT]
        sides = self._sides(layout) if panel else {}
        first, *others = text_pages(text, place.box, place.size)
        # The minutes are those of the whole, so they stand on its first slide alone.
        rest = LayoutName.BULLETS if panel else layout
        return [
            PlacedSlide(layout, self.slide.title, {SlotName.TEXT: first, **sides}),
            *(PlacedSlide(rest, self.slide.title, {SlotName.TEXT: page}) for page in others),
        ]

    def _sides(self, layout: LayoutName) -> dict[str, Fitted]:
        """The minutes of an activity as a large number, and who works together; a number alone is in the middle."""
        place, beside = (self._places(layout)[name] for name in _PANEL)
        minutes = self.slide.minutes or 0
        size = min(place.size, place.box.w * 0.95 / width(str(minutes), 1.0, True))
        label = Run("minute" if minutes == 1 else "minutes", size=min(_LABEL, max(FLOOR, size * 0.4)), light=True)
        shown = Fitted((words(str(minutes), bold=True), Paragraph((label,))), size)
        if not self.slide.grouping:
            return {_PANEL[0]: replace(shown, frame=_in_the_middle(shown, place, beside))}
        working = Paragraph((Run("Working", size=FLOOR, light=True),))
        who = replace(beside, bold=True).lines((working, words(self.slide.grouping, bold=True)))
        return {_PANEL[0]: shown, _PANEL[1]: who}

    def _picture(self, picture: Picture, text: Sequence[Paragraph]) -> list[PlacedSlide]:
        if text:
            beside = self._beside(picture, text)
            if beside:
                return [beside]
            before, held = _held(text)
            return [*self._text(before), *self._picture(picture, held)] if before else self._picture(picture, ())
        alone = self._pictures.alone(picture)
        return [alone] if alone else self._picture(replace(picture, caption=()), (Paragraph(picture.caption),))

    def _pair(self, pair: Pair, text: Sequence[Paragraph]) -> list[PlacedSlide]:
        """Two pictures side by side, below short text or after it; else one after the other."""
        together = self._pictures.pair(pair, text)
        if together:
            return [together]
        before, held = _held(text)
        apart = self._pictures.pair(pair, held) or self._pictures.pair(pair)
        rest = [apart] if apart else [*self._picture(pair.left, held), *self._picture(pair.right, ())]
        return [*(self._text(before) if before else ()), *rest]

    @property
    def _pictures(self) -> PictureFitter:
        return PictureFitter(self.slide.title, self.design, self.size)

    def _beside(self, picture: Picture, text: Sequence[Paragraph]) -> PlacedSlide | None:
        """A picture beside text; of an activity with its minutes, in their places or above the text."""
        told = bool(self._meta()) and self._meta()[0] in text  # the minutes stand in the text already
        layout = LayoutName.ACTIVITY_AND_PICTURE if self._activity and not told else LayoutName.PICTURE_AND_TEXT
        sides = self._sides(layout) if self._activity and not told and self._has_panel(layout) else {}
        above = self._meta() if self._activity and not told and not sides and self._panel else []
        return self._pictures.with_text(picture, (*above, *text), layout, sides)

    def _table(self, table: Table, text: Sequence[Paragraph]) -> list[PlacedSlide]:
        plain = LayoutName.AGENDA if self.slide.kind is SlideKind.AGENDA else LayoutName.TABLE
        room, places = self._places(plain)[SlotName.TABLE].box, self._places(LayoutName.TABLE_AND_TEXT)
        size = places[SlotName.TEXT].largest(text) if text else None
        before, held = _held(text)
        if text and before and not size:
            return [*self._text(before), *self._table(table, held)]
        pages = table_pages(table, room, places[SlotName.TABLE].box if size else None)
        if pages is None:
            return [replace(one, wide_table=True) for one in self._text([*text, *as_text(table)])]
        strip = strip_on(self.slide.day, plain, self.design)
        made = [PlacedSlide(plain, self.slide.title, self._when(plain), table=page, strip=strip) for page in pages]
        if size:
            lead: dict[str, Fitted] = {SlotName.TEXT: Fitted(tuple(text), size)}
            made[0] = PlacedSlide(LayoutName.TABLE_AND_TEXT, self.slide.title, lead, table=pages[0])
        return made if size or not text else [*self._text(text), *made]

    def _when(self, layout: LayoutName) -> dict[str, Fitted]:
        """The lines beside an agenda: when the day begins and ends, and what its times count from."""
        place = self._places(layout).get(SlotName.TEXT)
        if layout is not LayoutName.AGENDA or place is None or not self.slide.line:
            return {}
        lines = tuple(words(line) for line in (*self.slide.line.split("\v"), self.slide.then) if line)
        return {SlotName.TEXT: place.lines(lines)}


def _held(text: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """Cut off the bold lines at the end of a text, which belong to the table or picture after it."""
    end = len(text)
    while end and text[end - 1].style is Style.HEADING:
        end -= 1
    return text[:end], text[end:]


def _in_the_middle(shown: Fitted, place: SlidePlace, beside: SlidePlace) -> Box:
    """Where the minutes go that have the room of who works together too, lest half of it look forgotten."""
    own, whole = place.outline, around([place.outline, beside.outline])
    if beside.box.y >= place.box.bottom:
        tall = sum(run.size or shown.size for line in shown.paragraphs for run in line.runs) * LINE_HEIGHT
        return replace(own, y=whole.y + (whole.h - tall) / 2, h=tall)
    wide = max(width(run.text, run.size or shown.size, not run.light) for line in shown.paragraphs for run in line.runs)
    return replace(own, x=whole.x + (whole.w - wide) / 2)


def _minutes(minutes: int | None) -> str:
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes else ""
