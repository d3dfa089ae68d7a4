"""Weekends and the bank holidays of the four nations, from the holidays library, because nothing may be fetched. Pure.

https://www.gov.uk/bank-holidays lists the days that the library computes. It knows days that are proclaimed once, such
as for a jubilee, as far as they were proclaimed when it was released; a Scottish council's own local holidays it does
not know.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cache

from kit.facilitate.clock import DAYS
from kit.model.areas import nations

SATURDAY = 5

# The library's names that differ from those on gov.uk.
_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2nd January",
    "Saint Andrew's Day": "St Andrew's Day",
    "Saint Patrick's Day": "St Patrick's Day",
}


def day_off(day: datetime.date, areas: Collection[str]) -> str:
    """Return why people of ``areas``, slugs of ``model.areas``, do not work on ``day``, or "" if they do.

    Such as "a Saturday", "a bank holiday (Good Friday)" or, where the areas lie in several nations, "a bank holiday in
    Scotland (St Andrew's Day)". A day off in one of them counts. Without areas, England's and Wales's days count.
    """
    where = nations(areas)
    names: dict[str, list[str]] = {}
    for nation in where:
        if name := bank_holidays(nation, day.year).get(day):
            names.setdefault(name, []).append(nation)
    if names and (len(where) == 1 or not areas):
        return f"a bank holiday ({next(iter(names))})"
    if names:
        return "a bank holiday in " + " and ".join(f"{in_words(ones)} ({name})" for name, ones in names.items())
    return f"a {DAYS[day.weekday()]}" if day.weekday() >= SATURDAY else ""


def in_words(names: Collection[str]) -> str:
    """Return ``names`` as a list in a sentence: "England, Scotland and Wales"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def working_day(day: datetime.date, step: int, areas: Collection[str]) -> datetime.date:
    """Return ``day``, or the nearest working day before it (``step`` -1) or after it (1), in ``areas``."""
    while day_off(day, areas):
        day += datetime.timedelta(days=step)
    return day


@cache
def bank_holidays(nation: str, year: int) -> dict[datetime.date, str]:
    """Return the bank holidays of ``nation``, such as "Scotland", in ``year`` (to 2100) with their names on gov.uk.

    A holiday on a weekend is left out: it is nobody's working day, and the library adds the day in its place.
    """
    from holidays import country_holidays  # which takes longer to import than help takes to print

    known = country_holidays("GB", subdiv=nation, years=year, language="en_GB")
    names = {day: known.get_list(day)[0].removesuffix(" (observed)") for day in sorted(known)}
    return {day: _NAMES.get(name, name) for day, name in names.items() if day.weekday() < SATURDAY}
