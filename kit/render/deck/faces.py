"""Faces: slides as they fit the page, with the size of every text and the place of every table and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kit.facilitate.strip import Strip
from kit.render.deck.layouts import Box
from kit.render.deck.measure import SPACE
from kit.render.deck.model import Cell, Paragraph


@dataclass(frozen=True)
class Fitted:
    """Text, the type size at which it fits its place, in points, and the space above its paragraphs, as a share."""

    paragraphs: tuple[Paragraph, ...]
    size: float
    space: float = SPACE


@dataclass(frozen=True)
class FittedTable:
    """Rows that fit one face: column widths, row heights and type size in points; the first ``header`` are headings.

    ``pad`` is the free space above and below the text of a cell, in points.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    size: float
    box: Box
    pad: float


@dataclass(frozen=True)
class FittedPicture:
    """A picture in its place in points, in its own proportions. ``alt`` is "" for decoration."""

    path: str
    alt: str
    box: Box


@dataclass(frozen=True)
class FittedStrip:
    """A picture of the day in its place in points. ``bars`` is the part of ``box`` between the times at its ends."""

    strip: Strip
    box: Box
    bars: Box


@dataclass(frozen=True)
class Face:
    """One page of the deck. ``texts`` holds the text of each role of the layout except the title."""

    layout: str
    title: str
    texts: Mapping[str, Fitted] = field(default_factory=dict)
    table: FittedTable | None = None
    picture: FittedPicture | None = None
    strip: FittedStrip | None = None
    link: str = ""
    notes: tuple[Paragraph, ...] = ()
    title_size: float = 0.0
