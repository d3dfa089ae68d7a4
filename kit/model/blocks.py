"""The kit's own blocks as plain facts: what reading, composing, checking and every output must know of each.

How each is read by Sphinx, and how it looks on page, paper and slide, stands in its file in ``kit/render/blocks/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache


class Shown(Enum):
    """Where the words of a block are shown."""

    PAGE = "page"  # to everybody, on the page
    SLIDE = "slide"  # to everybody, on slides alone
    NOTES = "notes"  # to facilitators alone: in run sheets and speaker notes


@dataclass(frozen=True)
class BlockKind:
    """One of the kit's own blocks, by the name that authors write.

    ``called`` is how a sentence speaks of one and of several. ``options`` are those that it takes, of which ``flags``
    stand alone, as ``:instead:`` does, and ``choices`` name all values of others. ``argument`` says what must stand on
    its opening line. ``makes`` ends "a block that ...": what it makes elsewhere than in its place, so that it may not
    stand in facilitators' notes. ``headings`` says that it may hold headings, and ``prose`` that it belongs to the
    words around it, so that an override of words alone may hold it.
    """

    name: str
    called: tuple[str, str]
    shown: Shown = Shown.PAGE
    options: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    argument: str = ""
    makes: str = ""
    headings: bool = False
    prose: bool = False


SLIDE = BlockKind(
    "slide",
    ("slide", "slides"),
    Shown.SLIDE,
    options=frozenset({"instead"}),
    flags=frozenset({"instead"}),
    makes="becomes a slide",
    headings=True,
)
ACTIVITY = BlockKind(
    "activity",
    ("activity", "activities"),
    options=frozenset({"minutes", "shortest", "grouping"}),
    makes="becomes a slide and part of the timetable",
)
PERSON = "person"
LEADERS = ("host", "speaker")  # whose handouts stand on no page: they go to those people, and into the run sheet
HANDOUT = BlockKind(
    "handout",
    ("handout", "handouts"),
    options=frozenset({"for"}),
    choices={"for": (PERSON, "table", "group", *LEADERS)},
    makes="is printed for everybody",
    headings=True,
)
FACILITATOR = BlockKind("facilitator", ("note for facilitators", "notes for facilitators"), Shown.NOTES)
SAY = BlockKind("say", ("passage to say aloud", "passages to say aloud"), Shown.NOTES)
LANG = BlockKind(
    "lang",
    ("passage in another language", "passages in other languages"),
    argument="a language tag, such as cy for Welsh",
    prose=True,
)
PASSAGE = BlockKind("passage", ("passage", "passages"), prose=True)

IN = "in"  # the option that every block takes: the kinds of format in which it stands, such as "room, hybrid"

# Every block by name, in the order in which sentences list them.
BLOCKS: dict[str, BlockKind] = {one.name: one for one in (SLIDE, ACTIVITY, HANDOUT, SAY, FACILITATOR, LANG, PASSAGE)}


@cache
def session_parts() -> frozenset[str]:
    """Return the names of blocks that are parts of a session, and not prose."""
    return frozenset(name for name, kind in BLOCKS.items() if not kind.prose)


@cache
def private_blocks() -> frozenset[str]:
    """Return the names of blocks that only facilitators see."""
    return frozenset(name for name, kind in BLOCKS.items() if kind.shown is Shown.NOTES)


@cache
def heading_blocks() -> frozenset[str]:
    """Return the names of blocks that may hold headings."""
    return frozenset(name for name, kind in BLOCKS.items() if kind.headings)
