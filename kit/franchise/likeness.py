"""How like two texts are, for finding again what somebody moved or renamed. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K")

ENOUGH = 0.6  # of their words, in order; under it two pages of one round are alike by their subject alone
MARGIN = 0.15  # by how much the best must beat the next for likeness to be clear


def likeness(one: str, other: str) -> float:
    """Return how much of the words of two texts is the same, in order, from 0 to 1; 0 for what cannot matter."""
    matcher = difflib.SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ENOUGH - MARGIN else 0.0


def mostly_the_same(one: str, other: str) -> bool:
    """Whether so many lines stand in both texts that their words are alike enough; it is quick, and may miss some."""
    there = set(other.splitlines())
    shared = sum(len(_words(line)) for line in one.splitlines() if line in there)
    return 2 * shared >= ENOUGH * (len(_words(one)) + len(_words(other)))


def clearly_like(text: str, others: Mapping[K, str]) -> K | None:
    """Return the key whose text is most like ``text``, if it is like enough and clearly more than the next."""
    ranked = sorted(((likeness(text, other), key) for key, other in others.items()), key=lambda one: -one[0])
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    return None if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN else ranked[0][1]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
