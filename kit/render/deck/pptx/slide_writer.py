"""Faces drawn into a deck: shapes stand in the order in which they are read, the title first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kit.render.deck.design.ours.layouts import BY_NAME, DARK, FOOT, FOOT_SIZE, Box, band_below
from kit.render.deck.fit.measure import shortened
from kit.render.deck.fit.placed import Area, Face, Fitted
from kit.render.deck.pptx.parts import Base, Deck, Holder, Rels, part_of
from kit.render.deck.pptx.pictures import Pictures
from kit.render.deck.pptx.shapes import band, edge_xml, field_shape, picture_shape, strip_xml, table_shape, text_shape
from kit.render.deck.pptx.text import Look, paragraphs_xml
from kit.render.deck.slides.model import Paragraph, words
from kit.render.drawings import qr_alt, qr_code

_NOTES_SIZE = 12.0
_COVERS = ("Title", "Closing", "Closing with two codes")  # their corners hold the codes
_PLAIN = ("Link", "Second link", "Minutes", "Grouping", "Eyebrow", "Next", "Attribution")  # no lists in these
_BELOW = {"Code": "Link", "Second code": "Second link"}  # the words below each code
_CENTRED = tuple(_BELOW.values())
_INCH = 72


@dataclass(frozen=True)
class Hand:
    """What it takes to draw faces: the empty deck, its pictures, language, and the words of the footer."""

    base: Base
    pictures: Pictures
    language: str
    footer: str
    date: str = ""

    def draw(self, faces: Iterable[Face]) -> Deck:
        """Return a deck with a slide for each face."""
        deck = Deck(self.base)
        for face in faces:
            seat = self.base.stage.seats[face.layout]
            layout = part_of(seat.layout)
            rels = Rels()
            shapes = "".join(_Drawing(self, deck, face, rels, self.base.holders[layout], count(2).__next__).shapes())
            deck.add(layout, shapes, rels, self._notes(face))
        return deck

    def _notes(self, face: Face) -> tuple[str, Rels] | None:
        if not face.notes:
            return None
        rels, number = Rels(), count(2).__next__
        look = Look(_NOTES_SIZE, self.language, rels.link, False)
        found = [_note(holder, face.notes, look, number) for holder in self.base.holders[""]]
        return "".join(found), rels

    def foot(self, layout: str) -> str:
        """The words of a layout's footer, shortened where they would run into the slide's number."""
        room, size = self.base.stage.seats[layout].foot or (FOOT.w * _INCH, FOOT_SIZE)
        return shortened(self.footer, room, size)


def _note(holder: Holder, notes: tuple[Paragraph, ...], look: Look, number: Callable[[], int]) -> str:
    """One shape of a page of notes: the picture of the slide, the words, the number; others stay on the master."""
    if holder.kind == "sldImg":
        locks = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        name = f'<p:cNvPr id="{number()}" name="Slide"/>'
        return f"<p:sp><p:nvSpPr>{name}{locks}<p:nvPr><p:ph{holder.ph}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
    if holder.kind == "body":
        return text_shape("Notes", paragraphs_xml(notes, look), holder, None, number)
    return field_shape(holder, look.language, number) if holder.kind == "sldNum" else ""


def _on_band(face: Face) -> bool:
    """Whether a first or last slide has something for the band below: the day, or what comes next."""
    return face.layout in _COVERS and (face.strip is not None or "Next" in face.texts)


@dataclass(frozen=True)
class _Drawing:
    """One face on its way to a slide."""

    hand: Hand
    deck: Deck
    face: Face
    rels: Rels
    holders: tuple[Holder, ...]
    number: Callable[[], int]

    def shapes(self) -> Iterable[str]:
        face, seat = self.face, self.hand.base.stage.seats[self.face.layout]
        yield self._title(seat.areas["Title"])
        if _on_band(face) and self.hand.base.stage.own:
            yield band(band_below(seat.areas["Title"].box.times(1 / _INCH)), DARK, self.number())
        below = {_BELOW[role] for role in face.codes}
        for role, text in face.texts.items():
            if role not in below:
                yield self._text(seat.areas[role], text, role)
        if face.strip is not None:
            yield strip_xml(face.strip, self._look(face.title_size, True), self.number, face.layout == "Agenda")
        if face.table is not None:
            yield self._table(seat.areas.get("Table"))
        if face.picture is not None:
            yield self._picture(seat.areas.get("Picture"))
        for role, code in face.codes.items():
            area = seat.areas[role]
            yield self._placed(role, qr_code(code.link), qr_alt(code.link), area.box, area)
            yield self._text(seat.areas[_BELOW[role]], face.texts[_BELOW[role]], _BELOW[role])
        if face.day is not None and self.hand.base.stage.own:
            yield edge_xml(face.day, BY_NAME[face.layout].ground == DARK, self.number)
        if face.layout not in _COVERS:
            yield from self._feet()

    def _holder(self, area: Area | None, kinds: tuple[str, ...] = ()) -> Holder | None:
        """The placeholder of an area, if its layout has one, of those kinds where any are named."""
        idx = area.idx if area is not None else None
        found = next((one for one in self.holders if one.idx == idx), None) if idx is not None else None
        return found if found is None or not kinds or found.kind in kinds else None

    def _look(self, size: float, sized: bool) -> Look:
        stage = self.hand.base.stage
        return Look(size, self.hand.language, self.rels.link, sized, own=stage.own, plain_links=stage.plain_links)

    def _title(self, area: Area) -> str:
        face = self.face
        look = self._look(face.title_size, not area.default or face.title_size != area.size)
        return self._shape("Title", (words(face.title),), replace(look, lists=False), area, None)

    def _text(self, area: Area, text: Fitted, role: str) -> str:
        plain = (self.hand.base.stage.own and role in _PLAIN) or area.bold
        look = self._look(text.size, not area.default or text.size != area.size)
        look = replace(look, lists=not plain, space=text.space, align="ctr" if role in _CENTRED else "")
        return self._shape(role, text.paragraphs, look, area, text.box)

    def _shape(self, role: str, text: Sequence[Paragraph], look: Look, area: Area, box: Box | None) -> str:
        """Text in its placeholder, where the layout has it unless the area or ``box`` says where; else a text box."""
        holder = self._holder(area)
        body = paragraphs_xml(text, look if holder else replace(look, fill=area.fill))
        return text_shape(role, body, holder, box or (area.frame if holder else area.place), self.number)

    def _table(self, area: Area | None) -> str:
        table = self.face.table
        assert table is not None  # noqa: S101 - asked by the only caller
        look = replace(self._look(table.size, True), lists=False)
        holder = self._holder(area, ("tbl",))
        return table_shape(table, self.face.title, look, holder, self.hand.base.stage.own, self.number)

    def _picture(self, area: Area | None) -> str:
        picture = self.face.picture
        assert picture is not None  # noqa: S101 - asked by the only caller
        ready = self.hand.pictures.get(picture.path)
        assert ready is not None  # noqa: S101 - a picture that cannot be shown has no place on any face
        return self._placed("Picture", ready[0], picture.alt, picture.box, area)

    def _placed(self, name: str, data: bytes, alt: str, box: Box, area: Area | None) -> str:
        related = self.rels.add("image", self.deck.picture(data))
        return picture_shape(name, related, alt, box, self._holder(area, ("pic",)), self.number)

    def _feet(self) -> Iterable[str]:
        """Footer, date and slide number, which a slide shows only where it has them itself."""
        look, foot = replace(self._look(FOOT_SIZE, False), lists=False), self.hand.foot(self.face.layout)
        for holder in self.holders:
            if holder.kind == "ftr":
                yield text_shape("Footer", paragraphs_xml([words(foot)], look), holder, None, self.number)
            elif holder.kind == "dt" and self.hand.date:
                yield text_shape("Date", paragraphs_xml([words(self.hand.date)], look), holder, None, self.number)
            elif holder.kind == "sldNum":
                yield field_shape(holder, self.hand.language, self.number)
