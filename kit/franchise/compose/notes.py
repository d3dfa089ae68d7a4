"""Footnotes of upstream's on a page of which a region changed some sections. Pure.

A footnote is called in one section of upstream's page, and its text may stand in another. Where the region's text for
the first does not call it any more, nothing on the page does, so the text is left out too. Where the region leaves the
second out and the first stays, the text is put at the page's end. So both sides may write pages that are in order, and
the composed one is in order too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kit.franchise.compose.pieces import Piece
from kit.source.markdown.block_parser import parts
from kit.source.markdown.inline import references
from kit.source.markdown.parser import tokens
from kit.source.tree.text import line_end, split_lines


def with_their_notes(pieces: Sequence[Piece], upstream: Piece) -> list[Piece]:
    """Return the ``pieces`` of a composed page with the texts of those footnotes of upstream's that it calls.

    ``upstream`` is upstream's whole page below its front matter. What the region wrote stays as it is.
    """
    notes = dict(note_texts(upstream)) if "[^" in upstream.text else {}
    if not notes:
        return list(pieces)
    called = called_in("".join(piece.text for piece in pieces))
    ours = {name: _words(note) for piece in pieces if piece.file != upstream.file for name, note in note_texts(piece)}
    uncalled = (notes.keys() & called_in(upstream.text)) - called
    drop = uncalled | {name for name, note in notes.items() if ours.get(name) == _words(note)}
    kept = [one for piece in pieces for one in (without_notes(piece, drop) if piece.file == upstream.file else [piece])]
    there = {name for piece in kept for name, _ in note_texts(piece)}
    return [*kept, *(note for name, note in notes.items() if name in called and name not in there)]


def note_texts(piece: Piece) -> Iterator[tuple[str, Piece]]:
    """Yield the texts of footnotes that stand by themselves in ``piece``, each with its name."""
    env: dict[str, Any] = {}
    for token in tokens(piece.text, env, body=True) if "[^" in piece.text else ():
        if token.type == "footnote_reference_open" and token.level == 0:
            yield str(token.meta["label"]), _lines(piece, *(token.map or [0, 1]))


def called_in(text: str) -> set[str]:
    """Return the names of the footnotes that the text calls, wherever."""
    seen = references(parts(text), "", [])
    return {one.target for one in seen.footnotes if not one.text and one not in seen.note_texts}


def _words(note: Piece) -> str:
    return " ".join(note.text.split())


def without_notes(piece: Piece, names: Collection[str]) -> Iterator[Piece]:
    """Yield what is left of ``piece`` without the texts of these footnotes, and the empty lines below them."""
    lines = split_lines(piece.text)
    start = 0
    for name, note in note_texts(piece):
        if name in names:
            first = (note.line or 0) - (piece.line or 0)
            yield _lines(piece, start, first)
            start = first + len(split_lines(note.text))
            while start < len(lines) and not lines[start].strip():
                start += 1
    yield _lines(piece, start, len(lines)) if start else piece


def _lines(piece: Piece, start: int, end: int) -> Piece:
    """Return the lines from ``start`` to before ``end``, both from 0, without empty ones at their end."""
    text = "".join(split_lines(piece.text)[start:end])
    bare = text.rstrip()
    return replace(piece, text=bare + line_end(text) if bare else "", line=(piece.line or 1) + start)
