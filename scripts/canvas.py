"""Puts pictures side by side on one sheet, each with a thin border. Used by ``pictures.py``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

WIDTH = 1200  # pixels of a finished sheet, at most
GAP = 20
LINE = "#c9ced6"
COLOURS = 256


def framed(picture: Image.Image, width: int) -> Image.Image:
    """Return ``picture`` at ``width`` pixels, a border of one pixel included."""
    inner = width - 2
    height = round(picture.height * inner / picture.width)
    return ImageOps.expand(picture.convert("RGB").resize((inner, height), Image.Resampling.LANCZOS), 1, LINE)


def rows(lines: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Return one white sheet with the pictures of each line from left to right."""
    widths = [sum(one.width for one in line) + GAP * (len(line) - 1) for line in lines]
    heights = [max(one.height for one in line) for line in lines]
    sheet = Image.new("RGB", (max(widths), sum(heights) + GAP * (len(lines) - 1)), "white")
    top = 0
    for line, height in zip(lines, heights, strict=True):
        left = 0
        for one in line:
            sheet.paste(one, (left, top))
            left += one.width + GAP
        top += height + GAP
    return sheet


def grid(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """Return a sheet of equal columns, WIDTH wide."""
    width = (WIDTH - GAP * (columns - 1)) // columns
    small = [framed(one, width) for one in pictures]
    return rows([small[start : start + columns] for start in range(0, len(small), columns)])


def save(sheet: Image.Image, path: Path) -> None:
    """Save ``sheet`` as a PNG with a palette, which is a third of the size and looks the same.

    MAXCOVERAGE keeps rare colours, such as a thin red line's; the round of k-means after it brings those of large
    areas back to what they were, which a tint in a group's colours needs.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    few = sheet.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
