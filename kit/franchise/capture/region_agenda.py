"""Writing the operations of a round's agenda into region.toml, keeping those that still hold. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from kit.franchise.capture.agenda_ops import Operation, operations_for, plain, result, verb_of
from kit.franchise.capture.toml_text import (
    CannotWrite,
    append_table,
    block_end,
    remove_value,
    set_value,
    table_line,
    without_lines,
)
from kit.franchise.composing.entries import Entry

Kept = tuple[int | None, Operation]  # the place of an operation that region.toml has already, and what it is to say


def with_agenda(text: str, name: str, base: Sequence[Entry], wanted: Sequence[Entry]) -> str:
    """Return region.toml's ``text`` with operations for the round ``name`` that turn ``base`` into ``wanted``.

    Raises CannotWrite where no operations can.
    """
    known = operations_in(text, name)
    for plan in _plans(known, base, wanted):
        if result(base, [one for _, one in plan]) == plain(wanted):
            return _written(text, name, known, plan)
    raise CannotWrite(name)


def operations_in(text: str, name: str) -> list[dict[str, Any]]:
    """Return the operations that region.toml has for the round ``name``."""
    data = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    found = data.get("round", {}).get(name, {}).get("agenda", [])
    return [dict(one) for one in found]


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


def _written(text: str, name: str, known: Sequence[Operation], plan: Sequence[Kept]) -> str:
    there = {at: one for at, one in plan if at is not None}
    for place, before in reversed(list(enumerate(known))):
        path = ("round", name, "agenda", place)
        first = table_line(text, path)
        if place not in there:
            text = without_lines(text, first, block_end(text, first))
            continue
        for key in [key for key in before if key not in there[place]]:
            text = remove_value(text, path, key)
        for key, value in there[place].items():
            text = set_value(text, path, key, value)
    for at, one in plan:
        if at is None:
            text = _appended(text, name, one)
    expected = [*(one for at, one in sorted(there.items())), *(one for at, one in plan if at is None)]
    if operations_in(text, name) != [dict(one) for one in expected]:
        raise CannotWrite(name)
    return text


def _appended(text: str, name: str, operation: Operation) -> str:
    count = len(operations_in(text, name))
    after = None
    if count:
        after = block_end(text, table_line(text, ("round", name, "agenda", count - 1)))
    return append_table(text, ("round", name, "agenda"), operation, after)


def without_agenda(text: str, name: str) -> str:
    """Return region.toml's ``text`` without the operations of the round ``name``. Raises CannotWrite."""
    return _written(text, name, operations_in(text, name), [])
