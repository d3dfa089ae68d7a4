"""Advice on the rhythm of a meeting: breaks before people tire, a welcome first, and times that people say. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.check.agenda import formats_besides
from kit.facilitate.clock import people_minutes
from kit.facilitate.rounds import session_times
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Edition, Round
from kit.model.findings import Code, Finding
from kit.model.formats import Kind
from kit.model.page import Page

LONGEST = 75  # minutes that people can sit without a break
SHORTEST_BREAK = 5  # minutes: less is no break
_LONG_ENOUGH = 90  # minutes of a meeting in which strangers need a welcome
_STEP = 5  # minutes: people say "twenty past", not "eighteen minutes past"
_STRETCH = re.compile(r"\b(?:stretch|break|pause)\b", re.IGNORECASE)
_WELCOME = re.compile(r"\b(?:welcome|hello|introductions?|croeso|who is here)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Part:
    """An item with the words that name it and its minutes in this format."""

    item: Item
    words: str
    minutes: int

    @property
    def rests(self) -> bool:
        """Whether people get up in it, or go home before it."""
        if self.item.kind is ItemKind.SITTING:
            return True
        is_break = self.item.kind is ItemKind.BREAK or bool(_STRETCH.search(self.words))
        return is_break and self.minutes >= SHORTEST_BREAK


def check_rhythm(edition: Edition) -> Iterator[Finding]:
    """Yield advice for each format without a welcome, its first stretch that is too long and its first odd minutes.

    A hub is told of every format of its rounds, a region of those that it has picked.
    """
    for meeting in edition.rounds:
        for parts in _formats(edition, meeting):
            yield from _stretch(parts, meeting)
            yield from _welcome(parts, meeting)
            yield from _odd(parts, meeting)


def _formats(edition: Edition, meeting: Round) -> Iterator[list[_Part]]:
    picked = {one.item: one.minutes for one in meeting.timetable.items}
    if _fits(meeting):
        yield [_part(item, edition.pages, meeting.kind, picked.get(item)) for item in meeting.agenda]
    if edition.is_region:
        return
    for items, kind in formats_besides(meeting, edition.pages, edition.moved, [], is_region=False):
        yield [_part(item, edition.pages, kind, None) for item in items]


def _fits(meeting: Round) -> bool:
    """Whether the day is as long as it may be; one that is too long is told, and will be cut before it is paced."""
    day = meeting.timetable
    return not any(one.late for one in day.items) and all((one.slack or 0) >= 0 for one in day.sittings)


def _part(item: Item, pages: Mapping[str, Page], kind: Kind, minutes: int | None) -> _Part:
    sessions = [pages[name] for name in item.sessions if name in pages]
    own = max((session_times(page, kind).minutes or 0 for page in sessions), default=0)
    words = " ".join([item.id.replace("-", " "), item.title, *(page.title for page in sessions)])
    return _Part(item, words, minutes or item.minutes or own)


def _stretch(parts: Sequence[_Part], meeting: Round) -> Iterator[Finding]:
    run: list[_Part] = []
    for part in parts:
        run = [] if part.rests else [*run, part]
        length = sum(one.minutes for one in run)
        if length > LONGEST:
            message = f'In "{meeting.title}", {people_minutes(length)} go by without a break by the end of this item; '
            message += f"people can sit for about {people_minutes(LONGEST)}."
            hint = "Put a break before it, of 5 minutes or more: {id: stretch, break: Stretch, minutes: 5}"
            yield Finding(Code.LONG_STRETCH, part.item.file, part.item.line, message, hint)
            return


def _welcome(parts: Sequence[_Part], meeting: Round) -> Iterator[Finding]:
    if sum(one.minutes for one in parts) < _LONG_ENOUGH or any(_WELCOME.search(one.words) for one in parts):
        return
    message = f'This agenda of "{meeting.title}" has no welcome, so nobody hears where the ways out are, who is here '
    message += "and how people treat each other."
    hint = "Begin with one, such as {session: common/welcome}."
    yield Finding(Code.NO_WELCOME, parts[0].item.file, parts[0].item.line, message, hint)


def _odd(parts: Sequence[_Part], meeting: Round) -> Iterator[Finding]:
    part = next((one for one in parts if one.minutes % _STEP), None)
    if part is not None:
        message = f'In "{meeting.title}" this item takes {people_minutes(part.minutes)}, so what follows begins at a '
        message += "time that nobody says, such as 2:12pm."
        hint = f"Give it minutes in steps of {_STEP}."
        yield Finding(Code.ODD_MINUTES, part.item.file, part.item.line, message, hint)
