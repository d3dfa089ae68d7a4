"""What a region must say so that one agenda becomes another: retime, fix, drop, move, add. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from kit.franchise.compose.agenda import apply
from kit.franchise.compose.front_matter import Entry, identity
from kit.franchise.operations import Kept, Operation, operations_in, verb_of, write_operations
from kit.model.findings import Finding
from kit.model.schema import AgendaOperation
from kit.source.settings.toml_edit import TomlEditor

_TIMES = ("minutes", "at")


def plain(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return ``entries`` with every value as text, as front matter holds them, so that they can be compared."""
    return [{str(key): _text(one) for key, one in entry.items() if one is not None} for entry in entries]


def result(entries: Sequence[Entry], operations: Sequence[Operation]) -> list[dict[str, Any]] | None:
    """Return ``entries`` after ``operations``, or None if one of them cannot be applied."""
    found: list[Finding] = []
    try:
        read = [AgendaOperation.model_validate(one) for one in operations]
    except ValidationError:
        return None
    after = apply(entries, read, "", {}, (), found)
    return None if found else plain(after)


def operations_for(entries: Sequence[Entry], wanted: Sequence[Entry]) -> list[dict[str, Any]] | None:
    """Return operations that turn ``entries`` into ``wanted``; None where none can, such as for two of the same id."""
    before, after = plain(entries), plain(wanted)
    ids = [identity(one) for one in after]
    if len(set(ids)) < len(ids):
        return None
    there = {identity(one): one for one in before}
    same = {own for own, one in zip(ids, after, strict=True) if own in there and _only_retimed(there[own], one)}
    found = [{"drop": own} for own in there if own not in same]
    for own, one in zip(ids, after, strict=True):
        if own in same:
            found += _retime(own, there[own], one)
    found += _placed([own for own in there if own in same], ids, dict(zip(ids, after, strict=True)))
    return found if result(entries, found) == after else None


def _text(value: Any) -> Any:
    return [str(one) for one in value] if isinstance(value, list | tuple) else str(value)


def _only_retimed(before: Entry, after: Entry) -> bool:
    """Whether nothing but times differs, and minutes were not taken out: no operation says that."""
    others = [{key: one for key, one in each.items() if key not in _TIMES} for each in (before, after)]
    return others[0] == others[1] and ("minutes" in after or "minutes" not in before)


def _retime(own: str, before: Entry, after: Entry) -> list[dict[str, Any]]:
    times: dict[str, Any] = {}
    if after.get("minutes") != before.get("minutes"):
        times["minutes"] = _number(after["minutes"])
    if after.get("at") != before.get("at"):
        times["at"] = after.get("at", "")
    return [{"item": own, **times}] if times else []


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _placed(now: list[str], wanted: Sequence[str], entries: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """Return what moves and adds items so that ``now`` becomes ``wanted``, from the first place to the last."""
    stay = _in_order([wanted.index(own) for own in now])
    settled = {wanted[place] for place in stay}
    found = []
    for place, own in enumerate(wanted):
        if own in settled:
            continue
        beside = {"after": wanted[place - 1]} if place else _before_first(now, own)
        found.append({"move": own, **beside} if own in now else _add(own, entries[own], beside))
    return found


def _before_first(now: Sequence[str], own: str) -> dict[str, str]:
    first = next((one for one in now if one != own), None)
    return {"before": first} if first else {}


def _add(own: str, entry: Entry, beside: Mapping[str, str]) -> dict[str, Any]:
    own = str(entry.get("session", own))
    made: dict[str, Any] = {"add": own}
    for key in ("break", "title", "parallel"):
        if key in entry:
            made[key] = entry[key]
    for key in _TIMES:
        if key in entry:
            made[key] = _number(entry[key]) if key == "minutes" else entry[key]
    return {**made, **beside}


def _in_order(places: Sequence[int]) -> list[int]:
    """Return the longest run of rising numbers in ``places`` (patience sorting, as for longest increasing runs)."""
    tails: list[int] = []
    back: dict[int, int | None] = {}
    ends: list[int] = []
    for number in places:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [number]
        back[number] = ends[at - 1] if at else None
    run: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.insert(0, last)
        last = back[last]
    return run


# Writing the operations of a round's agenda into region.toml, keeping those that still hold. Pure.


def set_agenda(toml: TomlEditor, name: str, base: Sequence[Entry], wanted: Sequence[Entry]) -> bool:
    """Let region.toml turn ``base`` into ``wanted`` for the round ``name``; return whether operations can say that.

    Raises CannotWrite where they cannot be written there.
    """
    for plan in _plans(operations_in(toml, name), base, wanted):
        if result(base, [one for _, one in plan]) == plain(wanted):
            write_operations(toml, name, plan)
            return True
    return False


def _plans(known: Sequence[Operation], base: Sequence[Entry], wanted: Sequence[Entry]) -> Iterator[list[Kept]]:
    """Yield ways to say it, those that keep the most of what region.toml says first."""
    yield list(enumerate(known))
    now = result(base, known)
    changes = operations_for(now, wanted) if now is not None else None
    if changes is not None:
        touched = {verb_of(one)[1] for one in changes}
        kept: list[Kept] = [(at, one) for at, one in enumerate(known) if verb_of(one)[1] not in touched]
        yield from _completed(known, kept, base, wanted)
    yield from _completed(known, [], base, wanted)
    if changes is not None:
        yield [*enumerate(known), *((None, one) for one in changes)]


def _completed(
    known: Sequence[Operation], kept: Sequence[Kept], base: Sequence[Entry], wanted: Sequence[Entry]
) -> Iterator[list[Kept]]:
    """Yield ``kept`` with what is missing: in the place of an operation of the same kind, or at the end."""
    between = result(base, [one for _, one in kept])
    changes = operations_for(between, wanted) if between is not None else None
    if changes is None:
        return
    free = {verb_of(one): at for at, one in enumerate(known) if at not in {place for place, _ in kept}}
    placed: list[Kept] = [(free.get(verb_of(one)), one) for one in changes]
    inside = [one for one in placed if one[0] is not None]
    yield [*sorted([*kept, *inside], key=lambda one: one[0] or 0), *(one for one in placed if one[0] is None)]
    yield [*kept, *((None, one) for _, one in placed)]
