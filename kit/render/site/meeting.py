"""What the kit computes for a round's page: when and where, the day, what to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.clock import people_date, people_minutes, people_time, show_span, show_time
from kit.facilitate.group_size import people_group
from kit.facilitate.moments import held
from kit.facilitate.sittings import heading_above, heading_of, later_sittings
from kit.facilitate.status import TITLES, Notice, notice, to_come, variables_at
from kit.facilitate.strip import strip_at, strips
from kit.model.agenda import ItemKind, TimedItem, Timetable
from kit.model.edition import Edition, Round
from kit.model.page import WRITE_UP
from kit.render.downloads import Download
from kit.render.drawings import place_svg, strip_svg
from kit.render.handout.papers import LARGE
from kit.render.reading.filling import address_of, place_of, places_of
from kit.render.site.navigation import day_order
from kit.render.site.state import Site


@dataclass(frozen=True)
class Offer:
    """A download as one page links to it."""

    href: str
    title: str
    detail: str
    organisers: bool


def offers(app: Sphinx, downloads: Sequence[Download], page: str) -> list[Offer]:
    """Return ``downloads`` as the page called ``page`` links to them."""
    here = app.builder.get_target_uri(page)
    return [Offer(relative_uri(here, one.path), one.title, one.detail, one.organisers) for one in downloads]


def meeting(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return what the templates of a round's page need."""
    return _when_and_where(site, round_) | _day(app, site, round_) | _calendar(app, site, round_)


def _when_and_where(site: Site, round_: Round) -> dict[str, Any]:
    timetable = round_.timetable
    clock = timetable.clock and bool(timetable.items)
    return {
        "round": round_,
        "is_region": site.edition.is_region,
        "iso": round_.date.isoformat() if round_.date else "",
        "state": TITLES[round_.facts.status] if round_.called_off else "",
        "date": people_date(round_.date) if round_.date else "",
        "times": f"{people_time(timetable.start)} to {people_time(timetable.end)}" if clock else "",
        "length": people_minutes(timetable.length) if timetable.items else "",
        "venue": said(site.edition, "venue", round_),
        "held": held(site.edition, round_),
        "last": round_.last_date.isoformat() if round_.last_date else "",
        "later": [heading_of(round_, one) for one in later_sittings(round_)],
        "contact": said(site.edition, "contact"),
        "feedback": round_.feedback,
        "to_come": {name: Said(value, address_of(value)) for name, value in to_come(round_).items()},
        "notices": notices(round_),
        "called_off": round_.called_off,
    }


def notices(round_: Round) -> list[Notice]:
    """Return what people must know of the round first, for ``kit-notice.html``."""
    return [told] if (told := notice(round_)) else []


def _day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    timetable = round_.timetable
    return {
        "rows": rows(site.edition, round_, lambda name: app.builder.get_relative_uri(round_.plan, name)),
        "clock": timetable.clock,
        "strips": pictures(timetable, "day--strip"),
        "end": show_time(timetable.sittings[-1].end, timetable.clock),
        "total": people_minutes(timetable.whole),
        "write_up": f"{WRITE_UP}.html" if f"{round_.name}/{WRITE_UP}" in site.edition.pages else "",
        "day_page": app.builder.get_relative_uri(round_.plan, f"{round_.name}/day"),
    }


TAKE = "day--downloads"  # the id of the section of downloads, the last of a round's page
_SHEETS = (  # pages of a round for whoever runs it: name, title and what it is
    ("checklist", "Checklist", "what to do before and after, and by when"),
    ("run-sheet", "Run sheet", "for facilitators: who does what, when, with notes"),
)


