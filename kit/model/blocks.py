"""The kit's own blocks as plain facts: what reading, composing, checking and every output must know of each.

How each is read by Sphinx, and how it looks on page, paper and slide, stands in its file in ``kit/render/blocks/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shown(Enum):
    """Where the words of a block are shown."""

    PAGE = "page"  # to everybody, on the page
    SLIDE = "slide"  # to everybody, on slides alone
    NOTES = "notes"  # to facilitators alone: in run sheets and speaker notes


@dataclass(frozen=True)
class BlockKind:
    """One of the kit's own blocks, by the name that authors write.

    ``called`` is how a sentence speaks of one and of several. ``options`` are those that it takes. ``argument`` says
    what must stand on its opening line. ``makes`` ends "a block that ...": what it makes elsewhere than in its place,
    so that it may not stand in facilitators' notes. ``headings`` says that it may hold headings, ``run_sheet`` that a
    session is run from it, and ``prose`` that it belongs to the words around it, so that an override of words alone
    may hold it.
    """

    name: str
    called: tuple[str, str]
    shown: Shown = Shown.PAGE
    options: frozenset[str] = frozenset()
    argument: str = ""
    makes: str = ""
    headings: bool = False
    run_sheet: bool = False
    prose: bool = False


SLIDE = BlockKind("slide", ("slide", "slides"), Shown.SLIDE, makes="becomes a slide", headings=True)
ACTIVITY = BlockKind(
    "activity",
    ("activity", "activities"),
    options=frozenset({"minutes", "shortest", "grouping"}),
    makes="becomes a slide and part of the timetable",
    run_sheet=True,
)
HANDOUT = BlockKind("handout", ("handout", "handouts"), makes="is printed for everybody", headings=True)
FACILITATOR = BlockKind("facilitator", ("note for facilitators", "notes for facilitators"), Shown.NOTES, run_sheet=True)
LANG = BlockKind(
    "lang",
    ("passage in another language", "passages in other languages"),
    argument="a language tag, such as cy for Welsh",
    prose=True,
)

# Every block by name, in the order in which sentences list them.
BLOCKS: dict[str, BlockKind] = {one.name: one for one in (SLIDE, ACTIVITY, HANDOUT, FACILITATOR, LANG)}


def session_parts() -> frozenset[str]:
    """Return the names of blocks that are parts of a session, and not prose."""
    return frozenset(name for name, kind in BLOCKS.items() if not kind.prose)


def private_blocks() -> frozenset[str]:
    """Return the names of blocks that only facilitators see."""
    return frozenset(name for name, kind in BLOCKS.items() if kind.shown is Shown.NOTES)


def heading_blocks() -> frozenset[str]:
    """Return the names of blocks that may hold headings."""
    return frozenset(name for name, kind in BLOCKS.items() if kind.headings)
