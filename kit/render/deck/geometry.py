"""Rectangles on a slide, and the units that they are counted in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

POINT = 12700  # English metric units in a point: an inch has 914,400 (ECMA-376, part 1, 20.1.2.1) and 72 points


@dataclass(frozen=True)
class Box:
    """A rectangle: its left and upper edge, width and height, in points unless somebody says otherwise."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    def times(self, factor: float) -> Box:
        """Return the same rectangle in other units."""
        return Box(self.x * factor, self.y * factor, self.w * factor, self.h * factor)

    def meets(self, other: Box) -> bool:
        """Whether the two have room in common."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def inside(self, other: Box) -> bool:
        """Whether the whole of this one lies on ``other``, give or take a point."""
        wide = other.x - 1 <= self.x and self.right <= other.right + 1
        return wide and other.y - 1 <= self.y and self.bottom <= other.bottom + 1

    def holding(self, width: float, height: float, most: float | None = None) -> Box:
        """Return the largest rectangle of the proportions ``width`` to ``height`` in the middle of this one.

        It is never larger than ``most`` times that size.
        """
        scale = min(self.w / width, self.h / height)
        scale = scale if most is None else min(scale, most)
        w, h = width * scale, height * scale
        return Box(self.x + (self.w - w) / 2, self.y + (self.h - h) / 2, w, h)


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest rectangle that holds all of ``boxes``, of which there is one at least."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
