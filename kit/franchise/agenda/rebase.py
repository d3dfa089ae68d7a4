"""A region's operations on an agenda, brought onto the agenda that upstream has now. Pure.

``rebase`` returns each operation as it is from now on, and events: what became of it, for the report. Whether somebody
is asked, and in which words, is the update's business (``update/agendas.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from kit.franchise.agenda.operations import BESIDE, as_toml, circles, plain_id, verb_of, with_changes
from kit.franchise.compose.front_matter import KINDS, TIMES, Entry, identity, session_names, texts
from kit.model.agenda_schema import AgendaOperation
from kit.source.settings.agenda import page_name


class Became(Enum):
    """What became of an operation, as a sentence. ``old`` is the id that it named, ``item`` the one it has now."""

    RENAMED = "The agenda item {old} of {round} is {item} now."
    SAME_TIMES = "The {field} of {item} in {round}: upstream now has what you set."
    BOTH_CHANGED = "{field} of {item} on the agenda of “{title}”"  # a question
    RETIMED_AND_GONE = "{item} on the agenda of “{title}”"  # a question: the session is still there
    RETIMED_SESSION_GONE = "{old}, which you retimed in {round}, is gone upstream."
    DROPPED_BY_BOTH = "{old} of {round}: upstream dropped it too."
    DROPPED_AND_CHANGED = "{item} in the agenda of {round} changed upstream; you dropped it."
    MOVED_AND_GONE = "{old}, which you moved in {round}, is gone upstream."
    NEIGHBOUR_GONE = "{old} is gone from the agenda of {round}; what stood beside it stays."
    ADDED_AND_GIVEN_UP = "You added {old} to {round}; upstream gave that session up."
    ADDED_BY_BOTH = "{item} of {round}: upstream has it on its agenda too."
    ADDED_BY_BOTH_TIMED = "Upstream has {item} in {round} too; the times that you gave it stay."
    ADDED_BY_BOTH_ELSEWHERE = "Upstream has {item} in {round} too; the place that you gave it stays."
    PLACED_BY_UPSTREAM = "{item} stands where upstream has it on the agenda of {round} now."
    ID_TAKEN = "Upstream has another item {old} in {round} now; yours is called {item}."


@dataclass(frozen=True)
class Event:
    """Something to tell of an operation; of a time that both changed, ours, theirs and what it was before."""

    became: Became
    old: str
    item: str
    field: str = ""
    values: tuple[Any, Any, Any] = (None, None, None)


@dataclass(frozen=True)
class Upstream:
    """A round's agenda as it was when the region changed it, and as upstream has it now.

    ``renamed`` are new ids of items by their old ones, and ``gone`` says whether upstream has a session no longer.
    """

    round: str
    before: Sequence[Entry]
    now: Sequence[Entry]
    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: Callable[[str], bool] = lambda _: False

    def id_now(self, old: str) -> str | None:
        """Return the present id of an item, None if upstream took it out; ids that upstream never had stay."""
        ids = [identity(entry) for entry in self.now]
        if old in ids or old not in map(identity, self.before):
            return old
        return self.renamed.get(old)

    def nearest(self, old: str, there: Collection[str]) -> str | None:
        """Return the id of the nearest item that stood before ``old`` and is among those that are ``there``."""
        ids = [identity(entry) for entry in self.before]
        earlier = (self.id_now(own) or own for own in reversed(ids[: ids.index(old)]))
        return next((own for own in earlier if own in there), None)

    def beside(self, old: str, without: Collection[str]) -> dict[str, str | None]:
        """Return what puts something where ``old`` stood: after the item before that, else before the one after it.

        Items in ``without`` are no neighbours. Where nothing of the old agenda is left, neither is said.
        """
        there = [own for own in map(identity, self.now) if own not in without]
        ids = [identity(entry) for entry in self.before]
        if earlier := self.nearest(old, there):
            return {"after": earlier, "before": None}
        following = (self.id_now(own) for own in ids[ids.index(old) :])
        return {"after": None, "before": next((own for own in following if own in there), None)}


@dataclass(frozen=True)
class Rebased:
    """One operation as it is on the new agenda, None if it has nothing left to say, and what is to be told of it."""

    operation: AgendaOperation | None
    events: Sequence[Event]


def rebase(operations: Sequence[AgendaOperation], upstream: Upstream) -> list[Rebased]:
    """Return each of ``operations`` for upstream's present agenda. Without anything new, each stays as it is."""
    work = _Rebase(operations, upstream)
    for place in range(len(operations)):
        work.operations[place] = work.one(place)
    return [Rebased(operation, events) for operation, events in zip(work.operations, work.events, strict=True)]


