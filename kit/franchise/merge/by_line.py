"""Merging line by line, as version control does, and sentence by sentence: what is tried before anybody is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kit.franchise.merge.columns import strays
from kit.franchise.merge.levels import astray
from kit.franchise.merge.sequences import matches, reversed_matches
from kit.franchise.merge.three_way import Aligner, Change, diff3
from kit.franchise.merge.units import UnitKind, line_key, squeezed, units
from kit.source.tree.text import line_end, split_lines


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
    text = next((text for text in found if text is not None and _in_place(text, ours, theirs)), None)
    return None if text is None else text if ours[-1:] in ("\n", "\r", "") else text.rstrip("\r\n")


def _in_place(text: str, *sides: str) -> bool:
    """Return whether all cells and items of a merged text stand where a side put them."""
    return not strays(text, *sides) and not astray(text, *sides)


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
        if unit.kind is not UnitKind.PARAGRAPH or unit.path:
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


# Sentences of a paragraph, with no byte lost.
# A sentence ends at . ! ? or … with closing quotes or brackets, before a space and anything but a small letter; after
# the abbreviations below, initials and numbers of list items it goes on. Cutting too often only makes merging finer.
# A run of spaces or of full stops is looked at from its first only (?<!), and taken whole (++): else a long one would
# take the square of its length.

_STOP = re.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]*_`]*+(?P<gap>(?:[ \t]|(?:\r\n|\n|\r)[ \t>]*+)++)(?=\S)""")
_LINE = re.compile(r"(?<![ \t])(?P<gap>[ \t]*+(?:\r\n|\n|\r)[ \t>]*+)(?=\S)")
_HARD = re.compile(r"(?P<gap>(?:(?<=\\)|(?<![ \t])[ \t]{2,}+)(?:\r\n|\n|\r)[ \t>]*+)(?=\S)")
_TWO_SPACES = re.compile(r"[ \t]{2,}(?=[\r\n])")
_OPENING = " \t\"'“‘«([*_`"
_AFTER = re.compile(rf"[{re.escape(_OPENING)}]*+(.?)", re.DOTALL)
_LONGEST = 400_000  # characters: at a full stop for every other one, merging would take a minute
_NEAR = 60  # characters before a full stop that can tell what it is: no abbreviation is as long
# English, then Welsh: er enghraifft, hynny yw, ac yn y blaen, Bonwr, tudalen.
_SHORT = re.compile(
    r"(?:e\.g|i\.e|cf|vs|approx|nos?|pp?|fig|mr|mrs|ms|dr|prof|st|rev|hon|jan|feb|aug|sept|oct|nov|dec"
    r"|e\.e|h\.y|a\.y\.b|ayy?b|bnr|tt?|rh)\."
)
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]\.)+$")
_NUMBER = re.compile(r"(?:^|\n)[ \t>]*\d{1,3}\.$")


def sentences(text: str, by_line: bool = False) -> list[tuple[str, str]]:
    """Return each sentence of ``text`` and the space after it; all put together are ``text``.

    ``by_line`` ends sentences at the ends of lines as well, as authors do who write one sentence per line. Hard breaks
    always end one, and their marks belong to it. What is longer than any paragraph that people write is not cut.
    """
    if len(text) > _LONGEST:
        return [(text, "")]
    gaps = {match.span("gap") for match in _HARD.finditer(text)}
    gaps |= {match.span("gap") for match in _STOP.finditer(text) if _ends(text, match)}
    if by_line:
        gaps |= {match.span("gap") for match in _LINE.finditer(text)}
    found, at = [], 0
    for start, end in sorted(gaps):
        if start > at:
            mark = _TWO_SPACES.match(text, start)
            cut = mark.end() if mark else start
            found.append((text[at:cut], text[cut:end]))
            at = end
    return [*found, (text[at:], "")] if at < len(text) else found


def _ends(text: str, match: re.Match[str]) -> bool:
    following = _AFTER.match(text, match.end())
    if following and following[1].islower():
        return False
    before = text[max(0, match.start("gap") - _NEAR) : match.start("gap")]
    word = before.split()[-1].lstrip(_OPENING).lower() if before.split() else ""
    return not _SHORT.fullmatch(word) and not _INITIAL.search(before[-12:]) and not _NUMBER.search(before[-12:])
