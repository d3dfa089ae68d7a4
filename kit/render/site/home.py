"""What the kit computes for the home page: the next meeting, cards for the rounds, how to join."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from kit.facilitate.clock import DAYS, MONTHS, people_date, people_minutes, people_time
from kit.facilitate.groups_calendar import event_day as meeting_day
from kit.facilitate.moments import held
from kit.facilitate.status import TITLES, Notice, event_day, notice
from kit.model.areas import AREAS
from kit.model.edition import CANCELLED, POSTPONED, Edition, Round
from kit.model.group import Group, GroupRound
from kit.render.reading.source_folder import GUIDES
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
    it first. ``times`` is from when to when by the clock, else ""; ``length`` how long it takes; ``parts`` how many
    sessions.
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
        length=people_minutes(timetable.length) if timetable.items else "",
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


# The groups on a hub's home page: who there is, where, and when each meets next. Pure but for ``groups_section``.

# What RFC 2606 and RFC 6761 keep for examples: nobody can own an address below them.
_EXAMPLES = ("example", "example.org", "example.com", "example.net")


@dataclass(frozen=True)
class Meeting:
    """A meeting in the list.

    ``iso`` is the day on which people are to come, or "", ``day`` and ``date`` the one to show. ``detail`` has the time
    and the place, ``state`` says what became of it, "" where it is as planned.
    """

    iso: str
    day: str
    date: str
    title: str
    href: str
    detail: str
    state: str


@dataclass(frozen=True)
class Listed:
    """A group in the list."""

    anchor: str
    name: str
    href: str
    areas: str
    meetings: tuple[Meeting, ...]
    undated: int


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


def examples(groups: Sequence[Group]) -> str:
    """Return "all" or "some" where groups have addresses that are kept for examples, else ""."""
    invented = [one for one in groups if is_example(one)]
    return "" if not invented else "all" if len(invented) == len(groups) else "some"


def is_example(group: Group) -> bool:
    """Whether a group's web or e-mail address shows that it is invented."""
    hosts = [urlsplit(group.url or "").hostname or "", (group.contact or "").rpartition("@")[2]]
    return any(host == end or host.endswith(f".{end}") for host in hosts for end in _EXAMPLES)


def listed(group: Group) -> Listed:
    """Return how a list of groups shows ``group``."""
    dated = sorted((one for one in group.rounds if _day(one)), key=lambda one: (_day(one), one.id))
    return Listed(
        anchor=anchor(group),
        name=group.name,
        href=group.url or "",
        areas=_and([AREAS[area] for area in group.areas]),
        meetings=tuple(meeting(one) for one in dated),
        undated=len(group.rounds) - len(dated),
    )


def meeting(one: GroupRound) -> Meeting:
    """Return how a list of groups shows a meeting."""
    time, day = _people(one.start), _day(one)
    called_off = one.status == CANCELLED or one.date is None
    return Meeting(
        iso=one.date.isoformat() if one.date and not called_off else "",
        day=day.isoformat() if day else "",
        date=people_date(day) if day else "",
        title=one.title,
        href=one.url or "",
        detail=", ".join(part for part in (time, one.venue or "") if part and not called_off),
        state=TITLES.get(one.status, ""),
    )


def _day(one: GroupRound) -> datetime.date | None:
    """Return the day under which a meeting is listed: one that was postponed to no day yet has its old one."""
    return one.date or (one.was if one.status == POSTPONED else None)


def _people(time: str | None) -> str:
    if time is None:
        return ""
    hours, _, minutes = time.partition(":")
    return people_time(int(hours) * 60 + int(minutes))


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


# The areas of the United Kingdom as tiles, each of one size, placed about where it lies. Pure.
# Tiles are text in a grid, not a drawing: they wrap and grow with the reader's letters, and each is its own
# alternative.


@dataclass(frozen=True)
class Tile:
    """One area. ``names`` are its groups; ``target`` is the id of the first of them in the list, or ""."""

    area: str
    title: str
    names: tuple[str, ...]
    target: str

    @property
    def count(self) -> str:
        """How many groups it has, in words."""
        many = len(self.names)
        return "No group yet" if not many else f"{many} group{'s' * (many != 1)}"


def anchor(group: Group) -> str:
    """Return the id of a group's entry in the list."""
    return f"group--{group.id}"


def tiles(groups: Sequence[Group]) -> tuple[Tile, ...]:
    """Return all areas, from north to south, with the groups that are for them."""
    return tuple(_tile(area, title, [one for one in groups if area in one.areas]) for area, title in AREAS.items())


def _tile(area: str, title: str, groups: Sequence[Group]) -> Tile:
    return Tile(area, title, tuple(one.name for one in groups), anchor(groups[0]) if groups else "")
