"""How text in a placeholder looks: what its layout says, else its master, else the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from kit.model.colour import TEXT_RATIO, contrast
from kit.render.deck.fit.measure import LINE_HEIGHT
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.pptx.ooxml import A, P, fragment, related

TITLES = ("title", "ctrTitle")
_LEVELS = tuple(f"{A}lvl{number}pPr" for number in range(1, 5))
_SIZE = 18.0  # points: what text without any size has (ECMA-376, part 1, 21.1.2.3.9)
# The most that the format allows (ibid., 20.1.10.16, 20.1.10.68, 20.1.10.73 and 20.1.10.74); a deck may lie.
_MOST_SIZE, _MOST_SHARE, _MOST_POINTS, _MOST_LENGTH = 400_000, 13_200_000, 158_400, 2**31
# English metric units, unless a shape says otherwise (21.1.2.1.1)
_INSETS = {"lIns": 91440, "rIns": 91440, "tIns": 45720, "bIns": 45720}

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

    ``wide`` and ``tall`` are how many times wider and taller its lines run than Arial's of the same weight. ``on_top``
    says that they begin at its upper edge.
    """

    sizes: tuple[float, ...]
    insets: Box
    wide: float
    tall: float
    bold: bool
    fill: str
    on_top: bool = True

    def room(self, outer: Box, weighed: bool = False) -> Box:
        """Return the room for text in a shape, as if its typeface were Arial.

        It is for regular letters, unless text is ``weighed``: measured as bold where it is bold.
        """
        wider = self.wide * (_BOLD if self.bold and not weighed else 1.0)
        width, height = max(outer.w - self.insets.w, 1) / wider, max(outer.h - self.insets.h, 1) / self.tall
        return Box(outer.x + self.insets.x, outer.y + self.insets.y, width, height)

    def less_tall(self, box: Box) -> Box:
        """Return the part of a table's place that may be filled if its typeface were Arial: cells then need less."""
        return Box(box.x, box.y, box.w, box.h / (self.wide * self.tall))


def ph_of(element: etree._Element) -> etree._Element | None:
    """Return what makes a shape a placeholder, or None where it is none."""
    return element.find(f"./*/{P}nvPr/{P}ph")


class Master:
    """A master of an opened deck, python-pptx's ``master``: it says what its layouts leave open."""

    def __init__(self, master: Any) -> None:
        theme = related(master.part, "theme")
        self._theme = None if theme is None else etree.fromstring(theme.blob)
        self.element: etree._Element = master.element
        shapes = self.element.iterfind(f"{P}cSld/{P}spTree/{P}sp")
        self._placeholders: dict[str, etree._Element] = {}
        for shape in shapes:
            if ph_of(shape) is not None:
                self._placeholders.setdefault(_kind(shape), shape)

    def placeholder(self, element: etree._Element) -> etree._Element | None:
        """Return the placeholder from which one of a layout inherits."""
        return self._placeholders.get(_kind(element))

    def style(self, element: etree._Element) -> etree._Element | None:
        """Return the style of all text in placeholders of that kind."""
        return self.element.find(f"{P}txStyles/{P}{'titleStyle' if _kind(element) == 'title' else 'bodyStyle'}")

    def typeface(self, face: str) -> str:
        """Return the typeface itself where ``face`` is one of the theme's two."""
        if not face.startswith("+"):
            return face
        which = "majorFont" if face.startswith("+mj") else "minorFont"
        latin = None if self._theme is None else self._theme.find(f".//{A}fontScheme/{A}{which}/{A}latin")
        return "" if latin is None else str(latin.get("typeface", ""))

    @cached_property
    def links_can_be_read(self) -> bool:
        """Whether the theme's colour of links stands out from the usual ground; so where either is unknown."""
        link, ground = self._colour("hlink"), self._colour("bg1")
        return not link or not ground or contrast(link, ground) >= TEXT_RATIO

    def _colour(self, name: str) -> str:
        """A colour by the name that slides give it, as ``#rrggbb``; "" for one that cannot be told."""
        mapping = self.element.find(f"{P}clrMap")
        if self._theme is None or mapping is None:
            return ""
        found = self._theme.find(f".//{A}clrScheme/{A}{mapping.get(name, name)}/*")
        value = "" if found is None else found.get("lastClr") or found.get("val") or ""
        return f"#{value.lower()}" if len(value) == 6 and all(one in "0123456789abcdefABCDEF" for one in value) else ""


