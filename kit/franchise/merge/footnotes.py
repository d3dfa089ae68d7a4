"""Footnotes of three texts told apart before they are merged: a name says nothing of what the footnote says.

Both sides may have called a new footnote ``1``; then ours becomes ``1-ours``, reference and text. And upstream may have
given its old footnotes new names, to put one before them; then ours are called so, too::

    base             ours                   theirs                     ours, as it is merged
    A.[^1]           A.[^1] B.[^1] C.[^2]   N.[^1] A.[^2]              A.[^2] B.[^2] C.[^2-ours]
    [^1]: Old.       [^1]: Old.             [^1]: New.                 [^2]: Old.
                     [^2]: Ours.            [^2]: Old.                 [^2-ours]: Ours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from kit.franchise.merge.units import Unit, UnitKind, is_code, squeezed, units
from kit.source.tree.text import split_lines

_PATH = re.compile(r"f\((.+?)\)$")
_SIGN = re.compile(r"(?P<ticks>`+)|\\.|\[\^(?P<name>[^\[\]\s]+)\]", re.DOTALL)


def told_apart(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Return base and ours with their footnotes named so that one name is one footnote in all three texts."""
    if "[^" not in ours or "[^" not in theirs:
        return base, ours
    before, mine, yours = _notes(base), _notes(ours), _notes(theirs)
    moved, by_us = _moved(before, yours), _moved(before, mine)
    if mine == yours or (by_us and not moved):
        return base, ours
    origin = {by_us.get(name, name): name for name in before}
    names = {name: moved.get(origin[name], origin[name]) for name in mine if name in origin}
    taken = {*before, *mine, *yours}
    for name, words in mine.items():
        if name not in names and (name in names.values() or yours.get(name, words) != words):
            names[name] = _free(name, taken)
    return _named(base, moved), _named(ours, names)


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of footnotes by their old ones."""
    found = {words: name for name, words in now.items()}
    return {name: found[words] for name, words in before.items() if now.get(name) != words and words in found}


def _free(name: str, taken: Collection[str]) -> str:
    names = (f"{name}-ours" if number == 1 else f"{name}-ours-{number}" for number in count(1))
    return next(one for one in names if one not in taken)


def _notes(text: str) -> dict[str, str]:
    """Return what each footnote says that has its text and a reference here; others belong to the page."""
    found: dict[str, str] = {}
    for unit in units(text):
        if match := _PATH.match(unit.path):
            found[match[1]] = f"{found.get(match[1], '')}\n{squeezed(unit.leaf.content)}"
    marks = [match["name"] for match in _marks(text)]
    return {name: words for name, words in found.items() if marks.count(name) > 1}


def _named(text: str, names: Mapping[str, str]) -> str:
    if all(old == new for old, new in names.items()):
        return text
    return "".join(_unit(unit, names) for unit in units(text)) or text


def _unit(unit: Unit, names: Mapping[str, str]) -> str:
    if unit.kind is UnitKind.CODE:
        return unit.text
    if unit.kind is UnitKind.FENCE:
        if is_code(unit.leaf.mark, unit.leaf.info):
            return unit.text
        lines = split_lines(unit.text)
        return lines[0] + _named("".join(lines[1:]), names)

    parts, last = [], 0
    for mark in _marks(unit.text):
        if mark["name"] in names:
            parts += [unit.text[last : mark.start()], f"[^{names[mark['name']]}]"]
            last = mark.end()
    return "".join(parts) + unit.text[last:]


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of footnotes that stand in no code, as in `[^1]`.

    A run of backticks opens code where one of its length follows, so their places are kept by length: to look ahead
    from each anew would take hours for a megabyte of them.
    """
    runs: dict[int, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(len(run[0]), []).append(run.start())
    at = 0
    while sign := _SIGN.search(text, at):
        at = sign.end()
        if sign["name"]:
            yield sign
        elif ticks := len(sign["ticks"] or ""):
            places = runs.get(ticks, [])
            closing = bisect_left(places, at)
            at = places[closing] + ticks if closing < len(places) else at
