"""What the kit computes for the home page: the next meeting, cards for the rounds, how to join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.facilitate.clock import DAYS, MONTHS, people_date, people_minutes, people_time
from kit.facilitate.groups_calendar import event_day as meeting_day
from kit.facilitate.moments import held
from kit.facilitate.sittings import later_headings
from kit.facilitate.status import Notice, event_day, notice
from kit.model.edition import Edition, Round
from kit.render.reading.source_folder import GUIDES
from kit.render.site.groups import examples, listed, tiles
from kit.render.site.meeting import Said, said
from kit.render.site.navigation import day_order
from kit.render.site.state import Site
from kit.render.site.subscriptions import GROUP, GROUPS

_STARTING = f"{GUIDES}/tutorial/first-region"
_HOME = "index"


@dataclass(frozen=True)
class Card:
    """A round as the home page shows it. ``iso`` and ``date`` are "" without a date, ``calendar`` without a file.

    ``last`` is the day of its last sitting, until which it is the next meeting; ``held`` says when it is on, and
    ``day_page`` is what shows now and next then. ``notice`` is what people must know of
    it first. ``times`` is from when to when by the clock, else "", and ``later`` says when its further sittings are;
    ``length`` is how long all of it takes, and ``parts`` how many sessions it has.
    """

    title: str
    href: str
    iso: str
    last: str
    held: str
    day_page: str
    date: str
    day: str
    month: str
    year: str
    weekday: str
    times: str
    later: tuple[str, ...]
    length: str
    parts: str
    lead: str
    calendar: str
    venue: Said | None
    notice: Notice | None

    @property
    def goes_ahead(self) -> bool:
        """Whether people are to come on its date."""
        return self.notice is None or self.notice.goes_ahead


def home(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the templates of the home page need."""
    edition = site.edition
    rounds = [_card(app, site, one) for one in edition.rounds]
    return {
        "name": edition.name,
        "is_region": edition.is_region,
        "rounds": rounds,
        "dated": [one for one in rounds if one.iso and one.goes_ahead],
        "notices": [one.notice for one in rounds if one.notice],
        "venue": said(edition, "venue"),
        "contact": said(edition, "contact"),
        "based_on": edition.based_on,
        "start": _start(app),
        "subscribe": GROUP if any(map(event_day, edition.rounds)) else "",
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
        last=round_.last_date.isoformat() if round_.last_date else "",
        held=held(site.edition, round_),
        day_page=app.builder.get_relative_uri(_HOME, f"{round_.name}/day") if timetable.items else "",
        date=people_date(date) if date else "",
        day=str(date.day) if date else "",
        month=MONTHS[date.month - 1] if date else "",
        year=str(date.year) if date else "",
        weekday=DAYS[date.weekday()] if date else "",
        times=f"{people_time(timetable.start)} to {people_time(timetable.end)}" if clock else "",
        later=later_headings(round_),
        length=people_minutes(timetable.whole) if timetable.items else "",
        parts=f"{count} session{'s' * (count != 1)}" if count else "",
        lead=lead(app, round_.plan),
        calendar=calendar,
        venue=said(site.edition, "venue", round_),
        notice=notice(round_),
    )


def _start(app: Sphinx) -> str:
    """Return where one learns to start a group, or "" where this site does not say."""
    return app.builder.get_relative_uri(_HOME, _STARTING) if _STARTING in app.env.all_docs else ""


def lead(app: Sphinx, name: str) -> str:
    """Return the first paragraph of the page called ``name`` as plain text, or "" where it holds variables."""
    document = app.env.get_doctree(name)
    top = next(document.findall(nodes.section), document)
    first = next((child for child in top.children if isinstance(child, nodes.paragraph)), None)
    text = " ".join(first.astext().split()) if first is not None else ""
    return "" if "{{" in text else text


def groups_section(app: Sphinx, edition: Edition) -> dict[str, Any]:
    """Return what the section about groups shows on the home page of the hub ``edition``."""
    return {
        "groups": [listed(one) for one in edition.groups],
        "tiles": tiles(edition.groups),
        "areas": any(one.areas for one in edition.groups),
        "examples": examples(edition.groups),
        "subscribe": GROUPS if any(map(meeting_day, (one for group in edition.groups for one in group.rounds))) else "",
        "start": _start(app) or (f"{edition.guides_url}tutorial/first-region.html" if edition.guides_url else ""),
    }
