"""What the kit computes for a session's page: where it stands in its round, or in the rounds that share it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.agenda_places import place_of, places_of
from kit.facilitate.clock import people_date, people_minutes, show_span
from kit.facilitate.group_size import people_group
from kit.facilitate.strip import strip_at
from kit.model.edition import Round
from kit.render.drawings import place_svg
from kit.render.handout.papers import LARGE
from kit.render.site.agenda import session_link
from kit.render.site.meeting import Offer, notices, offers
from kit.render.site.navigation import day_order
from kit.render.site.state import Site


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
