"""A group's own .pptx or .potx as the master: its layouts are kept and its slides are dropped."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from lxml import etree
from pptx import Presentation

from kit.model.edition import Brand
from kit.model.errors import EnvironmentTrouble
from kit.render.deck.design.ours.layouts import BY_NAME, Box, Layout, Spot, layouts
from kit.render.deck.design.ours.master import empty_deck
from kit.render.deck.fit.placed import Area, Seat, Stage
from kit.render.deck.pptx.package import APP_XML, pack, unpack

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_POTX = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_APP = "docProps/app.xml"
_PEOPLE = ("/commentAuthors", "/authors")  # who once commented on the slides that go
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SLIDE = "/slide"


def open_borrowed(deck: bytes) -> Any:
    """Return ``deck``, the bytes of a .pptx or .potx that has been inspected already, opened and without its slides.

    Raises whatever python-pptx and zipfile raise for a file that is no deck: KeyError, ValueError, BadZipFile.
    """
    parts = unpack(deck)
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(_POTX, _MAIN)
    if _APP in parts:
        parts[_APP] = APP_XML  # the old one lists the titles of the slides that go
    presentation = Presentation(io.BytesIO(pack(parts)))
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise ValueError("no layouts")
    _drop_slides(presentation)
    return presentation


def _drop_slides(presentation: Any) -> None:
    """Take out all slides, and all that leads to them from elsewhere: sections, shows, links, the old preview."""
    element, part = presentation.element, presentation.part
    for slide in list(element.sldIdLst if element.sldIdLst is not None else ()):
        part.drop_rel(slide.rId)
        element.sldIdLst.remove(slide)
    for tag in ("custShowLst", "extLst"):
        for child in element.findall(f"{_P}{tag}"):
            element.remove(child)
    for identity, rel in list(part.rels.items()):
        if rel.reltype.endswith(_PEOPLE):
            part.rels.pop(identity)
    for master in presentation.slide_masters:
        for owner in (master, *master.slide_layouts):
            _unlink(owner.part)
    for rel in list(part.package._rels.values()):
        if rel.reltype.endswith("/thumbnail"):
            part.package.drop_rel(rel.rId)


def _unlink(part: Any) -> None:
    """Drop a layout's links to slides, which would keep those in the file."""
    for identity, rel in list(part.rels.items()):
        if not rel.is_external and rel.reltype.endswith(_SLIDE):
            for element in list(part._element.iter(etree.Element)):
                if element.get(f"{_R}id") == identity:
                    element.getparent().remove(element)
            part.rels.pop(identity)


# The names of python-pptx that decks rely on and that it does not promise, confirmed before the first deck.
# Most stand on objects rather than classes, so they are looked up on an empty deck of our own.

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


# Finds where text, tables and pictures go in a deck: in one as we draw it, or in a group's own.

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
    from kit.render.deck.design.match_layouts import match  # which needs python-pptx

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