def _kind(element: etree._Element) -> str:
    """What a placeholder inherits by: a picture's or a table's text from the master's text."""
    ph = ph_of(element)
    kind = "obj" if ph is None else ph.get("type", "obj")
    return "title" if kind in TITLES else kind if kind in ("ftr", "sldNum", "dt") else "body"


def text_style(element: etree._Element, master: Master) -> TextStyle:
    """Return how text looks in a placeholder of one of the layouts of ``master``."""
    sources = [one for one in (element, master.placeholder(element), master.style(element)) if one is not None]
    said = [_levels(source) for source in sources]
    levels = [[one[tag] for one in said if tag in one] for tag in _LEVELS]
    runs = [level.find(f"{A}defRPr") for level in levels[0]]
    looks = [run for run in runs if run is not None]
    size = _first(looks, "sz")
    bold, capitals = _first(looks, "b") in ("1", "true"), _first(looks, "cap") == "all"
    face = next((latin.get("typeface", "") for run in looks if (latin := run.find(f"{A}latin")) is not None), "+mn-lt")
    known = master.typeface(face).casefold() in _NARROW
    wide = (1.0 if known else _WIDE) * (_CAPITALS if capitals else 1.0)
    points = _number(size, _MOST_SIZE) / 100 or _SIZE
    tall = (1.0 if known else _TALL) * _spacing(levels[0], points)
    return TextStyle(
        tuple(_sizes(levels, points)), _insets(sources), wide, tall, bold, _fill(looks), _is_on_top(sources)
    )


def _levels(source: etree._Element) -> dict[str, etree._Element]:
    """What a placeholder or a master's style says of each level, by the name of the element."""
    style = source if source.tag.endswith("Style") else source.find(f"{P}txBody/{A}lstStyle")
    return {} if style is None else {level.tag: level for level in style}


def _first(looks: list[etree._Element], name: str) -> str | None:
    return next((look.get(name) for look in looks if look.get(name) is not None), None)


def _sizes(levels: list[list[etree._Element]], first: float) -> Iterator[float]:
    for level in levels:
        said = _first([run for one in level if (run := one.find(f"{A}defRPr")) is not None], "sz")
        yield _number(said, _MOST_SIZE) / 100 or first


def _spacing(levels: list[etree._Element], size: float) -> float:
    """How much further apart lines stand than single ones; lines that stand closer are not counted on."""
    for level in levels:
        spacing = level.find(f"{A}lnSpc")
        if spacing is None:
            continue
        share, exact = spacing.find(f"{A}spcPct"), spacing.find(f"{A}spcPts")
        if share is not None:
            said = share.get("val", "100000")
            return max(1.0, _number(said.rstrip("%"), _MOST_SHARE) / (100 if said.endswith("%") else 1e5))
        if exact is not None:
            return max(1.0, _number(exact.get("val"), _MOST_POINTS) / 100 / (size * LINE_HEIGHT))
    return 1.0


def _number(said: str | None, most: int) -> float:
    """The number that an attribute holds, or 0 where it holds none, or one beyond ``most`` on either side of 0."""
    try:
        number = float(said or 0)
    except ValueError:
        return 0.0
    return number if abs(number) <= most else 0.0  # what is no number is not less than anything


def _bodies(found: list[etree._Element]) -> list[etree._Element]:
    return [body for source in found if (body := source.find(f"{P}txBody/{A}bodyPr")) is not None]


def _is_on_top(found: list[etree._Element]) -> bool:
    return _first(_bodies(found), "anchor") in ("t", None)


def _insets(found: list[etree._Element]) -> Box:
    bodies = _bodies(found)
    left, right, top, bottom = (
        _number(_first(bodies, name) or str(usual), _MOST_LENGTH) / POINT for name, usual in _INSETS.items()
    )
    return Box(left, top, left + right, top + bottom)


def _fill(looks: list[etree._Element]) -> str:
    return fragment(next((fill for look in looks if (fill := look.find(f"{A}solidFill")) is not None), None))