def as_added(operation: AgendaOperation, upstream: Upstream) -> AgendaOperation:
    """Return a change of an item that upstream gave up as an item of the region's own, in the same place."""
    item = plain_id(verb_of(operation)[1])
    entry = next(entry for entry in upstream.before if identity(entry) == item)
    said = {**entry, **as_toml(operation)}
    kept = {key: said[key] for key in (*KINDS[1:], *TIMES) if key in said}
    added = AgendaOperation.model_validate({"add": entry.get("session") or item, **kept})
    return with_changes(added, upstream.beside(item, {item}))


class _Rebase:
    """The operations so far, each in its place: one that is given another id changes those that name it too."""

    def __init__(self, operations: Sequence[AgendaOperation], upstream: Upstream) -> None:
        self.operations: list[AgendaOperation | None] = list(operations)
        self.events: list[list[Event]] = [[] for _ in operations]
        self.upstream = upstream
        self.before = {identity(entry): entry for entry in upstream.before}
        self.now = {identity(entry): entry for entry in upstream.now}

    def one(self, place: int) -> AgendaOperation | None:
        operation = self.operations[place]
        if operation is None:
            return None
        self.tell = self.events[place].append
        placed = self.placed(operation)
        if placed is None:
            return None
        verb, name = verb_of(placed)
        act = {"item": self.item, "drop": self.drop, "move": self.move, "add": self.add}[verb]
        return act(placed, plain_id(name), self.upstream.id_now(plain_id(name)))

    def placed(self, operation: AgendaOperation) -> AgendaOperation | None:
        """Return the operation beside what its neighbour is called now, or where that stood."""
        name = operation.after or operation.before
        old = plain_id(name or "")
        new = self.upstream.id_now(old)
        if name is None or new == old:
            return operation
        if new is not None:
            return with_changes(operation, {"after" if operation.after else "before": new})
        self.tell(Event(Became.NEIGHBOUR_GONE, old, old))
        return _put(operation, self.instead(operation, old))

    def instead(self, operation: AgendaOperation, old: str) -> dict[str, str | None]:
        """Return what puts the operation's item where ``old`` stood, which is gone.

        An item that the region itself moves does not tell where that was, and may have been moved beside this very
        item: one that upstream has put in its place is taken rather.
        """
        without = self.called([verb_of(operation)[1], *(one.drop for one in self.operations if one)])
        moved = self.called(one.move for one in self.operations if one)
        steady = self.upstream.beside(old, without | moved)
        if any(steady.values()) or self.round_in_circles(operation, loose := self.upstream.beside(old, without)):
            return steady
        return loose

    def called(self, names: Iterable[str | None]) -> set[str]:
        """Return the ids that ``names`` say, with what upstream calls these items now."""
        ids = {plain_id(name) for name in names if name}
        return ids | {self.upstream.id_now(one) or "" for one in ids}

    def round_in_circles(self, operation: AgendaOperation, beside: Mapping[str, str | None]) -> bool:
        """Whether the operation, put there, would contradict another one of the region's."""
        others = [_put(one, beside) if one is operation else one for one in self.operations]
        return any(circles([one for one in others if one]))

    def item(self, operation: AgendaOperation, old: str, new: str | None) -> AgendaOperation | None:
        if new is None:
            sessions = session_names(self.before[old])
            lost = bool(sessions) and all(map(self.upstream.gone, sessions))
            self.tell(Event(Became.RETIMED_SESSION_GONE if lost else Became.RETIMED_AND_GONE, old, old))
            return None if lost else operation
        if new != old:
            self.tell(Event(Became.RENAMED, old, new))
            operation = with_changes(operation, {"item": new})
        said = as_toml(operation)
        taken = [key for key in TIMES if key in said and self.taken(key, said[key], old, new)]
        if not {*TIMES} & said.keys() - {*taken}:
            return None
        return with_changes(operation, dict.fromkeys(taken))

    def taken(self, key: str, ours: Any, old: str, new: str) -> bool:
        """Return whether upstream now has the same time, so that the region's can go."""
        base, theirs = self.before.get(old, {}).get(key), self.now.get(new, {}).get(key)
        if _said(theirs) == _said(ours):
            self.tell(Event(Became.SAME_TIMES, old, new, key))
        elif _said(theirs) != _said(base):
            self.tell(Event(Became.BOTH_CHANGED, old, new, key, (ours, theirs, base)))
        return _said(theirs) == _said(ours)

    def drop(self, operation: AgendaOperation, old: str, new: str | None) -> AgendaOperation | None:
        if new is None:
            self.tell(Event(Became.DROPPED_BY_BOTH, old, old))
            return None
        if old in self.before and self.now.get(new) != self.before[old]:
            self.tell(Event(Became.DROPPED_AND_CHANGED, old, new))
        return operation if new == old else with_changes(operation, {"drop": new})

    def move(self, operation: AgendaOperation, old: str, new: str | None) -> AgendaOperation | None:
        if new is None:
            self.tell(Event(Became.MOVED_AND_GONE, old, old))
            return None
        return operation if new == old else with_changes(operation, {"move": new})

    def add(self, operation: AgendaOperation, own: str, _: str | None) -> AgendaOperation | None:
        theirs, name = self.now.get(own), verb_of(operation)[1]
        ours = {key: value for key, value in as_toml(operation).items() if key in KINDS}
        if not ours and self.upstream.gone(name):
            self.tell(Event(Became.ADDED_AND_GIVEN_UP, name, own))
            for place in self.beside(own):
                self.operations[place] = _put(self.operations[place], {key: getattr(operation, key) for key in BESIDE})
            return None
        if theirs is None or own in self.before:
            return operation
        if not self.same(name, ours, theirs):
            return self.apart(operation, own) if ours else operation  # a session's id is its page's: the check tells
        said = as_toml(operation)
        times = {key: said[key] for key in TIMES if key in said and _said(said[key]) != _said(theirs.get(key))}
        beside = self.elsewhere(operation, own)
        if beside and not times and "sitting" not in theirs:  # nothing moves a sitting past items
            self.tell(Event(Became.ADDED_BY_BOTH_ELSEWHERE, own, own))
            return AgendaOperation.model_validate({"move": own, **beside})
        self.tell(Event(Became.ADDED_BY_BOTH_TIMED if times else Became.ADDED_BY_BOTH, own, own))
        if beside:
            self.tell(Event(Became.PLACED_BY_UPSTREAM, own, own))
        return AgendaOperation.model_validate({"item": own, **times}) if times else None

    def elsewhere(self, operation: AgendaOperation, own: str) -> dict[str, str]:
        """Return what the operation says of the place of ``own``, if upstream has that in another."""
        ids = ["", *map(identity, self.upstream.now), ""]
        at = ids.index(own)
        there = {"after": ids[at - 1], "before": ids[at + 1]}
        said = {key: beside for key in BESIDE if (beside := getattr(operation, key))}
        return said if any(plain_id(beside) != there[key] for key, beside in said.items()) else {}

    def same(self, name: str, ours: Entry, theirs: Entry) -> bool:
        """Whether upstream's new item of the same id is what the region added, minutes and place apart."""
        if ours:
            return bool(texts(ours) == texts({key: value for key, value in theirs.items() if key in KINDS}))
        here = self.upstream.round
        return page_name(name, here) in {page_name(session, here) for session in session_names(theirs)}

    def apart(self, operation: AgendaOperation, own: str) -> AgendaOperation:
        """Give the region's item another id, because upstream has another item of that id now: both stay."""
        taken = {*self.now, *(one.add for one in self.operations if one)}
        new = next(name for number in range(2, 1000) if (name := f"{own}-{number}") not in taken)
        for place in self.beside(own):
            other = self.operations[place]
            self.operations[place] = _put(other, {"after" if other and other.after else "before": new})
        self.tell(Event(Became.ID_TAKEN, own, new))
        return with_changes(operation, {"add": new})

    def beside(self, own: str) -> list[int]:
        """Return the places of the operations that put something beside the item ``own``."""
        both = ((place, operation) for place, operation in enumerate(self.operations) if operation is not None)
        return [place for place, operation in both if own in (operation.after, operation.before)]


def _put(operation: AgendaOperation | None, beside: Mapping[str, str | None]) -> AgendaOperation | None:
    """Return the operation beside another item; a move that is beside none has nothing to say."""
    if operation is None or not (operation.add or any(beside.values())):
        return None
    return with_changes(operation, beside)


def _said(value: Any) -> str:
    """Return a time so that 20 and "20" are equal, and so are none and the empty one that frees an item."""
    return "" if value is None else str(value).strip()
