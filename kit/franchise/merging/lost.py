"""What of a text is nowhere to be found: the check that nothing was lost, before an update is applied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.franchise.merging.leaves import Kind
from kit.franchise.merging.sentences import sentences
from kit.franchise.merging.units import Unit, is_code, line_key, options_end, squeezed, units
from kit.source.parts import DEEPEST
from kit.source.text import split_lines

_ALIGNED = re.compile(r"^text-align:\w+ ")


def lost(old: str, *places: str) -> list[str]:
    """Return the sentences, cells, options and lines of code of ``old`` that none of ``places`` holds, in order.

    They count as the same as units do (``units.key``), wherever they stand. A sentence is also found where each of its
    lines is, since two people may have changed lines of one sentence, and what is in columns where each cell is.
    """
    held = {form for place in places for passage in _passages(place, 0) for form in _forms(passage)}
    return [
        passage.strip()
        for passage in _passages(old, 0)
        if squeezed(passage) not in held and not all(_held(line, held) for line in split_lines(passage))
    ]


def _forms(passage: str) -> Iterator[str]:
    yield squeezed(passage)
    for line in split_lines(passage):
        yield squeezed(line)
        yield from (squeezed(cell) for cell in line.split("|"))


def _held(line: str, held: set[str]) -> bool:
    return squeezed(line) in held or ("|" in line and all(squeezed(cell) in held | {""} for cell in line.split("|")))


def _passages(text: str, depth: int) -> Iterator[str]:
    for unit in units(text):
        yield from (passage for passage in _of_unit(unit, depth) if passage.strip())


def _of_unit(unit: Unit, depth: int) -> Iterator[str]:
    leaf = unit.leaf
    if leaf.kind in (Kind.ROW, Kind.HEAD_ROW):
        yield from (_ALIGNED.sub("", cell) for cell in leaf.cells)
    elif leaf.kind is Kind.FENCE:
        yield from _of_fence(unit, depth)
    elif leaf.kind in (Kind.CODE, Kind.HTML):
        yield from (line_key(line) for line in split_lines(leaf.content))
    elif leaf.kind is Kind.HEADING:
        yield leaf.content.rpartition(")= ")[2].partition(" ")[2]
    else:
        yield from (sentence for sentence, _ in sentences(leaf.content))


def _of_fence(unit: Unit, depth: int) -> Iterator[str]:
    lines = split_lines(unit.leaf.content)
    yield unit.leaf.info
    if depth >= DEEPEST or is_code(unit.leaf.mark, unit.leaf.info):
        yield from lines
        return
    count = options_end(lines)
    yield from lines[:count]
    yield from _passages("".join(lines[count:]), depth + 1)
