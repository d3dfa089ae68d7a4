"""Weekends and the bank holidays of England and Wales, computed, because nothing may be fetched. Pure.

Rules: Banking and Financial Dealings Act 1971, section 1 and schedule 1; New Year's Day (since 1974), the early May
holiday (since 1978) and holidays in place of those that fall on a weekend are by royal proclamation each year, and
have followed the same rules; https://www.gov.uk/bank-holidays lists them. Days proclaimed once, such as for a
jubilee, are known only up to 2023, the last when this was written.
"""

from __future__ import annotations

import datetime
from functools import cache

from kit.facilitate.clock import DAYS

MONDAY, SATURDAY = 0, 5

_FIXED = ((1, 1, "New Year’s Day"), (12, 25, "Christmas Day"), (12, 26, "Boxing Day"))

# Days that were moved or added once: the millennium, 75 years of VE Day, jubilees, a wedding, a funeral, a coronation.
_MOVED = {
    (2002, "Spring bank holiday"): datetime.date(2002, 6, 4),
    (2012, "Spring bank holiday"): datetime.date(2012, 6, 4),
    (2020, "Early May bank holiday"): datetime.date(2020, 5, 8),
    (2022, "Spring bank holiday"): datetime.date(2022, 6, 2),
}
_ONCE = {
    datetime.date(1999, 12, 31): "Millennium bank holiday",
    datetime.date(2002, 6, 3): "Golden Jubilee bank holiday",
    datetime.date(2011, 4, 29): "Royal wedding bank holiday",
    datetime.date(2012, 6, 5): "Diamond Jubilee bank holiday",
    datetime.date(2022, 6, 3): "Platinum Jubilee bank holiday",
    datetime.date(2022, 9, 19): "Bank holiday for the state funeral of Queen Elizabeth II",
    datetime.date(2023, 5, 8): "Bank holiday for the coronation of King Charles III",
}


def day_off(day: datetime.date) -> str:
    """Return why people do not work on ``day``, such as "a Saturday" or "a bank holiday (Good Friday)", or ""."""
    if name := bank_holidays(day.year).get(day):
        return f"a bank holiday ({name})"
    return f"a {DAYS[day.weekday()]}" if day.weekday() >= SATURDAY else ""


def working_day(day: datetime.date, step: int) -> datetime.date:
    """Return ``day``, or the nearest working day before it (``step`` -1) or after it (1)."""
    while day_off(day):
        day += datetime.timedelta(days=step)
    return day


@cache
def bank_holidays(year: int) -> dict[datetime.date, str]:
    """Return the bank holidays of England and Wales in ``year`` (1996 or later) with their names."""
    sunday = easter(year)
    rules = {
        "Good Friday": sunday - datetime.timedelta(days=2),
        "Easter Monday": sunday + datetime.timedelta(days=1),
        "Early May bank holiday": _monday_from(datetime.date(year, 5, 1)),
        "Spring bank holiday": _monday_from(datetime.date(year, 5, 25)),
        "Summer bank holiday": _monday_from(datetime.date(year, 8, 25)),
    }
    found = {_MOVED.get((year, name), day): name for name, day in rules.items()}
    fixed = [(datetime.date(year, month, day), name) for month, day, name in _FIXED]
    for day, name in sorted(fixed, key=lambda one: one[0].weekday() >= SATURDAY):  # the others move out of their way
        while day.weekday() >= SATURDAY or day in found:
            day += datetime.timedelta(days=1)
        found[day] = name
    found |= {day: name for day, name in _ONCE.items() if day.year == year}
    return dict(sorted(found.items()))


def _monday_from(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=(MONDAY - day.weekday()) % 7)


def easter(year: int) -> datetime.date:
    """Return Easter Sunday in the Gregorian calendar.

    Method: the anonymous algorithm of Nature, 20 April 1876, as in J. Meeus, Astronomical Algorithms, 2nd edition,
    1998, chapter 8.
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    leap, odd = divmod(century, 4)
    skipped = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - skipped + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)
