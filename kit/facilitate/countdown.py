"""What to do before and after a meeting, and on which days. Pure.

A countdown is a page of the hub, ``countdown.md``, and where a round needs steps of its own ``ROUND/countdown.md``.
Each ``##`` section is one step, and its heading says when: "6 weeks before: book the room". So a page without a date
serves every meeting, and a region replaces, adds or leaves out one step as it does with any section.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.facilitate.calendar import all_day, new_event, to_bytes, uid
from kit.facilitate.clock import people_date
from kit.facilitate.holidays import day_off, working_day
from kit.facilitate.sittings import later_sittings
from kit.model.edition import CANCELLED, Edition, Round
from kit.model.page import Page, PageKind, Section
from kit.source.tree.text import split_lines

_WHEN = re.compile(
    r"(?:(?P<many>[1-9][0-9]{0,2}) (?P<unit>day|week)s? (?P<side>before|after)|(?P<same>on the day)): *(?P<what>\S.*)",
    re.IGNORECASE,
)
_WEEK = 7  # days
_LONGEST = 366  # days: a step further away than a year belongs to another meeting


@dataclass(frozen=True)
class Step:
    """One thing to do.

    ``when`` is as its author wrote it ("6 weeks before") and ``days`` the same in days, negative before the meeting.
    ``due`` is the working day on which to do it, None without a date; ``asked`` is the day that ``when`` names, where
    nobody works on it, and ``why`` says why not. ``text`` is the Markdown of the step, heading included. ``sitting`` is
    the sitting of the meeting for which it is done once more, 1 for what is done once.
    """

    page: Page
    section: Section
    when: str
    days: int
    what: str
    text: str
    due: datetime.date | None = None
    asked: datetime.date | None = None
    why: str = ""
    sitting: int = 1

    @property
    def day(self) -> str:
        """When to do it, for people: the date if there is one."""
        return people_date(self.due) if self.due else self.when

    @property
    def moved(self) -> str:
        """Why it is on another day than its author asked for, as a sentence, or ""."""
        return f"Moved, because {people_date(self.asked)} is {self.why}." if self.asked else ""


def read_heading(title: str) -> tuple[str, int, str] | None:
    """Return when, in how many days and what, of a heading such as "6 weeks before: book the room"; None if it is none.

    Days are negative before the meeting.
    """
    match = _WHEN.fullmatch(title.strip())
    if match is None:
        return None
    what = match["what"][0].upper() + match["what"][1:]
    if match["same"]:
        return match["same"], 0, what
    days = int(match["many"]) * (7 if match["unit"].lower() == "week" else 1)
    when = title[: match.start("what")].strip().rstrip(":")
    return (when, -days if match["side"].lower() == "before" else days, what) if days <= _LONGEST else None


def countdowns(edition: Edition, one: Round) -> list[Page]:
    """Return the countdown of all rounds and that of this one, as far as there are such pages."""
    pages = (edition.pages.get(name) for name in ("countdown", f"{one.name}/countdown"))
    return [page for page in pages if page is not None and page.kind is PageKind.COUNTDOWN]


def steps(edition: Edition, one: Round) -> tuple[Step, ...]:
    """Return the steps of the round ``one`` in order of time, dated if the round has a date.

    A step that falls on a weekend or a bank holiday moves to the working day before it, or after it if it comes after
    the meeting. What is to be done on the day itself stays there. For a cancelled meeting there is nothing to do.

    Of a meeting in several sittings, steps before count from the first and those after it from the last. What is done
    less than a week before and on the day is done for each sitting, unless people have not met since it was done.
    """
    if one.facts.status == CANCELLED:
        return ()
    numbers = [1, *(sitting.number for sitting in later_sittings(one))]
    found: list[Step] = []
    for step in (step for page in countdowns(edition, one) for step in _steps_of(page)):
        last = one.date_of(numbers[-1])
        found.append(_dated(step, last if step.days > 0 else one.date, edition.areas))
        for before, number in itertools.pairwise(numbers if -_WEEK < step.days <= 0 else ()):
            again = _dated(replace(step, sitting=number), one.date_of(number), edition.areas)
            met = one.date_of(before)
            if not (again.due and met and again.due <= met):
                found.append(again)
    return tuple(sorted(found, key=lambda step: (step.days > 0, step.sitting, step.days)))


def _steps_of(page: Page) -> Iterator[Step]:
    lines = split_lines(page.text)
    for section in page.sections:
        if section.level == 2 and (read := read_heading(section.title)):
            text = "".join(lines[section.heading_line - 1 : section.last])
            yield Step(page, section, *read, text)


def _dated(step: Step, date: datetime.date | None, areas: tuple[str, ...]) -> Step:
    """Return ``step`` with its day, counted from ``date``."""
    if date is None:
        return step
    asked = date + datetime.timedelta(days=step.days)
    why = day_off(asked, areas) if step.days else ""
    due = working_day(asked, 1 if step.days > 0 else -1, areas) if why else asked
    return replace(step, due=due, asked=asked if why else None, why=why)


def countdown_calendars(edition: Edition) -> dict[str, bytes]:
    """Return the steps of each dated round as all-day events, by name, such as ``round-1/countdown.ics``.

    They are events and not to-dos, because the calendars of most offices do not show VTODO.
    """
    made = {}
    for one in edition.rounds:
        if one.date and (found := steps(edition, one)):
            made[f"{one.name}/countdown.ics"] = _calendar(edition, one, found)
    return made


def _calendar(edition: Edition, one: Round, found: tuple[Step, ...]) -> bytes:
    events = []
    for step in found:
        if step.due:
            address = f"{step.page.name.replace('/', '-')}-{step.section.anchor}"
            title = one.title
            if step.sitting > 1:
                address += f"-sitting-{step.sitting}"
                title += f": {one.timetable.sittings[step.sitting - 1].title}"
            event = new_event(edition, uid(edition, one, address), f"{step.what} ({title})")
            event.add("sequence", one.revision)
            all_day(event, step.due)
            event.add("description", " ".join(part for part in (f"{step.when}.", step.moved) if part))
            events.append(event)
    return to_bytes(events)
