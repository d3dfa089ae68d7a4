"""Slides as they fit the page: the size of every text, and the place of every table and picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kit.render.deck.fit.measure import FLOOR, SPACE, best_size, clipped, line_size, without_runt
from kit.render.deck.geometry import Box
from kit.render.deck.slides.model import Cell, Code, DayMark, Paragraph


@dataclass(frozen=True)
class Fitted:
    """Text, the type size at which it fits its place, in points, and the space above its paragraphs, as a share.

    ``frame`` is where its shape goes if it needs more room than its place has. ``whole`` is what it says where that had
    to be cut short, else nothing.
    """

    paragraphs: tuple[Paragraph, ...]
    size: float
    space: float = SPACE
    frame: Box | None = None
    whole: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class FittedTable:
    """Rows that fit one slide: column widths, row heights and type size in points; the first ``header`` are headings.

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
class HiddenShape:
    """A hidden shape of a layout, which shows where and in which colours the kit draws something of its own.

    ``fill`` and ``text`` are the colours of the shape and its text as DrawingML, "" where it has none.
    """

    box: Box
    fill: str = ""
    text: str = ""


@dataclass(frozen=True)
class FittedStrip:
    """A picture of the day in the place and colours of ``like``, whose box the bars take.

    ``box`` holds the whole; ``times`` are the words below the bars, each in its place.
    """

    day: DayMark
    like: HiddenShape
    box: Box
    times: tuple[tuple[str, Box], ...]


@dataclass(frozen=True)
class Aside:
    """Text that stands apart from a slide's other content, in a box of its own in points: a callout, or footnotes."""

    text: Fitted
    box: Box


@dataclass(frozen=True)
class PlacedSlide:
    """A slide of the deck. ``texts`` holds the text of each place of the layout except the title.

    ``above`` are callouts over these texts, ``callouts`` those below, ``footnotes`` what stands at the foot.
    ``beside`` is a second picture beside the first, and ``over`` are pictures over texts by these places. ``codes``
    are QR codes by place. ``strip`` is the picture of the day; where there is none, ``day`` runs along the edge.
    ``session`` is the title of the session that it belongs to, ``written`` the file and line where its slide was
    written, ``name`` its title as it was written there. ``goes_on`` says that it goes on from the one before.
    ``title_frame`` is where the title's shape ends above a text that begins higher than its layout has it.
    ``long_title`` says that its title had to be shortened, ``wide_table`` that its text was a table.
    """

    layout: str
    title: str
    texts: Mapping[str, Fitted] = field(default_factory=dict)
    table: FittedTable | None = None
    picture: FittedPicture | None = None
    beside: FittedPicture | None = None
    over: Mapping[str, FittedPicture] = field(default_factory=dict)
    above: tuple[Aside, ...] = ()
    callouts: tuple[Aside, ...] = ()
    footnotes: Aside | None = None
    strip: FittedStrip | None = None
    day: DayMark | None = None
    codes: Mapping[str, Code] = field(default_factory=dict)
    notes: tuple[Paragraph, ...] = ()
    title_size: float = 0.0
    title_frame: Box | None = None
    session: str = ""
    written: tuple[str, int | None] = ("", None)
    name: str = ""
    goes_on: bool = False
    long_title: bool = False
    wide_table: bool = False

    @property
    def cut(self) -> tuple[Paragraph, ...]:
        """All lines of those texts that had to be cut short."""
        return tuple(line for text in self.texts.values() for line in text.whole)


# Where text, tables and pictures go on each layout of a deck.


@dataclass(frozen=True)
class SlidePlace:
    """A place in points. ``idx`` is the placeholder there, None where the kit has to add a box of its own.

    ``box`` is what may be filled: for text that is the room inside, made smaller where its typeface is wider than ours.
    ``size`` is the type size to begin with; ``default`` says whether the layout sets that size itself. ``label`` says
    that its words are no list, ``bold`` that they are measured as bold ones. ``frame`` is where a text's shape goes,
    None where it stays as the layout has it, at ``outer``. ``fill`` is the colour of its text as DrawingML, for boxes
    that the kit adds, "" for the deck's own. ``spare`` is the same place with all the free room around it, for texts
    that need that. ``open_below`` says of a title that its lines begin at its upper edge, and nothing but the ground is
    between it and the text below.
    """

    box: Box
    idx: int | None
    size: float
    bold: bool = False
    default: bool = True
    frame: Box | None = None
    fill: str = ""
    label: bool = False
    outer: Box | None = None
    spare: SlidePlace | None = None
    open_below: bool = False

    @property
    def shape(self) -> Box:
        """Where a shape of the kit's own goes."""
        return self.frame or self.box

    @property
    def outline(self) -> Box:
        """Where its shape stands, with the room that the shape keeps free."""
        return self.frame or self.outer or self.box

    def largest(self, text: Sequence[Paragraph], least: float = FLOOR) -> float | None:
        """Return the largest type size, down to ``least``, at which ``text`` fits, or None."""
        return best_size(text, self.box.w, self.box.h, self.size, least, self.bold)

    def line_size(self, text: Sequence[Paragraph]) -> float:
        """Return the largest type size, down to 18 points, at which a few lines fit, or 18 where they never do."""
        return line_size(text, self.box.w, self.box.h, self.size, FLOOR, self.bold)

    def lines(self, text: Sequence[Paragraph]) -> Fitted:
        """Return a few lines in that size: in the spare room if they need it, cut short where that is too little."""
        size = self.line_size(text)
        kept = clipped(text, self.box.w, self.box.h, size, self.bold)
        if kept == tuple(text):
            return Fitted(tuple(without_runt(one, self.box.w, size, self.bold) for one in kept), size)
        if self.spare is not None:
            return replace(self.spare.lines(text), frame=self.spare.frame)
        return Fitted(kept, size, whole=tuple(text))


@dataclass(frozen=True)
class Placeholder:
    """A placeholder that a slide may fill: its type and number, and the attributes that name it in the slide."""

    type: str
    idx: int
    attributes: str


@dataclass(frozen=True)
class UsedLayout:
    """A layout of a deck, by its name and part, with its placeholders, places by name and hidden shapes by name.

    ``foot`` is the room for the footer's words and their type size, in points. ``plain_links`` says that links need the
    colour of the text around them, because their own cannot be read. ``fallback`` says that it serves because the deck
    has no layout for this.
    """

    name: str
    part: str
    placeholders: tuple[Placeholder, ...]
    places: Mapping[str, SlidePlace] = field(default_factory=dict)
    hidden: Mapping[str, HiddenShape] = field(default_factory=dict)
    foot: tuple[float, float] = (0.0, 0.0)
    plain_links: bool = False
    fallback: bool = False


@dataclass(frozen=True)
class Design:
    """A deck without slides: its ``parts`` by name, and the layout that serves for each role, by the role's name.

    ``notes`` is the master of speaker notes. ``table_style`` is the identity of the style that tables have. ``logo``
    says that the group has a logo.
    """

    parts: Mapping[str, bytes]
    layouts: Mapping[str, UsedLayout]
    notes: UsedLayout
    table_style: str
    logo: bool = False
