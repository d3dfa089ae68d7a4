"""Merging line by line, as version control does, and sentence by sentence: what is tried before anybody is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kit.franchise.composing.pieces import line_end
from kit.franchise.merging.diff3 import Aligner, Change, diff3
from kit.franchise.merging.lcs import matches, reversed_matches
from kit.franchise.merging.leaves import Kind
from kit.franchise.merging.sentences import sentences
from kit.franchise.merging.units import line_key, squeezed, units
from kit.source.text import split_lines


@dataclass(frozen=True)
class _Piece:
    """``opens`` says that it must begin a line."""

    key: str
    text: str
    opens: bool = True


_Cut = Callable[[str], list[_Piece]]


def merge_lines(base: str, ours: str, theirs: str) -> str | None:
    """Return the line by line merge of three texts, or None where both sides changed the same lines.

    Lines are compared without spaces at their ends first and byte for byte last, and differences are looked for from
    either end, since each finds merges that another does not. The result ends as ``ours`` does.
    """
    ways: list[tuple[_Cut, Aligner]] = [(_lines, matches), (_lines, reversed_matches), (_raw, matches)]
    return _first(base, ours, theirs, ways)


def merge_fine(base: str, ours: str, theirs: str) -> str | None:
    """Return the merge with every sentence of a paragraph as a line of its own, or None as ``merge_lines`` does.

    It holds across paragraphs: one side may split a paragraph in which the other changes a sentence.
    """
    return _first(base, ours, theirs, [(_fine, matches), (_fine, reversed_matches)])


def _first(base: str, ours: str, theirs: str, ways: Sequence[tuple[_Cut, Aligner]]) -> str | None:
    end = line_end(ours)
    texts = [_ended(text, end) for text in (base, ours, theirs)]
    found = (_merged([cut(text) for text in texts], aligner, end) for cut, aligner in ways)
    text = next((text for text in found if text is not None), None)
    return None if text is None else text if ours[-1:] in ("\n", "\r", "") else text.rstrip("\r\n")


def _ended(text: str, end: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + end


def _merged(sides: Sequence[list[_Piece]], aligner: Aligner, end: str) -> str | None:
    kept: list[_Piece] = []
    base_keys, our_keys, their_keys = ([piece.key for piece in side] for side in sides)
    for chunk in diff3(base_keys, our_keys, their_keys, aligner):
        if chunk.change is Change.CONFLICT:
            return None
        kept += sides[2][slice(*chunk.theirs)] if chunk.change is Change.THEIRS else sides[1][slice(*chunk.ours)]
    text = ""
    for piece in kept:
        broken = piece.opens and text and not text.endswith(("\n", "\r"))
        text += (end if broken else "") + piece.text
    return text


def _lines(text: str) -> list[_Piece]:
    return [_Piece(line_key(line), line) for line in split_lines(text)]


def _raw(text: str) -> list[_Piece]:
    return [_Piece(line, line) for line in split_lines(text)]


def _fine(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for unit in units(text):
        if unit.kind is not Kind.PARAGRAPH or unit.path:
            pieces += _lines(unit.text)
            continue
        cut = sentences(unit.body)
        pieces += [_Piece(squeezed(words), words + gap, at == 0) for at, (words, gap) in enumerate(cut)]
        end = split_lines(unit.gap)
        pieces += [_Piece("", unit.gap.removeprefix(end[0]))] if len(end) > 1 else []
        pieces[-1 - (len(end) > 1)] = _with_end(pieces[-1 - (len(end) > 1)], end[0] if end else "")
    return pieces


def _with_end(piece: _Piece, end: str) -> _Piece:
    return _Piece(piece.key, piece.text + end, piece.opens)
