"""Room for a code and its address on the first and last slide of a borrowed deck, which has no place for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kit.render.deck.ground import Ground
from kit.render.deck.layouts import Box
from kit.render.deck.measure import FLOOR
from kit.render.deck.stage import Area

_GAP = 10.0  # points


def with_corner(found: Mapping[str, Area], ground: Ground, codes: int) -> dict[str, Area]:
    """Return ``found`` with room for one or two codes at the bottom right, each above its words.

    Other texts keep out of it.
    """
    near = next(iter(ground.texts), None) or ground.title
    fill = near.style.fill if near else ""
    side, names = ground.page.h * 0.24, (("Code", "Link"), ("Second code", "Second link"))
    wide = side * 1.6
    added: dict[str, Area] = {}
    for number, (code, link) in enumerate(names[:codes]):
        left = ground.page.w * 0.97 - wide * (codes - number)
        box = Box(left, ground.page.h * 0.83 - side, wide, side)
        below = Box(left, ground.page.h * 0.84, wide, ground.page.h * 0.14)
        inner = Box(below.x + 7.2, below.y + 3.6, below.w - 14.4, below.h - 7.2)
        added[code] = Area(Box(box.x + (wide - side) / 2, box.y, side, side), None, FLOOR, default=False)
        added[link] = Area(inner, None, FLOOR, default=False, frame=below, fill=fill)
    corner = Box(ground.page.w * 0.97 - wide * codes, ground.page.h * 0.83 - side, wide * codes, side)
    return {role: _clear(area, _outer(area, ground), corner) for role, area in found.items()} | added


def _outer(area: Area, ground: Ground) -> Box:
    held = [one for one in (ground.title, *ground.texts) if one is not None and one.idx == area.idx]
    return area.frame or (held[0].box if held else area.box)


def _clear(area: Area, outer: Box, code: Box) -> Area:
    """Return an area without what is beside or below the code, whichever leaves more of it."""
    right, bottom = code.x - _GAP - outer.x, code.y - _GAP - outer.y
    if outer.w <= right or outer.h <= bottom:
        return area
    beside, above = replace(outer, w=max(right, 1)), replace(outer, h=max(bottom, 1))
    kept = max(beside, above, key=lambda box: box.w * box.h)
    wide, tall = kept.w / outer.w, kept.h / outer.h
    return replace(area, box=replace(area.box, w=area.box.w * wide, h=area.box.h * tall), frame=kept)
