"""The slides that the blocks of one page make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kit.facilitate.clock import people_minutes, show_time
from kit.model.agenda import SessionTimes
from kit.model.blocks import SLIDE, private_blocks, session_parts
from kit.render.blocks.registry import BLOCKS
from kit.render.content import model as content
from kit.render.content.model import Content, Heading, OwnBlock, Section
from kit.render.content.traverse import inside, is_own, plain_text
from kit.render.deck.messages import untitled
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source, clean
from kit.render.deck.slides.model import (
    Block,
    Columns,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    SlideKind,
    Style,
    Table,
    words,
)
from kit.render.deck.slides.tables import as_text


@dataclass(frozen=True)
class Pace:
    """When a page begins (None: on no agenda), and the minutes that the agenda leaves each of its activities."""

    start: int | None = None
    clock: bool = False
    minutes: Sequence[int] = ()

    def length(self, activity: OwnBlock) -> int | None:
        """The minutes of an activity on this agenda, else as filled in, else as its page says."""
        index = activity.values.get("index")
        if index is not None and index < len(self.minutes):
            return int(self.minutes[index])
        minutes = activity.values.get("scaled", activity.values.get("minutes"))
        return None if minutes is None else int(minutes)


@dataclass(frozen=True)
class Fence:
    """A block that slides or their notes are made of, and the section that it stands in."""

    block: OwnBlock
    section: Section | None

    @property
    def heading(self) -> str:
        """The title of its section, "" where it stands in none."""
        inner = self.section.blocks if self.section else ()
        return next((clean(plain_text(one.words)) for one in inner if isinstance(one, Heading)), "")


@dataclass
class _Maker:
    """The slides so far, the notes that wait for the next one, and the block at hand with those that follow it."""

    source: Source
    pace: Pace
    made: list[Slide]
    waiting: list[Paragraph] = field(default_factory=list)
    spent: int = 0
    at: Fence | None = None
    after: Sequence[Fence] = ()

    def now(self) -> int | None:
        return None if self.pace.start is None else self.pace.start + self.spent

    def add(self, slide: Slide, told: list[Paragraph]) -> None:
        self.made.append(replace(slide, notes=(*slide.notes, *told, *self.waiting)))
        self.waiting = []

    def note(self, block: OwnBlock) -> None:
        """Put facilitator notes where the notes of the block before them wait, else on its slide."""
        told = facilitator_notes(block, self.source)
        if self.waiting:
            self.waiting += told
        else:
            self.made[-1] = replace(self.made[-1], notes=(*self.made[-1].notes, *told))

    def around(self, block: OwnBlock) -> str:
        """The title for a block that has none: its section's, else the page's. Told where a slide has that already."""
        title = (self.at.heading if self.at else "") or self.made[0].title
        if any(one.title.casefold() == title.casefold() for one in self.made):
            self.source.found.append(untitled(block.name, title, self.source.place(block.line)))
        return title

    def activity(self, block: OwnBlock) -> None:
        """Make the slide of an activity, or, where the author wrote one, leave its notes for that."""
        minutes = self.pace.length(block)
        told = [moment(self.now(), minutes, self.pace.clock), *shortest(minutes, block.values.get("shortest"))]
        told += flat(blocks(block.blocks, self.source))
        if not self._slide_follows():
            title = clean(block.title or self.around(block))
            body = tuple(blocks(block.blocks, self.source))
            grouping = clean(block.values.get("grouping") or "")
            made = Slide(SlideKind.ACTIVITY, title, body, minutes=minutes, grouping=grouping)
            self.add(replace(made, written=self.source.place(block.line)), told)
        else:
            self.waiting += told
        self.spent += minutes or 0

    def _slide_follows(self) -> bool:
        """Whether a slide follows in the same section; facilitator notes may stand between, a heading may not."""
        after = next((one for one in self.after if one.block.name not in private_blocks()), None)
        return (
            after is not None
            and after.block.name == SLIDE.name
            and self.at is not None
            and after.section is self.at.section
        )

    def slide(self, block: OwnBlock) -> None:
        """Make the slides of a slide block: its headings begin new ones."""
        told = [] if self.waiting or self.now() is None else [moment(self.now(), None, self.pace.clock)]
        found = blocks(block.blocks, self.source)
        first, *others = list(_parts(clean(block.title), found)) or [("", [])]
        near, written = first[0] or self.around(block), self.source.place(block.line)
        self.add(Slide(SlideKind.BULLETS, near, tuple(first[1]), written=written), told)
        for name, body in others:
            made = Slide(SlideKind.BULLETS, name or near, tuple(body), tuple(told[:1]), written=written)
            self.made.append(replace(made, goes_on=made.title == self.made[-1].title))


def session_slides(head: Slide, page: Content, source: Source, pace: Pace) -> list[Slide]:
    """Return ``head`` and then the slides of a page's blocks, in order.

    Every activity becomes a slide unless the next block, facilitator notes aside, is a slide; a heading between them
    ends what belongs to the activity. Facilitator notes go to the slide of the block that they follow or stand in;
    those before the first block go to ``head``.
    """
    maker = _Maker(source, pace, [head])
    fences = list(_fences(page.blocks))
    for place, fence in enumerate(fences):
        if make := BLOCKS[fence.block.name].slides:
            maker.at, maker.after = fence, fences[place + 1 :]
            make(fence.block, maker)
    return maker.made


def _fences(found: Iterable[content.Part], section: Section | None = None) -> Iterator[Fence]:
    """Yield the blocks of a page that slides are made of, in order, those inside facilitator notes aside."""
    for block in found:
        if is_own(block, session_parts()):
            yield Fence(block, section)
        if not is_own(block, private_blocks()):
            yield from _fences(inside(block), block if isinstance(block, Section) else section)


def _parts(title: str, found: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Cut blocks at their page breaks, each part with its title; nothing before the first break is no part."""
    name, content, begun = title, list[Block](), bool(title)
    for block in found:
        if not isinstance(block, PageBreak):
            content.append(block)
            continue
        if begun or content:
            yield name, content
        name, content, begun = block.title or title, [], True
    if content or begun:
        yield name, content


