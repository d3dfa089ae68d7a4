"""One model of a region's changes to a round's agenda, used by composing, capturing and updating. Pure.

An agenda is a list of entries as front matter holds them. An operation changes one of them, which it names by its id:
``item`` (retime it, or fix or free its start), ``drop``, ``move`` and ``add``. There are three questions to ask:

==============================================  ========================================================
``apply(entries, operations)``                  What is the agenda with the operations done?
``difference(before, after)``                   Which operations turn one agenda into another?
``rebase(operations, upstream)`` (rebase.py)    What is left of them when upstream's own agenda changes?
==============================================  ========================================================

An example. Upstream says ``arrive`` (15 minutes), ``talk`` (20); a region says ``drop = "arrive"`` and
``item = "talk", minutes = 30``. Applied, its agenda is ``talk`` (30), and the difference of the two agendas is these
two operations again. Now upstream renames talk to ``speech``: rebased, the second operation says ``item = "speech"``,
and the region is told. If upstream gives it 30 minutes as well, there is nothing left to say, and the operation goes.
If upstream gives it 25, the region's 30 stands and a person is asked.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kit.franchise.compose.front_matter import KINDS, TIMES, Entry, identity, texts
from kit.franchise.merge.sequences import matches
from kit.model.agenda_schema import AgendaEntry, AgendaOperation
from kit.source.settings.toml_edit import TomlEditor

BESIDE = ("after", "before")
# The verbs, and what an operation of each may say besides.
_TAKES = {"item": TIMES, "drop": (), "move": BESIDE, "add": (*KINDS[1:], *TIMES, *BESIDE)}
_ORDER = [*_TAKES, *_TAKES["add"]]


def verb_of(operation: AgendaOperation) -> tuple[str, str]:
    """Return which of item, drop, move and add an operation is, and what it names, as it is written."""
    return next((verb, str(name)) for verb in _TAKES if (name := getattr(operation, verb)) is not None)


def plain_id(name: str) -> str:
    """Return the id of an item that may be named with its round, as ``round-2/lean-coffee``."""
    return name.rpartition("/")[2]


def as_toml(operation: AgendaOperation) -> dict[str, Any]:
    """Return an operation as a table of region.toml."""
    said = operation.model_dump(by_alias=True, exclude_none=True)
    if isinstance(said.get("at"), int):
        said["at"] = f"{said['at'] // 60:02d}:{said['at'] % 60:02d}"
    return {key: said[key] for key in _ORDER if key in said}


def with_changes(operation: AgendaOperation, changes: Mapping[str, Any]) -> AgendaOperation:
    """Return an operation that says something else; what is None it no longer says."""
    said = {**as_toml(operation), **changes}
    return AgendaOperation.model_validate({key: value for key, value in said.items() if value is not None})


# An operation in region.toml.


def operations_in(toml: TomlEditor, round_name: str) -> list[AgendaOperation]:
    """Return the operations that region.toml has for a round."""
    return [AgendaOperation.model_validate(table) for table in toml.get(("round", round_name, "agenda"), [])]


def write_operations(toml: TomlEditor, round_name: str, plan: Sequence[tuple[int | None, AgendaOperation]]) -> None:
    """Let region.toml say ``plan`` for a round: operations, each with its place in the file or None for a new one.

    Those that are there keep their order, and those that stay as they are keep every character. Raises CannotWrite.
    """
    path = ("round", round_name, "agenda")
    kept = {place: operation for place, operation in plan if place is not None}
    for place, before in reversed(list(enumerate(operations_in(toml, round_name)))):
        if place not in kept:
            toml.remove((*path, place))
        elif kept[place] != before:
            _rewrite(toml, (*path, place), verb_of(before)[0], kept[place])
    for known, operation in plan:
        if known is None:
            toml.append(path, as_toml(operation))


def _rewrite(toml: TomlEditor, path: Sequence[str | int], verb: str, operation: AgendaOperation) -> None:
    new = verb_of(operation)[0]
    if new != verb:
        toml.rename((*path, verb), new)
    toml.set(path, as_toml(operation))


# Applying: upstream's agenda and the operations give the region's.


class CannotApply(Exception):
    """An operation that cannot be applied, with the sentences for it; without any where all was told before."""

    def __init__(self, message: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def apply(
    entries: Sequence[Entry], operations: Sequence[AgendaOperation], gone: Collection[str] = ()
) -> tuple[list[dict[str, Any]], list[tuple[int, CannotApply]]]:
    """Return ``entries`` with ``operations`` applied, and the places of those that cannot be, with the reason.

    Each operation sees what those before it made, so what is put beside an item that the region adds comes after the
    operation that adds it. ``gone`` are ids that upstream gave up: what names one of them is passed over without a
    word, since the update has told it.
    """
    agenda, refused = [dict(entry) for entry in entries], []
    for place, operation in enumerate(operations):
        try:
            agenda = _applied(agenda, operation, gone)
        except CannotApply as reason:
            if reason.message:
                refused.append((place, reason))
    return agenda, refused


def _applied(agenda: list[dict[str, Any]], operation: AgendaOperation, gone: Collection[str]) -> list[dict[str, Any]]:
    verb, name = verb_of(operation)
    if spare := as_toml(operation).keys() - {verb, *_TAKES[verb]}:
        words = " and ".join(sorted(spare))
        raise CannotApply(f'The change that says {verb} = "{name}" cannot say {words} too.', "Make it two changes.")
    if verb == "add":
        entry = _new(operation, name)
        place = _place(agenda, operation, gone)
        if identity(entry) in map(identity, agenda):
            message = f"The item {identity(entry)} cannot be added, because the agenda has one with that id already."
            raise CannotApply(message, "Give the new item another id, or change the one that is there with item = ...")
        return [*agenda[:place], entry, *agenda[place:]]
    at = _find(agenda, name, gone)
    rest = agenda[:at] + agenda[at + 1 :]
    if verb == "drop":
        return rest
    if verb == "item":
        return [*agenda[:at], _retimed(agenda[at], operation), *agenda[at + 1 :]]
    place = _place(agenda, operation, gone)
    if "sitting" in agenda[at]:
        message = f"The sitting {name} cannot be moved, because it says on which day each other item is."
        raise CannotApply(message, "Move the other items past it, or drop it and add one where you want it.")
    if identity(agenda[at]) in (operation.after, operation.before):
        raise CannotApply("An item cannot be moved beside itself.", "Name another item, or take these lines out.")
    place -= at < place
    return [*rest[:place], agenda[at], *rest[place:]]


def _retimed(entry: Mapping[str, Any], operation: AgendaOperation) -> dict[str, Any]:
    """Return ``entry`` with other times; an ``at`` of "" frees it."""
    given = {key: value for key, value in as_toml(operation).items() if key in TIMES}
    return {key: value for key, value in {**entry, **given}.items() if key != "at" or value != ""}


def _new(operation: AgendaOperation, name: str) -> dict[str, Any]:
    """Return the entry to be added."""
    given = {key: value for key, value in as_toml(operation).items() if key in KINDS}
    entry = _retimed({"id": name, **given} if given else {"session": name}, operation)
    try:
        AgendaEntry.model_validate(entry)
    except ValidationError as error:
        why = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise CannotApply(f'The item "{name}" cannot be added: it {why}', "Mend this change in region.toml.") from error
    return entry


def _place(agenda: Sequence[Entry], operation: AgendaOperation, gone: Collection[str]) -> int:
    """Return where an item goes: the end, where nothing is said."""
    beside = operation.after or operation.before
    if beside is None:
        return len(agenda)
    return _find(agenda, beside, gone) + (operation.after is not None)


def _find(agenda: Sequence[Entry], name: str, gone: Collection[str]) -> int:
    ids = [identity(entry) for entry in agenda]
    wanted = plain_id(name)
    if wanted in ids:
        return ids.index(wanted)
    if wanted in gone:
        raise CannotApply
    near = difflib.get_close_matches(wanted, ids, n=1, cutoff=0)
    hint = f"The nearest is {near[0]}. The agenda has {', '.join(ids)}." if near else "The agenda has no items."
    raise CannotApply(f'The agenda has no item with the id "{name}".', hint)


def slot(own: str, order: Sequence[str], there: Sequence[str]) -> int:
    """Return the place among the ids ``there`` for ``own``, which is not among them, by where ``order`` has it.

    That is after its nearest earlier neighbour, or before the nearest later one where it stood above all the others.
    """
    at = order.index(own)
    earlier = next((there.index(one) + 1 for one in order[:at][::-1] if one in there), None)
    later = (there.index(one) for one in order[at + 1 :] if one in there)
    return earlier if earlier is not None else next(later, len(there))


def made(entries: Sequence[Entry], operations: Sequence[AgendaOperation]) -> Any:
    """Return the agenda that ``operations`` make, as text; None if one cannot be applied, or undoes another."""
    agenda, refused = apply(entries, operations)
    return None if refused or any(circles(operations)) else texts(agenda)


# Operations that contradict each other: one item after another, and that one after the first.


@dataclass(frozen=True)
class Circle:
    """The operation at ``place`` puts ``first`` before ``second``, and those at ``others`` put them the other way."""

    place: int
    first: str
    second: str
    others: Sequence[int]


def circles(operations: Sequence[AgendaOperation]) -> Iterator[Circle]:
    """Yield each of ``operations`` that cannot hold together with those before it.

    Applied one after the other they would not wait for each other, but the last would quietly undo an earlier one.
    """
    later: dict[str, dict[str, int]] = {}  # item -> items that must come later, and the operation that says so
    last = {operation.move or operation.add: place for place, operation in enumerate(operations)}
    for place, operation in enumerate(operations):
        item, beside = operation.move or operation.add, operation.after or operation.before
        if item is None or beside is None or last[item] != place:  # a later change of the same item takes its place
            continue
        pair = (plain_id(item), plain_id(beside))
        first, second = pair if operation.before else pair[::-1]
        if first == second:  # one beside itself is told when it is applied
            continue
        if (way := _way(later, second, first)) is not None:
            yield Circle(place, first, second, sorted(way))
        else:
            later.setdefault(first, {})[second] = place


def _way(later: Mapping[str, Mapping[str, int]], start: str, end: str) -> list[int] | None:
    """Return the operations that put ``start`` before ``end``, perhaps by way of others, or None."""
    ways: dict[str, list[int]] = {start: []}
    waiting = [start]
    for here in waiting:  # which grows: breadth first, so the shortest way is found
        for there, place in later.get(here, {}).items():
            if there not in ways:
                ways[there] = [*ways[here], place]
                waiting.append(there)
    return ways.get(end)


# Difference: the operations that make one agenda out of another.


def difference(before: Sequence[Entry], after: Sequence[Entry]) -> list[AgendaOperation] | None:
    """Return operations that turn ``before`` into ``after``; None where none can, such as for two of the same id."""
    there, wanted = ({identity(entry): entry for entry in texts(each)} for each in (before, after))
    same = {own for own, entry in wanted.items() if own in there and _only_retimed(there[own], entry)}
    same -= {own for own in same if "sitting" in wanted[own]} - _staying([own for own in there if own in same], wanted)
    found: list[dict[str, Any]] = [{"drop": own} for own in there if own not in same]
    found += [{"item": own, **times} for own in wanted if own in same and (times := _times(there[own], wanted[own]))]
    found += _placed([own for own in there if own in same], wanted)
    try:
        operations = [AgendaOperation.model_validate(operation) for operation in found]
    except ValidationError:
        return None
    return operations if made(before, operations) == texts(after) else None


def _only_retimed(before: Entry, after: Entry) -> bool:
    """Whether nothing but times differs, and minutes were not taken out: no operation says that."""
    others = [{key: value for key, value in entry.items() if key not in TIMES} for entry in (before, after)]
    return others[0] == others[1] and ("minutes" in after or "minutes" not in before)


def _times(before: Entry, after: Entry) -> dict[str, Any]:
    return {key: after.get(key, "") for key in TIMES if before.get(key) != after.get(key)}


def _staying(now: Sequence[str], wanted: Mapping[str, Entry]) -> set[str]:
    """Return as many of the items in ``now`` as can stay where they are while the others move.

    Sittings come first, as nothing moves them: of an item on the one side and a sitting, it is the item that moves.
    """
    order = list(wanted)
    marks = _matched([own for own in now if "sitting" in wanted[own]], order)
    parts = zip(_split(now, marks), _split(order, marks), strict=True)
    return {*marks, *(own for here, there in parts for own in _matched(here, there))}


def _matched(now: Sequence[str], order: Sequence[str]) -> list[str]:
    return [now[place] for place, _ in matches(now, order)]


def _split(ids: Sequence[str], marks: Sequence[str]) -> list[list[str]]:
    """Return ``ids`` as the parts that ``marks``, which are among them in order, divide them into."""
    parts: list[list[str]] = [[]]
    for own in ids:
        if own in marks:
            parts.append([])
        else:
            parts[-1].append(own)
    return parts


def _placed(now: Sequence[str], wanted: Mapping[str, Entry]) -> Iterator[dict[str, Any]]:
    """Yield what moves and adds items so that ``now`` becomes ``wanted``, from the first place to the last."""
    order = list(wanted)
    settled = _staying(now, wanted)
    for place, own in enumerate(order):
        if own in settled:
            continue
        first = next((other for other in now if other != own), None)
        beside = {"after": order[place - 1]} if place else {"before": first} if first else {}
        if own in now:
            yield {"move": own, **beside}
        else:
            entry = wanted[own]
            yield {"add": entry.get("session", own), **{key: entry[key] for key in _ORDER if key in entry}, **beside}
