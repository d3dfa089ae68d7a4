"""Pictures and decks looked at before anything decodes or opens them (pure)."""

from __future__ import annotations

import io
import re
import warnings
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.source.markdown.addresses import picture_from
from kit.source.office.package import DECK
from kit.source.office.packages import package_problem
from kit.source.pictures.kinds import kind_of_picture, other_kind
from kit.source.pictures.metadata import SCAN, jpeg_parts
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.source.tree.paths import DECK_SUFFIXES, PICTURE_SUFFIXES
from kit.system.memo import remembered

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
MAX_SCANS = 100  # of a progressive JPEG, each of which goes over all pixels again; programs write about ten

_TYPES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".svg": "SVG"}
_LENGTH = re.compile(r"\s*(\d++(?:\.\d*+)?|\.\d++)\s*+(px|pt|pc|mm|cm|in)?\s*\Z")
# CSS pixels in each unit of length
PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LARGEST = 1e9
_SVG_DEFAULT = (300, 150)  # CSS 2.1, section 10.3.2: what browsers take where an SVG says nothing
_PACKAGES = ("lxml", "PIL")


def can_look() -> bool:
    """Whether what looks into pictures is installed: a browser may be without it.

    Without it no picture may reach a page, because nobody checked it.
    """
    return all(find_spec(name) for name in _PACKAGES)


@remembered
def picture_problem(path: str, data: bytes) -> Finding | None:
    """Return what makes the picture or deck at ``path`` unfit to be opened, or None.

    Only the header of a picture is read. What an SVG may hold is told by ``svg.rebuild``; other files pass.
    """
    suffix = PurePosixPath(path).suffix
    if suffix in DECK_SUFFIXES:
        return package_problem(path, data, DECK)
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
    if not data:
        raise ValueError("The picture is empty, so it has no size.")
    kind = kind_of_picture(data)
    try:
        return _raster_size(data, kind) if kind else _svg_size(data)
    except ValueError as error:
        raise ValueError(f"The picture's size cannot be read: {error}") from error


def _raster_problem(path: str, data: bytes, wanted: str) -> Finding | None:
    try:
        width, height = _raster_size(data, wanted)
    except DamagedError:
        message = f"The file is no {wanted} picture, or it is damaged."
        return Finding(Code.BROKEN_PICTURE, path, None, message, "Open it in an image editor and save it again.")
    if width * height > MAX_PIXELS:
        message = f"The picture is {width} by {height} pixels, and {MAX_PIXELS // 1_000_000} million is the most."
        return Finding(Code.UNSAFE_SIZE, path, None, message, "Make it smaller in an image editor and save it again.")
    if wanted == "JPEG" and sum(name == SCAN for name, _, _ in jpeg_parts(data)) > MAX_SCANS:
        message = f"The picture is drawn over itself more than {MAX_SCANS} times, which takes minutes to be shown."
        return Finding(Code.UNSAFE_SIZE, path, None, message, "Open it in an image editor and save it again.")
    return None


def _raster_size(data: bytes, kind: str) -> tuple[int, int]:
    """Read width and height from the header; Pillow's own limit is taken off, because ours is lower and comes next."""
    from PIL import Image

    with reading_bytes(), warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=[kind]) as picture:
                return picture.size
        except Image.DecompressionBombError:
            return MAX_PIXELS, 2


def drawing(data: bytes) -> Any:
    """Return the root of the SVG ``data``. DamagedError, or ValueError, where it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with reading_bytes():
        root = etree.fromstring(data, parser)
    if etree.QName(root).localname != "svg":
        raise ValueError("it is no picture")
    return root


def view_box(root: Any) -> tuple[float, float] | None:
    """Return the width and height of a drawing in units of its own, if it says them. ValueError for odd ones."""
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


def _svg_size(data: bytes) -> tuple[int, int]:
    root = drawing(data)
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = view_box(root)
    return _whole(*_fitted(width, height, box and box[0] / box[1], box or _SVG_DEFAULT))


def _pixels(length: str | None) -> float | None:
    match = _LENGTH.match(length or "")
    return float(match[1]) * PIXELS[match[2] or ""] if match else None


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
    if not max(width, height) < _LARGEST:  # not a number is not less than anything
        raise ValueError("its sides are no numbers that anybody can draw")
    return max(1, round(width)), max(1, round(height))


def where_shown(edition: Edition, path: str) -> str:
    """Return a sentence, with a space before it, that says on which page a picture stands first; "" for none."""
    for page in edition.pages.values():
        for picture in page.pictures:
            if picture_from(page.path, picture.target) == path:
                file, line = edition.origins.locate(page.path, picture.line)
                return f" It stands in {file}, line {line}." if line else f" It stands in {file}."
    return " It is the logo." if path == edition.brand.logo else ""
