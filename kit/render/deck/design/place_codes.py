"""Room for codes and their addresses on the first and last slide of a deck that has no places for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kit.render.deck.design.free_room import without
from kit.render.deck.design.placeholders import Layout
from kit.render.deck.fit.measure import FLOOR, LINE_HEIGHT
from kit.render.deck.fit.placed import SlidePlace
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import LINK_BELOW, LayoutRole, SlotName

INSET = Box(7.2, 3.6, 14.4, 7.2)  # what PowerPoint keeps free inside a box unless it is told otherwise, in points
_SIDES = (0.24, 0.19, 0.15)  # of the slide's height: a code's side, the largest first
_WORDS = 0.14  # of the slide's height: the words below a code
_EDGE = Box(0.03, 0.05, 0.94, 0.93)  # the part of the slide in which codes may stand
_STEPS = 12  # places that are tried, across and up
_KEPT: dict[str, float] = {SlotName.TITLE: 0.6}  # the share of its place that a text keeps at least beside a code
_ANY_KEPT = 0.3
_NARROWEST = 0.25  # of the slide's width


def with_codes(found: Mapping[str, SlidePlace], role: LayoutRole, layout: Layout) -> dict[str, SlidePlace]:
    """Return ``found`` with room for each code of ``role``, above its words, if it lacks a place.

    That is as near the bottom right as the layout's own pictures and filled shapes allow, and other texts keep out of
    it. Where there is no such room codes get none, and stand as links among the words.
    """
    wanted = [slot.name for slot in role.slots if slot.name in LINK_BELOW]
    if {*wanted, *(LINK_BELOW[name] for name in wanted)} <= found.keys():
        return dict(found)
    others = {name: one for name, one in found.items() if name not in {*LINK_BELOW, *LINK_BELOW.values()}}
    for block in _tried(layout, len(wanted)):
        left = {name: _clear(one, outer(one, layout), block) for name, one in others.items()}
        if not any(block.meets(one) for one in layout.drawn) and _enough(left, others, layout):
            return left | _shared(block, wanted, layout)
    return others


def _tried(layout: Layout, count: int) -> Iterator[Box]:
    """Blocks of ``count`` codes above their words: large ones first, and of one size those at the bottom right."""
    page = layout.page
    for share in _SIDES:
        side = page.h * share
        wide, tall = max(side * 1.6, page.h * 0.3) * count, side + page.h * (_WORDS + 0.01)
        across, up = page.w * _EDGE.w - wide, page.h * _EDGE.h - tall
        steps = sorted(((x, y) for x in range(_STEPS) for y in range(_STEPS)), key=lambda step: (sum(step), step))
        for x, y in steps if across > 0 and up > 0 else ():
            left, top = across * (1 - x / (_STEPS - 1)), up * (1 - y / (_STEPS - 1))
            yield Box(page.w * _EDGE.x + left, page.h * _EDGE.y + top, wide, tall)


def _clear(place: SlidePlace, whole: Box, block: Box) -> SlidePlace:
    """Return a place without what is on the block's side, whichever way leaves more of it."""
    kept = without(whole, block)
    if kept == whole:
        return place
    box, wide, tall = place.box, kept.w / whole.w, kept.h / whole.h
    moved = Box(box.x + kept.x - whole.x, box.y + kept.y - whole.y, box.w * wide, box.h * tall)
    return replace(place, box=moved, frame=kept)


def _enough(left: Mapping[str, SlidePlace], before: Mapping[str, SlidePlace], layout: Layout) -> bool:
    """Whether each text that has to give way still has room for two lines, and most of a title's place is kept."""
    for name, one in left.items():
        was = before[name]
        share = _KEPT.get(name, _ANY_KEPT)
        narrow = one.box.w < layout.page.w * _NARROWEST or one.box.h < FLOOR * LINE_HEIGHT * 2
        if one is not was and (narrow or one.box.w * one.box.h < was.box.w * was.box.h * share):
            return False
    return True


def _shared(block: Box, wanted: list[SlotName], layout: Layout) -> dict[str, SlidePlace]:
    """The codes of a block side by side, each above its words."""
    words, wide = layout.page.h * _WORDS, block.w / len(wanted)
    style = replace(layout.main.style, insets=INSET)
    added = dict[str, SlidePlace]()
    for number, code in enumerate(wanted):
        box = Box(block.x + wide * number, block.y, wide, block.h - words)
        below = Box(box.x, box.bottom, wide, words)
        side = box.h - layout.page.h * 0.01
        added[code] = SlidePlace(Box(box.x, box.y, wide, side).holding(1, 1), None, FLOOR, default=False)
        added[LINK_BELOW[code]] = SlidePlace(style.room(below), None, FLOOR, default=False, frame=below)
    return added


def outer(place: SlidePlace, layout: Layout) -> Box:
    """Return where the shape of a place stands, its insets included."""
    held = [one for one in (layout.title, *layout.texts) if one.idx == place.idx]
    return place.frame or (held[0].box if held else place.box)
