"""Pictures and decks looked at before anything decodes or opens them (pure)."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import PurePosixPath

from kit.memory import remembered
from kit.model.findings import Code, Finding
from kit.source.decks import deck_problem
from kit.source.paths import DECK_SUFFIXES, PICTURE_SUFFIXES
from kit.source.picture_kinds import kind_of_picture, other_kind

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000

_TYPES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in)?\s*\Z")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_SVG_DEFAULT = (300, 150)  # CSS 2.1, section 10.3.2: what browsers take where an SVG says nothing


@remembered
def picture_problem(path: str, data: bytes) -> Finding | None:
    """Return what makes the picture or deck at ``path`` unfit to be opened, or None.

    Only the header of a picture is read. What an SVG may hold is told by ``svg.rebuild``; other files pass.
    """
    suffix = PurePosixPath(path).suffix
    if suffix in DECK_SUFFIXES:
        return deck_problem(path, data)
    if suffix not in PICTURE_SUFFIXES:
        return None
    if len(data) > MAX_BYTES:
        message = f"The picture is larger than {MAX_BYTES // 1024 // 1024} MB."
        return Finding(Code.UNSAFE_SIZE, path, None, message, "Make it smaller in an image editor and save it again.")
    wanted = _TYPES[suffix]
    if other := other_kind(wanted, data):
        return Finding(Code.BROKEN_PICTURE, path, None, *other)
    return None if wanted == "SVG" else _raster_problem(path, data, wanted)


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture in pixels (96 to the inch for SVG). ValueError if it has none."""
    kind = kind_of_picture(data)
    try:
        return _raster_size(data, kind) if kind else _svg_size(data)
    except Exception as error:  # a damaged header can make the readers raise nearly anything
        raise ValueError(f"The picture's size cannot be read: {error}") from error


def _raster_problem(path: str, data: bytes, wanted: str) -> Finding | None:
    try:
        width, height = _raster_size(data, wanted)
    except Exception:  # a damaged header can make Pillow raise nearly anything; all of it means one thing here
        message = f"The file is no {wanted} picture, or it is damaged."
        return Finding(Code.BROKEN_PICTURE, path, None, message, "Open it in an image editor and save it again.")
    if width * height > MAX_PIXELS:
        message = f"The picture is {width} by {height} pixels, and {MAX_PIXELS // 1_000_000} million is the most."
        return Finding(Code.UNSAFE_SIZE, path, None, message, "Make it smaller in an image editor and save it again.")
    return None


def _raster_size(data: bytes, kind: str) -> tuple[int, int]:
    """Read width and height from the header; Pillow's own limit is taken off, because ours is lower and comes next."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                return picture.size
        except Image.DecompressionBombError:
            return MAX_PIXELS, 2


def _svg_size(data: bytes) -> tuple[int, int]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if etree.QName(root).localname != "svg":
        raise ValueError("it is no picture")
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    ratio = box[2] / box[3] if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    return _whole(*_fitted(width, height, ratio, (box[2], box[3]) if ratio else _SVG_DEFAULT))


def _pixels(length: str | None) -> float | None:
    match = _LENGTH.match(length or "")
    return float(match[1]) * _PIXELS[match[2] or ""] if match else None


def _fitted(
    width: float | None, height: float | None, ratio: float | None, default: tuple[float, float]
) -> tuple[float, float]:
    """Return both sides, one that is missing from the other and the ratio of width to height."""
    if width and height:
        return width, height
    if width:
        return width, width / (ratio or 2)
    if height:
        return height * (ratio or 2), height
    return default


def _whole(width: float, height: float) -> tuple[int, int]:
    return max(1, round(width)), max(1, round(height))
