"""What a deck is made of, before any of it is measured or written: slides, and the blocks on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kit.facilitate.strip import Strip
from kit.render.deck.layouts import LayoutName


class SlideKind(Enum):
    """What a slide is for. The value is the name of the layout that it asks for; some find a better one as they fit."""

    TITLE = LayoutName.TITLE
    AGENDA = LayoutName.AGENDA
    SECTION = LayoutName.SECTION
    ACTIVITY = LayoutName.ACTIVITY
    BULLETS = LayoutName.BULLETS
    BREAK = LayoutName.BREAK
    CLOSING = LayoutName.CLOSING


class Mark(Enum):
    """What stands before a paragraph."""

    NONE = ""
    BULLET = "bullet"
    NUMBER = "number"
    TO_DO = "to do"
    DONE = "done"


class Style(Enum):
    """How a paragraph looks. ``HEADING`` is a bold line that belongs to the text after it."""

    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"
    CODE = "code"


class Tone(Enum):
    """How a row of the agenda looks: what is over is muted, and what comes next is bold on a tint."""

    PLAIN = ""
    DONE = "done"
    NEXT = "next"


@dataclass(frozen=True)
class Run:
    """Words that share one look. ``link`` is an absolute address or "", ``language`` a tag or "" for the deck's own.

    ``raised`` is 1 for superscript, -1 for subscript. A vertical tab in ``text`` breaks the line within a paragraph.
    ``size`` is a type size of its own in points, 0 for that of the text around it; ``light`` undoes bold type. ``note``
    is the footnote whose number this is, by its id.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    language: str = ""
    raised: int = 0
    size: float = 0.0
    light: bool = False
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``level`` is how deep it is indented, from 0; ``number`` counts a numbered item from 1."""

    runs: tuple[Run, ...]
    level: int = 0
    mark: Mark = Mark.NONE
    style: Style = Style.TEXT
    number: int = 1

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """A cell of a table. ``align`` is l, ctr or r, as DrawingML has it; ``tone`` is its row's."""

    paragraphs: tuple[Paragraph, ...]
    align: str = "l"
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Table:
    """A table; the first ``header`` rows are its headings."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 1


@dataclass(frozen=True)
class Picture:
    """A picture by its path in the tree. ``alt`` is "" for one that only decorates; ``caption`` stands below it."""

    path: str
    alt: str
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Pair:
    """Two pictures that stand side by side."""

    left: Picture
    right: Picture

    @property
    def captions(self) -> tuple[Run, ...]:
        """The captions of both on one line, told apart by their sides."""
        said = [(side, one.caption) for side, one in (("Left", self.left), ("Right", self.right)) if one.caption]
        return tuple(run for side, caption in said for run in (Run(f"{side}: ", bold=True), *caption, Run("  ")))


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new slide, with ``title`` where it has one of its own."""

    title: str = ""


@dataclass(frozen=True)
class Columns:
    """Two or three texts that stand side by side. ``pictures`` has one for each, None for a text alone, or is empty."""

    texts: tuple[tuple[Paragraph, ...], ...]
    pictures: tuple[Picture | None, ...] = ()

    @property
    def apart(self) -> tuple[tuple[Paragraph | Picture, ...], ...]:
        """What each column holds, for what cannot hold them side by side: its picture last, with the text before it."""
        pictures = self.pictures or (None,) * len(self.texts)
        pairs = zip(self.texts, pictures, strict=True)
        return tuple((*text, *([picture] if picture else [])) for text, picture in pairs)


@dataclass(frozen=True)
class Callout:
    """A note, tip or warning, which stands apart from the text around it: the first of its lines is its word."""

    lines: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Footnote:
    """A footnote by its id; it follows the block that has its number, and the first of its lines begins with that."""

    id: str
    lines: tuple[Paragraph, ...]


Block = Paragraph | Table | Picture | PageBreak | Columns | Callout | Footnote


@dataclass(frozen=True)
class Code:
    """A QR code: the absolute address that it opens, the words that say what is there, and those that say to scan."""

    link: str
    label: str
    scan: str


@dataclass(frozen=True)
class DayMark:
    """Where a slide stands in the day: the picture of the day, and the place of its item in it, if it has one."""

    strip: Strip
    now: int | None = None


@dataclass(frozen=True)
class Slide:
    """One slide as meant, of any length; fitting makes as many placed ones of it as it needs.

    ``line`` is text beside the title's own: a date, a time, where a break ends; ``then`` is what comes after it, what
    people will have done by the end of a session, or what the times of an agenda count from. ``minutes`` and
    ``grouping`` belong to activities. ``codes`` are shown on first and last slides. ``session`` is the title of the
    session that the slide belongs to. ``notes`` are for speakers only. ``written`` is the file and line where an author
    wrote it. ``goes_on`` says that it goes on from the slide before, under the same title.
    """

    kind: SlideKind
    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    line: str = ""
    then: str = ""
    minutes: int | None = None
    grouping: str = ""
    codes: tuple[Code, ...] = ()
    day: DayMark | None = None
    session: str = ""
    written: tuple[str, int | None] = field(default=("", None), compare=False)
    goes_on: bool = False


def words(text: str, level: int = 0, mark: Mark = Mark.NONE, bold: bool = False, italic: bool = False) -> Paragraph:
    """Return a paragraph of ``text`` in one look."""
    return Paragraph((Run(text, bold=bold, italic=italic),), level, mark)
