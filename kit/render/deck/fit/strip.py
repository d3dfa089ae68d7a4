"""The picture of the day, in the place that a layout has for it."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.strip import Strip
from kit.render.deck.fit.measure import FLOOR, width
from kit.render.deck.fit.placed import Design, FittedStrip
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import HiddenName
from kit.render.deck.slides.model import DayMark

_GAP = 4.0  # points between bars and times
_SPARE = 3.0  # points beside a time, because another Arial may be a little wider
_BETWEEN = 10.0  # points that two times keep clear of each other


def strip_on(day: DayMark | None, layout: str, design: Design) -> FittedStrip | None:
    """Return the picture of the day with the times below it that have room; None without a day or a place for it."""
    like = design.layouts[layout].hidden.get(HiddenName.DAY)
    if day is None or like is None:
        return None
    bars = like.box
    whole = Box(bars.x, bars.y, bars.w, bars.h + _GAP + FLOOR * 1.2)
    return FittedStrip(day, like, whole, tuple(_times(day.strip, bars)))


def _times(strip: Strip, bars: Box) -> Iterator[tuple[str, Box]]:
    """The times at both ends, and those between them that stand clear of each other."""
    last = strip.ticks[-1]
    free, end = bars.x, bars.right - width(last.words, FLOOR) - _SPARE
    for tick in strip.ticks:
        wide = width(tick.words, FLOOR) + _SPARE
        left = min(max(bars.x, bars.x + tick.left * bars.w - wide / 2), bars.right - wide)
        if tick is last or (left >= free and left + wide + _BETWEEN <= end):
            yield tick.words, Box(left, bars.bottom + _GAP, wide, FLOOR * 1.2)
            free = left + wide + _BETWEEN
