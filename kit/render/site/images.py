"""Pictures that keep their room: each says its size, so that text does not jump while a page loads."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.source.pictures import size


def add_images(app: Sphinx) -> None:
    """Tell Sphinx to write each picture of the pages with its width and height in pixels."""
    app.add_node(nodes.image, override=True, html=(_visit, HTML5Translator.depart_image))


def _visit(self: HTML5Translator, node: nodes.image) -> None:
    room = _room(Path(self.builder.srcdir) / node["uri"], node)
    HTML5Translator.visit_image(self, node)
    if room and self.body[-1].startswith("<img "):
        self.body[-1] = f"<img {room} {self.body[-1].removeprefix('<img ')}"


def _room(path: Path, node: nodes.image) -> str:
    """Return the attributes that keep the picture's room; a width that its author gave is a style, and stronger."""
    if not path.is_file() or "scale" in node or "height" in node:
        return ""
    try:
        width, height = size(path.read_bytes())
    except ValueError:  # check has told it
        return ""
    return f'width="{width}" height="{height}"'
