"""The characters that hide or turn what is written, listed once for raw text, values, names and what people are shown.

They come in raw, as entities of Markdown, as escapes of TOML, YAML and JSON, and in the names of files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Control characters but tab and line ends; separators that only some programs take for line ends; what turns the
# direction of text around it (Boucher and Anderson, "Trojan Source", 2021, table 1) and marks that nobody needs for
# it; notes between lines; tags; halves of characters, and numbers that are none.
_TURNING = "\u061c\u202a-\u202e\u2066-\u206f"
_NONE = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
REFUSED = rf"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff{_TURNING}{_NONE}"
REFUSED += "\U000e0000-\U000e007f"
# What a value on one line cannot hold either: line ends, marks of direction, and spaces that nobody sees.
HIDDEN = rf"{REFUSED}\t\n\r\u200b\u200e\u200f\u2060-\u2064\ufeff"
UNSEEN = "\u00ad\u200b\u2060\ufeff"  # where a word may break, or may not: no part of the word

_FLAG = "\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f"  # of England, Scotland and Wales (UTS #51, annex C)
_REFUSED, _HIDDEN = re.compile(f"{_FLAG}|[{REFUSED}]"), re.compile(f"{_FLAG}|[{HIDDEN}]")
_USUAL = re.compile("[\t\n\r -~\u00a0-\u02ff\u2010-\u2027]*")  # none of them is refused, and most texts hold no other
_TURNS = re.compile(f"[{_TURNING}]")
_WITHOUT = str.maketrans("", "", UNSEEN)


def refused(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character of ``text`` that no text may hold, and its place; those of a flag are none."""
    found = () if _USUAL.fullmatch(text) else _REFUSED.finditer(text)
    return ((one[0], one.start()) for one in found if len(one[0]) == 1)


def hidden(value: str) -> str:
    """Return the first character of ``value`` that a value on one line cannot hold, or ""."""
    return next((found[0] for found in _HIDDEN.finditer(value) if len(found[0]) == 1), "")


def replaced(text: str, how: Callable[[str], str]) -> str:
    """Return ``text`` with each character that a value cannot hold as ``how`` gives it."""
    return _HIDDEN.sub(lambda found: how(found[0]) if len(found[0]) == 1 else found[0], text)


def escaped(text: str) -> str:
    """Return ``text`` on one line, with what a terminal would obey, or nobody would see, as escapes."""
    return replaced(text, lambda char: char.encode("unicode_escape").decode())


def without_unseen(text: str) -> str:
    """Return ``text`` without the marks inside words that nobody sees, as it is searched for and named by."""
    return text.translate(_WITHOUT)


def trouble(char: str) -> str:
    """Say what is wrong with a refused ``char``, as a sentence without its end."""
    what = "turns the direction of the text around it" if _TURNS.match(char) else "is an invisible control character"
    return f"The character U+{ord(char):04X} {what}, so that readers would not see what is written"
