"""Faces become python-pptx slides: placeholders filled, tables and pictures put in their places."""

from __future__ import annotations

import copy
import io
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from kit.render.deck.drawing import DECORATIVE
from kit.render.deck.faces import Face, Fitted, FittedPicture, FittedTable
from kit.render.deck.layouts import Box
from kit.render.deck.model import Cell, words
from kit.render.deck.pages import MARGIN
from kit.render.deck.pictures import Pictures
from kit.render.deck.stage import Area, Stage
from kit.render.deck.strips import draw_strip
from kit.render.deck.text import A, Look, fill
from kit.render.deck.theme import TABLE_STYLE
from kit.render.qr import qr_alt, qr_code

_FOOT_TYPES = ("ftr", "sldNum")
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@dataclass(frozen=True)
class Hand:
    """What it takes to draw faces: the opened deck, its stage, pictures, language, and the words of the footer."""

    presentation: Any
    stage: Stage
    pictures: Pictures
    language: str
    footer: str

    def draw(self, face: Face) -> Any:
        """Add a slide that shows ``face``, and return it. Its shapes stand in the order in which they are read."""
        seat = self.stage.seats[face.layout]
        slide = self.presentation.slides.add_slide(seat.layout)
        spare = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
        self._title(slide, face, seat.areas["Title"], spare)
        order = [self._text(slide, seat.areas[role], text, role, spare) for role, text in face.texts.items()]
        if face.strip is not None:
            order.append(draw_strip(slide, face.strip, self._look(slide, face.title_size, True)))
        if face.table is not None:
            order.append(self._table(slide, face.table, seat.areas.get("Table"), spare, face.title))
        if face.picture is not None:
            order.append(self._picture(slide, face.picture, seat.areas.get("Picture"), spare))
        if face.link and "Code" in seat.areas:
            order.append(self._code(slide, face.link, seat.areas["Code"], spare))
        for shape in spare.values():
            shape._element.getparent().remove(shape._element)
        _in_order(slide, order)
        if face.layout not in ("Title", "Closing"):  # their corners hold the link
            self._feet(slide, seat.layout)
        return slide

    def _look(self, slide: Any, size: float, sized: bool) -> Look:
        return Look(size, self.language, lambda address: str(slide.part.relate_to(address, _HYPERLINK, True)), sized)

    def _title(self, slide: Any, face: Face, area: Area, spare: dict[int, Any]) -> None:
        shape = _taken(slide, area, spare, "Title")
        sized = not area.default or face.title_size != area.size
        look = replace(self._look(slide, face.title_size, sized), lists=False)
        fill(shape._element.txBody, [words(face.title)], look)

    def _text(self, slide: Any, area: Area, text: Fitted, role: str, spare: dict[int, Any]) -> Any:
        shape = _taken(slide, area, spare, role)
        if not self.stage.own and area.idx is not None:
            _move(shape, _outside(area.box))
        look = self._look(slide, text.size, not area.default or text.size != area.size)
        plain = (self.stage.own and role in ("Link", "Minutes", "Grouping")) or area.bold
        align = "r" if role == "Link" and area.idx is None else ""
        fill(shape._element.txBody, text.paragraphs, replace(look, lists=not plain, space=text.space, align=align))
        if role == "Minutes":
            _label(shape)
        return shape

    def _table(self, slide: Any, table: FittedTable, area: Area | None, spare: dict[int, Any], title: str) -> Any:
        rows, columns = len(table.rows), len(table.widths)
        holder = spare.pop(area.idx) if area is not None and area.idx in spare else None
        if holder is not None and hasattr(holder, "insert_table"):
            frame = holder.insert_table(rows, columns)
        else:
            box = table.box
            frame = slide.shapes.add_table(rows, columns, Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
        frame._element._nvXxPr.cNvPr.set("descr", f"Table: {title}")
        grid = frame.table
        grid.first_row, grid.horz_banding = bool(table.header), not self.stage.own
        if self.stage.own:
            _restyle(grid)
        _measures(frame, grid, table)
        for cells, texts in zip(grid.rows, table.rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                self._cell(slide, cell, text, table)
        return frame

    def _cell(self, slide: Any, cell: Any, text: Cell, table: FittedTable) -> None:
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.margin_left = cell.margin_right = Pt(MARGIN)
        cell.margin_top = cell.margin_bottom = Pt(table.pad)
        look = replace(self._look(slide, table.size, True), lists=False, align=text.align)
        fill(cell._tc.txBody, text.paragraphs, look)

    def _picture(self, slide: Any, picture: FittedPicture, area: Area | None, spare: dict[int, Any]) -> Any:
        ready = self.pictures.get(picture.path)
        assert ready is not None  # noqa: S101 - a picture that cannot be shown has no place on any face
        return _placed(slide, ready[0], picture.box, picture.alt, area, spare)

    def _code(self, slide: Any, link: str, area: Area, spare: dict[int, Any]) -> Any:
        return _placed(slide, qr_code(link), area.box, qr_alt(link), area, spare)

    def _feet(self, slide: Any, layout: Any) -> None:
        """Copy the footer and slide number, which python-pptx leaves on the layout, where nobody would see them."""
        for shape in layout.placeholders:
            kind = shape._element.find(f".//{_P}ph").get("type")
            if kind in _FOOT_TYPES:
                element = copy.deepcopy(shape._element)
                element._nvXxPr.cNvPr.set("id", str(_free_id(slide)))
                element.spPr.clear()
                slide.shapes._spTree.append(element)
                if kind == "ftr":
                    fill(element.txBody, [words(self.footer)], replace(self._look(slide, 12, False), lists=False))


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _taken(slide: Any, area: Area, spare: dict[int, Any], name: str) -> Any:
    """The placeholder of an area, or a text box in its place where the layout has none."""
    if area.idx is not None and area.idx in spare:
        return spare.pop(area.idx)
    box = area.box
    shape = slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
    shape.name = name
    shape.text_frame.word_wrap = True
    return shape


def _outside(box: Box) -> Box:
    """A borrowed placeholder's own box around the room for its text."""
    return Box(box.x - 7.2, box.y - 3.6, box.w + 14.4, box.h + 7.2)


def _move(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h)


def _label(shape: Any) -> None:
    """Set the word below the large number of minutes in a size of its own."""
    for properties in shape._element.txBody.findall(f"{{{A}}}p")[1].iter(f"{{{A}}}rPr"):
        properties.set("sz", "2400")
        properties.set("b", "0")


def _restyle(grid: Any) -> None:
    style = grid._tbl.tblPr.find(f"{{{A}}}tableStyleId")
    if style is not None:
        style.text = TABLE_STYLE


def _measures(frame: Any, grid: Any, table: FittedTable) -> None:
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(grid.rows, table.heights, strict=True):
        row.height = Pt(height)
    box = table.box
    _move(frame, Box(box.x, box.y, sum(table.widths), sum(table.heights)))


def _placed(slide: Any, data: bytes, box: Box, alt: str, area: Area | None, spare: dict[int, Any]) -> Any:
    """Put a picture in its placeholder, or beside all placeholders, whole and in its own proportions."""
    holder = spare.pop(area.idx) if area is not None and area.idx in spare else None
    if holder is not None and hasattr(holder, "insert_picture"):
        shape = holder.insert_picture(io.BytesIO(data))
        shape.crop_left = shape.crop_right = shape.crop_top = shape.crop_bottom = 0
    else:
        shape = slide.shapes.add_picture(io.BytesIO(data), 0, 0)
    _move(shape, box)
    properties = shape._element._nvXxPr.cNvPr
    properties.set("descr", alt)
    if not alt:
        space = f'<x xmlns:a="{A}">{DECORATIVE}</x>'
        properties.append(etree.fromstring(space)[0])
    return shape


def _in_order(slide: Any, order: list[Any]) -> None:
    """Move shapes behind the title, in the order in which they should be read out."""
    tree = slide.shapes._spTree
    for shape in order:
        tree.remove(shape._element)
        tree.append(shape._element)


def _free_id(slide: Any) -> int:
    return max(int(number) for number in slide.shapes._spTree.xpath("//@id") if number.isdigit()) + 1
