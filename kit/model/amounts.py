"""Numbers with the word that belongs to them."""

from __future__ import annotations


def amount(count: int, word: str, words: str = "") -> str:
    """Return both, such as "1 file" or "2 files"; ``words`` is the plural where an s alone does not make it."""
    return f"{count} {word if count == 1 else words or f'{word}s'}"
