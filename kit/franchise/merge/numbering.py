"""The numbers of ordered lists after a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.franchise.merge.levels import holders
from kit.franchise.merge.units import Unit, UnitKind, units
from kit.source.tree.text import split_lines

_NUMBER = re.compile(r"[ \t]*(\d+)[.)]")


def renumbered(text: str, ours: str) -> str:
    """Return ``text`` with the items of each ordered list that is not so in ``ours`` numbered one after the other.

    A list whose items all had one number in ``ours`` keeps that style. Markdown counts by itself, but from the first
    item's number. What stands in an item is indented by the width of its number: behind 10 it moves by one.
    """
    found = units(text)
    new = dict(_numbers(found, ours))
    wider = {at: len(str(number)) - len(str(_written(found[at]))) for at, number in new.items()}
    inside = _inside(found)
    moved = [sum(wider.get(item, 0) for item in items) for items in inside]
    return "".join(_with(unit, new.get(at), wider.get(at, 0), moved[at]) for at, unit in enumerate(found))


def _inside(found: Sequence[Unit]) -> list[list[int]]:
    """Return for each unit the items in which it stands, by their positions, outermost first."""
    all_of: list[list[int]] = []
    for holder in holders(found):
        all_of.append([*all_of[holder], holder] if holder is not None else [])
    return all_of


def _numbers(found: Sequence[Unit], ours: str) -> Iterator[tuple[int, int]]:
    mine = units(ours)
    equal, bodies = _paths_of_equal(mine), "".join(unit.body for unit in mine)
    for run in _lists(found):
        if "".join(found[at].body for at in run) in bodies:
            continue
        first = min(_number(found[at]) for at in run)
        step = 0 if found[run[0]].path in equal else 1
        yield from ((at, first + step * place) for place, at in enumerate(run) if "q" not in found[at].path)


def _lists(found: Sequence[Unit]) -> list[list[int]]:
    """Return the items of each ordered list, by their positions."""
    runs: list[list[int]] = []
    open_runs: dict[str, list[int]] = {}
    for at, unit in enumerate(found):
        open_runs = {path: run for path, run in open_runs.items() if unit.path.startswith(path)}
        if unit.kind is UnitKind.ITEM and unit.path.endswith("o") and _NUMBER.match(unit.body):
            if unit.path not in open_runs:
                open_runs[unit.path] = []
                runs.append(open_runs[unit.path])
            open_runs[unit.path].append(at)
    return runs


def _paths_of_equal(found: Sequence[Unit]) -> set[str]:
    lists = [(found[run[0]].path, [_number(found[at]) for at in run]) for run in _lists(found) if len(run) > 1]
    return {path for path, numbers in lists if len(set(numbers)) == 1}


def _number(unit: Unit) -> int:
    return int(_written(unit) or 0)


def _written(unit: Unit) -> str:
    match = _NUMBER.match(unit.body)
    return match[1] if match else ""


def _with(unit: Unit, number: int | None, wider: int, moved: int) -> str:
    match = _NUMBER.match(unit.text)
    text = unit.text
    if number is not None and match is not None:
        text = text[: match.start(1)] + str(number) + text[match.end(1) :]
    lines = split_lines(text)
    return "".join(_shifted(line, moved + (wider if at else 0)) for at, line in enumerate(lines))


def _shifted(line: str, by: int) -> str:
    """Return a line with its indentation changed; one that has none is no part of an item by it."""
    indent = len(line) - len(line.lstrip(" "))
    return line if not line.strip() or not indent else " " * max(0, indent + by) + line[indent:]
