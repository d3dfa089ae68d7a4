"""Where a session stands in the day: its round and its item of the timetable. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kit.model.agenda import TimedItem
from kit.model.edition import Edition, Round
from kit.model.formats import EVERY, Kind
from kit.model.page import Page, PageKind


@dataclass(frozen=True)
class AgendaPlace:
    """A session on an agenda. ``activities`` are the minutes of each of its activities, scaled to the item."""

    round: Round
    timed: TimedItem
    activities: tuple[int, ...]

    def minutes_of(self, index: int, page: Page) -> int | None:
        """Return the minutes of the activity at ``index`` of ``page``: those here, else its own."""
        own = page.activities[index].minutes if index < len(page.activities) else None
        there = [at for at, one in enumerate(page.activities) if self.round.kind in one.kinds]
        place = there.index(index) if index in there else len(self.activities)
        return self.activities[place] if place < len(self.activities) else own


def _in_round(round_: Round, page: str) -> AgendaPlace | None:
    for timed in round_.timetable.items:
        if page in timed.item.sessions:
            scaled = timed.activities
            position = timed.item.sessions.index(page)
            return AgendaPlace(round_, timed, scaled[position] if position < len(scaled) else ())
    return None


def place_of(edition: Edition, page: str, kinds: Collection[Kind] = EVERY) -> AgendaPlace | None:
    """Return where the session called ``page`` stands: in its own round, else in the first that borrows it.

    Rounds of other ``kinds`` are passed over. A page that several rounds share stands in none of them.
    """
    own = edition.round_of(page)
    there = [one for one in places_of(edition, page) if one.round.kind in kinds]
    if page in edition.pages and edition.pages[page].kind is PageKind.SHARED and len(there) > 1:
        return None
    return next((one for one in there if one.round is own), next(iter(there), None))


def places_of(edition: Edition, page: str) -> list[AgendaPlace]:
    """Return where the session called ``page`` stands in each round that has it."""
    return [there for one in edition.rounds if (there := _in_round(one, page))]
