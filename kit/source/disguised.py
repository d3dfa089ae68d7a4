"""Lines that look like the beginning of a block and are shown as text, with all that was meant to be in the block.

Four spaces or a tab in front make code of a block, and two colons a paragraph: everybody would read its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.source.inline import visible
from kit.source.parts import Part

_OURS = "activity|facilitator|slide|handout"
_NAME = r"\{\s*([A-Za-z][\w-]*)\s*\}"
_COLON = "[:\uff1a\ufe55\u2236\ua789]"  # and what looks like one
_COLONS = rf"(?:{_COLON}[ \t]*){{2,}}"
_ANYWHERE = re.compile(_COLONS + _NAME)
_BARE = re.compile(rf"^[\s`~]*{_COLON}?\s*{{\s*({_OURS})\s*}}", re.IGNORECASE)
_OPENING = re.compile(rf"^\s*\\?{_COLONS}{_NAME}")

_CODE = "with so many spaces in front of it, it is shown to everybody as code"
_TEXT = "it is shown to everybody as text, with what follows"


@dataclass(frozen=True)
class Disguised:
    """One such line: its number in the page, the block's name and why it opens nothing.

    ``code`` is the first and the last line of the code that it stands in, if it does.
    """

    line: int
    name: str
    why: str
    code: tuple[int, int] | None = None

    def edits(self, lines: Sequence[str]) -> Mapping[int, str]:
        """Return new text for lines of the page, so that it can be read as it was meant, or without this line."""
        first, last = self.code or (self.line, self.line)
        edits = {number: lines[number - 1].strip() for number in range(first, last + 1)}
        edits[self.line] = f":::{{{self.name}}}" if _OPENING.match(lines[self.line - 1]) else ""
        return edits


def disguised(read: Sequence[Part]) -> Iterator[Disguised]:
    """Yield the lines of the parts of a page that look like the beginning of a block and open none."""
    for part in read:
        for token in part.tokens:
            start, end = token.map or (0, 1)
            first = part.first + start
            if token.type == "code_block":
                code = first, part.first + end - 1
                yield from (Disguised(first + at, name, _CODE, code) for at, name in _found(token.content))
            elif token.type == "inline":
                text = visible(token.children or [])
                yield from (Disguised(first + at, name, _TEXT) for at, name in _found(text))
        for block in part.blocks:
            yield from (Disguised(block.first, name, _TEXT) for _, name in _found(block.argument))


def _found(text: str) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(text.split("\n")):
        if match := _BARE.search(line) or _ANYWHERE.search(line):
            yield at, match[1]
