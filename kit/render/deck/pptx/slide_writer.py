"""Slides written into a deck: shapes stand in the order in which they are read, the title first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kit.render.deck.design.theme_colours import INK, PAPER
from kit.render.deck.fit.foot import BAR, CONTENT, PAD
from kit.render.deck.fit.measure import side_by_side
from kit.render.deck.fit.placed import (
    Aside,
    Design,
    Fitted,
    FittedPicture,
    PlacedSlide,
    Placeholder,
    SlidePlace,
    UsedLayout,
)
from kit.render.deck.geometry import POINT, Box, around
from kit.render.deck.layouts import FIRST_AND_LAST, LINK_BELOW, HiddenName, LayoutName, SlotName
from kit.render.deck.pptx.day import edge_xml, strip_xml
from kit.render.deck.pptx.parts import Deck, Rels
from kit.render.deck.pptx.pictures import Pictures
from kit.render.deck.pptx.shapes import (
    NOTHING,
    TableStyle,
    decoration,
    field_shape,
    picture_shape,
    table_shape,
    text_box,
    text_shape,
)
from kit.render.deck.pptx.text import Look, paragraphs_xml
from kit.render.deck.slides.model import Paragraph, Tone, words
from kit.render.drawings import qr_alt, qr_code

_NOTES_SIZE = 12.0
_PLATE, _ON_PLATE = (f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>' for colour in (PAPER, INK))
_SAMPLES = {Tone.DONE: HiddenName.DONE_ROW, Tone.NEXT: HiddenName.NEXT_ROW}


@dataclass(frozen=True)
class SlideWriter:
    """Writes slides into a design: with the pictures, the language, group and title for the footer, and the date."""

    design: Design
    pictures: Pictures
    language: str
    footer: tuple[str, str]
    date: str = ""

    def write(self, slides: Iterable[PlacedSlide]) -> Deck:
        """Return a deck of ``slides``."""
        deck = Deck(self.design)
        for slide in slides:
            layout, rels = self.design.layouts[slide.layout], Rels()
            shapes = "".join(_Writing(self, deck, slide, layout, rels, count(2).__next__).shapes())
            deck.add(layout.part, shapes, rels, self._notes(slide))
        return deck

    def _notes(self, slide: PlacedSlide) -> tuple[str, Rels] | None:
        if not slide.notes:
            return None
        rels, number = Rels(), count(2).__next__
        look = Look(_NOTES_SIZE, self.language, rels.link, False, heading=_heading(self.design.notes))
        shapes = [_note(one, slide.notes, look, number) for one in self.design.notes.placeholders]
        return "".join(shapes), rels


def _framed(place: SlidePlace, frame: Box | None) -> SlidePlace:
    return replace(place, frame=frame or place.frame)


def _heading(layout: UsedLayout) -> str:
    sample = layout.hidden.get(HiddenName.HEADING)
    return sample.text if sample else ""


def _note(placeholder: Placeholder, notes: tuple[Paragraph, ...], look: Look, number: Callable[[], int]) -> str:
    """One shape of a page of notes: the picture of the slide, the words, the number; others stay on the master."""
    if placeholder.type == "sldImg":
        locks = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        name, ph = f'<p:cNvPr id="{number()}" name="Slide"/>', f"<p:nvPr><p:ph{placeholder.attributes}/></p:nvPr>"
        return f"<p:sp><p:nvSpPr>{name}{locks}{ph}</p:nvSpPr><p:spPr/></p:sp>"
    if placeholder.type == "body":
        return text_shape("Notes", paragraphs_xml(notes, look), placeholder, None, number)
    return field_shape(placeholder, look.language, number) if placeholder.type == "sldNum" else ""


@dataclass(frozen=True)
class _Writing:
    """One slide on its way into the deck."""

    writer: SlideWriter
    deck: Deck
    slide: PlacedSlide
    layout: UsedLayout
    rels: Rels
    number: Callable[[], int]

    def shapes(self) -> Iterable[str]:
        slide, places, hidden = self.slide, self.layout.places, self.layout.hidden
        yield self._title(places[SlotName.TITLE])
        if HiddenName.BAND in hidden and (slide.strip is not None or SlotName.NEXT in slide.texts):
            band = hidden[HiddenName.BAND]
            yield decoration("Band", band.box, band.fill, self.number)
        yield from (shape for one in slide.above for shape in self._callout(one))
        below = {LINK_BELOW[code] for code in slide.codes}
        for name in dict.fromkeys((*slide.texts, *slide.over)):
            if name in slide.over:
                yield self._picture(slide.over[name], None)
            if name in slide.texts and name not in below:
                yield self._text(places[name], slide.texts[name], name)
        if slide.strip is not None:
            look = self._look(slide.title_size, True)
            yield strip_xml(slide.strip, look, self.number, slide.layout == LayoutName.AGENDA)
        if slide.table is not None:
            yield self._table(places.get(SlotName.TABLE))
        if slide.picture is not None:
            yield self._picture(slide.picture, places.get(SlotName.PICTURE))
        if slide.beside is not None:
            yield self._picture(slide.beside, None)
        yield from (shape for one in slide.callouts for shape in self._callout(one))
        yield from self._footnotes(slide.footnotes) if slide.footnotes else ()
        for name in slide.codes:
            yield from self._code(name, LINK_BELOW[name])
        if slide.day is not None and HiddenName.EDGE in hidden:
            yield edge_xml(slide.day, hidden[HiddenName.EDGE], self.number)
        if slide.layout not in FIRST_AND_LAST:
            yield from self._feet()

    def _placeholder(self, place: SlidePlace | None, types: tuple[str, ...] = ()) -> Placeholder | None:
        """The placeholder at a place, if its layout has one, of those types where any are named."""
        idx = place.idx if place is not None else None
        found = next((one for one in self.layout.placeholders if one.idx == idx), None) if idx is not None else None
        return found if found is None or not types or found.type in types else None

    def _look(self, size: float, sized: bool) -> Look:
        layout = self.layout
        look = Look(size, self.writer.language, self.rels.link, sized, heading=_heading(layout))
        return replace(look, plain_links=layout.plain_links)

    def _title(self, place: SlidePlace) -> str:
        slide = self.slide
        look = self._look(slide.title_size, not place.default or slide.title_size != place.size)
        return self._shape(
            SlotName.TITLE, (words(slide.title),), replace(look, lists=False), _framed(place, slide.title_frame)
        )

    def _text(self, place: SlidePlace, text: Fitted, name: str) -> str:
        look = self._look(text.size, not place.default or text.size != place.size)
        centred = place.idx is None and name in LINK_BELOW.values()
        look = replace(look, space=None if place.label else text.space)
        look = replace(look, align="ctr", fill=_ON_PLATE, plain_links=True) if centred else look
        return self._shape(name, text.paragraphs, look, _framed(place, text.frame))

    def _shape(self, name: str, text: Sequence[Paragraph], look: Look, place: SlidePlace) -> str:
        """Text in its placeholder, where the layout has it unless the place says where; else a text box."""
        placeholder = self._placeholder(place)
        body = paragraphs_xml(text, look if placeholder else replace(look, fill=look.fill or place.fill))
        return text_shape(name, body, placeholder, place.frame if placeholder else place.shape, self.number)

    def _callout(self, callout: Aside) -> Iterable[str]:
        """A callout: its words, and a bar at the left, on the ground that the deck has for it, if any."""
        box, sample = callout.box, self.layout.hidden.get(HiddenName.CALLOUT)
        if sample and sample.fill != NOTHING:
            yield decoration("Ground", box, sample.fill, self.number)
        yield decoration("Bar", replace(box, w=BAR), sample.text if sample else self._ink, self.number)
        insets = f'lIns="{round(PAD.x * POINT)}" rIns="{round((PAD.w - PAD.x) * POINT)}"'
        insets += f' tIns="{round(PAD.y * POINT)}" bIns="{round((PAD.h - PAD.y) * POINT)}"'
        yield self._apart("Callout", callout, insets)

    def _footnotes(self, notes: Aside) -> Iterable[str]:
        """Footnotes, below a short line."""
        line = Box(notes.box.x, notes.box.y - 6, 72, 1)
        yield decoration("Line", line, self._ink, self.number)
        yield self._apart("Footnotes", notes, 'lIns="0" tIns="0" rIns="0" bIns="0"')

    def _apart(self, name: str, aside: Aside, insets: str) -> str:
        text = aside.text
        look = replace(self._look(text.size, True), fill=self._ink, space=text.space)
        return text_box(name, paragraphs_xml(text.paragraphs, look), aside.box, f'wrap="square" {insets}', self.number)

    @property
    def _ink(self) -> str:
        """The colour of text in the layout's own places for it."""
        fills = (place.fill for name, place in self.layout.places.items() if name in CONTENT and place.fill)
        return next(fills, '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')

    def _table(self, place: SlidePlace | None) -> str:
        table = self.slide.table
        assert table is not None  # noqa: S101 - asked by the only caller
        look = replace(self._look(table.size, True), lists=False)
        rows = {tone: self.layout.hidden[name] for tone, name in _SAMPLES.items() if name in self.layout.hidden}
        style = TableStyle(self.writer.design.table_style, rows)
        return table_shape(table, self.slide.title, look, style, self._placeholder(place, ("tbl",)), self.number)

    def _picture(self, picture: FittedPicture, place: SlidePlace | None) -> str:
        ready = self.writer.pictures.get(picture.path)
        assert ready is not None  # noqa: S101 - a picture that cannot be shown has no place on any slide
        return self._placed(SlotName.PICTURE, ready[0], picture.alt, picture.box, place)

    def _code(self, name: str, below: str) -> Iterable[str]:
        """A code to scan, and the words below it; both on a white plate where the deck keeps no place for them."""
        place, link = self.layout.places[name], self.slide.codes[name].link
        if place.idx is None:
            yield decoration("Plate", around([place.box, self.layout.places[below].shape]), _PLATE, self.number)
        yield self._placed(name, qr_code(link), qr_alt(link), place.box, place)
        yield self._text(self.layout.places[below], self.slide.texts[below], below)

    def _placed(self, name: str, data: bytes, alt: str, box: Box, place: SlidePlace | None) -> str:
        related = self.rels.add("image", self.deck.picture(data))
        return picture_shape(name, related, alt, box, self._placeholder(place, ("pic",)), self.number)

    def _feet(self) -> Iterable[str]:
        """Footer, date and slide number, which a slide shows only where it has them itself."""
        room, size = self.layout.foot
        foot = side_by_side(*self.writer.footer, room, size)
        texts = {"ftr": ("Footer", foot), "dt": ("Date", self.writer.date)}
        look = replace(self._look(size, False), lists=False)
        for placeholder in self.layout.placeholders:
            name, text = texts.get(placeholder.type, ("", ""))
            if text:
                yield text_shape(name, paragraphs_xml([words(text)], look), placeholder, None, self.number)
            elif placeholder.type == "sldNum":
                yield field_shape(placeholder, self.writer.language, self.number)
