"""The slides that the blocks of one page make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from kit.facilitate.clock import people_minutes, show_time
from kit.model.agenda import SessionTimes
from kit.render.blocks import nodes as kit_nodes
from kit.render.deck.messages import untitled
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source, clean
from kit.render.deck.slides.model import (
    Block,
    Columns,
    Kind,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Slide,
    Style,
    Table,
    words,
)
from kit.render.deck.slides.tables import as_text

_FENCES = (kit_nodes.activity, kit_nodes.slide, kit_nodes.handout, kit_nodes.facilitator)


@dataclass(frozen=True)
class Pace:
    """When a page begins (None: on no agenda), and the minutes that the agenda leaves each of its activities."""

    start: int | None = None
    clock: bool = False
    minutes: Sequence[int] = ()

    def length(self, activity: nodes.Element) -> int | None:
        """The minutes of an activity on this agenda, else as filled in, else as its page says."""
        index = activity.get("index")
        if index is not None and index < len(self.minutes):
            return int(self.minutes[index])
        minutes = activity.get("scaled", activity.get("minutes"))
        return None if minutes is None else int(minutes)


@dataclass
class _Maker:
    """Goes through the blocks in order, with the slides so far and the notes that wait for the next one."""

    source: Source
    pace: Pace
    made: list[Slide]
    waiting: list[Paragraph] = field(default_factory=list)
    spent: int = 0

    def now(self) -> int | None:
        return None if self.pace.start is None else self.pace.start + self.spent

    def add(self, slide: Slide, told: list[Paragraph]) -> None:
        self.made.append(replace(slide, notes=(*slide.notes, *told, *self.waiting)))
        self.waiting = []

    def note(self, node: nodes.Element, hold: bool) -> None:
        told = facilitator_notes(node, self.source)
        if hold:
            self.waiting += told
        else:
            self.made[-1] = replace(self.made[-1], notes=(*self.made[-1].notes, *told))

    def around(self, node: nodes.Element, kind: str) -> str:
        """The title for a block that has none: its section's, else the page's. Told where a slide has that already."""
        title = _near(node) or self.made[0].title
        if any(one.title.casefold() == title.casefold() for one in self.made):
            self.source.found.append(untitled(kind, title, self.source.place(node)))
        return title

    def activity(self, node: nodes.Element, shown: bool) -> None:
        """Make the slide of an activity, or, where the author wrote one, leave its notes for that."""
        minutes = self.pace.length(node)
        told = [moment(self.now(), minutes, self.pace.clock), *shortest(minutes, node.get("shortest"))]
        told += steps(node, self.source)
        if shown:
            title = clean(node.get("title") or self.around(node, "activity"))
            content = tuple(blocks(node.children, self.source))
            grouping = clean(node.get("grouping") or "")
            made = Slide(Kind.ACTIVITY, title, content, minutes=minutes, grouping=grouping)
            self.add(replace(made, written=self.source.place(node)), told)
        else:
            self.waiting += told
        self.spent += minutes or 0

    def slide(self, node: nodes.Element) -> None:
        """Make the slides of a slide block: its headings begin new ones."""
        told = [] if self.waiting or self.now() is None else [moment(self.now(), None, self.pace.clock)]
        found = blocks(node.children, self.source)
        title = clean(node.get("title") or "")
        parts = list(_parts(title, found))
        first, *others = parts or [("", [])]
        near, written = first[0] or self.around(node, "slide"), self.source.place(node)
        self.add(Slide(Kind.BULLETS, near, tuple(first[1]), written=written), told)
        for name, content in others:
            made = Slide(Kind.BULLETS, name or near, tuple(content), tuple(told[:1]), written=written)
            self.made.append(replace(made, goes_on=made.title == self.made[-1].title))


def session_slides(head: Slide, document: nodes.document, source: Source, pace: Pace) -> list[Slide]:
    """Return ``head`` and then the slides of a page's blocks, in order.

    Every activity becomes a slide unless the next block, facilitator notes aside, is a slide; a heading between them
    ends what belongs to the activity. Facilitator notes go to the slide of the block that they follow or stand in;
    those before the first block go to ``head``.
    """
    maker = _Maker(source, pace, [head])
    fences = list(_fences(document))
    for place, fence in enumerate(fences):
        if isinstance(fence, kit_nodes.facilitator):
            maker.note(fence, bool(maker.waiting))
        elif isinstance(fence, kit_nodes.activity):
            maker.activity(fence, not _slide_follows(fence, fences[place + 1 :]))
        elif isinstance(fence, kit_nodes.slide):
            maker.slide(fence)
    return maker.made


def _fences(document: nodes.document) -> Iterator[nodes.Element]:
    for node in document.findall(lambda node: isinstance(node, _FENCES)):
        if isinstance(node, nodes.Element) and not _in_notes(node):
            yield node


def _in_notes(node: nodes.Node) -> bool:
    current = node.parent
    while current is not None:
        if isinstance(current, kit_nodes.facilitator):
            return True
        current = current.parent
    return False


def _slide_follows(activity: nodes.Element, fences: Sequence[nodes.Element]) -> bool:
    """Whether a slide follows in the same section; facilitator notes may stand between, a heading may not."""
    block = next((fence for fence in fences if not isinstance(fence, kit_nodes.facilitator)), None)
    return isinstance(block, kit_nodes.slide) and _section(block) is _section(activity)


def _section(node: nodes.Node) -> nodes.Node | None:
    """The section that a block stands in, None for a document without any."""
    current = node.parent
    while current is not None and not isinstance(current, nodes.section):
        current = current.parent
    return current


def _near(node: nodes.Node) -> str:
    """The title of the section that a block stands in."""
    section = _section(node)
    parts = section.children if section is not None else ()
    return next((clean(part.astext()) for part in parts if isinstance(part, nodes.title)), "")


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


def steps(activity: nodes.Element, source: Source) -> list[Paragraph]:
    """Return an activity's steps, for speakers."""
    quiet = Source(source.edition, source.name)  # the face reports what cannot be shown, once
    return flat(blocks(activity.children, quiet))


def facilitator_notes(node: nodes.Element, source: Source) -> list[Paragraph]:
    """Return what a facilitator block says, under its title."""
    title = clean(node.get("title") or "For facilitators")
    return [Paragraph((Run(title, bold=True),), style=Style.HEADING), *flat(blocks(node.children, source, notes=True))]


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


def is_facilitator(node: nodes.Node) -> bool:
    """Whether ``node`` is a facilitator block."""
    return isinstance(node, kit_nodes.facilitator)
