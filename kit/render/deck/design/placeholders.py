"""A layout of somebody else's deck, and the placeholders that it has for us."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from kit.render.deck.design.ours.layouts import Box
from kit.render.deck.fit.measure import LINE_HEIGHT

# How text in a placeholder of somebody else's layout looks: what it says itself, else its master, else the theme.

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_POINT = 12700
_TITLE_TYPES = ("title", "ctrTitle")
_LEVELS = 4
_SIZE = 18.0  # points: what text without any size has (ECMA-376, part 1, 21.1.2.3.9)
_INSETS = {
    "lIns": 91440,
    "rIns": 91440,
    "tIns": 45720,
    "bIns": 45720,
}  # EMU, unless a shape says otherwise (21.1.2.1.1)

# Typefaces whose letters are as wide as Arial's or narrower, by the metrics of their free equals: Liberation Sans is
# drawn to Arial's widths, Carlito to Calibri's, Liberation Serif to Times New Roman's.
_NARROW = (
    *("arial", "arial narrow", "calibri", "calibri light", "carlito", "helvetica", "liberation sans"),
    *("liberation serif", "times", "times new roman"),
)
# For all others: Verdana, as wide as any typeface for text, has 1.14 times Arial's widths, and 1.2 times in bold.
_WIDE, _TALL = 1.2, 1.12
_BOLD = 1.08  # bold Arial against regular
_CAPITALS = 1.4  # capitals against small letters


@dataclass(frozen=True)
class TextStyle:
    """How text looks in a placeholder: its sizes by level in points, insets in points, and the fill's DrawingML.

    ``wide`` and ``tall`` are how many times wider and taller its lines run than Arial's of the same weight.
    """

    sizes: tuple[float, ...]
    insets: Box
    wide: float
    tall: float
    bold: bool
    fill: str

    def room(self, outer: Box, title: bool = False) -> Box:
        """Return the room for text in a shape, as if its typeface were Arial: regular, or bold for a ``title``."""
        wider = self.wide * (_BOLD if self.bold and not title else 1.0)
        width, height = max(outer.w - self.insets.w, 1) / wider, max(outer.h - self.insets.h, 1) / self.tall
        return Box(outer.x + self.insets.x, outer.y + self.insets.y, width, height)

    def less_tall(self, box: Box) -> Box:
        """Return the part of a table's place that may be filled if its typeface were Arial: cells then need less."""
        return Box(box.x, box.y, box.w, box.h / (self.wide * self.tall))


def text_style(shape: Any, layout: Any) -> TextStyle:
    """Return how text looks in ``shape``, a placeholder of ``layout``."""
    found = list(_holders(shape, layout))
    levels = [list(_levels(found, number)) for number in range(1, _LEVELS + 1)]
    runs = [level.find(f"{_A}defRPr") for level in levels[0]]
    looks = [run for run in runs if run is not None]
    size = _first(looks, "sz")
    bold, capitals = _first(looks, "b") in ("1", "true"), _first(looks, "cap") == "all"
    face = next((latin.get("typeface", "") for run in looks if (latin := run.find(f"{_A}latin")) is not None), "+mn-lt")
    known = _named(face, layout).casefold() in _NARROW
    wide = (1.0 if known else _WIDE) * (_CAPITALS if capitals else 1.0)
    points = _number(size) / 100 or _SIZE
    tall = (1.0 if known else _TALL) * _spacing(levels[0], points)
    return TextStyle(tuple(_sizes(levels, points)), _insets(found), wide, tall, bold, _fill(looks))


def _holders(shape: Any, layout: Any) -> Iterator[etree._Element]:
    """What may say how the text looks: the placeholder, its master's placeholder, the master's style for its kind."""
    yield shape._element
    master = layout.slide_master
    kind = _kind(shape)
    same = next((one for one in master.placeholders if _kind(one) == kind), None)
    if same is not None:
        yield same._element
    styles = master.element.find(f"{_P}txStyles")
    style = None if styles is None else styles.find(f"{_P}{'titleStyle' if kind == 'title' else 'bodyStyle'}")
    if style is not None:
        yield style


def _kind(shape: Any) -> str:
    kind = shape._element.find(f".//{_P}ph").get("type", "obj")
    return "title" if kind in _TITLE_TYPES else kind if kind in ("ftr", "sldNum", "dt") else "body"


def _levels(found: list[etree._Element], number: int) -> Iterator[etree._Element]:
    tag = f"{_A}lvl{number}pPr"
    for holder in found:
        at = f"{_P}txBody/{_A}lstStyle/{tag}"
        level = holder.find(tag) if holder.tag.endswith("Style") else holder.find(at)
        if level is not None:
            yield level


def _first(looks: list[etree._Element], name: str) -> str | None:
    return next((look.get(name) for look in looks if look.get(name) is not None), None)


def _sizes(levels: list[list[etree._Element]], first: float) -> Iterator[float]:
    for level in levels:
        said = _first([run for one in level if (run := one.find(f"{_A}defRPr")) is not None], "sz")
        yield _number(said) / 100 or first


