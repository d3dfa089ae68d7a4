"""How wide words are on paper, from the kit's own font. Reads that font only."""

from __future__ import annotations

import functools
from pathlib import Path

from PIL import ImageFont

from kit.render.handout.glyphs import character_map

FONT = Path(__file__).parent.parent / "fonts" / "Inter.ttf"
SIZE = 12  # points: that of the text in tables
UNITS = 1000  # pixels that a letter is measured at, so that rounding to whole ones does not show
POINT = 25.4 / 72  # millimetres


def width(words: str, bold: bool = False) -> float | None:
    """Return how wide ``words`` are in one line of 12 points, in millimetres; None with a letter of another font.

    Letters are taken one by one. Kerning, which moves some pairs together, is left out, so words are never wider.
    """
    widths = [_letter(one, bold) for one in words]
    return None if None in widths else sum(one for one in widths if one is not None)


@functools.cache
def _letter(letter: str, bold: bool) -> float | None:
    if ord(letter) not in _known():
        return None
    return _font(bold).getlength(letter) / UNITS * SIZE * POINT


@functools.cache
def _known() -> frozenset[int]:
    return character_map(FONT.read_bytes())


@functools.cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, UNITS, layout_engine=ImageFont.Layout.BASIC)
    size, _ = font.get_variation_axes()
    font.set_variation_by_axes([float(size["default"] or 0), 700 if bold else 400])
    return font
