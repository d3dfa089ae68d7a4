"""Changes of an agenda that contradict each other: one item after another, and that one after the first. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kit.model.findings import Code, Finding
from kit.model.schema import AgendaOperation
from kit.source.agenda import Path


def circles(operations: Sequence[AgendaOperation], file: str, lines: Mapping[Path, int], at: Path) -> Iterator[Finding]:
    """Yield each of ``operations`` that cannot hold together with those before it.

    Applied one after the other they would not wait for each other, but the last would quietly undo an earlier one.
    ``file``, ``lines`` and ``at`` are as for ``agenda.apply``.
    """
    later: dict[str, dict[str, int | None]] = {}  # item -> items that must come later, and the line that says so
    last = {operation.move or operation.add: index for index, operation in enumerate(operations)}
    for index, operation in enumerate(operations):
        pair = _order(operation)
        if last[operation.move or operation.add] != index:  # a later change of the same item takes its place
            continue
        if pair is None or pair[0] == pair[1]:  # one beside itself is told when it is applied
            continue
        first, second = pair
        line = lines.get((*at, index), lines.get(at))
        if (way := _way(later, second, first)) is not None:
            message = f"This change puts {first} before {second}, and {_lines(way)} puts {second} "
            message += f"before {first}, so they go round in a circle."
            yield Finding(Code.BAD_AGENDA, file, line, message, "Take one of them out.")
        else:
            later.setdefault(first, {})[second] = line


def _order(operation: AgendaOperation) -> tuple[str, str] | None:
    """Return the item that is to come first and the one that is to come later, or None."""
    item = operation.move or operation.add
    beside = operation.after or operation.before
    if item is None or beside is None:
        return None
    names = (item.rpartition("/")[2], beside.rpartition("/")[2])
    return names if operation.before else names[::-1]


def _way(later: Mapping[str, Mapping[str, int | None]], start: str, end: str) -> list[int] | None:
    """Return the lines that put ``start`` before ``end``, perhaps by way of others, or None."""
    ways: dict[str, list[int]] = {start: []}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for there, line in later.get(here, {}).items():
            if there not in ways:
                ways[there] = [*ways[here], *([line] if line else [])]
                waiting.append(there)
    return ways.get(end)


def _lines(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in sorted(numbers)]
    if not shown:
        return "an earlier change"
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"what stands on line{'s' if len(shown) > 1 else ''} {listed}"
