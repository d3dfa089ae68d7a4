"""Pictures of a page, checked before Typst sees them."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from kit.model.findings import Code
from kit.render.content import model as content
from kit.render.handout.sheet import Block, Context
from kit.render.handout.typesetter import Typesetter, shared

_ADD_ALT = "Say in square brackets what the picture shows, or write decorative there."


def picture(part: content.Picture, context: Context) -> Block | None:
    """Return a picture with its name, alt text ("" for a decorative one) and width in percent, or None.

    One without alt text, or that is not in the tree, is reported and left out.
    """
    if part.alt is None:
        _report(part, context, Code.NO_ALT_TEXT, "has no alt text, so people who cannot see it miss it.", _ADD_ALT)
        return None
    name = context.sheet.picture(part.path)
    if name is None:
        _report(part, context, Code.BROKEN_PICTURE, "is not in the tree.", "Correct its path, or add the file.")
        return None
    alt = context.sheet.said(part.alt, context.page, part.line)
    return {"k": "picture", "path": name, "alt": alt, "width": part.width}


def _report(part: content.Picture, context: Context, code: Code, trouble: str, hint: str) -> None:
    context.sheet.report(code, context.page, part.line, f"The picture {part.path} {trouble}", hint)


# Pictures that slides cannot hold, drawn as PNG by the same worker that sets the handouts.

PAGE = Path(__file__).parent / "typst" / "picture.typ"
WIDTH = 10.0  # inches on the page; with it the pixels per inch follow from the width in pixels


def draw_png(name: str, data: bytes, width: int, typesetter: Typesetter | None = None) -> bytes:
    """Return the picture ``data`` as a PNG that is ``width`` pixels wide, its ground clear where it was.

    ``name`` is its path or file name, whose suffix says what it is: svg, webp, gif, png or jpg.
    The same bytes give the same PNG. Raises TypesettingError if it cannot be read.
    """
    inside = "picture" + PurePosixPath(name).suffix.lower()
    settings = json.dumps({"path": inside, "width": WIDTH}).encode()
    files = {"picture.typ": PAGE.read_bytes(), "picture.json": settings, inside: data}
    return (typesetter or shared()).png(files, "picture.typ", width / WIDTH)
