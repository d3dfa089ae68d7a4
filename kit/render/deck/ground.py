"""A layout of somebody else's deck, and the placeholders that it has for us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from kit.render.deck.inherited import TextStyle, text_style
from kit.render.deck.layouts import Box

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
