"""Words for those who lead among words for all: put into notes by how a heading or a paragraph begins, and told. Pure.

Nobody can be sure of words, but a note that everybody reads does more harm than words that somebody takes out of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.franchise.importing import escape
from kit.franchise.importing.joining import as_one, kind
from kit.franchise.importing.leaders import is_for_leaders, lead_in
from kit.franchise.importing.model import Item, Told

_NOTE = re.compile(r":{3,}\{facilitator\}")
# Blocks of ours that cannot stand in a note.
_APART = re.compile(r":::\{(?:activity|slide|handout|facilitator|say)\}")
_NO_PARAGRAPH = re.compile(r"[:`~|>]|<!--|!\[")
_BOLD_LINE = re.compile(r"\*\*[^*\n]+\*\*:?")
_ASIDE = re.compile(r"(?<![!\]])[\[(]([^\[\]()]{1,1000})[\])]")
_LABEL = re.compile(
    r"(?P<before><(?:p|li|br ?/?)>(?:<\w+>){0,3})(?P<label>[^<>\t\n:]{3,60})(?P<after>(?:</\w+>){0,3}\t)"
)
PUBLIC_TOO = "Only those who lead will see it. Take out of the block what everybody may read."


def is_note(item: Item) -> bool:
    """Whether ``item`` is a note for facilitators."""
    return _NOTE.match(item.text) is not None


def with_colons(html: str) -> str:
    """Return the HTML of a Word document with a colon where a tab parts "Facilitator" from what is for them."""

    def parted(found: re.Match[str]) -> str:
        label = found["label"]
        return f"{found['before']}{label}{':' if lead_in(f'{label}:') else ''}{found['after']}"

    return _LABEL.sub(parted, html)


def _plainly(text: str) -> str:
    """Return how ``text`` begins, without marks of Markdown and of links."""
    return re.sub(r"[*\\]|\ufdd0\d+\ufdd1|\ufdd2", "", text).split("\n")[0][:60]


def in_note(parts: Sequence[Item], line: int | None, told: Told) -> list[Item]:
    """Return what a term for those who lead means as a note for them."""
    if not parts:
        return []
    told.guessed(line, f'"{_plainly(parts[0].text)}" became notes for facilitators.', PUBLIC_TOO)
    return [Item(escape.for_facilitators("", as_one(parts)), line)]


def with_notes(items: Sequence[Item], told: Told) -> list[Item]:
    """Return ``items`` with all that seems to be for those who lead in notes for facilitators.

    What belongs to a heading for them is all that stands below it, other headings and boxes included.
    """
    out: list[Item] = []
    at = 0
    while at < len(items):
        head = items[at]
        if head.level:
            notes = is_for_leaders(head.plain)
            end = next((n for n in range(at + 1, len(items)) if 0 < items[n].level <= head.level), len(items))
            below = items[at + 1 : end] if notes else ()
            out += _gathered(head.text, head, below, told) if below else [head]
            at += 1 + len(below)
            continue
        public, words, title = _parted(head)
        below = items[at + 1 : at + 1 + _belongs(items, at, words)] if words or title else ()
        if not words and not below:
            out.append(head)
        else:
            out += [Item(public, head.line)] if public else []
            out += _gathered(title, head, [*([Item(words, head.line)] if words else []), *below], told)
        at += 1 + len(below)
    return out


def _parted(item: Item) -> tuple[str, str, str]:
    """Return the words of a paragraph before those for whoever leads, these, and the title of which they consist."""
    if item.level or _NO_PARAGRAPH.match(item.text) or kind(item.text) or "\n: " in item.text:
        return item.text, "", ""
    lines = item.text.split("\n")
    for at, line in enumerate(lines):
        end = lead_in(line)
        if not end or (at and not re.match(r"\W*[A-Z]", line)):
            continue
        words = "\n".join(lines[at:])
        before = re.sub(r"\\\Z", "", "\n".join(lines[:at]))
        alone = not re.search(r"\w", line[end:]) and not lines[at + 1 :]
        return (before, "", line.strip(" *_:\\")) if alone else (before, words, "")
    asides = [found for found in _ASIDE.finditer(item.text) if lead_in(found[1])]
    public = item.text
    for found in reversed(asides):
        public = f"{public[: found.start()].rstrip(' ')} {public[found.end() :].lstrip(' ')}".strip()
    return public, "\n".join(re.sub(r"\s*\n", "\n", found[0]) for found in asides), ""


def _belongs(items: Sequence[Item], at: int, words: str) -> int:
    """Return how many blocks belong to the paragraph ``at``: a list that it announces, or all up to the next title."""
    if words:
        return int(words.rstrip("*_ ").endswith(":") and at + 1 < len(items) and not items[at + 1].level)
    ends = (n for n in range(at + 1, len(items)) if items[n].level or _BOLD_LINE.fullmatch(items[n].text))
    return next(ends, len(items)) - at - 1


def _gathered(title: str, head: Item, below: Sequence[Item], told: Told) -> list[Item]:
    """Return blocks as notes for facilitators; blocks of ours that cannot stand in one go between."""
    called = _plainly(head.plain or title or below[0].text)
    told.guessed(head.line, f'"{called}" became notes for facilitators.', PUBLIC_TOO)
    out: list[Item] = []
    gathered = list[Item]()
    for one in (*below, None):
        if one is not None and not _APART.search(one.text):
            gathered.append(one)
            continue
        if gathered:
            out.append(Item(escape.for_facilitators(title, as_one(gathered)), gathered[0].line))
            title, gathered = "", []
        if one is not None:
            out.append(one)
            if not is_note(one):
                told.guessed(one.line, f'A block stands among "{called}".', "Look whether everyone may see it.")
    return out
