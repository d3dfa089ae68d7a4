"""Advice on minutes that cannot be enough: turns, pieces of writing and words to say that take longer. Pure.

A step takes what it says for each person, or the least that turns and writing take where it says nothing.
For example, "1. Write three ideas. 2. In turn, two minutes each." takes groups of four to six 3 + 6 x 2 = 15 minutes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from kit.facilitate.clock import people_minutes
from kit.model.findings import Code, Finding
from kit.model.formats import EVERY, Kind
from kit.model.page import Activity, Page, kinds_at
from kit.model.schema import SessionMeta

# Audio books are read at 150 to 160 words a minute, slides are spoken to at 100 to 125, and people write about 13 by
# hand: https://en.wikipedia.org/wiki/Words_per_minute
SAID = 130  # words to say in a minute
_TURN = 0.5  # minutes of each person's turn, where the step does not say
_PIECE = 1  # minutes for each thing to write: a dozen words

_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {"half a": 0.5, "a": 1, "an": 1} | {word: at for at, word in enumerate(_COUNTED, start=1)}
_N = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_STEP = re.compile(r"^(?:\d+\.|-) +(.*(?:\n {2,}.*)*)", re.MULTILINE)
_TIMED = re.compile(rf"(?<!have )(?<!takes )(?<!last )(?<!in )\b({_N})[ -](minute|second)", re.IGNORECASE)
_MANY = re.compile(rf"\b({_N}) [\w-]+ of {_N} (?:minute|second)", re.IGNORECASE)  # "three talks of five minutes"
_EACH = re.compile(r"\b(?:each|in turn|per person|a person|apiece|go(?:es)? round)\b", re.IGNORECASE)
_IN_TURN = re.compile(r"\bin turn\b|\bgo(?:es)? round\b", re.IGNORECASE)
_PIECES = re.compile(rf"\bwrite (?:down )?(?:up to )?({_N}) (?!words?\b|minutes?\b|sentences?\b)", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:change (?:over|roles)|swap roles|then change)\b", re.IGNORECASE)
_GROUP = re.compile(rf"\bgroups? of ({_N})(?:(?: to | or |[-–])({_N}))?\b", re.IGNORECASE)
_CALLED = {"pairs": 2, "twos": 2, "threes": 3, "trios": 3, "fours": 4}
_WORD = re.compile(r"[^\W_][\w’'-]*")


def too_many_turns(page: Page) -> Iterator[Finding]:
    """Yield advice for each activity whose turns and pieces of writing take more minutes than it has."""
    steps = {fence.first: fence.body for fence in page.fences if fence.name == "activity"}
    for one in page.activities:
        people = people_in(one.grouping)
        needed = math.ceil(minutes_needed(steps.get(one.line, ""), people))
        if one.minutes is not None and needed > one.minutes:
            group = f" in a group of {people}" if people > 1 else ""
            message = (
                f'The steps of "{one.title}" take {people_minutes(needed)}{group}, counted with half a minute for '
            )
            message += f"a turn and a minute for a thing to write, and it has {people_minutes(one.minutes)}."
            hint = "Give it more minutes, make the groups smaller, or ask less of each person."
            yield Finding(Code.TOO_MANY_TURNS, page.path, one.line, message, hint)


def people_in(grouping: str) -> int:
    """Return how many people the largest group has that ``grouping`` names, such as 6, or 1 where it names none."""
    named = [_CALLED[word] for word in _WORD.findall(grouping.lower()) if word in _CALLED]
    sizes = [_number(one) for pair in _GROUP.findall(grouping) for one in pair if one]
    return int(max([*named, *sizes], default=1))


def minutes_needed(steps: str, people: int) -> float:
    """Return the minutes that written ``steps`` take a group of so many ``people``, as far as they can be counted."""
    total = sum(_minutes(step, people) for step in _STEP.findall(steps))
    return total * people if _CHANGES.search(steps) else total


def _minutes(step: str, people: int) -> float:
    timed = sum(_number(many) / (60 if unit.lower() == "second" else 1) for many, unit in _TIMED.findall(step))
    pieces = sum(_number(many) for many in _PIECES.findall(step)) * _PIECE
    if many := _MANY.search(step):
        return timed * _number(many[1]) + pieces
    if not timed and people > 1 and _IN_TURN.search(step):
        return _TURN * people + pieces
    return timed * (people if _EACH.search(step) else 1) + pieces


def _number(word: str) -> float:
    return float(word) if word.isdigit() else _NUMBERS[word.lower()]


def long_words_to_say(page: Page) -> Iterator[Finding]:
    """Yield advice for each part of a session whose words to say fill more than the minutes that it has at least."""
    if not isinstance(page.meta, SessionMeta):
        return
    for first, last, minutes in _parts(page, page.meta):
        said = max(_said(page, first, last, kind) for kind in EVERY)
        if minutes and said > minutes * SAID:
            line = next(one.line for one in page.prose.words if first <= one.line <= last and "say" in one.parents)
            message = f"These {said} words to say take about {people_minutes(math.ceil(said / SAID))} aloud, at {SAID} "
            message += f"a minute, and this part has {people_minutes(minutes)} at its shortest."
            hint = "Say less, or give the part more minutes."
            yield Finding(Code.LONG_SAY, page.path, line, message, hint)


def _parts(page: Page, meta: SessionMeta) -> Iterator[tuple[int, int, int]]:
    """Yield the first and last line and the fewest minutes of each section with activities, else of the session."""
    if not page.activities:
        yield 1, page.text.count("\n") + 1, meta.shortest or meta.minutes or 0
    for section in page.sections:
        if here := [one for one in page.activities if section.first <= one.line <= section.last]:
            yield section.first, section.last, _fewest(here)


def _fewest(activities: list[Activity]) -> int:
    """Return the fewest minutes of activities in whatever kind of format is longest, or 0 where one says none."""
    if any(one.minutes is None for one in activities):
        return 0
    return max(sum(one.shortest or one.minutes or 0 for one in activities if kind in one.kinds) for kind in EVERY)


def _said(page: Page, first: int, last: int, kind: Kind) -> int:
    """Return how many words there are to say between two lines in formats of ``kind``."""
    there = (one for one in page.prose.words if first <= one.line <= last and "say" in one.parents)
    return sum(len(_WORD.findall(one.text)) for one in there if kind in kinds_at(page.fences, one.line))
