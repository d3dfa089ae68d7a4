"""What is for those who lead alone, by its heading or by what the source calls it. Pure."""

from __future__ import annotations

import re
from typing import Any

from kit.model.foreign_blocks import ours_for

_LEADS = r"(?:facilitator|instructor|trainer|host|leader|presenter|tutor|teacher|speaker)"
_NOTES = re.compile(
    rf"(?:notes? (?:for|to) (?:the )?{_LEADS}s?|{_LEADS}(?:'s|s'|’s|s’)? (?:notes?|guidance)|facilitation notes?)\b"
    rf"|for (?:the )?{_LEADS}s?(?: only)?\W*\Z",
    re.I,
)


def is_for_leaders(title: str) -> bool:
    """Whether what stands below a heading called ``title`` is for those who lead alone."""
    return _NOTES.match(title.strip(" *_")) is not None


def is_private(element: Any) -> bool:
    """Whether an element of the source is for those who lead alone, by its class."""
    return "facilitator" in map(ours_for, names_of(element))


def names_of(element: Any) -> list[str]:
    """Return the names by which the source calls a box."""
    given = f"{element.get('class') or ''} {element.get('data-after') or ''}".split()
    return [re.sub(r"^(?:admonition-|alert-|callout-block-|box-)", "", name) for name in given]
