"""The parts of a page: blocks, and the inline parts within them. Frozen, and no docutils in them.

Lines are those of the page as Sphinx read it, counted from 1, or None where nobody knows; they are for findings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kit.model.findings import Code, Finding


class Part:
    """A part of a page, whether a block or within a line. Those inside it are in its fields, in order."""


# Inline parts.


class Style(Enum):
    """How words stand out from those around them. A gap is a blank that nobody has filled in yet."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    SUPERSCRIPT = "super"
    SUBSCRIPT = "sub"
    GAP = "gap"
    BADGE = "badge"


@dataclass(frozen=True)
class Text(Part):
    """Words as they are, line ends included."""

    text: str
    line: int | None = None


@dataclass(frozen=True)
class Styled(Part):
    """Words in one style."""

    style: Style
    words: tuple[Inline, ...]


@dataclass(frozen=True)
class Literal(Part):
    """Code within a line, or with ``key`` a key to press."""

    text: str
    key: bool = False
    line: int | None = None


@dataclass(frozen=True)
class Foreign(Part):
    """Words in another language, such as ``cy``."""

    tag: str
    words: tuple[Inline, ...]


@dataclass(frozen=True)
class Abbreviation(Part):
    """An abbreviation and what it means, "" where its author does not say."""

    words: tuple[Inline, ...]
    meaning: str
    line: int | None = None


@dataclass(frozen=True)
class Link(Part):
    """A link. ``address`` is full, or relative to the page's own place in the site, or ``#id`` for this page.

    ``covers`` says that the whole card around it leads there too, ``hidden`` that its words are not to be seen.
    """

    address: str
    words: tuple[Inline, ...]
    covers: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class FootnoteMark(Part):
    """The number of the footnote called ``id`` among the page's."""

    id: str
    text: str
    line: int | None = None


@dataclass(frozen=True)
class LineBreak(Part):
    """The next words begin a line."""


@dataclass(frozen=True)
class Picture(Part):
    """A picture, by itself or within a line. ``path`` is its path in the tree.

    ``alt`` is "" for one that only decorates, None where its author wrote nothing. ``width`` is in percent of the text.
    """

    path: str
    alt: str | None
    width: float | None = None
    line: int | None = None


@dataclass(frozen=True)
class Unknown(Part):
    """Something that no output knows, whether a block or in a line: the ``name`` of its kind, and its words.

    Outputs show its words, and report it where they do.
    """

    name: str
    text: str
    line: int | None = None

    def finding(self, file: str, line: int | None) -> Finding:
        """Return what to report of it at the place where it was written."""
        words = " ".join(self.text.split())
        shown = f', "{words[:60]}"' if words else ""
        message = (
            f"A part of this page ({self.name}{shown}) has no form on paper or on a slide: its words alone are kept."
        )
        hint = "Write it as text, a list, a table or a picture."
        return Finding(Code.PAGE_SYNTAX, file, line, message, hint)


# Blocks.


@dataclass(frozen=True)
class Paragraph(Part):
    """Words."""

    words: tuple[Inline, ...]


@dataclass(frozen=True)
class Section(Part):
    """A heading and what stands below it, sections of the next level included."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Heading(Part):
    """The heading of a section."""

    words: tuple[Inline, ...]
    line: int | None = None


@dataclass(frozen=True)
class Label(Part):
    """A bold line of its own. ``heading`` says that its author wrote a heading, inside a block."""

    words: tuple[Inline, ...]
    heading: bool = False


@dataclass(frozen=True)
class Figure(Part):
    """A picture with what stands below it."""

    picture: Picture | None
    caption: tuple[Inline, ...]
    legend: tuple[Block, ...]


@dataclass(frozen=True)
class Item(Part):
    """An item of a list. ``done`` says whether its box is ticked, None without a box."""

    blocks: tuple[Block, ...]
    done: bool | None = None


@dataclass(frozen=True)
class List(Part):
    """A list; ``numbering`` is "" for bullets, else how its first item would be numbered: 1, a, A, i or I."""

    items: tuple[Item, ...]
    numbering: str = ""
    start: int = 1


@dataclass(frozen=True)
class Definition(Part):
    """What one or several terms mean."""

    terms: tuple[tuple[Inline, ...], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Definitions(Part):
    """A list of terms."""

    items: tuple[Definition, ...]


@dataclass(frozen=True)
class Cell(Part):
    """A cell of a table. ``align`` is right, center or "" for the left; it spans ``across`` columns, ``down`` rows."""

    blocks: tuple[Block, ...]
    align: str = ""
    across: int = 1
    down: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table(Part):
    """A table of so many columns; ``head`` are its rows of headings, and its first ``stubs`` columns hold headings.

    A row has fewer cells than columns where one spans several. ``widths`` are shares, empty where no author gave any.
    """

    title: tuple[Inline, ...]
    columns: int
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    stubs: int = 0
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class CodeBlock(Part):
    """Lines of code."""

    text: str
    line: int | None = None


@dataclass(frozen=True)
class Quote(Part):
    """What somebody said; ``by`` names who."""

    blocks: tuple[Block, ...]
    by: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class Admonition(Part):
    """A box under a title: a note, a tip, an alert."""

    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Rule(Part):
    """A line across the page."""


@dataclass(frozen=True)
class Grid(Part):
    """Parts side by side on a wide screen, ``columns`` to a row."""

    items: tuple[tuple[Block, ...], ...]
    columns: int


@dataclass(frozen=True)
class Card(Part):
    """A card. What it holds is in order, its ``CardPart`` parts and, at the end, its hidden link among the rest."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class CardPart(Part):
    """The ``header``, ``title`` or ``footer`` of a card."""

    part: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Fold(Part):
    """What a page folds away: a dropdown or a tab, its title among its blocks."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class OwnBlock(Part):
    """One of the kit's own blocks. ``values`` are its options and title, as ``kit.render.blocks`` documents them."""

    name: str
    values: Mapping[str, Any]
    blocks: tuple[Block, ...]
    line: int | None = None

    @property
    def title(self) -> str:
        """The title, "" without one."""
        return str(self.values.get("title") or "")


Inline = Text | Styled | Literal | Foreign | Abbreviation | Link | FootnoteMark | LineBreak | Picture | Unknown
Block = (
    Paragraph
    | (Section | Heading | Label | Figure | Picture | List | Definitions | Table | CodeBlock | Quote | Admonition)
    | (Rule | Grid | Card | CardPart | Fold | OwnBlock | Unknown)
)


@dataclass(frozen=True)
class Footnote:
    """A footnote of a page. ``private`` says that facilitator notes define it."""

    label: str
    blocks: tuple[Block, ...]
    private: bool = False


@dataclass(frozen=True)
class Content:
    """A page, with its footnotes by id."""

    blocks: tuple[Block, ...]
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)


Contents = Callable[[str], Content]  # pages by name
