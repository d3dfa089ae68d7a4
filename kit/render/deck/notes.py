"""What stands in the speaker notes of a slide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docutils import nodes

from kit.facilitate.clock import people_minutes, show_time
from kit.model.agenda import SessionTimes
from kit.render import nodes as kit_nodes
from kit.render.deck.content import blocks
from kit.render.deck.inline import Source, clean
from kit.render.deck.model import Block, Columns, Paragraph, Picture, Run, Style, Table, words
from kit.render.deck.tables import as_text


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
