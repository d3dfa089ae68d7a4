"""What the writers would say of an edition, found without writing anything: ``check`` says it too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.outputs import OUTPUTS
from kit.source.pictures.pictures import where_shown

if TYPE_CHECKING:
    from kit.render.content.model import Contents

_DRAWN = (".svg", ".gif")
_SMALL = 8  # pixels: as wide as a picture is drawn to see whether it can be
_SECONDS = 60.0  # for all pictures together; those of a hub take a tenth of one


def rehearse(edition: Edition, pages: Contents, found: list[Finding]) -> None:
    """Plan and fit all slides, draw what must be drawn, and look for characters that no font has.

    ``pages`` gives the content of a page by its name. What is wrong is appended to ``found``.
    """
    for output in OUTPUTS:
        if output.rehearse:
            resolve_name(output.rehearse)(edition, pages, found)
    found += _undrawn_pictures(edition)


def _undrawn_pictures(edition: Edition) -> Iterator[Finding]:
    """Yield the drawings that the worker cannot draw; it is started only where there is one.

    GIFs are among them, because Typst alone minds what stands behind their last pixel.
    """
    drawings = {path: one for path, one in sorted(edition.tree.files.items()) if path.endswith(_DRAWN) and one}
    if not drawings:
        return
    from kit.render.deck.pptx.pictures import undrawn
    from kit.render.handout.pictures import draw_png
    from kit.render.handout.typesetter import TypesettingError

    end = time.monotonic() + _SECONDS
    for path, data in drawings.items():
        if time.monotonic() > end:
            return
        try:
            draw_png(path, data, _SMALL)
        except TypesettingError as error:
            one = undrawn(path, f"cannot be drawn ({str(error).rstrip('.')})")
            yield replace(one, message=one.message + where_shown(edition, path))
