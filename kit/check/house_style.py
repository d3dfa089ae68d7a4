"""Advice on the house style of sessions: notes that point nowhere, colour without a word, and ways to take part. Pure.

Each rule looks for a few plain phrases, and stays silent in doubt: a piece of advice that is often wrong is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.model.blocks import private_blocks
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Page

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
_UP = re.compile(
    r"\b(?:stand (?:up|by|beside|in|on|along|where)|walk (?:to|round|around|along|over)|line up|get up)\b",
    re.IGNORECASE,
)
_SEATED = re.compile(
    r"\b(?:sit|sits|sitting|seat|seats|seated|chairs?|wheelchairs?|way in|stay where|stays? put|cannot|can't|can’t"
    r"|rather not|without getting up|to the tables?)\b",
    re.IGNORECASE,
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


def no_way_in(page: Page) -> Iterator[Finding]:
    """Yield advice for each activity that asks people to get up, where neither it nor its section offers a seat."""
    for fence in page.fences:
        if fence.name == "activity" and (said := _UP.search(fence.body)) and not _SEATED.search(_around(page, fence)):
            message = f'"{fence.argument}" asks people to {said[0].lower()}, and gives no other way to take part.'
            hint = "Say what somebody does who cannot or would rather not: “or stay seated, and a neighbour posts it.”"
            yield Finding(Code.NO_WAY_IN, page.path, fence.first, message, hint)


def _around(page: Page, fence: Fence) -> str:
    """Return all words of the section in which ``fence`` stands, with those of its blocks."""
    here = next((one for one in page.sections if one.first <= fence.first <= one.last), None)
    first, last = (here.first, here.last) if here else (fence.first, fence.last)
    return " ".join(one.text for one in page.prose.words if first <= one.line <= last)
