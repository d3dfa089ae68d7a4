"""Sessions that a region put on an agenda itself, by the names that they have now. Pure.

The region says ``add = "round-2/talk"``. Where upstream calls that page ``round-2/speech`` now, its moves lead there
and the line stays. It says otherwise only where it would mean something else: ``round-2/talk`` or the whole ``round-2``
is another now, or upstream has the session on the same agenda too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kit.franchise.agenda.operations import BESIDE, plain_id, with_changes
from kit.franchise.compose.front_matter import Entry, session_names
from kit.franchise.update.follow import Follower
from kit.model.agenda_schema import AgendaOperation
from kit.source.settings.agenda import page_name

_VERBS = ("item", "drop", "move", *BESIDE)


def called_anew(
    follower: Follower, operations: Sequence[AgendaOperation], names: tuple[str, str], now: Sequence[Entry]
) -> list[AgendaOperation]:
    """Return ``operations`` with sessions that the region added by their new names, and all that names them too.

    ``names`` are the round's old and new one, ``now`` is upstream's present agenda.
    """
    listed = {page_name(name, names[1]) for entry in now for name in session_names(entry)}
    added = [one.add for one in operations if one.add and one.adds_page]
    new = {old: name for old in added if (name := session_now(follower, old, names, listed)) != old}
    ids = {plain_id(old): plain_id(name) for old, name in new.items()}
    return [_renamed(one, new, {old: own for old, own in ids.items() if old != own}) for one in operations]


def session_now(follower: Follower, session: str, names: tuple[str, str], listed: Collection[str] = ()) -> str:
    """Return what to call the ``session`` that the region has on the agenda of the round with these ``names``.

    ``listed`` are the pages that upstream has on that agenda.
    """
    old, new = names
    before, here = page_name(session, old), page_name(session, new)
    known = follower.known(before)
    place = follower.page(known) if known in follower.old.names else None
    if place is None:
        home = follower.home(before)
        if home == before != here and old != new and here not in follower.new.names:
            return before  # the round has another name only because it is no more
        return session if home in (before, here) else home.removeprefix(f"{new}/")
    if place.page == here:
        return session
    another = here in follower.new.names or before != here or before.partition("/")[0] in follower.rounds
    if another or place.page in listed:
        return place.page.removeprefix(f"{new}/")
    return session


def _renamed(operation: AgendaOperation, new: Mapping[str, str], ids: Mapping[str, str]) -> AgendaOperation:
    said = {verb: getattr(operation, verb) for verb in _VERBS}
    changes = {verb: ids[plain_id(name)] for verb, name in said.items() if name and plain_id(name) in ids}
    if operation.add is not None and operation.add in new:
        changes["add"] = new[operation.add]
    return with_changes(operation, changes) if changes else operation
