"""What the kit computes for the home page: the next meeting, cards for the rounds, how to join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.facilitate.clock import DAYS, MONTHS, people_date, people_minutes, people_time
from kit.model.edition import Round
from kit.render.site.navigation import day_order
from kit.render.site.said import said
from kit.render.site.state import Site

_STARTING = "guides/tutorial/first-region"
_HOME = "index"


@dataclass(frozen=True)
class Card:
    """A round as the home page shows it. ``iso`` and ``date`` are "" without a date, ``calendar`` without a file.

    ``times`` is from when to when by the clock, else "" ; ``length`` how long it takes; ``parts`` how many sessions.
    """

    title: str
    href: str
    iso: str
    date: str
    day: str
    month: str
    year: str
    weekday: str
    times: str
    length: str
    parts: str
    lead: str
    calendar: str


def home(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the templates of the home page need."""
    edition = site.edition
    rounds = [_card(app, site, one) for one in edition.rounds]
    return {
        "name": edition.name,
        "is_region": edition.is_region,
        "rounds": rounds,
        "dated": [one for one in rounds if one.iso],
        "venue": said(edition, "venue"),
        "contact": said(edition, "contact"),
        "based_on": edition.based_on,
        "start": _start(app, site),
    }


def _card(app: Sphinx, site: Site, round_: Round) -> Card:
    date, timetable = round_.date, round_.timetable
    calendar = next((one.path for one in site.downloads.get(round_.name, ()) if one.path.endswith(".ics")), "")
    count = len(day_order(round_))
    clock = timetable.clock and bool(timetable.items)
    return Card(
        title=round_.title,
        href=app.builder.get_relative_uri(_HOME, round_.plan),
        iso=date.isoformat() if date else "",
        date=people_date(date) if date else "",
        day=str(date.day) if date else "",
        month=MONTHS[date.month - 1] if date else "",
        year=str(date.year) if date else "",
        weekday=DAYS[date.weekday()] if date else "",
        times=f"{people_time(timetable.start)} to {people_time(timetable.end)}" if clock else "",
        length=people_minutes(timetable.length) if timetable.items else "",
        parts=f"{count} session{'s' * (count != 1)}" if count else "",
        lead=lead(app, round_.plan),
        calendar=calendar,
    )


def _start(app: Sphinx, site: Site) -> str:
    """Return where one learns to start a group, or "" where this site does not say."""
    if site.has_guides and _STARTING in app.env.all_docs:
        return app.builder.get_relative_uri(_HOME, _STARTING)
    return ""


def lead(app: Sphinx, name: str) -> str:
    """Return the first paragraph of the page called ``name`` as plain text, or "" where it holds variables."""
    document = app.env.get_doctree(name)
    top = next(document.findall(nodes.section), document)
    first = next((child for child in top.children if isinstance(child, nodes.paragraph)), None)
    text = " ".join(first.astext().split()) if first is not None else ""
    return "" if "{{" in text else text
