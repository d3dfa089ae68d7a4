"""The name that somebody most likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LIKE = 0.6  # difflib's own default: from 0 for nothing in common to 1 for the same


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the one of ``names`` most like ``word``, or None where none is like it; ties go to the first by name."""
    close = get_close_matches(word.casefold(), sorted(names), n=1, cutoff=LIKE)
    return close[0] if close else None


def did_you_mean(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return the hint "Did you mean NAME?", or ``otherwise`` where no name is near."""
    close = nearest(word, names)
    return f"Did you mean {close}?" if close else otherwise
