"""Pictures that slides cannot hold, drawn as PNG by the same worker that sets the handouts."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from kit.render.handout.typesetter import shared

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
