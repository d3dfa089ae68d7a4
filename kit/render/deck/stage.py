"""Where text, tables and pictures go on each layout, read from a deck's own placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from kit.render.deck.layouts import Box, layouts

POINT = 12700  # English metric units in a point
_OURS = {layout.name: {spot.role: spot for spot in layout.spots} for layout in layouts(panel=True)}
_TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
_TEXTS = (KIND.BODY, KIND.OBJECT, KIND.SUBTITLE)
# What PowerPoint calls layouts of these uses, in its files' own words, which are the same in every language.
_LIKELY = {
    **dict.fromkeys(("Title", "Closing"), ("title",)),
    **dict.fromkeys(("Section", "Break"), ("secHead", "title")),
    "Headline": ("titleOnly", "secHead"),
}
_CONTENT = ("obj", "tx", "titleOnly")
INSET = Box(7.2, 3.6, 14.4, 7.2)  # what PowerPoint keeps free inside a box unless it is told otherwise, in points


@dataclass(frozen=True)
class Area:
    """A place in points. ``idx`` is the placeholder there, None where the kit has to add a box of its own.

    ``size`` is the type size to begin with; ``default`` says whether the layout sets that size itself.
    """

    box: Box
    idx: int | None
    size: float
    bold: bool = False
    default: bool = True


@dataclass(frozen=True)
class Seat:
    """One layout and its areas by role."""

    layout: Any
    areas: Mapping[str, Area]


@dataclass(frozen=True)
class Stage:
    """A deck's layouts by our names for them. ``own`` says whether the master is ours."""

    seats: Mapping[str, Seat]
    own: bool


def read_stage(presentation: Any, own: bool) -> Stage:
    """Return where things go in ``presentation``, an opened deck, for each of our layouts' names."""
    every = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    page = Box(0, 0, presentation.slide_width / POINT, presentation.slide_height / POINT)
    return Stage({name: _seat(name, every, page) for name in _OURS}, own)


def _seat(name: str, every: list[Any], page: Box) -> Seat:
    named = next((layout for layout in every if layout.name.strip().lower() == name.lower()), None)
    if named is not None:
        areas = _named(name, named)
        if areas is not None:
            return Seat(named, areas)
    layout = named if named is not None else _likely(name, every)
    return Seat(layout, _guessed(name, layout, page))


def _named(name: str, layout: Any) -> dict[str, Area] | None:
    """The areas of a layout that has placeholders named as ours are, or None where title or text is missing."""
    found = {}
    ours = {shape.placeholder_format.idx: shape for shape in layout.placeholders}
    for role, spot in _OURS[name].items():
        shape = ours.get(spot.idx)
        box = _box(shape)
        if shape is not None and shape.name == role and box is not None:
            found[role] = Area(box, spot.idx, spot.size, spot.bold)
    needed = set(_OURS[name]) - {"Link", "Code"}
    return found if needed <= set(found) else None


def _likely(name: str, every: list[Any]) -> Any:
    """The layout of a borrowed deck that serves best: by what PowerPoint calls its use, else by its placeholders."""
    for kind in (*_LIKELY.get(name, ()), *_CONTENT):
        found = next((layout for layout in every if layout.element.get("type") == kind), None)
        if found is not None and _first(found, _TITLES) is not None:
            return found
    titled = [layout for layout in every if _first(layout, _TITLES) is not None]
    return max(titled or every, key=lambda layout: (_first(layout, _TEXTS) is not None, -len(layout.placeholders)))


def _first(layout: Any, kinds: Iterable[Any]) -> Any:
    return next((shape for shape in layout.placeholders if shape.placeholder_format.type in kinds), None)


def _box(shape: Any) -> Box | None:
    """The place of a placeholder in points, its master's where it has none of its own; None where neither says."""
    if shape is None or None in (shape.left, shape.top, shape.width, shape.height):
        return None
    return Box(shape.left, shape.top, shape.width, shape.height).times(1 / POINT)


def _guessed(name: str, layout: Any, page: Box) -> dict[str, Area]:
    """Areas in a layout that is not ours: its title, and the room of its largest text, shared out as we need it."""
    title, text = _first(layout, _TITLES), _largest(layout)
    head = _box(title) or Box(page.w * 0.06, page.h * 0.05, page.w * 0.88, page.h * 0.16)
    body = _box(text)
    room = _inside(body) if body else _below(head, page)
    size = _OURS[name]["Title"].size
    areas = {"Title": Area(_inside(head), 0 if title is not None else None, min(size, 40), True, False)}
    if name == "Headline":
        return areas
    idx = text.placeholder_format.idx if text is not None else None
    return areas | _shared(name, room, idx, page)


def _largest(layout: Any) -> Any:
    texts = [shape for shape in layout.placeholders if shape.placeholder_format.type in _TEXTS and _box(shape)]
    return max(texts, key=lambda shape: shape.width * shape.height, default=None)


def _inside(box: Box) -> Box:
    return Box(box.x + INSET.x, box.y + INSET.y, box.w - INSET.w, box.h - INSET.h)


def _below(head: Box, page: Box) -> Box:
    top = head.y + head.h + page.h * 0.03
    return Box(page.w * 0.06, top, page.w * 0.88, page.h * 0.92 - top)


def _shared(name: str, room: Box, idx: int | None, page: Box) -> dict[str, Area]:
    size = min(float(_OURS[name]["Text"].size), 44.0) if "Text" in _OURS[name] else 22.0
    left = Box(room.x, room.y, room.w * 0.46, room.h)
    right = Box(room.x + room.w * 0.52, room.y, room.w * 0.48, room.h)
    lead = Box(room.x, room.y, room.w, min(65.0, room.h * 0.25))
    under = Box(room.x, room.y + lead.h + 8, room.w, room.h - lead.h - 8)
    over = Box(room.x, room.y, room.w, room.h * 0.84)
    foot = Box(room.x, room.y + room.h * 0.86, room.w, room.h * 0.14)
    shares = {
        "Picture": (foot, over, None),
        "Picture and text": (left, right, None),
        "Table": (None, None, room),
        "Agenda": (None, None, room),
        "Table and text": (lead, None, under),
    }
    text, picture, table = shares.get(name, (room, None, None))
    roles = {"Text": text, "Picture": picture, "Table": table}
    found = {role: Area(box, idx if role == "Text" else None, size, False, False) for role, box in roles.items() if box}
    return found | (_corner(page) if name in ("Title", "Closing") else {})


def _corner(page: Box) -> dict[str, Area]:
    """Room for a code and its address at the bottom right of a first or last slide that has no place for them."""
    side = page.h * 0.28
    code = Box(page.w * 0.96 - side, page.h * 0.9 - side, side, side)
    link = Box(page.w * 0.5, page.h * 0.91, page.w * 0.46, page.h * 0.06)
    return {"Code": Area(code, None, 18, default=False), "Link": Area(link, None, 18, default=False)}
