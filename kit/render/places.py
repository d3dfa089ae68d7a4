"""Where a session stands in the day: its round and its item of the timetable. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.agenda import TimedItem
from kit.model.edition import Edition, Round


@dataclass(frozen=True)
class Place:
    """A session on an agenda. ``activities`` are the minutes of each of its activities, scaled to the item."""

    round: Round
    timed: TimedItem
    activities: tuple[int, ...]


def _in_round(round_: Round, page: str) -> Place | None:
    for timed in round_.timetable.items:
        if page in timed.item.sessions:
            scaled = timed.activities
            position = timed.item.sessions.index(page)
            return Place(round_, timed, scaled[position] if position < len(scaled) else ())
    return None


def place_of(edition: Edition, page: str) -> Place | None:
    """Return where the session called ``page`` stands: in its own round, else in the first that borrows it."""
    own = edition.round_of(page)
    rounds = ([own] if own else []) + [one for one in edition.rounds if one is not own]
    places = (_in_round(one, page) for one in rounds)
    return next((place for place in places if place), None)


def page_address(edition: Edition, name: str) -> str:
    """Return the public address of a page, or "" where the edition has none."""
    if not edition.url:
        return ""
    return f"{edition.url.rstrip('/')}/" + (
        f"{name.removesuffix('index')}" if name.endswith("/index") else f"{name}.html"
    )
