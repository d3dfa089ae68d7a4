"""A table of a page as somebody left it in a document: other words in cells, rows put in and taken out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from kit.franchise.merge.sequences import align, words_alike
from kit.franchise.word.pairing import Item, Piece, squeezed
from kit.franchise.word.parts import Part
from kit.franchise.word.read import Paragraph
from kit.franchise.word.rewrite import Run, rewritten, same
from kit.franchise.word.spans import BOLD, Spans, spans
from kit.source.tree.text import line_end, split_lines

_ALIKE = 0.4


def changed_rows(text: str, item: Item, piece: Piece, used: Collection[str]) -> str | None:
    """Return the lines of the table ``item`` of the page ``text`` as ``piece`` has it, None where nothing changed.

    Cells beyond the page's columns are taken with the last one, so that no word is lost.
    """
    rows = [list(group) for _, group in groupby(item.parts, lambda part: part.cell and part.cell[1])]
    there = [list(group) for _, group in groupby(piece.paragraphs, lambda one: one.cell and one.cell[1])]
    width = len(rows[0])
    cells = [_cells(row, width) for row in there]
    known = _rows(rows, cells)
    lines = _lines(text, rows)
    made: list[str] = []
    for at, row in enumerate(cells):
        number = known.get(at)
        if number is None:
            made.append(_new(row, used))
        else:
            made.append(_changed(lines[number], rows[number], row, used))
        if number == 0 or (number is None and at == 0):
            made.append(lines[-1])
    if 0 not in known.values():
        return None
    end = line_end(text)
    now, before = end.join(made), end.join([lines[0], lines[-1], *lines[1:-1]])
    return None if now == before else now


def has_its_columns(item: Item, piece: Piece) -> bool:
    """Return whether ``piece`` has the columns of the table ``item`` and, if these say anything, one of its heads."""
    heads = [part for part in item.parts if part.cell and part.cell[1] == 0]
    rows = [list(group) for _, group in groupby(piece.paragraphs, lambda one: one.cell and one.cell[1])]
    widths = {max(one.cell[2] for one in row if one.cell) + 1 for row in rows}
    said = {squeezed(spans(part.words).shown) for part in heads} - {""}
    kept = said & {squeezed(one.text) for one in rows[0]}
    return widths == {len(heads)} and (bool(kept) or not said or len(rows) * len(heads) == len(item.parts))


def _lines(text: str, rows: Sequence[Sequence[Part]]) -> list[str]:
    """Return the lines of the rows, and last the one below the head."""
    all_lines = [line.rstrip("\r\n") for line in split_lines(text)]
    return [*(all_lines[row[0].first] for row in rows), all_lines[rows[0][0].first + 1]]


def _cells(row: Sequence[Paragraph], width: int) -> list[list[Run]]:
    found: list[list[Run]] = [[] for _ in range(width)]
    for one in row:
        column = min(one.cell[2] if one.cell else 0, width - 1)
        if one.runs and found[column]:
            found[column].append(Run(" "))
        found[column] += one.runs
    return found


def _rows(rows: Sequence[Sequence[Part]], cells: Sequence[Sequence[Sequence[Run]]]) -> dict[int, int]:
    """Return the page's row of each row of the document."""
    keys = [" | ".join(squeezed(spans(part.words).shown) for part in row) for row in rows]
    seen = [" | ".join(squeezed("".join(run.text for run in cell)) for cell in row) for row in cells]

    def like(i: int, j: int) -> float:
        alike = words_alike(keys[i], seen[j])
        return max(alike, 0.01) if len(rows) == len(cells) or alike >= _ALIKE else 0.0

    return align(keys, seen, like, moves=True).base_of


def _changed(line: str, row: Sequence[Part], cells: Sequence[Sequence[Run]], used: Collection[str]) -> str:
    origin = row[0].start - _offset(line, row[0])
    for part, runs in reversed(list(zip(row, cells, strict=False))):
        old = spans(part.words)
        own = _unstyled(part, old, runs)
        if same(old, own):
            continue
        words = rewritten(old, own, used, in_line=True)
        start, end = part.start - origin, part.end - origin
        spare = len(line[end:]) - len(line[end:].lstrip(" "))
        room = max(len(part.words) + spare - len(words), 1 if spare else 0)
        after = line[end + spare :]
        line = line[:start] + words + " " * room + after
    return line


def _offset(line: str, first: Part) -> int:
    """Return where the first cell's words begin on ``line``."""
    if first.words:
        return line.index(first.words)
    bar = line.find("|")
    return bar + 1 + min(1, len(line[bar + 1 :].split("|")[0]))


def _unstyled(part: Part, old: Spans, runs: Sequence[Run]) -> list[Run]:
    said = [run for run in runs if run.text.strip()]
    had = any(mark.kind == BOLD for token in old.tokens for mark in token.marks)
    if part.level and not had and said and all(BOLD in run.kinds for run in said):
        return [Run(run.text, run.kinds - {BOLD}, run.target) for run in runs]
    return list(runs)


def _new(cells: Sequence[Sequence[Run]], used: Collection[str]) -> str:
    words = [rewritten(Spans(()), cell, used, in_line=True) for cell in cells]
    return "| " + " | ".join(words) + " |"
