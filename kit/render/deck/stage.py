"""Where text, tables and pictures go on each layout of a deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.render.deck.layouts import Box


@dataclass(frozen=True)
class Area:
    """A place in points. ``idx`` is the placeholder there, None where the kit has to add a box of its own.

    ``box`` is what may be filled: for text that is the room inside, made smaller where its typeface is wider than ours.
    ``size`` is the type size to begin with; ``default`` says whether the layout sets that size itself.
    ``frame`` is where a text's shape goes, None where it stays as the layout has it. ``fill`` is the colour of text in
    a box that the kit adds, as DrawingML, "" for the deck's own.
    """

    box: Box
    idx: int | None
    size: float
    bold: bool = False
    default: bool = True
    frame: Box | None = None
    fill: str = ""

    @property
    def place(self) -> Box:
        """Where a shape of the kit's own goes."""
        return self.frame or self.box


@dataclass(frozen=True)
class Seat:
    """One layout and its areas by role. ``layout`` is python-pptx's, None where slides are only planned.

    ``foot`` is the room for the footer's words and their size, in points, where they are not as on our own layouts.
    """

    layout: Any
    areas: Mapping[str, Area]
    foot: tuple[float, float] | None = None


@dataclass(frozen=True)
class Fallback:
    """One of our layouts, by name, that a borrowed deck does not have, and the layout there that is used for it."""

    name: str
    used: str


@dataclass(frozen=True)
class Stage:
    """A deck's layouts by our names for them. ``own`` says whether the master is ours.

    ``plain_links`` says that links need the colour of the text around them, because their own cannot be read.
    """

    seats: Mapping[str, Seat]
    own: bool
    fallbacks: tuple[Fallback, ...] = ()
    plain_links: bool = False
