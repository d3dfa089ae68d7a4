"""Sessions that a region put on an agenda itself, by the names that they have now. Pure.

The region says ``add = "round-2/talk"``. Where upstream calls that page ``round-2/speech`` now, its moves lead there
and the line stays. It says otherwise only where it would mean something else: ``round-2/talk`` or the whole ``round-2``
is another now, or upstream has the session on the same agenda too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    new = {one.add: name for one in operations if one.add and (name := _name(follower, one, names, now)) != one.add}
    ids = {plain_id(old): plain_id(name) for old, name in new.items()}
    return [_renamed(one, new, {old: own for old, own in ids.items() if old != own}) for one in operations]


def _name(follower: Follower, operation: AgendaOperation, names: tuple[str, str], now: Sequence[Entry]) -> str:
    """Return what to call the session that ``operation`` adds."""
    session, (old, new) = str(operation.add), names
    before, here = page_name(session, old), page_name(session, new)
    place = follower.page(before) if before in follower.old.names else None
    if operation.break_ or operation.title or operation.parallel or place is None or place.page == here:
        return session
    listed = {page_name(name, new) for entry in now for name in session_names(entry)}
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
