"""Merging a whole block that both sides changed: its first line, its options, and its body as a text of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kit.franchise.composing.pieces import line_end
from kit.franchise.merging.blend import Part, Settled, blend, plain_rules
from kit.franchise.merging.by_line import merge_lines
from kit.franchise.merging.finer import UnitPart, conflict
from kit.franchise.merging.units import is_code, line_key, options_end, squeezed
from kit.source.text import split_lines

MergeText = Callable[[str, str, str], Settled]

_OPENING = re.compile(r"(?P<before>[ \t]*)(?P<mark>:{3,}|`{3,}|~{3,})(?P<info>.*)", re.S)
_NAME = re.compile(r"[ \t]*:([A-Za-z][\w-]*):")


@dataclass(frozen=True)
class _Fence:
    mark: str
    info: str
    options: Sequence[str]
    body: str
    closed: bool


def merge_fence(before: UnitPart, mine: UnitPart, yours: UnitPart, merge_text: MergeText | None) -> Settled:
    """Merge three versions of a block; ``merge_text`` merges bodies that are Markdown (None: by line)."""
    texts = (before.text, mine.text, yours.text)
    read = [_read(part) for part in (before, mine, yours)]
    fences = [one for one in read if one is not None]
    if len(fences) < 3 or not all(one.closed for one in fences):  # what an unclosed block holds is anybody's guess
        return _whole(texts)
    old, ours, theirs = fences
    mark = _either(old.mark, ours.mark, theirs.mark) or max(ours.mark, theirs.mark, key=len)
    info = _either(old.info, ours.info, theirs.info)
    options = _options(old.options, ours.options, theirs.options, line_end(mine.text))
    body = _body(old, ours, theirs, merge_text)
    if info is None or options is None:
        return _whole(texts)
    if body.text is None:
        whole = _whole(texts)
        return whole if whole.text is not None else body
    return Settled(_written(mark, info, options, body.text, line_end(mine.text)), (), body.notes)


def _whole(texts: tuple[str, str, str]) -> Settled:
    text = merge_lines(*texts)
    return conflict(texts) if text is None else Settled(text)


def _read(part: UnitPart) -> _Fence | None:
    """Return the parts of a block, None for one that stands in a list or quote, where every line is indented."""
    lines = split_lines(part.text)
    opening = _OPENING.match(lines[0]) if lines and not part.unit.path else None
    if opening is None or opening["before"]:
        return None
    mark, info = opening["mark"], opening["info"].strip()
    closing = lines[-1].strip() if len(lines) > 1 else ""
    closed = len(closing) >= len(mark) and set(closing) == {mark[0]}
    inner = lines[1:-1] if closed else lines[1:]
    count = 0 if is_code(mark, info) else options_end(inner)
    return _Fence(mark, info, inner[:count], "".join(inner[count:]), closed)


def _either(before: str, mine: str, yours: str) -> str | None:
    """Return the one that changed, or None where both did, differently."""
    if squeezed(mine) in (squeezed(yours),) or squeezed(yours) == squeezed(before):
        return mine
    return yours if squeezed(mine) == squeezed(before) else None


def _options(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], end: str) -> str | None:
    """Merge options by their names."""
    rules = plain_rules(lambda one, other: float(_name(one.text) == _name(other.text)), end)
    sides = [[Part(line_key(line).strip(), line.rstrip("\r\n"), end) for line in side] for side in (base, ours, theirs)]
    blended = blend(sides[0], sides[1], sides[2], rules)
    if blended.text is None:
        return None
    names = [_name(line) for line in split_lines(blended.text)]
    kept_apart = len(set(names)) == len(names) or any(len({_name(p.text) for p in s}) < len(s) for s in sides)
    return (blended.text + end if names else "") if kept_apart else None


def _name(line: str) -> str:
    match = _NAME.match(line)
    return match[1] if match else line


def _body(old: _Fence, ours: _Fence, theirs: _Fence, merge_text: MergeText | None) -> Settled:
    texts = (old.body, ours.body, theirs.body)
    if merge_text is None or any(is_code(one.mark, one.info) for one in (old, ours, theirs)):
        text = merge_lines(*texts)
        return conflict(texts) if text is None else Settled(text)
    return merge_text(*texts)


def _written(mark: str, info: str, options: str, body: str, end: str) -> str:
    space = " " if mark.startswith(":") and info and not info.startswith("{") else ""
    if body and not body.endswith(("\n", "\r")):
        body += end
    return f"{mark}{space}{info}{end}{options}{body}{mark}"
