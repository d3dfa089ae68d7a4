"""The countdown of a round as a checklist, and that on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.clock import people_date
from kit.facilitate.countdown import Step, steps
from kit.model.edition import Edition, Round
from kit.render.handout.day import facts
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet
from kit.render.office.message import filling_for
from kit.render.office.prose import prose, to_html, to_text
from kit.render.site.state import Site

PARTS = ("Before", "On the day", "After")


@dataclass(frozen=True)
class Entry:
    """A step with what its author says of it, filled in: as HTML, and as lines of plain text."""

    step: Step
    html: str
    lines: tuple[str, ...]

    @property
    def iso(self) -> str:
        """When it is due, for machines, or ""."""
        return self.step.due.isoformat() if self.step.due else ""


def checklist(edition: Edition, one: Round) -> list[tuple[str, list[Entry]]]:
    """Return the steps of the round ``one`` in the parts that they belong to, in order of time; empty parts are out."""
    entries = [_entry(edition, one, step) for step in steps(edition, one)]
    grouped = groupby(entries, lambda entry: 1 + (entry.step.days > 0) - (entry.step.days < 0))
    return [(PARTS[part], list(ones)) for part, ones in grouped]


def _entry(edition: Edition, one: Round, step: Step) -> Entry:
    found = prose(step.text, filling_for(edition, one, step.page))
    return Entry(step, to_html(found), tuple(line for line in to_text(found).splitlines() if line))


def checklist_paper(sheet: Sheet, meeting: Round) -> Paper:
    """Return the checklist of one round on paper, with a box to tick for each step."""
    blocks: list[Block] = []
    for part, entries in checklist(sheet.edition, meeting):
        blocks.append({"k": "heading", "level": 2, "c": [part]})
        blocks += [{"k": "task", "checked": False, "c": _words(sheet, meeting, entry)} for entry in entries]
    return Paper(
        page=meeting.plan,
        title=f"{meeting.title}: checklist",
        heading=meeting.title,
        eyebrow="Checklist for organisers",
        round=f"{meeting.title}: checklist",
        facts=facts(sheet, meeting),
        blocks=blocks,
    )


def _words(sheet: Sheet, meeting: Round, entry: Entry) -> list[Block]:
    step = entry.step
    when = f"{step.day} ({step.when.lower()})" if step.due else step.when
    head: list[Any] = [{"k": "strong", "c": [sheet.text(step.what, meeting.plan)]}, {"k": "newline"}]
    more = [sheet.text(line, meeting.plan) for line in (step.moved, *entry.lines) if line]
    return [{"k": "paragraph", "c": [*head, sheet.text(when, meeting.plan)]}, *_details(more)]


def _details(lines: Sequence[str]) -> Iterator[Block]:
    """Yield lines of plain text as paragraphs, and those that begin with a hyphen as lists."""
    for listed, ones in groupby(lines, lambda line: line.startswith("- ")):
        parts: list[Block] = [{"k": "paragraph", "c": [line.removeprefix("- ") if listed else line]} for line in ones]
        yield from [{"k": "bullets", "items": [[part] for part in parts]}] if listed else parts


# The checklist of a round as a page for organisers, which stands in no menu and no search.


def checklist_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each round's checklist, for Sphinx to write. It goes with the run sheet."""
    site: Site | None = app.config.kit_site
    if site is None or not site.edition.publish_run_sheet:
        return
    for one in site.edition.rounds:
        if parts := checklist(site.edition, one):
            name = f"{one.name}/checklist"
            listed = {
                "title": one.title,
                "date": people_date(one.date) if one.date else "No date yet",
                "parts": parts,
                "back": app.builder.get_relative_uri(name, one.plan),
                "run_sheet": app.builder.get_relative_uri(name, f"{one.name}/run-sheet"),
            }
            yield name, {"title": f"Checklist: {one.title}", "list": listed}, "kit-checklist.html"
