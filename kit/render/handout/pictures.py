"""Pictures of a page, checked before Typst sees them."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

from docutils import nodes

from kit.model.findings import Code
from kit.render.handout.sheet import Block, Context, line_of
from kit.render.handout.typesetter import shared

DECORATIVE = "decorative"
_PERCENT = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%\s*$")
_ADD_ALT = "Say in square brackets what the picture shows, or write decorative there."


def picture(node: nodes.Element, context: Context) -> Block | None:
    """Return a picture with its name, alt text ("" for a decorative one) and width in percent, or None.

    One without alt text, or that is not in the tree, is reported and left out.
    """
    alt = str(node.get("alt", "")).strip()
    if not alt:
        _report(node, context, Code.NO_ALT_TEXT, "has no alt text, so people who cannot see it miss it.", _ADD_ALT)
        return None
    name = context.sheet.picture(str(node.get("uri", "")))
    if name is None:
        _report(node, context, Code.BROKEN_PICTURE, "is not in the tree.", "Correct its path, or add the file.")
        return None
    drawn = "" if alt.lower() == DECORATIVE else context.sheet.said(alt, context.page, line_of(node))
    return {"k": "picture", "path": name, "alt": drawn, "width": width_of(node)}


def width_of(node: nodes.Element) -> float | None:
    """Return the width that the author asked for, in percent of the text; None where it is for the layout to say."""
    match = _PERCENT.match(str(node.get("width", "")))
    return min(float(match[1]), 100.0) if match else None


def _report(node: nodes.Element, context: Context, code: Code, trouble: str, hint: str) -> None:
    message = f"The picture {node.get('uri', '')} {trouble}"
    context.sheet.report(code, context.page, line_of(node), message, hint)


# Pictures that slides cannot hold, drawn as PNG by the same worker that sets the handouts.

PAGE = Path(__file__).parent / "typst" / "picture.typ"
WIDTH = 10.0  # inches on the page; with it the pixels per inch follow from the width in pixels


def draw_png(name: str, data: bytes, width: int) -> bytes:
    """Return the picture ``data`` as a PNG that is ``width`` pixels wide, its ground clear where it was.

    ``name`` is its path or file name, whose suffix says what it is: svg, webp, gif, png or jpg.
    The same bytes give the same PNG. Raises TypesettingError if it cannot be read.
    """
    inside = "picture" + PurePosixPath(name).suffix.lower()
    settings = json.dumps({"path": inside, "width": WIDTH}).encode()
    files = {"picture.typ": PAGE.read_bytes(), "picture.json": settings, inside: data}
    return shared().png(files, "picture.typ", width / WIDTH)
