"""Messages to send before and after a meeting: which there are, and what the kit fills in for a round. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from kit.facilitate.addresses import page_address
from kit.facilitate.calendar import agenda_lines
from kit.facilitate.clock import people_date, people_time
from kit.facilitate.holidays import working_day
from kit.facilitate.sittings import FIRST, days_of, heading_of, later_sittings
from kit.facilitate.status import variables_at
from kit.model.edition import CANCELLED, ONLINE, POSTPONED, Edition, Round
from kit.model.formats import Kind
from kit.model.page import Page, PageKind

# What a message may name beside what every page may. The last two are lists, and stand in a paragraph of their own.
_PLACE = frozenset({"directions", "access"})
_FACTS = frozenset({"status_note", "booking"}) | _PLACE
OPTIONAL = _FACTS | {"join", "later", "prepare"}  # a paragraph that names one is left out where that is a gap
ONE_WORD = frozenset({"round", "link", "was", "reply_by", "needs_by"}) | OPTIONAL
LISTS = frozenset({"agenda", "sessions"})
MESSAGE_VARIABLES = ONE_WORD | LISTS


def messages_of(edition: Edition) -> tuple[Page, ...]:
    """Return the pages that are messages, by name."""
    return tuple(page for _, page in sorted(edition.pages.items()) if page.kind is PageKind.MESSAGE)


# Messages for one occasion, by name: they are made when the status of the meeting says so, and at no other time.
OCCASIONS = {"cancelled": CANCELLED, "postponed": POSTPONED, "moved-online": ONLINE}
NO_LINK = "[joining link]"  # what people look for before they send
_TWO_WEEKS = datetime.timedelta(days=14)
_FOUR_WEEKS = datetime.timedelta(days=28)  # interpreters and captioners are hard to find in less


def occasion_of(page: Page) -> str:
    """Return the status for which the message ``page`` is, "" for one that is for every meeting."""
    return OCCASIONS.get(page.name.rpartition("/")[2], "")


def messages_for(edition: Edition, one: Round) -> tuple[Page, ...]:
    """Return the messages that are made for the round ``one``."""
    return tuple(page for page in messages_of(edition) if occasion_of(page) in ("", one.facts.status))


def reply_by(edition: Edition, one: Round) -> datetime.date | None:
    """Return the day by which people are to reply: the group's own, else the last working day two weeks before."""
    if one.facts.reply_by or not one.date:
        return one.facts.reply_by
    return working_day(one.date - _TWO_WEEKS, -1, edition.areas)


def needs_by(edition: Edition, one: Round) -> datetime.date | None:
    """Return the day by which people are to say what they need to take part.

    That is the last working day four weeks before, or when replies are due, if that is sooner.
    """
    if not one.date:
        return one.facts.reply_by
    last = working_day(one.date - _FOUR_WEEKS, -1, edition.areas)
    return min(last, one.facts.reply_by or last)


def _join(one: Round, link: str) -> str:
    """Return where to join: a gap to fill in by hand where nobody has said it, "" where there is nothing to join."""
    if one.called_off:
        return ""
    return link or ("" if one.kind is Kind.ROOM else NO_LINK)


def message_values(edition: Edition, one: Round, link: str = "") -> Mapping[str, str]:
    """Return what stands for each name in the messages of the round ``one``; "" is a gap.

    The value called ``link`` is the web address of the round's page; the argument is that at which people join online.
    Dates and times are as people say them: ``date`` has those of all sittings, ``start`` and ``end`` are of the first,
    which ``start`` says, and ``later`` says when the others are.
    """
    clock = one.timetable.clock and bool(one.timetable.items)
    sitting = f" ({FIRST.lower()})" if any(later_sittings(one)) else ""
    return {
        **variables_at(edition, one),
        "group": edition.name,
        "date": days_of(one),
        "later": "; ".join(heading_of(one, part) for part in later_sittings(one)) if not one.called_off else "",
        "start": people_time(one.timetable.start) + sitting if clock else "",
        "end": people_time(one.timetable.end) if clock else "",
        "was": people_date(one.facts.was) if one.facts.was else days_of(one),
        "reply_by": people_date(last) if (last := reply_by(edition, one)) else "",
        "needs_by": people_date(last) if (last := needs_by(edition, one)) else "",
        "prepare": getattr(edition.pages[one.plan].meta, "prepare", "") if one.plan in edition.pages else "",
        **{name: "" if one.online and name in _PLACE else getattr(one.facts, name) for name in _FACTS},
        "join": _join(one, link),
        "round": one.title,
        "link": page_address(edition, one.plan),
    }


def message_lists(edition: Edition, one: Round) -> Mapping[str, list[str]]:
    """Return the lists that a message may hold: the day item by item, and the titles of its sessions."""
    names = dict.fromkeys(name for timed in one.timetable.items for name in timed.item.sessions)
    titles = [edition.pages[name].title for name in names if name in edition.pages]
    return {"agenda": agenda_lines(one), "sessions": titles}
