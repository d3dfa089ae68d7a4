"""Items of an agenda whose sessions upstream moved to another round, where the region's changes of them go too. Pure.

Upstream takes ``talk`` off the agenda of ``round-1`` and puts it on that of ``round-2``. In the region's
``[[round.round-1.agenda]]`` it lasts 30 minutes; ``[[round.round-2.agenda]]`` says that from now on. A fixed start does
not go along: it is a time of the first meeting's day, so the question about the item stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.franchise.agenda.formats import picked_entries
from kit.franchise.agenda.operations import with_changes
from kit.franchise.agenda.rebase import Became, Rebased, Upstream
from kit.franchise.compose.front_matter import Entry, identity, session_names
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow import Follower
from kit.franchise.update.follow_rounds import PLAN, round_names
from kit.model.agenda_schema import AgendaOperation
from kit.source.settings.agenda import page_name


@dataclass(frozen=True)
class Leaving:
    """A change of an item that is on the agenda of ``round`` now, and the item as it was, both by its id there.

    ``sentence`` is the beginning of what is told of it.
    """

    round: str
    operation: AgendaOperation
    entry: Entry
    sentence: str


def elsewhere(
    draft: Draft, picked: Mapping[str, str | None], old: str, upstream: Upstream, one: Rebased
) -> Leaving | None:
    """Return what goes to another round, None for what stays; an item that the region left out is only told.

    ``old`` is the round's old name, and ``picked`` the format of each round of the region by its present one.
    """
    gone = [event for event in one.events if event.became in (Became.RETIMED_AND_GONE, Became.DROPPED_BY_BOTH)]
    if not gone:
        return None
    item = gone[0].old
    entry = next(entry for entry in upstream.before if identity(entry) == item)
    places = {draft.follower.page(page_name(session, old)) for session in session_names(entry)}
    pages = {place.page for place in places if place is not None}
    homes = list(homes_of(draft.follower, picked, pages, upstream.round))
    if len(homes) != 1:
        return None
    name, there = homes[0]
    title = draft.follower.new.title(f"{name}/{PLAN}")
    if one.operation is None:
        draft.tell(News.TOLD, f"{item}, which you left out of {upstream.round}, is on the agenda of “{title}” now.")
        return None
    if one.operation.at:
        return None
    sentence = f"{item}, which you retimed in {upstream.round}, is on the agenda of “{title}” now"
    return Leaving(name, with_changes(one.operation, {"item": there}), {**entry, "id": there}, sentence)


def homes_of(
    follower: Follower, picked: Mapping[str, str | None], pages: set[str], here: str
) -> Iterator[tuple[str, str]]:
    """Yield the rounds other than ``here`` that have the sessions at ``pages`` as one item, and its id there.

    ``picked`` are the formats of the region's rounds.
    """
    for name in round_names(follower.new) if pages else ():
        for other in picked_entries(follower.new, name, picked.get(name)) or []:
            if name != here and {page_name(session, name) for session in session_names(other)} == pages:
                yield name, identity(other)
