"""What the kit computes for a round's page: when and where, the day, what to take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.addresses import address_of
from kit.facilitate.clock import people_date, people_minutes, people_time, show_time
from kit.facilitate.moments import held
from kit.facilitate.sittings import later_headings
from kit.facilitate.status import TITLES, Notice, notice, to_come, variables_at
from kit.model.edition import Edition, Round
from kit.model.page import WRITE_UP
from kit.render.downloads import Download
from kit.render.site.agenda import pictures, rows
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
        "later": later_headings(round_),
        "whole": people_minutes(timetable.whole) if timetable.items else "",
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
