"""The countdown of a round as a checklist, for paper and for the site."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from kit.facilitate.countdown import Step, steps
from kit.facilitate.sittings import heading_of
from kit.model.edition import Edition, Round
from kit.render.office.message import filling_for
from kit.render.office.prose import prose, to_html, to_text

PARTS = ("Before", "On the day", "After")


@dataclass(frozen=True)
class Entry:
    """A step with what its author says of it, filled in: as HTML, and as lines of plain text."""

    step: Step
    html: Markup
    lines: tuple[str, ...]

    @property
    def iso(self) -> str:
        """When it is due, for machines, or ""."""
        return self.step.due.isoformat() if self.step.due else ""


def checklist(edition: Edition, one: Round) -> list[tuple[str, list[Entry]]]:
    """Return the steps of the round ``one`` in the parts that they belong to, in order of time; empty parts are out.

    What is done once more for a later sitting is a part that is called as the sitting.
    """
    entries = [_entry(edition, one, step) for step in steps(edition, one)]
    return [(part, list(ones)) for part, ones in groupby(entries, lambda entry: _part(one, entry.step))]


def _part(one: Round, step: Step) -> str:
    if step.sitting > 1:
        return heading_of(one, one.timetable.sittings[step.sitting - 1])
    return PARTS[1 + (step.days > 0) - (step.days < 0)]


def _entry(edition: Edition, one: Round, step: Step) -> Entry:
    found = prose(step.text, filling_for(edition, one, step.page))
    return Entry(step, to_html(found), tuple(line for line in to_text(found).splitlines() if line))
