"""The checklist of what to do before and after, with a box to tick for each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from kit.model.edition import Round
from kit.render.content.model import Contents
from kit.render.handout.day import facts
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet, unbroken
from kit.render.office.checklist import Entry, checklist


def checklist_paper(sheet: Sheet, meeting: Round, _: Contents) -> Paper:
    """Return the checklist of one round on paper, with a box to tick for each step."""
    blocks: list[Block] = []
    for part, entries in checklist(sheet.edition, meeting):
        blocks.append({"k": "heading", "level": 2, "c": [part]})
        blocks += [{"k": "task", "checked": False, "c": _step(sheet, meeting, entry)} for entry in entries]
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: checklist",
        heading=meeting.title,
        eyebrow="Checklist for organisers",
        round=f"{meeting.title}: checklist",
        facts=facts(sheet, meeting),
        blocks=blocks,
    )


def _step(sheet: Sheet, meeting: Round, entry: Entry) -> list[Block]:
    step = entry.step
    when = f"{step.day} ({unbroken(step.when.lower())})" if step.due else step.when
    head: list[Any] = [{"k": "strong", "c": [sheet.text(step.what, meeting.plan)]}, " · "]
    more = [sheet.text(line, meeting.plan) for line in (step.moved, *entry.lines) if line]
    return [{"k": "paragraph", "c": [*head, sheet.text(when, meeting.plan)]}, *_details(more)]


def _details(lines: Sequence[str]) -> Iterator[Block]:
    """Yield lines of plain text as paragraphs, and those that begin with a hyphen as lists."""
    for listed, ones in groupby(lines, lambda line: line.startswith("- ")):
        parts: list[Block] = [{"k": "paragraph", "c": [line.removeprefix("- ") if listed else line]} for line in ones]
        yield from [{"k": "bullets", "items": [[part] for part in parts]}] if listed else parts
