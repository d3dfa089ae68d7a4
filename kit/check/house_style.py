"""Advice on the house style of sessions: notes that point nowhere, and colour without a word. Pure.

Each rule looks for a few plain phrases, and stays silent in doubt: a piece of advice that is often wrong is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.model.blocks import private_blocks
from kit.model.findings import Code, Finding
from kit.model.page import Page

# "the five prompts below." points; "a 2 or below", "above the line" and "above all" do not.
_POINTS = re.compile(
    r"(?<!\bor )(?<!\band )\b(?:above|below)(?=\s*(?:[.,;:!?)]|$|(?:in|aloud|with|as)\b))", re.IGNORECASE
)
_COLOURS = r"(?:red|green|yellow|blue|orange|pink|purple)"
_THINGS = r"(?:dots?|stickers?|notes?|sticky notes?|post-its?|cards?|slips?|sheets?)"
_COLOURED = re.compile(rf"\b({_COLOURS}) ({_THINGS})\b", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\b(?:marked|labelled|headed|called|that says?|with the words?|with the letters?|initials?)\b|[“\"]"
)


def points_nowhere(page: Page) -> Iterator[Finding]:
    """Yield advice for each note or words to say that point above or below: on paper and on slides they stand alone."""
    for one in page.prose.words:
        if one.kind == "text" and not private_blocks().isdisjoint(one.parents) and (said := _POINTS.search(one.text)):
            message = (
                f'These words for facilitators point "{said[0].lower()}", and beside a slide nothing stands there.'
            )
            hint = "Name what is meant: “the five prompts of the speaker’s card”."
            yield Finding(Code.POINTS_NOWHERE, page.path, one.line, message, hint)


def colour_alone(page: Page) -> Iterator[Finding]:
    """Yield advice where a page tells things of one kind apart by two colours, and says no word that does."""
    seen: dict[str, str] = {}
    for one in page.prose.words:
        for colour, thing in () if _IN_WORDS.search(one.text) else _COLOURED.findall(one.text):
            kind = thing.lower().rstrip("s")
            if seen.setdefault(kind, colour.lower()) != colour.lower():
                message = f"Only their colour says which {kind}s are meant, and not everybody sees it."
                hint = "Give each a word, a letter or a place: yellow cards, marked “need”."
                yield Finding(Code.COLOUR_ALONE, page.path, one.line, message, hint)
                return