def to_take(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return what ``kit-take.html`` shows of the round: its papers and slides; nothing where there are none.

    The calendar is not among them: it stands beside the date.
    """
    sheets = [
        {"href": app.builder.get_relative_uri(round_.plan, page), "title": title, "detail": detail}
        for name, title, detail in _SHEETS
        if (page := f"{round_.name}/{name}") in site.generated
    ]
    papers = [one for one in offers(app, site.downloads.get(round_.name, ()), round_.plan) if not _is_calendar(one)]
    if not papers and not sheets:
        return {}
    return {"downloads": papers, "take_title": "Downloads" if papers else "Running the day", "sheets": sheets}


def _calendar(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    everything = offers(app, site.downloads.get(round_.name, ()), round_.plan)
    return {"calendar": next(filter(_is_calendar, everything), None)}


def _is_calendar(offer: Offer) -> bool:
    return offer.href.endswith(".ics")


# The computed agenda of a round as rows for a table. Pure.

Link = Callable[[str], str]  # from a page's name to its address, relative to the page that links


@dataclass(frozen=True)
class SessionLink:
    """A session as a row names it. ``href`` is "" where the page was not built, ``room`` where nobody has said it."""

    title: str
    href: str
    room: str = ""


@dataclass(frozen=True)
class Row:
    """One item: times for people; ``kind`` of ItemKind; ``fixed`` is the fixed point that is not applied yet.

    ``sitting`` is the heading of the sitting that it begins, or "".
    """

    id: str
    kind: str
    title: str
    start: str
    end: str
    minutes: int
    sessions: tuple[SessionLink, ...]
    fixed: str
    wait: str
    sitting: str = ""


def rows(edition: Edition, round_: Round, link: Link) -> tuple[Row, ...]:
    """Return the rows of ``round_``'s day, in order."""
    return tuple(_row(edition, round_, timed, link) for timed in round_.timetable.items)


def _row(edition: Edition, round_: Round, timed: TimedItem, link: Link) -> Row:
    item, clock = timed.item, round_.timetable.clock
    sessions = tuple(session_link(edition, round_, name, link) for name in item.sessions)
    return Row(
        id=item.id,
        kind=item.kind.value,
        title=title_of(timed),
        start=show_time(timed.start, clock),
        end=show_time(timed.end, clock),
        minutes=timed.minutes,
        sessions=sessions,
        fixed=people_time(item.at) if item.at is not None and not clock else "",
        wait=people_minutes(timed.wait) if timed.wait else "",
        sitting=heading_above(round_, timed),
    )


def title_of(timed: TimedItem) -> str:
    """Return an item's title; parallel sessions are listed below theirs, so it need not join them."""
    return "At the same time" if timed.item.kind is ItemKind.PARALLEL else timed.title


def session_link(edition: Edition, round_: Round, name: str, link: Link) -> SessionLink:
    """Return the title, address and room of the session called ``name``."""
    page = edition.pages.get(name)
    known = round_.times.get(name)
    title = page.title if page else known.title if known else name
    return SessionLink(title, link(name) if page else "", round_.rooms.get(name, ""))


def span(round_: Round) -> str:
    """Return the length of the day and, where the clock is known, from when to when."""
    timetable = round_.timetable
    length = people_minutes(timetable.length)
    return f"{length}, {people_time(timetable.start)} to {people_time(timetable.end)}" if timetable.clock else length


@dataclass(frozen=True)
class Picture:
    """The picture of a day as SVG; ``title`` stands above one of several.

    The last of them says what everything means: ``key``. ``fixed`` says whether there are marks to explain.
    """

    svg: Markup
    title: str
    key: bool
    fixed: bool


def pictures(timetable: Timetable, name: str) -> list[Picture]:
    """Return the picture of each sitting of a meeting that lasts any time; ``name`` begins their ids."""
    drawn = [one for one in strips(timetable) if one]
    fixed, last = any(one.fixed for one in drawn), len(drawn)
    return [
        Picture(strip_svg(one, f"{name}-{number}" if number > 1 else name), one.part, number == last, fixed)
        for number, one in enumerate(drawn, 1)
    ]


# What the kit computes for a session's page: where it stands in its round.


def place(app: Sphinx, site: Site, name: str) -> dict[str, Any] | None:
    """Return what the templates say of the session called ``name``, None where it is on no agenda."""
    there = place_of(site.edition, name)
    if there is None:
        return None
    timed, timetable = there.timed, there.round.timetable
    position = timetable.items.index(timed)
    sessions = day_order(there.round)
    drawn, mark = strip_at(timetable, position)
    date = there.round.date_of(timed.sitting) if timed.sitting > 1 else None
    when = show_span(timed.start, timed.end, timetable.clock)
    return {
        "minutes": people_minutes(timed.minutes),
        "times": f"{people_date(date)}, {when}" if date else when,
        "room": there.round.rooms.get(name, ""),
        "together": [
            session_link(site.edition, there.round, other, partial(app.builder.get_relative_uri, name))
            for other in timed.item.sessions
            if other != name
        ],
        "href": app.builder.get_relative_uri(name, there.round.plan),
        "round": there.round.title,
        "position": f"Session {sessions.index(name) + 1} of {len(sessions)}",
        "strip": place_svg(drawn, mark) if drawn else "",
        "group_size": people_group(getattr(site.edition.pages[name].meta, "group_size", None)),
        "downloads": _handouts(app, site, there.round, name),
        "notices": notices(there.round),
    }


@dataclass(frozen=True)
class SharedBy:
    """A round that has a session with others."""

    title: str
    href: str
    minutes: str
    times: str


def shared(app: Sphinx, site: Site, name: str) -> dict[str, Any] | None:
    """Return what the template says of a session that several rounds share, None where they do not."""
    places = places_of(site.edition, name)
    if len(places) < 2:
        return None
    return {
        "rounds": [
            SharedBy(
                one.round.title,
                app.builder.get_relative_uri(name, one.round.plan),
                people_minutes(one.timed.minutes),
                show_span(one.timed.start, one.timed.end, one.round.timetable.clock),
            )
            for one in places
        ],
        "group_size": people_group(getattr(site.edition.pages[name].meta, "group_size", None)),
        "downloads": _handouts(app, site, places[0].round, name),
    }


def _handouts(app: Sphinx, site: Site, round_: Round, name: str) -> list[tuple[str, Offer]]:
    files = (f"downloads/{name}.pdf", f"downloads/{name}{LARGE}.pdf")
    own = [one for one in site.downloads.get(round_.name, ()) if one.path in files]
    return list(zip(("Handout", "Handout in large print"), offers(app, own, name), strict=False))


# A variable as the kit's own parts of a page show it: text, a link, or a gap. Pure.


@dataclass(frozen=True)
class Said:
    """``text`` is "" for a gap that the group has still to fill; ``href`` is "" where the text is no address."""

    text: str
    href: str


def said(edition: Edition, name: str, at: Round | None = None) -> Said | None:
    """Return the variable called ``name``, as it is at the round ``at`` where there is one.

    It is None where nobody declares it, and in a hub also where it is a gap.
    """
    value = variables_at(edition, at).get(name)
    if value is None or (not value and not edition.is_region):
        return None
    return Said(value, address_of(value))
