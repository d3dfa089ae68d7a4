"""Sessions that run at the same time, side by side on one slide before the slides of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from docutils import nodes

from kit.model.edition import Edition, Round
from kit.render.deck.agenda import day_at, span
from kit.render.deck.content import blocks
from kit.render.deck.inline import Source, clean
from kit.render.deck.model import Block, Columns, Kind, Paragraph, Run, Slide, Style
from kit.render.deck.notes import moment

_GLANCE = 150  # characters: what can be read while choosing


def side_by_side(edition: Edition, meeting: Round, place: int, document: Callable[[str], nodes.document]) -> Slide:
    """Return the slide that opens the item at ``place``: the title and first words of each of its sessions."""
    timed, clock = meeting.timetable.items[place], meeting.timetable.clock
    texts = [_session(edition, name, document(name)) for name in timed.item.sessions]
    found: tuple[Block, ...] = tuple(line for text in texts for line in text)
    if len(texts) == 2:
        found = (Columns(*texts),)
    title = f"At the same time: {span(timed.start, timed.end, clock)}"
    notes = (moment(timed.start, timed.minutes, clock),)
    return Slide(Kind.BULLETS, title, found, notes, day=day_at(meeting, place), session=meeting.title)


def _session(edition: Edition, name: str, page: nodes.document) -> tuple[Paragraph, ...]:
    title = next((clean(part.astext()) for part in page.findall(nodes.title)), name)
    section = next(iter(page.findall(nodes.section)), page)
    lead = next((part for part in section.children if isinstance(part, nodes.paragraph)), None)
    quiet = Source(edition, name)  # the session's own slides report what cannot be shown
    words = [block for block in blocks([lead], quiet) if isinstance(block, Paragraph)] if lead is not None else []
    return (Paragraph((Run(title, bold=True),), style=Style.HEADING), *(_opening(line) for line in words[:1]))


def _opening(line: Paragraph) -> Paragraph:
    """The first sentences of a paragraph that can be read at a glance, one at least."""
    ends = [match.end() for match in re.finditer(r"[.!?](?= )", line.text)]
    short = [end for end in ends if end <= _GLANCE]
    room = len(line.text) if len(line.text) <= _GLANCE or not ends else max(short, default=ends[0])
    kept: list[Run] = []
    for run in line.runs:
        kept.append(replace(run, text=run.text[:room]))
        room -= len(kept[-1].text)
    return replace(line, runs=tuple(run for run in kept if run.text))
