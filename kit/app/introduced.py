"""The errors that a change of a tree would bring: what ``check`` finds afterwards and did not find before. Pure.

No verb may leave a tree that the next one refuses, so each that writes asks here first, with both trees in memory.
A mistake that was there before is of its own time, wherever its line or its page moved since: it stops nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from kit.app.check import ordered, rules
from kit.model.findings import Finding, Level
from kit.model.tree import Tree
from kit.source.tree.rules import misplaced
from kit.source.tree.text import split_lines

_LINE = re.compile(r"\bline \d+|(?<=:)\d+")
_Alike = Callable[[Finding, Finding], bool]


def errors(tree: Tree) -> list[Finding]:
    """Return every error of the hub or region in ``tree``, by file and line."""
    return [one for one in _found(tree, remarks=False) if one.level is Level.ERROR]


def _found(tree: Tree, remarks: bool) -> tuple[Finding, ...]:
    return ordered([*misplaced(tree.files), *rules(tree, remarks)])


def told(before: Tree, after: Tree) -> list[Finding]:
    """Return the errors and warnings of ``after`` that ``before`` has not."""
    now, known = ([one for one in _found(tree, True) if one.level is not Level.ADVICE] for tree in (after, before))
    return _others(now, known, before, after)


def introduced(before: Tree, after: Tree) -> list[Finding]:
    """Return the errors of ``after`` that ``before`` has not."""
    return beyond(errors(after), before, after)


def beyond(now: Sequence[Finding], before: Tree, after: Tree) -> list[Finding]:
    """Return those of ``now``, errors of ``after``, that ``before`` has not.

    ``before`` is looked at only if there is something to compare, which mostly there is not.
    """
    return _others(now, errors(before) if now else [], before, after)


def _others(now: Sequence[Finding], known: Sequence[Finding], before: Tree, after: Tree) -> list[Finding]:
    left, known = list(now), list(known)

    def moved(one: Finding, other: Finding) -> bool:
        words = _words(before, other)
        gone = words not in (None, "") and _count(before, other.file, words) > _count(after, other.file, words)
        return gone and one.code is other.code and words == _words(after, one)

    for alike in (_same, moved):
        _strike(left, known, alike)
    return left


def _strike(left: list[Finding], known: list[Finding], alike: _Alike) -> None:
    """Take out of ``left`` what is in ``known``, each of which stands for one."""
    for one in list(left):
        other = next((other for other in known if alike(one, other)), None)
        if other is not None:
            left.remove(one)
            known.remove(other)


def _same(one: Finding, other: Finding) -> bool:
    """Whether both say the same of the same file, on whatever line."""
    return (one.code, one.file, _LINE.sub("", one.message)) == (other.code, other.file, _LINE.sub("", other.message))


def _words(tree: Tree, one: Finding) -> str | None:
    lines = _lines(tree, one.file)
    return lines[one.line - 1].strip() if one.line and one.line <= len(lines) else None


def _count(tree: Tree, path: str, words: str | None) -> int:
    return sum(line.strip() == words for line in _lines(tree, path))


def _lines(tree: Tree, path: str) -> list[str]:
    return split_lines(tree.files.get(path, b"").decode("utf-8-sig", errors="replace"))


def changed(tree: Tree, changes: Mapping[str, bytes | None]) -> Tree:
    """Return ``tree`` with ``changes`` made: new bytes by path, None for a file that goes."""
    files = {**tree.files, **changes}
    return Tree({path: data for path, data in files.items() if data is not None})
