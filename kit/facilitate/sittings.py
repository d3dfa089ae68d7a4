"""The sittings of a meeting in words: which part of it is on which day. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.facilitate.clock import people_date, people_minutes, people_time
from kit.model.agenda import Sitting, TimedItem
from kit.model.edition import Round

FIRST = "First part"


def heading_of(meeting: Round, sitting: Sitting) -> str:
    """Return what stands above the agenda of a sitting, such as "Second part: Wednesday 27 January 2027, 2pm to 3pm".

    Where a group has no date for it yet, it says so; where nobody has said when anything begins, it gives the length.
    """
    date = meeting.date_of(sitting.number)
    when = [people_date(date) if date else "date to be confirmed" if sitting.clock or meeting.date else ""]
    hours = f"{people_time(sitting.start)} to {people_time(sitting.end)}"
    when.append(hours if sitting.clock and sitting.items else people_minutes(sitting.length))
    return f"{sitting.title or FIRST}: {', '.join(filter(None, when))}"


def heading_above(meeting: Round, timed: TimedItem) -> str:
    """Return the heading of the sitting that an item begins; "" for other items, and where there is one sitting."""
    sittings = meeting.timetable.sittings
    sitting = sittings[timed.sitting - 1]
    return heading_of(meeting, sitting) if len(sittings) > 1 and sitting.items[0] is timed else ""


def days_of(meeting: Round) -> str:
    """Return the dates of all sittings for people, such as "Monday 4 May 2026 and Friday 8 May 2026", or ""."""
    held = [meeting.date, *(meeting.date_of(one.number) for one in later_sittings(meeting))]
    days = list(dict.fromkeys(people_date(date) for date in held if date))
    return " and ".join(filter(None, (", ".join(days[:-1]), *days[-1:])))


def later_headings(meeting: Round) -> tuple[str, ...]:
    """Return what says of each sitting after the first when it is."""
    return tuple(heading_of(meeting, one) for one in later_sittings(meeting))


def later_sittings(meeting: Round) -> Iterator[Sitting]:
    """Yield the sittings of a meeting after the first that have something on their agenda."""
    return (one for one in meeting.timetable.sittings[1:] if one.items)
