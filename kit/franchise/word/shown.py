"""Whether a page would show everybody what only those who lead saw, or who look at a slide. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kit.franchise.word.left import Left
from kit.franchise.word.pairing import Item

SHOWN = "These words are for those who lead, or on a slide, and would be shown to everybody:"
_MOVED = 3  # words in a row that are gone from where few saw them and came to where all do: too many to be chance
_COPIED = 8  # the same of words that are still there too: people may well say one thing in both places


def shown_to_all(before: Sequence[Item], after: Sequence[Item]) -> list[Left]:
    """Return what was kept back on the page ``before``, whole or in part, and everybody would see ``after``."""
    public = [one.key for one in before if not one.kept_back]
    aside = [one.key for one in before if one.kept_back]
    still = [one.key for one in after if one.kept_back]
    moved = _rows(aside, _MOVED) - _rows(public, _MOVED) - _rows(still, _MOVED)
    copied = _rows(aside, _COPIED) - _rows(public, _COPIED)
    whole = {key for key in aside if key} - set(public)
    new = sorted({one.key for one in after if not one.kept_back} - set(public))
    return [
        Left(SHOWN, key)
        for key in new
        if key in whole or _rows([key], _MOVED) & moved or _rows([key], _COPIED) & copied
    ]


def was_aside(before: Sequence[Item], key: str) -> bool:
    """Return whether the words ``key`` were kept back on the page ``before``, whole or in part."""
    public = [one.key for one in before if not one.kept_back]
    aside = [one.key for one in before if one.kept_back]
    return key not in public and (
        key in aside or bool(_rows([key], _MOVED) & (_rows(aside, _MOVED) - _rows(public, _MOVED)))
    )


def _rows(keys: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """Return all rows of ``length`` words that stand in one of ``keys``."""
    found: set[tuple[str, ...]] = set()
    for key in keys:
        words = re.findall(r"\w+", key.casefold())
        found |= {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
    return found
