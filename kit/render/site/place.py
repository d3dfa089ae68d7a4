"""What the kit computes for a session's page: where it stands in its round."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.clock import people_minutes, show_time
from kit.facilitate.strip import strip
from kit.render.places import place_of
from kit.render.site.meeting import offers
from kit.render.site.navigation import day_order
from kit.render.site.state import Site
from kit.render.strip import place_svg


def place(app: Sphinx, site: Site, name: str) -> dict[str, Any] | None:
    """Return what the templates say of the session called ``name``, None where it is on no agenda."""
    there = place_of(site.edition, name)
    if there is None:
        return None
    timed, timetable = there.timed, there.round.timetable
    position = timetable.items.index(timed)
    sessions = day_order(there.round)
    own = [one for one in site.downloads.get(there.round.name, ()) if one.path.endswith(f"/{name}.pdf")]
    drawn = strip(timetable)
    return {
        "minutes": people_minutes(timed.minutes),
        "times": f"{show_time(timed.start, timetable.clock)} to {show_time(timed.end, timetable.clock)}",
        "clock": timetable.clock,
        "href": app.builder.get_relative_uri(name, there.round.plan),
        "round": there.round.title,
        "position": f"Session {sessions.index(name) + 1} of {len(sessions)}",
        "strip": place_svg(drawn, position) if drawn else "",
        "group_size": getattr(site.edition.pages[name].meta, "group_size", None),
        "downloads": offers(app, own, name),
    }
