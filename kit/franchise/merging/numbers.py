"""The numbers of ordered lists after a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.franchise.merging.leaves import Kind
from kit.franchise.merging.units import Unit, units

_NUMBER = re.compile(r"[ \t]*(\d+)[.)]")


def renumbered(text: str, ours: str) -> str:
    """Return ``text`` with the items of each ordered list that is not so in ``ours`` numbered one after the other.

    A list whose items all had one number in ``ours`` keeps that style. Markdown counts by itself, but from the first
    item's number. Numbers that would get longer or shorter stay, since the lines below are indented by their width.
    """
    found = units(text)
    new = dict(_numbers(found, ours))
    return "".join(_with(unit, new.get(at)) for at, unit in enumerate(found))


def _numbers(found: Sequence[Unit], ours: str) -> Iterator[tuple[int, int]]:
    equal = _paths_of_equal(units(ours))
    for run in _lists(found):
        if "".join(found[at].body for at in run) in "".join(unit.body for unit in units(ours)):
            continue
        first = min(_number(found[at]) for at in run)
        step = 0 if found[run[0]].path in equal else 1
        yield from ((at, first + step * place) for place, at in enumerate(run))


def _lists(found: Sequence[Unit]) -> list[list[int]]:
    """Return the items of each ordered list, by their positions."""
    runs: list[list[int]] = []
    open_runs: dict[str, list[int]] = {}
    for at, unit in enumerate(found):
        open_runs = {path: run for path, run in open_runs.items() if unit.path.startswith(path)}
        if unit.kind is Kind.ITEM and unit.path.endswith("o") and _NUMBER.match(unit.body):
            if unit.path not in open_runs:
                open_runs[unit.path] = []
                runs.append(open_runs[unit.path])
            open_runs[unit.path].append(at)
    return runs


def _paths_of_equal(found: Sequence[Unit]) -> set[str]:
    lists = [(found[run[0]].path, [_number(found[at]) for at in run]) for run in _lists(found) if len(run) > 1]
    return {path for path, numbers in lists if len(set(numbers)) == 1}


def _number(unit: Unit) -> int:
    match = _NUMBER.match(unit.body)
    return int(match[1]) if match else 0


def _with(unit: Unit, number: int | None) -> str:
    match = _NUMBER.match(unit.text)
    if number is None or match is None or len(str(number)) != len(match[1]):
        return unit.text
    return unit.text[: match.start(1)] + str(number) + unit.text[match.end(1) :]
