"""Pictures of pages: they keep their room, get white below them in the dark, and stay large enough to be read."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.source.pictures.lettering import smallest_letters
from kit.source.pictures.pictures import size
from kit.source.pictures.see_through import see_through
from kit.source.pictures.swatches import has_swatches

CLEAR = "kit-clear"  # one sees through it
READABLE = 0.75  # rem, which is 12 pixels unless the reader has larger letters: the least for letters in a drawing
_NARROWEST = 17  # rem: a drawing that is no wider fits every phone
_WIDEST = 60  # rem: letters that need more are there for the look, as on a drawn page of a book

_FRAME = (
    '<span class="kit-drawing" role="group" tabindex="0" aria-label="Drawing" data-more="Slide it sideways to see all"'
    ' style="--kit-least: {:.2f}rem">'
)


def add_images(app: Sphinx) -> None:
    """Tell Sphinx to write each picture of the pages with its size in pixels, and drawings in a frame that scrolls."""
    app.add_node(nodes.image, override=True, html=(_visit_image, HTML5Translator.depart_image))


def _visit_image(self: HTML5Translator, node: nodes.image) -> None:
    path = Path(self.builder.srcdir) / node["uri"]
    data = path.read_bytes() if path.is_file() else b""
    if data and CLEAR not in node["classes"] and _needs_ground(data):
        node["classes"].append(CLEAR)
    HTML5Translator.visit_image(self, node)
    if self.body[-1].startswith("<img "):
        self.body[-1] = _framed(f"<img {_room(data, node)}{self.body[-1].removeprefix('<img ')}", data, node)


def _needs_ground(data: bytes) -> bool:
    """Whether dark pages put white below a picture; drawings in the brand's colours have dark shades instead."""
    return see_through(data) and not has_swatches(data)


def _room(data: bytes, node: nodes.image) -> str:
    """Return the attributes that keep the picture's room; a width that its author gave is a style, and stronger."""
    if not data or "scale" in node or "height" in node:
        return ""
    try:
        width, height = size(data)
    except ValueError:  # check has told it
        return ""
    return f'width="{width}" height="{height}" '


def _framed(image: str, data: bytes, node: nodes.image) -> str:
    """Return ``image`` in a frame that scrolls, and keeps it so wide that its smallest letters can be read.

    Not where it is a link, in which nothing else may be a stop for the keyboard: it leads to where it is larger.
    """
    letters = smallest_letters(data) if data else None
    least = min(READABLE / letters, _WIDEST) if letters else 0
    if least <= _NARROWEST or isinstance(node.parent, nodes.reference):
        return image
    return f"{_FRAME.format(least)}{image.rstrip()}</span>\n"
