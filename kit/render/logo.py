"""A group's logo: the ground on which all of it is seen, and the room that pages give it, whatever its shape (pure)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache

from kit.model.colour import TEXT_RATIO, contrast
from kit.model.edition import Edition
from kit.render.palette import DARK_GROUND, LIGHT_GROUND
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.pictures import size
from kit.source.tree.damage import DamagedError, reading_bytes

Draw = Callable[[str, bytes, int], bytes]  # path, a drawing's bytes, width in pixels -> a PNG; DamagedError
LONGEST, LEAST, USUAL = 240, 96, 56  # CSS pixels: a logo's longer side at most and at least, and a long one's height
_DOTS = 48  # pixels across that are looked at
_ON_WHITE, _ON_DARK = 1.5, 2.0  # the contrast below which a dot is lost on white, and is hard to see on dark grounds


def logo_ground(edition: Edition, draw: Draw) -> str:
    """Return the colour on which the logo is to stand, as ``#rrggbb``: white, unless most of it would be lost there.

    For a white one with clear ground it is the primary colour, if that is dark enough, else near-black.
    """
    brand = edition.brand
    data = edition.tree.files.get(brand.logo)
    return _ground(brand.logo, data, brand.primary, draw) if data else LIGHT_GROUND


@lru_cache(maxsize=16)
def _ground(path: str, data: bytes, primary: str, draw: Draw) -> str:
    dots = _dots(path, data, draw)
    faint = _lost(dots, LIGHT_GROUND, _ON_WHITE)
    grounds = [one for one in (primary, DARK_GROUND) if contrast(one, LIGHT_GROUND) >= TEXT_RATIO]
    dark = min(grounds, key=lambda one: (_lost(dots, one, _ON_DARK), _lost(dots, one, _ON_WHITE)))
    return dark if faint > 0.5 and faint > 2 * _lost(dots, dark, _ON_DARK) else LIGHT_GROUND


def _lost(dots: Sequence[str], ground: str, least: float) -> float:
    """Return the share of ``dots`` whose contrast with ``ground`` is below ``least``."""
    return sum(contrast(one, ground) < least for one in dots) / max(len(dots), 1)


def _dots(path: str, data: bytes, draw: Draw) -> list[str]:
    """Return the colours of a logo, dot by dot, where it is not clear; none where it brings a ground of its own.

    One that cannot be read has none either; ``check``, and whoever draws it, say so.
    """
    from PIL import Image

    try:
        drawn = data if kind_of_picture(data) else draw(path, data, _DOTS)
        with reading_bytes(), Image.open(io.BytesIO(drawn)) as picture:
            picture.thumbnail((_DOTS, _DOTS))
            raw = picture.convert("RGBA").tobytes()
    except DamagedError:
        return []
    seen = [f"#{raw[at : at + 3].hex()}" for at in range(0, len(raw), 4) if raw[at + 3] >= 128]
    return seen if 4 * len(seen) < len(raw) else []


def logo_size(edition: Edition) -> tuple[int, int]:
    """Return the logo's own width and height in pixels; a square where there is none or they cannot be read."""
    try:
        return size(edition.tree.files.get(edition.brand.logo, b""))
    except ValueError:
        return 1, 1


def is_long(wide: float, tall: float) -> bool:
    """Whether a logo of that shape would be a speck at LEAST: on phones it is as high as a line of text instead."""
    return wide >= 3 * tall


def is_high(wide: float, tall: float) -> bool:
    """Whether a logo of that shape is higher at LEAST than a phone's masthead needs to be: it hangs below its edge."""
    return 3 * tall > 2 * wide


def logo_room(wide: float, tall: float) -> tuple[int, int]:
    """Return the width and height in CSS pixels at which pages show a logo of that shape.

    A long one, such as 5 to 1, is as high as the name beside it; of all others the longer side is LEAST pixels.
    """
    across = min(max(USUAL * wide / tall, LEAST), LONGEST) if wide >= tall else LEAST * wide / tall
    return max(1, round(across)), max(1, round(across * tall / wide))
