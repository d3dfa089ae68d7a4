"""What people see of a slide: its words with their size, colour and ground, and the places that things take.

Sizes and colours are looked up as PowerPoint does: on the run, else on the placeholder's layout; a link has the theme's
own colour. The ground is the layout's, or the shape on which the middle of a text stands: one of the layout, or one of
the slide that decorates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MAP = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Words:
    """A run of words: the shape that holds it, its size in points, and the names of its colour and ground."""

    shape: str
    text: str
    size: float
    colour: str
    ground: str


def words_on(slide: Any) -> list[Words]:
    """Return all runs of a slide."""
    return [seen for shape in slide.shapes for seen in _of(shape, slide.slide_layout)]


def _of(shape: Any, layout: Any) -> Iterator[Words]:
    if hasattr(shape, "shapes"):
        for part in shape.shapes:
            yield from _of(part, layout)
    elif getattr(shape, "has_table", False) and shape.has_table:
        yield from _of_table(shape)
    elif shape.has_text_frame:
        holder = _holder(shape, layout)
        for run, level in _runs(shape._element):
            yield Words(shape.name, run.findtext(f"{A}t") or "", *_look(run, level, holder), _ground(shape, layout))


def _of_table(shape: Any) -> Iterator[Words]:
    heads = _head_colour(shape.part)
    for number, row in enumerate(shape.table.rows):
        for cell in row.cells:
            head = shape.table.first_row and number == 0
            ground = _fill(cell._tc.find(f"{A}tcPr")) or ("accent1" if head else "lt1")
            for run, _ in _runs(cell._tc):
                size, colour = _look(run, 1, None)
                yield Words("Table", run.findtext(f"{A}t") or "", size, colour or (heads if head else "dk1"), ground)


def _head_colour(part: Any) -> str:
    """The colour of words in the first row of a table, as the deck's own style says."""
    presentation = part.package.presentation_part.rels.values()
    (styles,) = (rel.target_part.blob for rel in presentation if rel.reltype.endswith("/tableStyles"))
    named = etree.fromstring(styles).find(f".//{A}firstRow/{A}tcTxStyle/{A}schemeClr").get("val")
    return str(_MAP.get(named, named))


def _runs(element: Any) -> Iterator[tuple[Any, int]]:
    for paragraph in element.iter(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = int(properties.get("lvl", "0")) + 1 if properties is not None else 1
        for run in (*paragraph.iter(f"{A}r"), *paragraph.iter(f"{A}fld")):
            yield run, level


def _holder(shape: Any, layout: Any) -> Any:
    if not shape.is_placeholder:
        return None
    idx = shape.placeholder_format.idx
    return next(one._element for one in layout.placeholders if one.placeholder_format.idx == idx)


def _fill(parent: Any) -> str:
    colour = parent.find(f"{A}solidFill/{A}schemeClr") if parent is not None else None
    return "" if colour is None else _named(colour.get("val"))


def _named(colour: str) -> str:
    return _MAP.get(colour, colour)


def _look(run: Any, level: int, holder: Any) -> tuple[float, str]:
    own = run.find(f"{A}rPr")
    levels = [holder.find(f".//{A}lstStyle/{A}lvl{n}pPr/{A}defRPr") for n in (level, 1)] if holder is not None else []
    default = next((one for one in levels if one is not None), None)
    size = own.get("sz") or (default.get("sz") if default is not None else "1800")
    link = own.find(f"{A}hlinkClick") is not None
    return int(size) / 100, "hlink" if link else _fill(own) or _fill(default)


def place(shape: Any) -> Box:
    """Return left, top, right and bottom of a shape."""
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def _ground(shape: Any, layout: Any) -> str:
    left, top, right, bottom = place(shape)
    x, y = (left + right) / 2, (top + bottom) / 2
    ground = _fill(layout._element.find(f".//{P}bgPr"))
    drawn = (below for below in layout.shapes if not hidden(below))
    for below in (*drawn, *filter(decorates, shape.part.slide.shapes)):
        box = place(below)
        over = box[0] <= x <= box[2] and box[1] <= y <= box[3]
        if not below.is_placeholder and over and _fill(below._element.find(f"{P}spPr")):
            ground = _fill(below._element.find(f"{P}spPr"))
    return ground


def decorates(shape: Any) -> bool:
    """Whether a shape is marked as decoration."""
    return bool(shape._element.xpath('./*[1]/*[local-name()="cNvPr"]//*[local-name()="decorative"]/@val'))


def hidden(shape: Any) -> bool:
    """Whether a shape is hidden, and nobody sees it."""
    return bool(shape._element.xpath('./*[1]/*[local-name()="cNvPr"][@hidden="1"]'))


def overlapping(slide: Any) -> list[tuple[str, str]]:
    """Return the names of shapes that take the same place; what decorates may lie below others."""
    placed = [(shape.name, place(shape)) for shape in slide.shapes if not decorates(shape)]
    return [(one, other) for (one, a), (other, b) in combinations(placed, 2) if _cross(a, b)]


def _cross(one: Box, other: Box) -> bool:
    slack = 1000  # English metric units: rounding
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide > slack and tall > slack
