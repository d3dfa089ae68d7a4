"""Time zones as calendar files describe them. Pure."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

LONDON = "Europe/London"


def known_zone(name: str) -> bool:
    """Whether ``name`` is a time zone of the IANA database, such as Europe/London."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def vtimezone(name: str, day: datetime.date) -> Timezone:
    """Return the VTIMEZONE (RFC 5545, section 3.6.5) of the zone called ``name``, as it holds around ``day``.

    London's is written from the law, so that its bytes do not depend on the machine's time zone data. Raises
    ZoneInfoNotFoundError for a zone that nobody knows.
    """
    if name == LONDON:
        return _london()
    first, last = datetime.date(day.year - 1, 1, 1), datetime.date(day.year + 2, 1, 1)
    return Timezone.from_tzinfo(zoneinfo.ZoneInfo(name), name, first, last)


def _london() -> Timezone:
    """Summer time runs from the last Sunday in March to the last in October, changing at 1am Greenwich time.

    Source: Summer Time Act 1972, section 1, as amended by the Summer Time Order 2002 (SI 2002/262); the same days
    since 1996.
    """
    zone = Timezone()
    zone.add("tzid", LONDON)
    hour = datetime.timedelta(hours=1)
    none = datetime.timedelta(0)
    zone.add_component(_part(TimezoneDaylight(), "BST", datetime.datetime(1996, 3, 31, 1), none, hour))
    zone.add_component(_part(TimezoneStandard(), "GMT", datetime.datetime(1996, 10, 27, 2), hour, none))
    return zone


def _part(
    part: Any, name: str, start: datetime.datetime, before: datetime.timedelta, after: datetime.timedelta
) -> TimezoneDaylight | TimezoneStandard:
    """Return one half of the year; ``start`` is its first change, in the local time ``before`` it."""
    part.add("dtstart", start)
    part.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=start.month, BYDAY="-1SU"))
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part  # type: ignore[no-any-return]  # icalendar's halves share no public base class
