"""Composed text in pieces, each of which knows where it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kit.model.tree import Origin
from kit.source.tree.text import line_end, split_lines


@dataclass(frozen=True)
class Piece:
    """Some lines of text, the file that they come from, and the line of the first one there (None: the kit's own).

    ``fixed`` pieces were written by the kit on behalf of one line: each of their lines points to it. What follows a
    ``tight`` piece stands straight below it, as a heading below its target.
    """

    text: str
    file: str
    line: int | None
    fixed: bool = False
    tight: bool = False


def spaced(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that hold text, kept apart by an empty line where one does not simply go on from another.

    Text is only ever added at the end of a piece, and only where the empty line is missing. "Goes on" means that the
    next piece is the next line of the same file: upstream's own spacing between two of its sections stays as it is,
    even where that is none.
    """
    kept = [piece for piece in pieces if piece.text]
    return [_before(piece, following) for piece, following in pairwise(kept)] + kept[-1:]


def _before(piece: Piece, following: Piece) -> Piece:
    if piece.tight:
        return piece
    goes_on = piece.file == following.file and not piece.fixed and not following.fixed
    if goes_on and piece.line is not None and piece.line + len(split_lines(piece.text)) == following.line:
        return piece
    return replace(piece, text=apart(piece.text))


def apart(text: str) -> str:
    """Return ``text`` with line ends added until it ends in an empty line."""
    end = line_end(text)
    lines = split_lines(text)
    if not lines or not lines[-1].endswith(("\n", "\r")):
        return text + end + end
    return text if not lines[-1].strip() else text + end


def join(pieces: Sequence[Piece]) -> tuple[str, tuple[Origin, ...]]:
    """Return the whole text, and the origin of its lines."""
    origins: list[Origin] = []
    line = 1
    for piece in pieces:
        count = len(split_lines(piece.text))
        if piece.fixed:
            origins += [Origin(line + step, piece.file, piece.line) for step in range(count)]
        else:
            origins.append(Origin(line, piece.file, piece.line))
        line += count
    return "".join(piece.text for piece in pieces), tuple(origins)
