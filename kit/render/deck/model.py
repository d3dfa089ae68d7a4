"""What a deck is made of, before any of it is measured or written: slides, and the blocks on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kit.facilitate.strip import Strip


class Kind(Enum):
    """What a slide is for. The value is the name of its layout in our own master."""

    TITLE = "Title"
    AGENDA = "Agenda"
    SECTION = "Section"
    ACTIVITY = "Activity"
    STATEMENT = "Statement"
    BULLETS = "Bullets"
    PICTURE = "Picture"
    TABLE = "Table"
    BREAK = "Break"
    CLOSING = "Closing"


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


@dataclass(frozen=True)
class Run:
    """Words that share one look. ``link`` is an absolute address or "", ``language`` a tag or "" for the deck's own.

    ``raised`` is 1 for superscript, -1 for subscript. A vertical tab in ``text`` breaks the line within a paragraph.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    language: str = ""
    raised: int = 0


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
    """A cell of a table. ``align`` is l, ctr or r, as DrawingML has it."""

    paragraphs: tuple[Paragraph, ...]
    align: str = "l"


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
class PageBreak:
    """What follows begins a new slide, with ``title`` where it has one of its own."""

    title: str = ""


Block = Paragraph | Table | Picture | PageBreak


@dataclass(frozen=True)
class Slide:
    """One slide as meant, of any length; fitting makes as many faces of it as it needs.

    ``line`` is small text beside the title's own: a date, a time, where a break ends. ``minutes`` and ``grouping``
    belong to activities. ``link`` is an absolute address that is shown with a QR code. ``strip`` is the picture of
    the day beside an agenda's title. ``notes`` are for speakers only.
    """

    kind: Kind
    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    line: str = ""
    minutes: int | None = None
    grouping: str = ""
    link: str = ""
    strip: Strip | None = None
    file: str = field(default="", compare=False)


def words(text: str, level: int = 0, mark: Mark = Mark.NONE, bold: bool = False, italic: bool = False) -> Paragraph:
    """Return a paragraph of ``text`` in one look."""
    return Paragraph((Run(text, bold=bold, italic=italic),), level, mark)
