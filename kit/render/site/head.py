"""What stands in the head of each page: what it is about, its own address, its meeting, and sections that moved."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.addresses import address_of, page_address
from kit.facilitate.moments import span_of
from kit.facilitate.sittings import FIRST
from kit.facilitate.status import event_day, venue_of
from kit.model.agenda import Sitting
from kit.model.edition import CANCELLED, ONLINE, POSTPONED, Edition, Round
from kit.model.formats import Kind
from kit.model.page import PageKind
from kit.render.html import script_text
from kit.render.site.redirects import sections_moved
from kit.render.site.state import Site

LONGEST = 160  # characters of a description; search engines cut longer ones


def add_head(app: Sphinx, name: str, _template: str, context: dict[str, Any], document: nodes.document | None) -> None:
    """Add what ``kit-head.html`` needs to ``context``."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    edition, page = site.edition, site.edition.pages.get(name)
    hidden = name not in site.may_be_found(app.env.all_docs)
    summary = shortened(context.get("kit_summary") or first_words(document))
    address = "" if hidden else page_url(edition, name)
    round_ = edition.round_planned_by(name)
    meeting = event(edition, round_, address, summary) if round_ else None
    moved = {anchor: relative(app, name, to) for anchor, to in sections_moved(edition, name).items()} if page else {}
    context |= {
        "kit_title": title_of(app, name, context),
        "kit_hidden": hidden,
        "kit_summary": summary,
        "kit_address": address,
        "kit_locale": edition.language.replace("-", "_"),
        "kit_type": "article" if page and page.kind is not PageKind.HOME else "website",
        "kit_event": script_text(meeting) if meeting else "",
        "kit_moved": script_text(moved) if moved else "",
    }


def title_of(app: Sphinx, name: str, context: dict[str, Any]) -> str:
    """Return the title of a page as plain text: Sphinx keeps that of a page that it read as HTML, for its heading."""
    read = app.env.titles.get(name)
    return " ".join((read.astext() if read else str(context.get("title", ""))).split())


def first_words(document: nodes.document | None) -> str:
    """Return the first paragraph of a resolved page as plain text, or ""."""
    if document is None:
        return ""
    top = next(document.findall(nodes.section), document)
    first = next((child for child in top.children if isinstance(child, nodes.paragraph)), None)
    return " ".join(first.astext().split()) if first is not None else ""


def shortened(text: str) -> str:
    """Return ``text`` cut at a word where it is too long for a description."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:–- ") + "…"


def relative(app: Sphinx, here: str, address: str) -> str:
    """Return ``address`` (``page`` or ``page#anchor``) as the page called ``here`` links to it."""
    page, mark, anchor = address.partition("#")
    if page == here:
        return mark + anchor
    return relative_uri(app.builder.get_target_uri(here), app.builder.get_target_uri(page)) + mark + anchor


# A meeting as search engines read it: a schema.org Event in JSON-LD. Pure.
# Types and properties are those of https://schema.org/Event; times carry the offset of the group's time zone on the
# day. What the group has not said is left out: a gap is no fact.

_SCHEMA = "https://schema.org"


def event(edition: Edition, round_: Round, address: str = "", description: str = "") -> dict[str, Any] | None:
    """Return the meeting of ``round_`` as an Event, None without a day; ``address`` is its page's, or ""."""
    if (day := event_day(round_)) is None:
        return None
    parts = [_part(edition, round_, one, day) for one in round_.timetable.sittings]
    dated = [one for one in parts if one]
    said = {
        "@context": _SCHEMA,
        "@type": "Event",
        "name": f"{round_.title}: {edition.name}",
        "description": description,
        **dated[0],
        "endDate": dated[-1].get("endDate") or (dated[-1]["startDate"] if len(dated) > 1 else ""),
        **_status(round_),
        **_where(edition, round_, address),
        "organizer": _known({"@type": "Organization", "name": edition.name, "url": edition.url}),
        "url": address,
        "inLanguage": edition.language,
    }
    known = _known(said)
    shared = {key: known[key] for key in _SHARED if key in known}
    subs = [{"@type": "Event", "name": _part_name(round_, at), **one, **shared} for at, one in enumerate(parts) if one]
    return known | ({"subEvent": subs} if len(subs) > 1 else {})


# What is as true of each sitting of a meeting as of the whole.
_SHARED = ("eventStatus", "eventAttendanceMode", "location", "organizer", "url", "inLanguage")


def _part(edition: Edition, round_: Round, sitting: Sitting, day: datetime.date) -> dict[str, Any]:
    """Return when a sitting is, {} for one that has no date or nothing on its agenda; ``day`` is that of the first."""
    date = day if sitting.number == 1 else round_.date_of(sitting.number) if sitting.items else None
    return _times(edition, sitting, date) if date else {}


def _part_name(round_: Round, at: int) -> str:
    return f"{round_.title}: {round_.timetable.sittings[at].title or FIRST}"


_STATUS = {CANCELLED: "EventCancelled", POSTPONED: "EventPostponed", ONLINE: "EventMovedOnline"}


def _status(round_: Round) -> dict[str, Any]:
    """Return what became of the meeting. One with a new date is rescheduled, which may be true of one online too."""
    was, date = round_.facts.was, round_.date
    rescheduled = not round_.called_off and was is not None and was != date
    named = [] if rescheduled and round_.facts.status == POSTPONED else [_STATUS.get(round_.facts.status, "")]
    found = [one for one in (*named, "EventRescheduled" if rescheduled else "") if one] or ["EventScheduled"]
    addresses = [f"{_SCHEMA}/{one}" for one in found]
    return {
        "eventStatus": addresses if len(addresses) > 1 else addresses[0],
        "previousStartDate": was.isoformat() if was and rescheduled else "",
    }


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}


