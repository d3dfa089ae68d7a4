"""When meetings are, in ISO 8601 with the offset of their zone, so that every device knows the moment. Pure."""

from __future__ import annotations

import datetime
import zoneinfo

from kit.facilitate.calendar import known_zone
from kit.model.agenda import Sitting
from kit.model.edition import Edition, Round


def span_of(edition: Edition, date: datetime.date, sitting: Sitting) -> tuple[str, str] | None:
    """Return when a sitting on ``date`` begins and ends, None where its clock times are not known."""
    if not (sitting.clock and sitting.items and known_zone(edition.timezone)):
        return None
    zone = zoneinfo.ZoneInfo(edition.timezone)
    midnight = datetime.datetime.combine(date, datetime.time())
    times = (midnight + datetime.timedelta(minutes=one) for one in (sitting.start, sitting.end))
    start, end = (one.replace(tzinfo=zone).isoformat() for one in times)
    return start, end


def held(edition: Edition, round_: Round) -> str:
    """Return when people are together, as intervals with a space between; "" where nobody knows, or it is called off.

    For example ``2027-01-20T13:00:00+00:00/2027-01-20T16:50:00+00:00``.
    """
    sittings = () if round_.called_off else round_.timetable.sittings
    dated = ((round_.date_of(one.number), one) for one in sittings)
    spans = (span_of(edition, date, one) for date, one in dated if date)
    return " ".join("/".join(span) for span in spans if span)
