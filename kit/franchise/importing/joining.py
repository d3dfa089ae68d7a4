"""Blocks of a page as one piece of Markdown. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.franchise.importing.model import Item


def as_one(parts: Sequence[Item]) -> str:
    """Return blocks as one piece of Markdown. Two lists that would become one are kept apart."""
    out = ""
    for part in parts:
        text = f"**{part.text}**" if part.level else part.text
        if out and kind(text) and kind(text) == kind(out.rsplit("\n\n", 1)[-1]):
            out += "\n\n<!-- another list -->"
        out += f"\n\n{text}" if out else text
    return out


def kind(text: str) -> str:
    """Return the kind of list that ``text`` begins, or ""."""
    found = re.match(r"(?:[-]|\d{1,9}[.]) ", text)
    return "" if not found else "bullets" if found[0][0] == "-" else "numbers"