# What stands in the speaker notes of a slide.


def moment(start: int | None, minutes: int | None, clock: bool) -> Paragraph:
    """Return the line that opens the notes: when this begins and how long it takes."""
    when = "" if start is None else show_time(start, clock)
    return words(" · ".join(filter(None, (when, people_minutes(minutes) if minutes else ""))), bold=True)


def what_to_cut(times: SessionTimes) -> list[Paragraph]:
    """Return what a facilitator who runs late may do with a session: shrink it, or drop it."""
    found = []
    if times.shortest is not None and times.shortest != times.minutes:
        found.append(words(f"If you run late: this can be done in {people_minutes(times.shortest)}."))
    if times.cut is not None:
        found.append(words(f"If that is not enough: this session may be dropped, as number {times.cut} to go."))
    return found


def shortest(minutes: int | None, least: int | None) -> list[Paragraph]:
    """Return the line that says how short an activity can be, where it can be shorter than ``minutes``."""
    if not least or (minutes is not None and least >= minutes):
        return []
    return [words(f"If you run late: this can be done in {people_minutes(least)}.")]


def facilitator_notes(block: OwnBlock, source: Source) -> list[Paragraph]:
    """Return what a facilitator block says, under its title."""
    title = clean(block.title or "For facilitators")
    return [Paragraph((Run(title, bold=True),), style=Style.HEADING), *flat(blocks(block.blocks, source, notes=True))]


def flat(found: Iterable[Block]) -> list[Paragraph]:
    """Return blocks as paragraphs only, because notes hold nothing else: pictures become their alt text."""
    lines: list[Paragraph] = []
    for block in found:
        if isinstance(block, Paragraph):
            lines.append(block)
        elif isinstance(block, Table):
            lines.extend(replace(line, level=max(0, line.level)) for line in as_text(block))
        elif isinstance(block, Picture):
            lines.extend([words(f"Picture: {block.alt}")] * bool(block.alt))
        elif isinstance(block, Columns):
            lines.extend((*block.left, *block.right))
        elif block.title:
            lines.append(words(block.title, bold=True))
    return lines
