"""Words that are longer than a line may break inside. Pure."""

from __future__ import annotations

import re

LONGEST = 26  # characters: in the largest heading, 24 pt, about as many letters as a line holds
EVERY = 12  # characters between two places to break
HYPHEN, NOTHING = "\u00ad", "\u200b"  # a soft hyphen, which shows where a word breaks, and a space of no width

_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_RUN = re.compile(rf"\w{{{LONGEST + 1},}}")


def breakable(text: str) -> str:
    """Return ``text`` with places to break in words of over LONGEST characters.

    A word of letters breaks with a hyphen. In an address or a piece of code, which a hyphen would change, only its
    longest parts break, and nothing is shown; Typst breaks them at their signs by itself.
    """
    return _LONG.sub(_broken, text)


def _broken(match: re.Match[str]) -> str:
    word = match[0]
    letters = word.strip("()[]{}.,;:!?'\"“”‘’«»").replace("’", "").replace("'", "")
    if letters.isalpha():
        return _parted(word, HYPHEN)
    return _RUN.sub(lambda run: _parted(run[0], NOTHING), word)


def _parted(word: str, sign: str) -> str:
    return sign.join(word[start : start + EVERY] for start in range(0, len(word), EVERY))
