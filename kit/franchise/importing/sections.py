"""Sections of a plan without blocks, told by their headings: exercises, and notes for whoever leads. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kit.franchise.importing import escape
from kit.franchise.importing.boxes import activity_minutes
from kit.franchise.importing.joining import as_one
from kit.franchise.importing.leaders import is_for_leaders
from kit.franchise.importing.model import Item, Told

_ACTIVITY = re.compile(
    r"(?:\d+[.)]\s*)?(?:group |pair |practical )?(?:exercise|activity|task|challenge|breakout)\b", re.I
)
# Blocks of ours that cannot stand in a note.
_APART = re.compile(r":::\{(?:activity|slide|handout|facilitator|say)\}")


def with_blocks(items: Sequence[Item], told: Told) -> list[Item]:
    """Return ``items`` with the text below such headings as blocks; an exercise that holds blocks is left alone.

    What belongs to a heading for those who lead is all that stands below it, other headings and boxes included.
    """
    out: list[Item] = []
    at = 0
    while at < len(items):
        head = items[at]
        notes = head.level > 0 and is_for_leaders(head.plain)
        end = next((place for place in range(at + 1, len(items)) if _ends(items[place], head, notes)), len(items))
        below = items[at + 1 : end] if head.level else ()
        if notes and below:
            out += _for_leaders(head, below, told)
        elif not below or any(":::{" in item.text for item in below):
            out += [head, *below]
        else:
            out += _section(head, as_one(list(below)), list(below), told)
        at = end if head.level else at + 1
    for item in out:
        _tell_note(item, told)
    return out


def _tell_note(item: Item, told: Told) -> None:
    """Tell of a paragraph that begins as a note for those who lead, which everybody will read."""
    first = re.split(r"[.:\n]", item.text.lstrip("*_>- "), maxsplit=1)[0]
    if not item.level and is_for_leaders(first):
        message = f'"{first.strip("*_ ")[:60]}" begins a paragraph that everybody will read.'
        told.guessed(item.line, message, "If it is for those who lead, put it into a facilitator block.")


def _ends(item: Item, head: Item, notes: bool) -> bool:
    """Whether ``item`` is a heading that ends what stands below ``head``."""
    return item.level > 0 and (not notes or item.level <= head.level)


def _for_leaders(head: Item, below: Sequence[Item], told: Told) -> list[Item]:
    """Return what stands below a heading as notes for facilitators; blocks that cannot stand in one go between."""
    told.guessed(head.line, f'"{head.plain[:60]}" became notes for facilitators.', "Only those who lead will see it.")
    out: list[Item] = []
    title, gathered = head.text, list[Item]()
    for one in (*below, None):
        if one is not None and not _APART.search(one.text):
            gathered.append(one)
            continue
        if gathered:
            out.append(Item(escape.for_facilitators(title, as_one(gathered)), gathered[0].line))
            title, gathered = "", []
        if one is not None:
            out.append(one)
            told.guessed(one.line, f'A block stands among "{head.plain[:60]}".', "Look whether everyone may see it.")
    return out


def _section(head: Item, text: str, below: list[Item], told: Told) -> list[Item]:
    if not _ACTIVITY.match(head.plain):
        return [head, *below]
    minutes, how = activity_minutes(f"{head.plain}\n{text}")
    told.guessed(head.line, f'"{head.plain[:60]}" became an activity of {minutes} minutes, {how}.', "Time it.")
    body = f"<!-- These minutes are {how}: look at them. -->\n\n{text}"
    block = escape.colons("activity", head.text, f":minutes: {minutes}\n", body)
    return [replace(head), Item(block, head.line, minutes=minutes)]
