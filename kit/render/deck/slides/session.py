"""The slides that the blocks of one page make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kit.facilitate.clock import people_minutes, show_moment
from kit.model.agenda import SessionTimes
from kit.model.blocks import private_blocks
from kit.render.blocks.registry import BLOCKS
from kit.render.content import model as content
from kit.render.content.model import Content, OwnBlock
from kit.render.content.pieces import HEADING, PROSE, Piece, pieces_of
from kit.render.deck.messages import untitled
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source, clean
from kit.render.deck.slides.model import (
    Block,
    Callout,
    Columns,
    Footnote,
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


@dataclass
class _Maker:
    """The slides so far, what waits for the next one, and the piece at hand with those that follow it.

    ``coming`` is what the page says, and its words to say, before a slide: they are led from that slide's notes.
    ``taken`` is the activity whose place an author's slide takes, and ``waiting`` are its notes.
    """

    source: Source
    pace: Pace
    made: list[Slide]
    coming: list[Paragraph] = field(default_factory=list)
    waiting: list[Paragraph] = field(default_factory=list)
    taken: Slide | None = None
    spent: int = 0
    at: Piece | None = None
    after: Sequence[Piece] = ()

    def now(self) -> int | None:
        return None if self.pace.start is None else self.pace.start + self.spent

    def add(self, slide: Slide, begins: list[Paragraph], told: Sequence[Paragraph] = ()) -> None:
        """Add a slide: its notes are when it ``begins``, what waits, what came before it, and what is ``told``."""
        self.made.append(replace(slide, notes=(*slide.notes, *begins, *self.waiting, *self.coming, *told)))
        self.coming, self.waiting = [], []

    def note(self, block: OwnBlock) -> None:
        """Put facilitator notes where the notes of the block before them wait, else on its slide."""
        told = facilitator_notes(block, self.source)
        if self.waiting:
            self.waiting += told
        else:
            self.told(told)

    def told(self, notes: Iterable[Paragraph]) -> None:
        """Put words into the notes of the last slide."""
        self.made[-1] = replace(self.made[-1], notes=(*self.made[-1].notes, *notes))

    def say(self, block: OwnBlock) -> None:
        """Put words to say before the notes of the slide that follows in the section, else after the last one's."""
        said = flat(blocks(block.blocks, self.source, notes=True))
        self.coming += [words(clean(block.title or "Say"), bold=True), *said]

    def prose(self, found: Sequence[content.Block]) -> None:
        """Put what the page itself says where words to say go."""
        self.coming += flat(blocks(found, self.source, notes=True))

    def end_section(self) -> None:
        """Leave with the last slide what no slide of its section came for."""
        self.told(self.coming)
        self.coming = []

    def around(self, block: OwnBlock) -> str:
        """The title for a block that has none: its section's, else the page's. Told where a slide has that already."""
        title = clean(self.at.under if self.at else "") or self.made[0].title
        if any(one.title.casefold() == title.casefold() for one in self.made):
            self.source.found.append(untitled(block.name, title, self.source.place(block.line)))
        return title

    def activity(self, block: OwnBlock) -> None:
        """Make the slide of an activity, or, where the author wrote one instead, leave its notes for that."""
        minutes, grouping = self.pace.length(block), clean(block.values.get("grouping") or "")
        begins = [moment(self.now(), minutes, self.pace.clock), *shortest(minutes, block.values.get("shortest"))]
        body, steps = tuple(blocks(block.blocks, self.source)), flat(blocks(block.blocks, self.source))
        made = Slide(SlideKind.ACTIVITY, "", body, minutes=minutes, grouping=grouping)
        if self._instead_follows():
            self.taken, self.waiting, self.coming = made, [*begins, *self.coming, *steps], []
        else:
            title, written = clean(block.title or self.around(block)), self.source.place(block.line)
            self.add(replace(made, title=title, written=written), begins, steps)
        self.spent += minutes or 0

    def _instead_follows(self) -> bool:
        """Whether the author's slide that takes an activity's place comes next; words and notes part them not."""
        apart = (one for one in self.after if one.kind not in {*private_blocks(), PROSE})
        after = next(apart, None)
        return after is not None and after.own is not None and bool(after.own.values.get("instead"))

    def slide(self, block: OwnBlock) -> None:
        """Make the slides of a slide block: its headings begin new ones."""
        begins = [] if self.waiting or self.now() is None else [moment(self.now(), None, self.pace.clock)]
        first, *others = list(_parts(clean(block.title), blocks(block.blocks, self.source))) or [("", [])]
        near, written = first[0] or self.around(block), self.source.place(block.line)
        one = replace(self.taken or Slide(SlideKind.BULLETS, ""), written=written)
        self.taken = None
        self.add(replace(one, title=near, blocks=tuple(first[1])), begins)
        for name, body in others:
            made = replace(one, title=name or near, blocks=tuple(body), notes=tuple(begins))
            self.made.append(replace(made, goes_on=made.title == self.made[-1].title))


def session_slides(head: Slide, page: Content, source: Source, pace: Pace) -> list[Slide]:
    """Return ``head`` and then the slides of a page's blocks, in order.

    Every activity becomes a slide; where a slide that says ``:instead:`` comes next, that is the one. Facilitator notes
    go to the slide of the block that they follow or stand in; those before the first block go to ``head``. What the
    page says, and the words to say, go to the slide that follows under the same heading, else to the last one.
    """
    maker = _Maker(source, pace, [head])
    found = pieces_of(page)
    for place, piece in enumerate(found):
        maker.at, maker.after = piece, found[place + 1 :]
        if piece.kind == HEADING:
            maker.end_section()
        elif piece.own is None:
            maker.prose(piece.blocks)
        elif make := BLOCKS[piece.kind].slides:
            make(piece.own, maker)
    maker.end_section()
    return maker.made


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
    when = "" if start is None else show_moment(start, clock)
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
    """Return blocks as paragraphs only, because notes hold nothing else: pictures become their alt text.

    A footnote to which several of them refer is there once.
    """
    lines: list[Paragraph] = []
    for block in found:
        if isinstance(block, Paragraph):
            lines.append(block)
        elif isinstance(block, Table):
            lines.extend(replace(line, level=max(0, line.level)) for line in as_text(block))
        elif isinstance(block, Picture):
            lines.extend([words(f"Picture: {block.alt}")] * bool(block.alt))
        elif isinstance(block, Callout):
            lines.extend(block.lines)
        elif isinstance(block, Columns):
            lines.extend(line for column in block.apart for line in flat(column))
        elif isinstance(block, Footnote):
            lines.extend(one for one in block.lines if one not in lines)
        elif block.title:
            lines.append(words(block.title, bold=True))
    return lines
