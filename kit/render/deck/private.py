"""The names of python-pptx that decks rely on and that it does not promise, confirmed before the first deck.

Most stand on objects rather than classes, so they are looked up on an empty deck of our own.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pptx import Presentation

from kit.model.edition import Brand
from kit.model.errors import EnvironmentTrouble
from kit.render.deck.master import empty_deck

# Attributes from an opened deck on; a number takes one of several things.
NAMES = (
    "element.sldIdLst",
    "part.drop_rel",
    "part.partname",
    "part.package._rels.values",
    "part.package.drop_rel",
    "notes_master.part.partname",
    "slide_masters.0.part._element",
    "slide_masters.0.part.rels.pop",
    "slide_masters.0.placeholders.0._element",
    "slide_layouts.0.part.partname",
    "slide_layouts.0.element",
    "slide_layouts.0.placeholders.0._element",
)


def _holds(thing: Any, name: str) -> bool:
    for part in name.split("."):
        if part.isdigit():
            thing = list(thing)[int(part)]
        elif hasattr(thing, part):
            thing = getattr(thing, part)
        else:
            return False
    return True


@cache
def confirm_private_names() -> None:
    """Raise EnvironmentTrouble if the installed python-pptx lacks a name that decks rely on."""
    deck = Presentation(io.BytesIO(empty_deck(Brand(), "en-GB", False, None)))
    missing = [name for name in NAMES if not _holds(deck, name)]
    if missing:
        raise EnvironmentTrouble(
            f"The installed python-pptx does not fit this version of the kit: it lacks {', '.join(missing)}.",
            "Install the versions that the kit asks for: pip install --upgrade peerkit.",
        )