def _named(face: str, layout: Any) -> str:
    """The typeface itself where ``face`` is one of the theme's two."""
    if not face.startswith("+"):
        return face
    which = "majorFont" if face.startswith("+mj") else "minorFont"
    related = layout.slide_master.part.rels.values()
    themes = [etree.fromstring(rel.target_part.blob) for rel in related if rel.reltype.endswith("/theme")]
    latin = themes[0].find(f".//{_A}fontScheme/{_A}{which}/{_A}latin") if themes else None
    return "" if latin is None else str(latin.get("typeface", ""))


def _spacing(levels: list[etree._Element], size: float) -> float:
    """How much further apart lines stand than single ones; lines that stand closer are not counted on."""
    for level in levels:
        spacing = level.find(f"{_A}lnSpc")
        if spacing is None:
            continue
        share, exact = spacing.find(f"{_A}spcPct"), spacing.find(f"{_A}spcPts")
        if share is not None:
            return max(
                1.0, float(share.get("val", "100000").rstrip("%")) / (100 if "%" in share.get("val", "") else 1e5)
            )
        if exact is not None:
            return max(1.0, int(exact.get("val", "0")) / 100 / (size * LINE_HEIGHT))
    return 1.0


def _number(said: str | None) -> float:
    """The number that an attribute holds, or 0 where it holds none."""
    try:
        return float(said or 0)
    except ValueError:
        return 0.0


def _insets(found: list[etree._Element]) -> Box:
    bodies = [body for holder in found if (body := holder.find(f"{_P}txBody/{_A}bodyPr")) is not None]
    left, right, top, bottom = (_number(_first(bodies, name) or str(usual)) / _POINT for name, usual in _INSETS.items())
    return Box(left, top, left + right, top + bottom)


def _fill(looks: list[etree._Element]) -> str:
    fill = next((fill for look in looks if (fill := look.find(f"{_A}solidFill")) is not None), None)
    return "" if fill is None else etree.tostring(fill, encoding="unicode", with_tail=False)


POINT = 12700  # English metric units in a point
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_TEXTS = (KIND.BODY, KIND.OBJECT, KIND.SUBTITLE)
_FLAT = ("vert", "wordArtVert", "vert270", "eaVert", "mongolianVert", "wordArtVertRtl")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout, with its place in points."""

    shape: Any
    box: Box
    style: TextStyle

    @property
    def idx(self) -> int:
        """Its number on the layout."""
        return int(self.shape.placeholder_format.idx)


@dataclass(frozen=True)
class Ground:
    """A layout of a borrowed deck as a place to put things: ``page`` is the slide in points."""

    layout: Any
    page: Box

    def _held(self, kinds: Iterable[Any]) -> list[Holder]:
        return [
            Holder(shape, box, text_style(shape, self.layout))
            for shape in self.layout.placeholders
            if shape.placeholder_format.type in kinds and _upright(shape) and (box := place_of(shape, self.page))
        ]

    @cached_property
    def title(self) -> Holder | None:
        """The placeholder of the title, if there is one."""
        return next(iter(self._held(_TITLES)), None)

    @cached_property
    def texts(self) -> list[Holder]:
        """The placeholders that may hold text, the largest first."""
        return sorted(self._held(_TEXTS), key=lambda one: -one.box.w * one.box.h)

    @cached_property
    def pictures(self) -> list[Holder]:
        """The placeholders for pictures."""
        return self._held((KIND.PICTURE,))

    @cached_property
    def tables(self) -> list[Holder]:
        """The placeholders for tables."""
        return self._held((KIND.TABLE,))

    @cached_property
    def foot(self) -> tuple[float, float] | None:
        """The room for the words of a footer and their size, in points, where the layout has a place for one."""
        held = next(iter(self._held((KIND.FOOTER,))), None)
        return (held.style.room(held.box).w, held.style.sizes[0]) if held else None

    def named(self, role: str) -> Holder | None:
        """The placeholder that people gave one of our roles' names."""
        every = (*self.texts, *self.pictures, *self.tables)
        return next((one for one in every if one.shape.name.strip().casefold() == role.casefold()), None)


def place_of(shape: Any, page: Box) -> Box | None:
    """Return the place of a placeholder on the page in points, its master's where it has none; None without any."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return None
    box = Box(shape.left, shape.top, shape.width, shape.height).times(1 / POINT)
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(page.w, box.x + box.w), min(page.h, box.y + box.h)
    return Box(left, top, right - left, bottom - top) if right - left > 1 and bottom - top > 1 else None


def _upright(shape: Any) -> bool:
    body = shape._element.find(f".//{_A}bodyPr")
    turned = shape._element.find(f".//{_A}xfrm")
    vertical = shape._element.find(".//{*}ph").get("orient") == "vert"
    upright = body is None or body.get("vert") not in _FLAT
    return upright and not vertical and (turned is None or turned.get("rot", "0") == "0")
