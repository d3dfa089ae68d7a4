"""What became of a meeting, as people are told it first, and what follows for its day and place. Pure."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kit.facilitate.clock import people_date
from kit.facilitate.sittings import days_of
from kit.model.edition import CANCELLED, ONLINE, POSTPONED, Edition, Round
from kit.model.formats import Kind

MOVED = "moved"  # a meeting that goes ahead as planned, on another day
VENUE_ONLINE = "Online"
# A venue that is no room: the address of a page, or words for where people meet online. It stays as it is.
_ONLINE_ITSELF = re.compile(
    r"https?://|\b(online|virtual|remote|video|webinar|call|teams|zoom|webex|google meet|skype|jitsi)\b", re.IGNORECASE
)

TITLES = {CANCELLED: "Cancelled", POSTPONED: "Postponed", ONLINE: "Moved online", MOVED: "New date"}


@dataclass(frozen=True)
class Notice:
    """What stands first: a word or two, a sentence, and the group's own ``note`` or "".

    ``state`` is a status of the meeting, or MOVED; ``goes_ahead`` says that people are to come, if otherwise than they
    were told. ``until`` is the day after which nobody needs it any more, None
    where that is not known.
    """

    state: str
    goes_ahead: bool
    title: str
    words: str
    note: str
    until: datetime.date | None

    @property
    def line(self) -> str:
        """All of it as one line of plain text."""
        return " ".join(part for part in (f"{self.title}.", self.words, self.note) if part)


def notice(one: Round) -> Notice | None:
    """Return what people must know first of the meeting ``one``, None where it takes place as announced.

    For example, of a meeting that moved: "New date", "“Meet the standard” is now on Wednesday 27 January 2027, and not
    on Wednesday 20 January 2027."
    """
    moved = one.facts.was is not None and one.facts.was != one.date
    state = one.facts.status if one.facts.status in TITLES else MOVED if moved else ""
    if not state:
        return None
    return Notice(state, not one.called_off, TITLES[state], _words(one, state, moved), one.facts.status_note, one.date)


def _words(one: Round, state: str, moved: bool) -> str:
    title, date = f'"{one.title}"', days_of(one) if one.date else ""
    was = people_date(one.facts.was) if one.facts.was else ""
    if state == CANCELLED:
        return f"{title} will not take place on {date}." if date else f"{title} will not take place."
    if one.called_off:
        return f"{title} will not take place on {was}. There is no new date yet."
    now = f"is now on {date}, and not on {was}." if moved and date else ""
    if state == ONLINE:
        return f"{title} takes place online." + (f" It {now}" if now else "")
    return f"{title} {now}"


def to_come(one: Round) -> dict[str, str]:
    """Return what people need to come, by what it is called, as far as the group has said it.

    Nobody needs it for a meeting that is off, nor the way to a room for one that moved online.
    """
    last = people_date(one.facts.reply_by) if one.facts.reply_by else ""
    booking = {"Book": one.facts.booking, "Reply by": last}
    there = {"How to get there": one.facts.directions, "Access": one.facts.access}
    said = {} if one.called_off else booking if one.online else {**booking, **there}
    return {name: value for name, value in said.items() if value}


def event_day(one: Round) -> datetime.date | None:
    """Return the day on which calendars have the meeting: one that was called off stays where it was, marked so."""
    return one.date or (one.facts.was if one.called_off else None)


def variables_at(edition: Edition, one: Round | None) -> dict[str, str]:
    """Return the variables of ``edition`` as they are at the meeting ``one``: an online one is in no room of the group.

    A venue that is a web address, or that says itself that people meet online, stays, because that is where to go.
    """
    found = dict(edition.variables)
    if one and one.kind is Kind.ONLINE and not _ONLINE_ITSELF.search(found.get("venue", "")):
        found["venue"] = VENUE_ONLINE
    return found


def venue_of(edition: Edition, one: Round) -> str:
    """Return where people meet, "" where nobody has said."""
    return variables_at(edition, one).get("venue", "")