def _times(edition: Edition, day: Sitting, date: datetime.date) -> dict[str, Any]:
    """Return start and end in ISO 8601: with time and offset where the clock is known, else the day alone."""
    start, end = span_of(edition, date, day) or (date.isoformat(), "")
    return _known({"startDate": start, "endDate": end})


def _where(edition: Edition, round_: Round, address: str) -> dict[str, Any]:
    """Return place and manner. A round is online by its kind, and where its venue is a web address."""
    venue = venue_of(edition, round_).strip()
    link = address_of(venue)
    if round_.kind is Kind.ONLINE or link.startswith("http"):
        place = _known({"@type": "VirtualLocation", "url": link if link.startswith("http") else address})
        return {
            "eventAttendanceMode": f"{_SCHEMA}/OnlineEventAttendanceMode",
            "location": place if "url" in place else {},
        }
    if not venue:
        return {}
    mode = "Mixed" if round_.kind is Kind.HYBRID else "Offline"
    named = {"@type": "Place", "name": venue.partition(",")[0].strip(), "address": venue}
    return {"eventAttendanceMode": f"{_SCHEMA}/{mode}EventAttendanceMode", "location": named}


# ``sitemap.xml`` and ``robots.txt``, for search engines. Pure.
# sphinx-sitemap lists every page that Sphinx writes, search and run sheets included, so what is listed is chosen here.

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def page_url(edition: Edition, name: str) -> str:
    """Return the address of the page called ``name`` as it is to be shared, or "" for a site without an address."""
    address = page_address(edition, name)
    return address.removesuffix("index.html") if name == "index" else address


def for_search_engines(edition: Edition, names: Iterable[str]) -> dict[str, bytes]:
    """Return the files by name; there are none without an address. ``names`` are the pages that may be found.

    ``robots.txt`` counts at the root of a host only (RFC 9309, section 2.3), so a site in a folder has none.
    """
    if not edition.url:
        return {}
    addresses = "".join(f"<url><loc>{escape(page_url(edition, name))}</loc></url>\n" for name in sorted(names))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    files = {SITEMAP: f"{head}{addresses}</urlset>\n".encode()}
    if urlsplit(edition.url).path in ("", "/"):
        files[ROBOTS] = f"User-agent: *\nAllow: /\nSitemap: {edition.url.rstrip('/')}/{SITEMAP}\n".encode()
    return files
