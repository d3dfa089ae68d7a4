"""Lines of a source that know their number, and which of them are code. Plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kit.model.blocks import BLOCKS
from kit.model.foreign_blocks import ours_for

CODE = re.compile(r"(?P<lead>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)(?P<mark>`{3,}|~{3,})(?P<info>.*)")

DIRECTIVE = re.compile(r"\{(?P<name>[a-z-]+)\}\s*(?P<title>.*)")
OURS = frozenset(BLOCKS) | {"note", "tip", "warning", "important", "caution", "attention", "hint", "seealso"}
OURS |= {"admonition", "dropdown"}


@dataclass(frozen=True)
class Line:
    """A line, and the one of the source on which it stands, counted from 1."""

    text: str
    number: int


def code_in(lines: Sequence[Line]) -> set[int]:
    """Return which of ``lines``, counted from 0, are code or the fences around it."""
    found: set[int] = set()
    mark, blocks = "", list[str]()
    for at, line in enumerate(lines):
        fence = CODE.fullmatch(line.text)
        bare = fence["mark"] if fence and not fence["info"].strip() else ""
        if mark:
            found.add(at)
            mark = "" if bare.startswith(mark) else mark
        elif bare and blocks and bare.startswith(blocks[-1]):
            blocks.pop()
        elif fence and directive_of(fence["info"]):
            blocks.append(fence["mark"])
        elif fence:
            found.add(at)
            mark = fence["mark"]
    return found


def directive_of(info: str) -> re.Match[str] | None:
    """Return the name and title in the opening fence of a block that we know, None where it holds code."""
    found = DIRECTIVE.fullmatch(info.strip())
    return found if found and (found["name"] in OURS or ours_for(found["name"]) is not None) else None
