"""Times and dates, for people and for machines. Times are minutes after midnight, or after the beginning."""

from __future__ import annotations

import datetime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def iso_time(minutes: int) -> str:
    """Return minutes as "HH:MM" for machines, such as "13:05"; past midnight the hours go on counting."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def people_time(minutes: int) -> str:
    """Return a clock time for people, such as "1:05pm" or "1pm" (the GOV.UK style: no noughts on the hour)."""
    hour, minute = divmod(minutes % 1440, 60)
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''}{half}"


def elapsed_time(minutes: int) -> str:
    """Return minutes from the beginning, such as "0:15"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def show_time(minutes: int, clock: bool) -> str:
    """Return a time for people: of the clock where the day has a start, else from the beginning."""
    return people_time(minutes) if clock else elapsed_time(minutes)


def show_moment(minutes: int, clock: bool) -> str:
    """Return a time for people by itself: "10:30am", or "at the start" and "1 hour 35 minutes in" without a clock.

    Minutes that count from the beginning would read as a clock's wherever no heading says what they are.
    """
    return people_time(minutes) if clock else f"{people_minutes(minutes)} in" if minutes else "at the start"


def show_span(start: int, end: int, clock: bool) -> str:
    """Return when something begins and ends, such as "10:30am to 11am"; without a clock only when it begins."""
    return f"{people_time(start)} to {people_time(end)}" if clock else show_moment(start, clock)


def people_date(date: datetime.date, weekday: bool = True) -> str:
    """Return a date for people, such as "Wednesday 14 July 2027", whatever the machine's language."""
    plain = f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    return f"{DAYS[date.weekday()]} {plain}" if weekday else plain


def if_late(minutes: int | None, least: int | None) -> str:
    """Return "5 if late" for an activity that works in 5 minutes too, "" where it has no more, or nobody says."""
    return f"{least} if late" if least and minutes and least < minutes else ""


def people_minutes(minutes: int) -> str:
    """Return a length for people, such as "1 hour 5 minutes", "45 minutes" or "1 minute"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours)
    parts += [f"{rest} minute{'s' * (rest != 1)}"] * bool(rest or not hours)
    return " ".join(parts)
