"""Rules on countdowns: every step says when, and advice where that is a day on which nobody works. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.clock import people_date
from kit.facilitate.countdown import read_heading, steps
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.model.page import Page, PageKind


def check_countdowns(edition: Edition) -> Iterator[Finding]:
    """Yield each heading that is no step, and each step that had to move to another day."""
    for page in edition.pages.values():
        if page.kind is PageKind.COUNTDOWN:
            yield from _headings(page)
    for one in edition.rounds:
        for step in steps(edition, one):
            if step.asked and step.due:
                message = f'For "{one.title}", "{step.what}" would be on {people_date(step.asked)}, {step.why}; '
                message += f"the checklist says {people_date(step.due)}."
                hint = "Nothing needs doing, unless another day is better: then change the step's heading."
                yield Finding(Code.STEP_ON_DAY_OFF, step.page.path, step.section.heading_line, message, hint)


def _headings(page: Page) -> Iterator[Finding]:
    for section in page.sections:
        if section.level == 1 or (section.level == 2 and read_heading(section.title)):
            continue
        message = f'The heading "{section.title}" does not say when to do it, so it has no day on the checklist.'
        hint = (
            "Begin it with days or weeks and a colon: ## 6 weeks before: book the room, or ## 1 day after: say thank "
            "you, or ## On the day: be there early. A year is the most, and only ## headings are steps."
        )
        yield Finding(Code.BAD_COUNTDOWN, page.path, section.heading_line, message, hint)
