"""Messages to send before and after a meeting: which there are, and what the kit fills in for a round. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from kit.facilitate.calendar import agenda_lines, page_address
from kit.facilitate.clock import people_date, people_time
from kit.facilitate.status import variables_at
from kit.model.edition import Edition, Round
from kit.model.page import Page, PageKind

# What a message may name beside what every page may. The last two are lists, and stand in a paragraph of their own.
ONE_WORD = frozenset({"round", "link"})
LISTS = frozenset({"agenda", "sessions"})
MESSAGE_VARIABLES = ONE_WORD | LISTS


def messages_of(edition: Edition) -> tuple[Page, ...]:
    """Return the pages that are messages, by name."""
    return tuple(page for _, page in sorted(edition.pages.items()) if page.kind is PageKind.MESSAGE)


def message_values(edition: Edition, one: Round) -> Mapping[str, str]:
    """Return what stands for each name in the messages of the round ``one``; "" is a gap.

    ``link`` is the web address of the round's page. Dates and times are as people say them.
    """
    clock = one.timetable.clock and bool(one.timetable.items)
    return {
        **variables_at(edition, one),
        "group": edition.name,
        "date": people_date(one.date) if one.date else "",
        "start": people_time(one.timetable.start) if clock else "",
        "end": people_time(one.timetable.end) if clock else "",
        "round": one.title,
        "link": page_address(edition, one.plan) if edition.url else "",
    }


def message_lists(edition: Edition, one: Round) -> Mapping[str, list[str]]:
    """Return the lists that a message may hold: the day item by item, and the titles of its sessions."""
    names = dict.fromkeys(name for timed in one.timetable.items for name in timed.item.sessions)
    titles = [edition.pages[name].title for name in names if name in edition.pages]
    return {"agenda": agenda_lines(edition, one), "sessions": titles}
