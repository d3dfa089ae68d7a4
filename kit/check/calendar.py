"""Rules on what calendars need: a time zone that there is, and a day on which people can come. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.clock import people_date
from kit.facilitate.holidays import day_off
from kit.facilitate.zones import known_zone
from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.source.toml import line_of


def check_calendar(edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with the time zone, and each meeting that is on a weekend or a bank holiday."""
    if not known_zone(edition.timezone):
        message = f'timezone is "{edition.timezone}", which is no time zone, so calendar files cannot be made.'
        line = None if edition.is_region else line_of(edition.settings_lines, ("timezone",))
        hint = 'Write the zone of a city, such as "Europe/London".'
        yield Finding(Code.BAD_VALUE, "hub.toml", line, message, hint)
    for one in edition.rounds:
        if one.date and (why := day_off(one.date)):
            message = f'"{one.title}" is on {people_date(one.date)}, which is {why}.'
            hint = "Choose another day, unless you mean it; bank holidays are those of England and Wales."
            line = line_of(edition.settings_lines, ("round", one.name, "date"))
            yield Finding(Code.MEETING_ON_DAY_OFF, edition.settings_file, line, message, hint)
