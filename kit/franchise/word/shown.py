"""Whether a page would show everybody what only those who lead saw, or who look at a slide. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kit.franchise.merge.sequences import words_alike
from kit.franchise.word.left import Left
from kit.franchise.word.pairing import Item, Piece, squeezed
from kit.franchise.word.tracked import AWAY, HERE
from kit.source.words import counted

SHOWN = "These words are for those who lead, or on a slide, and would be shown to everybody:"
_MOVED = 3  # words in a row that are gone from where few saw them and came to where all do: too many to be chance
_COPIED = 8  # the same of words that are still there too: people may well say one thing in both places
_FEW = 2  # words of which only the exact same, gone from a note and come to a paragraph, are no chance
_ALIKE = 0.5  # the share of words from which a paragraph is another one that somebody changed


def shown_to_all(before: Sequence[Item], after: Sequence[Item]) -> list[Left]:
    """Return what was kept back on the page ``before``, whole or in part, and everybody would see ``after``."""
    public = [one.key for one in before if not one.kept_back]
    aside = [one.key for one in before if one.kept_back]
    still = [one.key for one in after if one.kept_back]
    moved = _rows(aside, _MOVED) - _rows(public, _MOVED) - _rows(still, _MOVED)
    copied = _rows(aside, _COPIED) - _rows(public, _COPIED)
    whole = {key for key in aside if key} - set(public)
    new = sorted({one.key for one in after if not one.kept_back} - set(public))
    notes = [one.key for one in before if one.kept_back and one.kind.editable and len(_words(one.key)) >= _MOVED]
    notes = [note for note in notes if not any(_holds(key, note) for key in public)]
    few = _exchanged((aside, still), (public, [one.key for one in after if not one.kept_back]))
    return [
        Left(SHOWN, key)
        for key in new
        if key in whole | few
        or _rows([key], _MOVED) & moved
        or _rows([key], _COPIED) & copied
        or any(_holds(key, note) for note in notes)
    ]


def moved_to_all(pieces: Sequence[tuple[Piece, Item | None]], after: Sequence[Item]) -> list[Left]:
    """Return the paragraphs for all into which somebody moved words of a note, be it one, with changes tracked.

    ``pieces`` are those of the document, each with its item of the page before; ``after`` is the page now.
    """
    away = {words for piece, item in pieces if item is not None and item.kept_back for words in _changes(piece, AWAY)}
    public = {one.key for one in after if not one.kept_back}
    new = [piece for piece, item in pieces if (item is None or not item.kept_back) and piece.key in public]
    return [Left(SHOWN, piece.key) for piece in new if away & _changes(piece, HERE)]


def _changes(piece: Piece, what: str) -> set[str]:
    """Return the words of the tracked changes of one kind."""
    told = (squeezed(one.words) for part in piece.paragraphs for one in part.tracked if one.what == what)
    return {words for words in told if re.search(r"\w", words)}


def was_aside(before: Sequence[Item], key: str) -> bool:
    """Return whether the words ``key`` were kept back on the page ``before``, whole or in part."""
    public = [one.key for one in before if not one.kept_back]
    aside = [one.key for one in before if one.kept_back]
    return key not in public and (
        key in aside or bool(_rows([key], _MOVED) & (_rows(aside, _MOVED) - _rows(public, _MOVED)))
    )


def _exchanged(notes: tuple[Sequence[str], Sequence[str]], public: tuple[Sequence[str], Sequence[str]]) -> set[str]:
    """Return those public paragraphs that gained just the one or two words that a note lost.

    Each pair is what was there and what is there now. Words that everybody could read before are no secret.
    """
    known = counted(" ".join(public[0]))
    lost = [words for _, words in _more_in(*notes) if 0 < words.total() <= _FEW and _telling(words, known)]
    return {key for key, words in _more_in(*reversed(public)) if words in lost}


def _telling(words: Counter[str], known: Counter[str]) -> bool:
    return any(word not in known and (len(word) > 2 or word.isdigit()) for word in words)


def _more_in(these: Sequence[str], those: Sequence[str]) -> list[tuple[str, Counter[str]]]:
    """Return those of ``these`` that are not among ``those``, with the words that the most alike of those has not."""
    others = [key for key in those if key not in these]
    found = []
    for key in (key for key in these if key not in those):
        alike = max(others, key=lambda other: words_alike(key, other), default="")
        beside = alike if words_alike(key, alike) >= _ALIKE else ""
        found.append((key, counted(key) - counted(beside)))
    return found


def _holds(key: str, note: str) -> bool:
    """Whether all words of ``note`` stand in ``key`` as they stand in it."""
    words = _words(note)
    return tuple(words) in _rows([key], len(words))


def _words(key: str) -> list[str]:
    return re.findall(r"\w+", key.casefold())


def _rows(keys: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """Return all rows of ``length`` words that stand in one of ``keys``."""
    found: set[tuple[str, ...]] = set()
    for key in keys:
        words = _words(key)
        found |= {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return found
