"""Where text, tables and pictures go on each layout of a deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.render.deck.layouts import BY_NAME, Box, Layout, Spot, layouts

INCH = 72  # points
POINT = 12700  # English metric units in a point


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


def planned_stage(panel: bool, closing: bool = False) -> Stage:
    """Return where things go on our own layouts, for slides that are planned and not drawn; as ``layouts`` takes them.

    Nothing of python-pptx is needed for it, which takes longer to import than a deck to plan.
    """
    return Stage({one.name: Seat(None, _planned(one)) for one in layouts(panel, closing)}, True)


def read_stage(presentation: Any, own: bool, linked: bool = True) -> Stage | None:
    """Return where things go in ``presentation``, an opened deck, for each of our layouts' names.

    ``own`` says that its master is ours. For another ``linked`` says that first and last slide show a link with its
    code; there it is None where no layout has a place for a title.
    """
    if own:
        drawn = [layout for layout in presentation.slide_layouts if layout.name in BY_NAME]
        return Stage({layout.name: Seat(layout, _drawn(layout)) for layout in drawn}, True)
    from kit.render.deck.matching import match

    return match(presentation, linked)


def _planned(layout: Layout) -> dict[str, Area]:
    return {spot.role: _area(spot, spot.box.times(INCH)) for spot in layout.spots}


def _drawn(layout: Any) -> dict[str, Area]:
    """The areas of one of our layouts as it was drawn: first and last slide have places for codes, or none."""
    spots = {spot.idx: spot for spot in BY_NAME[layout.name].spots}
    shapes = [shape for shape in layout.placeholders if shape.placeholder_format.idx in spots]
    boxes = {one.placeholder_format.idx: Box(one.left, one.top, one.width, one.height) for one in shapes}
    return {spots[idx].role: _area(spots[idx], box.times(1 / POINT)) for idx, box in boxes.items()}


def _area(spot: Spot, box: Box) -> Area:
    return Area(box, spot.idx, float(spot.size), spot.bold)
