"""The values of ``{{ name }}`` on one page of an edition. Pure."""

from __future__ import annotations

import re

from kit.facilitate.clock import people_time
from kit.facilitate.sittings import days_of
from kit.facilitate.status import variables_at
from kit.model.edition import Edition

TO_BE_CONFIRMED = "to be confirmed"
VARIABLE = re.compile(r"\{\{\s*([a-z][a-z0-9_-]*)\s*\}\}")


def values_for(edition: Edition, page: str) -> dict[str, str]:
    """Return each variable's value on ``page``; "" is a gap.

    ``group`` is the group's name. For people, ``date`` has the days of the page's round, of all of its sittings, and
    ``start`` and ``end`` are those of the first.
    """
    round_ = edition.round_of(page)
    clock = round_ is not None and round_.timetable.clock and bool(round_.timetable.items)
    return {
        **variables_at(edition, round_),
        "group": edition.name,
        "date": days_of(round_) if round_ and round_.date else "",
        "start": people_time(round_.timetable.start) if round_ and clock else "",
        "end": people_time(round_.timetable.end) if round_ and clock else "",
    }


def filled(text: str, values: dict[str, str]) -> str:
    """Return ``text`` with each known ``{{ name }}`` replaced, for places that hold plain text only."""
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]) or TO_BE_CONFIRMED, text)
