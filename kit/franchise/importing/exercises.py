"""Sections of a plan without blocks that are exercises, by their headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kit.franchise.importing import escape
from kit.franchise.importing.boxes import activity_minutes
from kit.franchise.importing.joining import as_one
from kit.franchise.importing.model import Item, Told

_ACTIVITY = re.compile(
    r"(?:\d+[.)]\s*)?(?:group |pair |practical )?(?:exercise|activity|task|challenge|breakout)\b", re.I
)
_BLOCK = re.compile(r":::\{(?!facilitator\})")


def with_activities(items: Sequence[Item], told: Told) -> list[Item]:
    """Return ``items`` with the text below headings of exercises as activities; one that holds blocks is left alone."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        head = items[at]
        end = next((place for place in range(at + 1, len(items)) if items[place].level), len(items))
        below = items[at + 1 : end] if head.level else ()
        if not below or any(_BLOCK.search(item.text) for item in below):
            out += [head, *below]
        else:
            out += _section(head, as_one(list(below)), list(below), told)
        at = end if head.level else at + 1
    return out


def _section(head: Item, text: str, below: list[Item], told: Told) -> list[Item]:
    if not _ACTIVITY.match(head.plain):
        return [head, *below]
    minutes, how = activity_minutes(f"{head.plain}\n{text}")
    told.guessed(head.line, f'"{head.plain[:60]}" became an activity of {minutes} minutes, {how}.', "Time it.")
    body = f"<!-- These minutes are {how}: look at them. -->\n\n{text}"
    block = escape.colons("activity", head.text, f":minutes: {minutes}\n", body)
    return [replace(head), Item(block, head.line, minutes=minutes)]
