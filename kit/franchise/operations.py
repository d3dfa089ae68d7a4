"""The operations on a round's agenda as region.toml holds them: retime, fix, drop, move, add. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.source.settings.toml_edit import TomlEditor

Operation = Mapping[str, Any]  # one [[round.ROUND.agenda]] as TOML holds it
Kept = tuple[int | None, Operation]  # the place of an operation that region.toml has already, and what it is to say

VERBS = ("item", "drop", "move", "add")


def verb_of(operation: Operation) -> tuple[str, str]:
    """Return which of item, drop, move and add an operation is, and the id that it names, without a round."""
    verb = next((one for one in VERBS if one in operation), "")
    return verb, str(operation.get(verb, "")).rpartition("/")[2]


def operations_in(toml: TomlEditor, round_name: str) -> list[dict[str, Any]]:
    """Return the operations that region.toml has for a round."""
    return [dict(operation) for operation in toml.get(("round", round_name, "agenda"), [])]


def write_operations(toml: TomlEditor, round_name: str, plan: Sequence[Kept]) -> None:
    """Let region.toml say ``plan`` for a round: the operations that are there keep their order, new ones go last."""
    path = ("round", round_name, "agenda")
    kept = {place: operation for place, operation in plan if place is not None}
    for place in reversed(range(len(operations_in(toml, round_name)))):
        if place in kept:
            _rewrite(toml, (*path, place), kept[place])
        else:
            toml.remove((*path, place))
    for known, operation in plan:
        if known is None:
            toml.append(path, operation)


def _rewrite(toml: TomlEditor, path: Sequence[str | int], operation: Operation) -> None:
    before, after = verb_of(toml.get(path))[0], verb_of(operation)[0]
    if before != after:
        toml.rename((*path, before), after)
    toml.set(path, operation)
