"""What of a layout is free: a group's own pictures, filled shapes and fixed words are no room for anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians, sin

from lxml import etree

from kit.render.deck.design.text_style import ph_of
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.pptx.ooxml import A, P

GAP = 10.0  # points between what the kit places and what the layout has already
_GROUND = 0.6  # the share of the slide from which a picture or shape is the ground that all else stands on
_EDGE = 0.05  # of the slide: what text that takes more room than its placeholder still leaves free all around
_FILLS = tuple(f"{A}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill"))
_DRAWN = tuple(f"{P}{name}" for name in ("sp", "pic", "grpSp", "graphicFrame", "cxnSp"))


def drawn(owners: Iterable[etree._Element], page: Box) -> list[Box]:
    """Return where the masters and layouts ``owners`` show something of their own, in points, the largest first.

    What takes most of the slide is its ground, and not among them.
    """
    trees = [tree for owner in owners if (tree := owner.find(f"{P}cSld/{P}spTree")) is not None]
    found = [box for tree in trees for shape in tree if _is_seen(shape) and (box := _bounds(shape))]
    small = [box for box in found if box.meets(page) and box.w * box.h < page.w * page.h * _GROUND]
    return sorted(small, key=lambda box: -box.w * box.h)


def _is_seen(shape: etree._Element) -> bool:
    if shape.tag not in _DRAWN or ph_of(shape) is not None:
        return False
    if shape.find(f"./*/{P}cNvPr").get("hidden") in ("1", "true"):
        return False
    return shape.tag != f"{P}sp" or _is_filled(shape) or bool("".join(shape.itertext(f"{A}t")).strip())


def _is_filled(shape: etree._Element) -> bool:
    """Whether a shape has a fill of its own, or that of its style where it says nothing itself."""
    own = shape.find(f"{P}spPr")
    if own is not None and any(own.find(name) is not None for name in (*_FILLS, f"{A}noFill")):
        return own.find(f"{A}noFill") is None
    styled = shape.find(f"{P}style/{A}fillRef")
    return styled is not None and styled.get("idx") != "0"


def _bounds(shape: etree._Element) -> Box | None:
    """The upright rectangle around a shape, which may be turned; None where it does not say where it stands."""
    frame = shape.find(f"{P}xfrm") if shape.tag == f"{P}graphicFrame" else shape.find(f"./*/{A}xfrm")
    off, ext = (None, None) if frame is None else (frame.find(f"{A}off"), frame.find(f"{A}ext"))
    if frame is None or off is None or ext is None:
        return None
    box = Box(*(float(one.get(name)) for one, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))))
    angle = radians(int(frame.get("rot", "0")) / 60_000)
    wide = abs(box.w * cos(angle)) + abs(box.h * sin(angle))
    tall = abs(box.w * sin(angle)) + abs(box.h * cos(angle))
    return Box(box.x + (box.w - wide) / 2, box.y + (box.h - tall) / 2, wide, tall).times(1 / POINT)


def without(room: Box, taken: Box, gap: float = GAP) -> Box:
    """Return the largest part of ``room`` that lies on one side of ``taken`` and keeps ``gap`` points from it."""
    return max(_sides(room, taken, gap), key=lambda box: box.w * box.h) if room.meets(taken) else room


def _sides(room: Box, taken: Box, gap: float) -> Iterator[Box]:
    right, lower = taken.right + gap, taken.bottom + gap
    yield Box(room.x, room.y, max(taken.x - gap - room.x, 1), room.h)
    yield Box(room.x, room.y, room.w, max(taken.y - gap - room.y, 1))
    yield Box(min(right, room.right - 1), room.y, max(room.right - right, 1), room.h)
    yield Box(room.x, min(lower, room.bottom - 1), room.w, max(room.bottom - lower, 1))


def clear_of(room: Box, taken: Iterable[Box]) -> Box:
    """Return a large part of ``room`` that is free of all of ``taken``; one that holds the whole room is its ground."""
    for one in taken:
        room = room if room.inside(one) else without(room, one)
    return room


def grown(box: Box, others: Sequence[Box], page: Box) -> Box:
    """Return ``box`` as far down and then up as it may grow: to ``others`` above and below it, or the slide's edge."""
    beside = [one for one in others if one.x < box.right and box.x < one.right and not box.inside(one)]
    low = min((one.y - GAP for one in beside if one.y >= box.bottom - 1), default=page.h * (1 - _EDGE))
    high = max((one.bottom + GAP for one in beside if one.bottom <= box.y + 1), default=page.h * _EDGE)
    top, bottom = min(box.y, high), max(box.bottom, low)
    return Box(box.x, top, box.w, bottom - top)
