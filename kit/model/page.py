"""A Markdown page as the kit sees it: sections, blocks, and what its text refers to.

Lines count from 1. A span is ``first`` to ``last`` inclusive.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kit.model.blocks import BLOCKS, HANDOUT, IN, PERSON
from kit.model.formats import EVERY, Kind, kinds_in

if TYPE_CHECKING:
    from kit.model.schema import PageMeta, PlanMeta, SessionMeta

COMMON, ACTIVITIES = "common", "activities"  # folders of pages that rounds borrow, and that are no rounds themselves
WRITE_UP = "write-up"  # the page of a round on which a group says what came of its meeting; it is on no agenda
DECORATIVE = "decorative"  # what authors write in place of an alt text where a picture says nothing


class PageKind(Enum):
    """What a page is, told by where it lies."""

    HOME = "home"  # index.md
    REGION = "region"  # region.md: the home page of a hub's regions, and no page of its own site
    PLAN = "plan"  # ROUND/index.md
    SESSION = "session"  # ROUND/NAME.md
    SHARED = "shared"  # common/NAME.md, activities/NAME.md: a session of every round that borrows it
    PAGE = "page"  # anything else
    LANGUAGE = "language"  # NAME.cy.md: kept, not built
    MESSAGE = "message"  # messages/NAME.md: sent, not published
    COUNTDOWN = "countdown"  # countdown.md, ROUND/countdown.md: what to do and when, not published as a page

    @property
    def is_session(self) -> bool:
        """Whether agendas can name a page of this kind."""
        return self in (PageKind.SESSION, PageKind.SHARED)

    @property
    def published(self) -> bool:
        """Whether the site has a page of it."""
        return self not in (PageKind.LANGUAGE, PageKind.MESSAGE, PageKind.COUNTDOWN, PageKind.REGION)


@dataclass(frozen=True)
class Section:
    """A heading of level 1 to 4 and its own text, up to the next such heading.

    ``first`` is the line of an explicit target before the heading, if there is one, else of the heading.
    ``anchor`` is that target, else the kit's slug of the title, with a number if it is another's target or slug.
    ``slug`` is the kit's slug of the title, whatever the target.
    """

    anchor: str
    slug: str
    level: int
    title: str
    first: int
    heading_line: int
    last: int


@dataclass(frozen=True)
class Fence:
    """A directive, written with colons or backticks, at any depth.

    ``argument`` is the text after the name, ``options`` its ``:key: value`` lines with their line numbers,
    ``body`` its text without the fence and options, ``body_first`` the line on which that begins.
    ``parents`` are the names of the directives around it, outermost first.
    ``section`` is the anchor of the section that it stands in, "" before the first.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[str, int]]
    body: str
    first: int
    last: int
    body_first: int
    parents: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class Activity:
    """A timed part of a session, in rounds of ``kinds``.

    ``minutes`` and ``shortest`` are minutes; ``minutes`` is None where it is missing.
    """

    title: str
    minutes: int | None
    shortest: int | None
    grouping: str
    line: int
    kinds: frozenset[Kind] = EVERY


@dataclass(frozen=True)
class Reference:
    """A link, picture, role or variable in the text, with the line of the block that holds it.

    ``target`` is the address, path, role's text or variable's name as written; ``text`` the words that a reader sees
    (for a picture its alt text). ``parents`` are the names of the directives around it, outermost first.
    """

    target: str
    text: str
    line: int
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Words that a reader meets in one piece, such as a paragraph, without code and words in other languages.

    ``kind`` is "heading", "bold" for a paragraph that is bold as a whole and has more below it, or "text".
    ``shown`` are its words with every space as it is and a zero byte for what is no text; ``written`` its Markdown.
    """

    text: str
    line: int
    kind: str
    parents: tuple[str, ...] = ()
    shown: str = ""
    written: str = ""


@dataclass(frozen=True)
class Table:
    """A Markdown table, by the cells of its head as written."""

    head: tuple[str, ...]
    line: int
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """The words of a page, piece by piece, and its Markdown tables, in the order of lines.

    ``indented`` are the pieces that four spaces or a tab in front make code of, each with its first line. ``unseen``
    are lines that no output holds, but for remarks that stand alone: the line, the sign before it, and its words.
    ``listings`` are the lines that open code, with what stands there behind the backticks.
    """

    words: tuple[Words, ...] = ()
    tables: tuple[Table, ...] = ()
    indented: tuple[tuple[int, str], ...] = ()
    unseen: tuple[tuple[int, str, str], ...] = ()
    listings: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """One page, read losslessly: ``text`` is what the file holds, decoded, byte order mark and line ends included.

    ``meta_last`` is the last line of the front matter, its closing ``---`` included, or 0 without front matter.
    ``meta_lines`` gives the line of each front matter value, by its path of keys and positions.
    ``targets`` are explicit ones, ``(name)=`` or a ``:name:`` option. ``footnotes`` are uses and texts of footnotes,
    and link definitions: what belongs to the whole page wherever it is written. ``note_texts`` are the texts alone.
    ``meta_read`` is False where the front matter holds a mistake, so that ``meta`` says nothing.
    """

    path: str
    kind: PageKind
    text: str
    meta: SessionMeta | PlanMeta | PageMeta
    meta_last: int
    meta_lines: Mapping[tuple[str | int, ...], int]
    sections: tuple[Section, ...]
    fences: tuple[Fence, ...]
    activities: tuple[Activity, ...]
    links: tuple[Reference, ...] = ()
    pictures: tuple[Reference, ...] = ()
    roles: tuple[tuple[str, Reference], ...] = ()
    variables: tuple[Reference, ...] = ()
    targets: tuple[Reference, ...] = ()
    footnotes: tuple[Reference, ...] = ()
    note_texts: tuple[Reference, ...] = ()
    prose: Prose = Prose()
    meta_read: bool = True

    @property
    def name(self) -> str:
        """The path without its ``.md``."""
        return self.path.removesuffix(".md")

    @property
    def title(self) -> str:
        """The text of the ``#`` heading, or the name where there is none."""
        return next((section.title for section in self.sections if section.level == 1), self.name)

    def handouts_for(self, kinds: Collection[Kind] = EVERY) -> frozenset[str]:
        """For whom the page has handouts in rounds of any of ``kinds``, such as ``{"person", "host"}``."""
        return frozenset(
            fence.options.get("for", (PERSON, 0))[0]
            for fence in self.fences
            if fence.name == HANDOUT.name and not kinds_at(self.fences, fence.first).isdisjoint(kinds)
        )


def kinds_at(fences: Sequence[Fence], line: int) -> frozenset[Kind]:
    """Return the kinds of format in which what stands on ``line`` of a page stands: those of all blocks around it."""
    around = [one for one in fences if one.first <= line <= one.last and one.name in BLOCKS and IN in one.options]
    return EVERY.intersection(*(kinds_in(one.options[IN][0]) for one in around))
