"""What the kit computes for a round's page: when and where, the day, what to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.clock import people_date, people_minutes, people_time, show_time
from kit.model.edition import Round
from kit.render.site.agenda import picture, rows
from kit.render.site.download import Download
from kit.render.site.said import said
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
    return _when_and_where(site, round_) | _day(app, site, round_) | _to_take(app, site, round_)


def _when_and_where(site: Site, round_: Round) -> dict[str, Any]:
    timetable = round_.timetable
    clock = timetable.clock and bool(timetable.items)
    return {
        "round": round_,
        "is_region": site.edition.is_region,
        "iso": round_.date.isoformat() if round_.date else "",
        "date": people_date(round_.date) if round_.date else "",
        "times": f"{people_time(timetable.start)} to {people_time(timetable.end)}" if clock else "",
        "length": people_minutes(timetable.length) if timetable.items else "",
        "venue": said(site.edition, "venue"),
        "contact": said(site.edition, "contact"),
        "feedback": round_.feedback,
    }


def _day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    timetable = round_.timetable
    return {
        "rows": rows(site.edition, round_, lambda name: app.builder.get_relative_uri(round_.plan, name)),
        "clock": timetable.clock,
        "strip": picture(timetable, "day--strip"),
        "end": show_time(timetable.end, timetable.clock),
        "total": timetable.length,
        "day_page": app.builder.get_relative_uri(round_.plan, f"{round_.name}/day"),
    }


def _to_take(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return the downloads, the calendar apart from the rest: it stands beside the date."""
    run_sheet = app.builder.get_relative_uri(round_.plan, f"{round_.name}/run-sheet")
    everything = offers(app, site.downloads.get(round_.name, ()), round_.plan)
    calendar = next((one for one in everything if one.href.endswith(".ics")), None)
    return {
        "calendar": calendar,
        "downloads": [one for one in everything if one is not calendar],
        "run_sheet": run_sheet if site.edition.publish_run_sheet else "",
    }
