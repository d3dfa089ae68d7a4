"""Which words of a text are in another one: whether anything was lost where one was made of the other. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
# Marks of Markdown that can stand within a word, and signs that nobody sees.
_WITHIN = re.compile(r"[*\\\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\{(?:kbd|sub|sup)\}")


def counted(text: str) -> Counter[str]:
    """Return how often each word stands in ``text``, in small letters."""
    return Counter(_WORD.findall(_WITHIN.sub("", text).casefold()))


def missing(pieces: Sequence[str], made: Iterable[str]) -> list[tuple[int, str]]:
    """Return what of ``pieces`` no text in ``made`` says, or not as often, by their numbers.

    That is a whole piece where none of its words is there, else the words alone.
    """
    own = [counted(piece) for piece in pieces]
    lost = sum(own, Counter[str]()) - sum(map(counted, made), Counter[str]())
    found: dict[int, str] = {}
    for at, words in enumerate(own) if lost else ():
        if words and words <= lost:
            found[at] = " ".join(pieces[at].split())
            lost -= words
    for at, words in enumerate(own) if lost else ():
        if at not in found and (some := words & lost):
            found[at] = " ".join(word for word in _WORD.findall(_WITHIN.sub("", pieces[at])) if word.casefold() in some)
            lost -= some
    return sorted(found.items())
