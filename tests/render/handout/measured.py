"""What a printed page really holds: its picture, the boxes of its words, and where a logo stands."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdf
from PIL import Image, ImageOps

from tests.render.handout.structure import elements

POINTS = 72  # in an inch
FAINT = 24  # of 255: lighter than any line or tint is dark
HEAD, FOOT = 0.075, 0.065  # of the height of a page: what running heads and page numbers take


class Box(NamedTuple):
    """A rectangle of a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have room in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.bottom, other.bottom) > max(self.top, other.top)


def _poppler(tool: str, data: bytes, *options: str) -> bytes:
    return subprocess.run([tool, *options], input=data, capture_output=True, check=True).stdout


def drawn(data: bytes, dots: int) -> Iterator[Image.Image]:
    """Each page of a PDF as a picture, with so many dots to the inch."""
    stream = io.BytesIO(_poppler("pdftoppm", data, "-r", str(dots), "-"))
    while head := stream.readline():
        assert head == b"P6\n", head
        wide, tall = map(int, stream.readline().split())
        assert stream.readline() == b"255\n"
        yield Image.frombytes("RGB", (wide, tall), stream.read(3 * wide * tall))


def ink(page: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of all that is not white on a page, in dots, None where nothing is."""
    return ImageOps.invert(page.convert("L")).point(lambda dot: 255 if dot > FAINT else 0).getbbox()


def filled(page: Image.Image) -> float:
    """The share of a page's height that what it holds reaches down, without running head and page number."""
    top, bottom = int(page.height * HEAD), int(page.height * (1 - FOOT))
    box = ink(page.crop((0, top, page.width, bottom)))
    return box[3] / (bottom - top) if box else 0


_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


def words(data: bytes) -> list[list[tuple[str, Box]]]:
    """The words of each page with their boxes, which are as high as the letters of their font may be."""
    pages = _poppler("pdftotext", data, "-bbox", "-", "-").decode().split("<page ")[1:]
    return [
        [(one[5], Box(*(float(side) for side in one.group(1, 2, 3, 4)))) for one in _WORD.finditer(page)]
        for page in pages
    ]


def logos(pdf: pypdf.PdfReader, alt: str) -> Iterator[tuple[Any, tuple[float, float, float, float]]]:
    """Each logo of a document: the page that it is on, and its left, low, right and high side in points."""
    for one in elements(pdf.root_object["/StructTreeRoot"]):
        if one.get("/Alt") == alt:
            attributes = one["/A"].get_object()
            boxes = [attributes] if isinstance(attributes, dict) else [part.get_object() for part in attributes]
            (box,) = [part["/BBox"] for part in boxes if "/BBox" in part]
            left, low, right, high = (float(side) for side in box)
            yield one["/Pg"].get_object(), (left, low, right, high)
