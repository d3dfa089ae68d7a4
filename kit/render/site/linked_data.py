"""A meeting as search engines read it: a schema.org Event in JSON-LD. Pure.

Types and properties are those of https://schema.org/Event; times carry the offset of the group's time zone on the day.
What the group has not said is left out: a gap is no fact.
"""

from __future__ import annotations

import datetime
import json
import zoneinfo
from typing import Any

from kit.facilitate.zones import known_zone
from kit.model.edition import Edition, Round
from kit.render.values import address_of

_SCHEMA = "https://schema.org"
ONLINE, MIXED = frozenset({"online", "remote", "virtual"}), frozenset({"hybrid", "mixed"})  # names of agendas
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def event(edition: Edition, round_: Round, address: str = "", description: str = "") -> dict[str, Any] | None:
    """Return the meeting of ``round_`` as an Event, None without a date; ``address`` is its page's, or ""."""
    if round_.date is None:
        return None
    start, end = _times(edition, round_, round_.date)
    said = {
        "@context": _SCHEMA,
        "@type": "Event",
        "name": f"{round_.title}: {edition.name}",
        "description": description,
        "startDate": start,
        "endDate": end,
        "eventStatus": f"{_SCHEMA}/EventScheduled",
        **_where(edition, round_, address),
        "organizer": _known({"@type": "Organization", "name": edition.name, "url": edition.url}),
        "url": address,
        "inLanguage": edition.language,
    }
    return _known(said)


def script_text(data: Any) -> str:
    """Return ``data`` as JSON that can stand between script tags, whatever words are in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}


def _times(edition: Edition, round_: Round, date: datetime.date) -> tuple[str, str]:
    """Return start and end in ISO 8601: with time and offset where the clock is known, else the day alone."""
    day = round_.timetable
    if not (day.clock and day.items and known_zone(edition.timezone)):
        return date.isoformat(), ""
    zone = zoneinfo.ZoneInfo(edition.timezone)
    midnight = datetime.datetime.combine(date, datetime.time())
    times = (midnight + datetime.timedelta(minutes=one) for one in (day.start, day.end))
    start, end = (one.replace(tzinfo=zone).isoformat() for one in times)
    return start, end


def _where(edition: Edition, round_: Round, address: str) -> dict[str, Any]:
    """Return place and manner. A round in a format called online is one, and so is one whose venue is a web address."""
    venue = edition.variables.get("venue", "").strip()
    link = address_of(venue)
    if round_.format in ONLINE or link.startswith("http"):
        place = _known({"@type": "VirtualLocation", "url": link if link.startswith("http") else address})
        return {
            "eventAttendanceMode": f"{_SCHEMA}/OnlineEventAttendanceMode",
            "location": place if "url" in place else {},
        }
    if not venue:
        return {}
    mode = "Mixed" if round_.format in MIXED else "Offline"
    named = {"@type": "Place", "name": venue.partition(",")[0].strip(), "address": venue}
    return {"eventAttendanceMode": f"{_SCHEMA}/{mode}EventAttendanceMode", "location": named}
