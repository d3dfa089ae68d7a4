"""Measure the letters of the kit's font and write kit/render/handout/inter-widths.txt: ``scripts/letter_widths.py``.

Run it when Inter.ttf changes. Handouts read the widths from there, so that they need nothing to measure with.
"""

from __future__ import annotations

from pathlib import Path

from PIL import ImageFont

from kit.render.handout.fonts import FONTS, WIDTHS, character_map

FONT = FONTS / "Inter.ttf"
UNITS = 1000  # pixels that a letter is measured at, so that rounding to whole ones does not show
WEIGHTS = (400, 700)


def widths() -> str:
    """Return a line for each letter: its code, and its width in thousandths of its size, regular and bold."""
    fonts = [_font(weight) for weight in WEIGHTS]
    letters = sorted(character_map(FONT.read_bytes()))
    return "".join(f"{one:x} {' '.join(str(round(font.getlength(chr(one)))) for font in fonts)}\n" for one in letters)


def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(Path(FONT), UNITS, layout_engine=ImageFont.Layout.BASIC)
    size, _ = font.get_variation_axes()
    font.set_variation_by_axes([float(size["default"] or 0), weight])
    return font


if __name__ == "__main__":
    WIDTHS.write_text(widths(), encoding="ascii", newline="\n")
