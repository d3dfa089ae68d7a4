"""What becomes of one unit that both sides changed: merged sentence by sentence, cell by cell, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kit.franchise.merge.blend import Part, Passages, Settled, blend, plain_rules
from kit.franchise.merge.by_line import merge_lines, sentences
from kit.franchise.merge.by_word import merge_words
from kit.franchise.merge.columns import cut_row
from kit.franchise.merge.sequences import words_alike
from kit.franchise.merge.units import Unit, UnitKind, is_code, line_key, options_end, squeezed
from kit.source.tree.text import line_end, split_lines

MARK = re.compile(r"(?P<before>[ \t>]*)(?P<number>\d*)(?P<mark>[-*+.)])(?P<after>[ \t]+|$)")

_HARD = "\\"  # the form of a hard break, however it is written
_SOME = 0.05  # the likeness of parts that have only their place in common: a pair if there is no better one
WORDS = frozenset({UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.OTHER})


@dataclass(frozen=True)
class UnitPart(Part):
    """A unit as a part of a text."""

    unit: Unit

    def alike(self, other: UnitPart) -> float:
        """Return the share of words that two units have in common, from 0 to 1."""
        mine, yours = self.words, other.words
        return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine or yours else 1.0

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that it holds."""
        return frozenset(self.key.partition("/")[2].partition("/")[2].split())


Finer = Callable[[UnitPart, UnitPart, UnitPart], Settled]


def finer(before: UnitPart, mine: UnitPart, yours: UnitPart, fence: Finer) -> Settled:
    """Merge three versions of a unit; ``fence`` merges whole blocks."""
    kinds = {part.unit.kind for part in (before, mine, yours)}
    texts = (before.text, mine.text, yours.text)
    if kinds == {UnitKind.FENCE}:
        return fence(before, mine, yours)
    text = None
    if kinds <= WORDS:
        at_ours = before.unit.path != mine.unit.path or yours.unit.path == mine.unit.path
        text = _by_sentence(*texts, mine.text if at_ours else yours.text)
    elif kinds == {UnitKind.HEADING}:
        text = _by_part(_heading(before.text), _heading(mine.text), _heading(yours.text), line_end(mine.text))
    elif len(kinds) == 1 and kinds & {UnitKind.ROW, UnitKind.HEAD_ROW}:
        text = _row(*texts)
    text = merge_lines(*texts) if text is None else text
    text = merge_words(*texts) if text is None and kinds <= WORDS else text
    return conflict(texts) if text is None else Settled(text)


def conflict(texts: Passages) -> Settled:
    """Return the question that is left: what to make of these three."""
    return Settled(None, (texts,))


def _by_sentence(base: str, ours: str, theirs: str, level: str) -> str | None:
    """Merge words by their sentences; the mark of a list before them is that of ``level``."""
    marks = [MARK.match(text) for text in (base, ours, theirs, level)]
    cut = [match.end() if match else 0 for match in marks]
    texts = [text[start:] for text, start in zip((base, ours, theirs), cut, strict=False)]
    for by_line in (False, True) if any("\n" in text or "\r" in text for text in texts) else (False,):
        parts = [[part for one in sentences(text, by_line) for part in _sentence(*one)] for text in texts]
        merged = _by_part(parts[0], parts[1], parts[2], _usual_gap(parts[1], parts[2]))
        if merged is not None:
            return level[: cut[3]] + merged
    return None


def _sentence(text: str, gap: str) -> list[Part]:
    """Return a sentence as a part, and a hard break after it as another."""
    bare = text.rstrip(" \t").removesuffix("\\") if gap[:1] in ("\n", "\r") else text
    if bare == text:
        return [Part(squeezed(text), text, gap)]
    return [Part(squeezed(bare), bare, ""), Part(_HARD, text[len(bare) :] + gap, "")]


def _usual_gap(*sides: Sequence[Part]) -> str:
    """Return what stands between sentences: line ends where all of the first side that has several uses them."""
    for side in sides:
        gaps = [part.gap for part in side if part.gap]
        if gaps:
            return gaps[0] if all("\n" in gap or "\r" in gap for gap in gaps) else " "
    return " "


def _by_part(base: list[Part], ours: list[Part], theirs: list[Part], joint: str) -> str | None:
    rules = plain_rules(_like, joint)
    return blend(base, ours, theirs, rules).text


def _like(one: Part, other: Part) -> float:
    return 0.0 if _HARD in (one.key, other.key) else max(_SOME, words_alike(one.key, other.key))


def _heading(text: str) -> list[Part]:
    """Return the targets before a heading, a part each, and the heading."""
    lines = split_lines(text)
    count = sum(1 for line in lines if re.match(r"\([^)]*\)=", line))
    first = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("(")), count)
    parts = [Part(line_key(line), line.rstrip("\r\n"), line_end(line)) for line in lines[:first] if line.strip()]
    heading = "".join(lines[first:])
    return [*parts, Part("#" + squeezed(heading), heading, "")]


def _row(base: str, ours: str, theirs: str) -> str | None:
    sides = [split_lines(text) for text in (base, ours, theirs)]
    if len({len(lines) for lines in sides}) != 1:
        return None
    end = line_end(ours)
    merged = [_cells(_cut(one), _cut(two), _cut(three)) for one, two, three in zip(*sides, strict=True)]
    rows = [row for row in merged if row is not None]
    return end.join(rows) if len(rows) == len(merged) else None


def _cut(line: str) -> list[Part]:
    return [Part(_cell(cell), cell, "|") for cell in cut_row(line)]


def _cell(text: str) -> str:
    return re.sub(r"-{2,}", "--", squeezed(text))  # how wide a column is written says nothing


def _cells(base: list[Part], ours: list[Part], theirs: list[Part]) -> str | None:
    if not len(base) == len(ours) == len(theirs):
        return _by_part(base, ours, theirs, "|")
    cells = [merge_cells(*(part.text for part in parts)) for parts in zip(base, ours, theirs, strict=True)]
    kept = [cell for cell in cells if cell is not None]
    return "|".join(kept) if len(kept) == len(cells) else None


def merge_cells(base: str, ours: str, theirs: str) -> str | None:
    """Merge one cell of a table, None where both changed it."""
    before, mine, yours = _cell(base), _cell(ours), _cell(theirs)
    if mine in (before, yours):
        return theirs if mine != yours else ours
    return ours if yours == before else merge_words(base, ours, theirs)


# Merging a whole block that both sides changed: its first line, its options, and its body as a text of its own.

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
    infos = (old.info, ours.info, theirs.info)
    info = _either(*infos)
    info = merge_words(*infos) if info is None else info
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
