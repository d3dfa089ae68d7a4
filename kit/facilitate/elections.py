"""The weeks before ordinary local elections in England, in which councils take care what they publish and host. Pure.

Every year they are on the first Thursday in May, unless an order names another day (Representation of the People Act
1983, section 37). Which councils elect that year is not known here. The pre-election period begins with the notice of
election, on the 25th working day before the poll at the latest (Local Elections (Principal Areas) (England and Wales)
Rules 2006); many councils publish it up to six weeks before. The Local Government Association says what it means:
https://www.local.gov.uk/short-guide-publicity-during-pre-election-period. Wales, Scotland and Northern Ireland have
cycles of their own, and other elections are called when they are called, so none of these are told.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from kit.facilitate.holidays import working_day
from kit.model.areas import nations

ENGLAND = "England"
THURSDAY = 3
NOTICE = 25  # working days from the latest notice of election to the poll
_EARLIEST = datetime.timedelta(weeks=6)  # from the earliest usual notice to the poll
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Election:
    """Ordinary local elections: the day of the ``poll``, and the latest day of their ``notice``."""

    poll: datetime.date
    notice: datetime.date


def election_near(day: datetime.date, areas: Collection[str]) -> Election | None:
    """Return the ordinary local elections in England for which ``day`` may lie in the pre-election period.

    That is from six weeks before the poll to its day. None on other days, and for ``areas`` (slugs of ``model.areas``)
    outside England; without areas, people may come from there.
    """
    poll = _first_thursday_in_may(day.year)
    if ENGLAND not in nations(areas) or not poll - _EARLIEST <= day <= poll:
        return None
    return Election(poll, _latest_notice(poll))


def _first_thursday_in_may(year: int) -> datetime.date:
    first = datetime.date(year, 5, 1)
    return first + _DAY * ((THURSDAY - first.weekday()) % 7)


def _latest_notice(poll: datetime.date) -> datetime.date:
    day = poll
    for _ in range(NOTICE):
        day = working_day(day - _DAY, -1, ())
    return day
