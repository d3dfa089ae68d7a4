"""Faces: slides as they fit the page, with the size of every text and the place of every table and picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kit.render.deck.design.ours.layouts import Box
from kit.render.deck.fit.measure import SPACE
from kit.render.deck.slides.model import Cell, Code, Day, Paragraph


@dataclass(frozen=True)
class Fitted:
    """Text, the type size at which it fits its place, in points, and the space above its paragraphs, as a share.

    ``box`` is the place in points where it is not the layout's own.
    """

    paragraphs: tuple[Paragraph, ...]
    size: float
    space: float = SPACE
    box: Box | None = None


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
    """A picture of the day in its place in points, on a ground of that colour of the theme.

    ``bars`` is the part of ``box`` that the bars take; ``times`` are the words below it, each in its place.
    """

    day: Day
    box: Box
    bars: Box
    ground: str
    times: tuple[tuple[str, Box], ...]


@dataclass(frozen=True)
class Face:
    """One page of the deck. ``texts`` holds the text of each role of the layout except the title.

    ``codes`` are QR codes by role. ``strip`` is the picture of the day; where there is none, ``day`` runs along the
    edge. ``session`` is the title of the session that it belongs to, ``written`` the file and line where its slide was
    written, ``name`` its title as it was written there. ``goes_on`` says that it goes on from the face before.
    ``long_title`` says that its title had to be shortened, ``wide_table`` that its text was a table.
    """

    layout: str
    title: str
    texts: Mapping[str, Fitted] = field(default_factory=dict)
    table: FittedTable | None = None
    picture: FittedPicture | None = None
    strip: FittedStrip | None = None
    day: Day | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    notes: tuple[Paragraph, ...] = ()
    title_size: float = 0.0
    session: str = ""
    written: tuple[str, int | None] = ("", None)
    name: str = ""
    goes_on: bool = False
    long_title: bool = False
    wide_table: bool = False


# Where text, tables and pictures go on each layout of a deck.


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
