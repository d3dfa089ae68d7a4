"""Finds where text, tables and pictures go in a deck: in one as we draw it, or in a group's own."""

from __future__ import annotations

from typing import Any

from kit.render.deck.layouts import BY_NAME, Box, Layout, Spot, layouts
from kit.render.deck.stage import Area, Seat, Stage

INCH = 72  # points
POINT = 12700  # English metric units in a point


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
    from kit.render.deck.matching import match  # which needs python-pptx

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
