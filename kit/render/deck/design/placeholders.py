"""A layout of an opened deck: its placeholders and its hidden shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from kit.render.deck.design.free_room import drawn
from kit.render.deck.design.text_style import TITLES, Master, TextStyle, ph_of, text_style
from kit.render.deck.fit.placed import HiddenShape, Placeholder
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.layouts import HiddenName
from kit.render.deck.pptx.ooxml import A, P, fragment

_TEXTS = ("body", "obj", "subTitle")
_FLAT = ("vert", "wordArtVert", "vert270", "eaVert", "mongolianVert", "wordArtVertRtl")
_NAMING = ("type", "idx", "orient", "sz")  # what tells a placeholder from others
_HIDDEN = {name.casefold(): name for name in HiddenName}
_FOOT_SIZE = 14.0  # points: of a footer that stands nowhere on the slide


@dataclass(frozen=True)
class LayoutPlaceholder:
    """A placeholder of a layout: its type, number and name, its place in points, and how text in it looks."""

    type: str
    idx: int
    name: str
    box: Box
    style: TextStyle


@dataclass(frozen=True)
class Layout:
    """A layout of an opened deck: ``layout`` is python-pptx's, ``page`` the slide in points."""

    layout: Any
    master: Master
    page: Box

    @cached_property
    def _placeholders(self) -> list[LayoutPlaceholder]:
        """Those that stand upright on the slide."""
        return list(self._read())

    def _read(self) -> Iterator[LayoutPlaceholder]:
        for shape in _shapes(self.layout):
            ph, inherited = ph_of(shape), self.master.placeholder(shape)
            if ph is None or not _upright(shape, ph):
                continue
            box = _on_page(_box(shape) or (None if inherited is None else _box(inherited)), self.page)
            if box is not None:
                kind, idx = ph.get("type", "obj"), int(ph.get("idx", "0"))
                yield LayoutPlaceholder(kind, idx, _name(shape), box, text_style(shape, self.master))

    def _of(self, types: tuple[str, ...]) -> list[LayoutPlaceholder]:
        return [one for one in self._placeholders if one.type in types]

    @property
    def titled(self) -> bool:
        """Whether it has a place for a title, as every layout must that slides use."""
        return bool(self._of(TITLES))

    @cached_property
    def title(self) -> LayoutPlaceholder:
        """The placeholder of the title."""
        return self._of(TITLES)[0]

    @cached_property
    def texts(self) -> list[LayoutPlaceholder]:
        """The placeholders that may hold text, the largest first."""
        return sorted(self._of(_TEXTS), key=lambda one: -one.box.w * one.box.h)

    @property
    def main(self) -> LayoutPlaceholder:
        """The largest placeholder for text, the title where there is none."""
        return next(iter(self.texts), self.title)

    @property
    def pictures(self) -> list[LayoutPlaceholder]:
        """The placeholders for pictures."""
        return self._of(("pic",))

    @property
    def tables(self) -> list[LayoutPlaceholder]:
        """The placeholders for tables."""
        return self._of(("tbl",))

    @cached_property
    def drawn(self) -> list[Box]:
        """Where it, or its master behind it, shows pictures, filled shapes or words of its own: no room for others."""
        below = [self.master.element] if self.layout.element.get("showMasterSp", "1") in ("1", "true") else []
        return drawn([*below, self.layout.element], self.page)

    @property
    def foot(self) -> tuple[float, float]:
        """The room for the words of a footer and their size, in points."""
        one = next(iter(self._of(("ftr",))), None)
        return (one.style.room(one.box).w, one.style.sizes[0]) if one else (self.page.w / 2, _FOOT_SIZE)

    @cached_property
    def hidden(self) -> Mapping[str, HiddenShape]:
        """The hidden shapes by name, those of the master included where the layout has none of that name."""
        return {**samples(self.master), **samples(self.layout)}

    def named(self, name: str) -> LayoutPlaceholder | None:
        """The placeholder that people gave one of our names."""
        every = (*self.texts, *self.pictures, *self.tables)
        return next((one for one in every if one.name.strip().casefold() == name.casefold()), None)


def _shapes(owner: Any) -> Iterator[etree._Element]:
    """The shapes of a layout or master, those in groups aside."""
    return owner.element.iterfind(f"{P}cSld/{P}spTree/{P}sp")  # type: ignore[no-any-return] # python-pptx has no types


def _name(shape: etree._Element) -> str:
    return str(shape.find(f"./*/{P}cNvPr").get("name", ""))


def _box(shape: etree._Element) -> Box | None:
    """Where a shape stands, in points; None where it does not say."""
    off, ext = (shape.find(f"{P}spPr/{A}xfrm/{A}{name}") for name in ("off", "ext"))
    if off is None or ext is None:
        return None
    x, y, cx, cy = (int(one.get(name)) for one, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    return Box(x, y, cx, cy).times(1 / POINT)


def _on_page(box: Box | None, page: Box) -> Box | None:
    """The part of a place that is on the slide, or None where there is none."""
    if box is None:
        return None
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(page.w, box.right), min(page.h, box.bottom)
    return Box(left, top, right - left, bottom - top) if right - left > 1 and bottom - top > 1 else None


def _upright(shape: etree._Element, ph: etree._Element) -> bool:
    body, turned = shape.find(f"{P}txBody/{A}bodyPr"), shape.find(f"{P}spPr/{A}xfrm")
    upright = body is None or body.get("vert") not in _FLAT
    return upright and ph.get("orient") != "vert" and (turned is None or turned.get("rot", "0") == "0")


def hidden_shapes(owner: Any) -> Iterator[tuple[HiddenName, etree._Element, Box]]:
    """Yield the shapes of a layout or master that are hidden in PowerPoint and bear one of our names for such shapes.

    With each come its name and its place in points.
    """
    for shape in _shapes(owner):
        name = _HIDDEN.get(_name(shape).strip().casefold())
        is_hidden = shape.find(f"./*/{P}cNvPr").get("hidden") in ("1", "true") and ph_of(shape) is None
        if name and is_hidden and (box := _box(shape)):
            yield name, shape, box


def samples(owner: Any) -> dict[str, HiddenShape]:
    """Return what those shapes show, by name."""
    return {name: _sample(shape, box) for name, shape, box in hidden_shapes(owner)}


def _sample(shape: etree._Element, box: Box) -> HiddenShape:
    """The place and the colours of a hidden shape; text without a colour of its own has that of all text."""
    fill = fragment(shape.find(f"{P}spPr/{A}solidFill")) or "<a:noFill/>"
    runs = (shape.find(f".//{A}{name}/{A}solidFill") for name in ("rPr", "endParaRPr"))
    text = fragment(next((one for one in runs if one is not None), None))
    return HiddenShape(box, fill, text or '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')


def slide_placeholders(owner: Any) -> tuple[Placeholder, ...]:
    """Return the placeholders of a layout or master as slides fill them."""
    found = [ph for shape in _shapes(owner) if (ph := ph_of(shape)) is not None]
    return tuple(Placeholder(ph.get("type", "obj"), int(ph.get("idx", "0")), _attributes(ph)) for ph in found)


def _attributes(ph: etree._Element) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in ph.attrib.items() if name in _NAMING)
