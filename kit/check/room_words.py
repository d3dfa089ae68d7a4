"""What an online round still says of a room: walls to stick things on, tables to sit at, dots and flipcharts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.agenda import other_formats
from kit.facilitate.materials import parse
from kit.model.edition import Edition, Round
from kit.model.findings import Code, Finding
from kit.model.formats import EVERY, Kind
from kit.model.page import Page, kinds_at
from kit.model.schema import SessionMeta

# What only people in one room have, as patterns; all that this rule knows.
ROOM_WORDS = (
    r"walls?",
    r"(?:sticky )?dots?(?: stickers?)?",
    r"tables?",
    r"flip[- ]?charts?",
    r"post-its?",
    r"sticky notes?",
    r"whiteboards?",
    r"chairs?",
    r"corners? of the room",
    r"stand up",
)
_SAID = re.compile(rf"(?<![\w-])(?:{'|'.join(ROOM_WORDS)})(?![\w-])", re.IGNORECASE)
_HINT = "Say it for people at a screen in a block with :in: online, and put :in: room on the one that speaks of a room."


def check_room_words(edition: Edition) -> Iterator[Finding]:
    """Yield advice for each piece of text in an online format of a round that speaks of what only a room has.

    A hub is told of every format of its rounds, a region of those that it has picked.
    """
    named: dict[str, str] = {}
    for meeting in edition.rounds:
        for name in _online(edition, meeting):
            named.setdefault(name, meeting.title)
    for name, title in named.items():
        page = edition.pages.get(name)
        if page is not None and page.kind.is_session:
            yield from _page(page, title)


def _online(edition: Edition, meeting: Round) -> Iterator[str]:
    """Yield the sessions of the formats of ``meeting`` that are online."""
    formats = [(item, meeting.kind) for item in meeting.agenda]
    if not edition.is_region:
        formats += other_formats(meeting, edition.pages, edition.moved, [], is_region=False)
    yield from (name for item, kind in formats if kind is Kind.ONLINE for name in item.sessions)


def _page(page: Page, title: str) -> Iterator[Finding]:
    for line, text in _texts(page):
        if said := dict.fromkeys(found.casefold() for found in _SAID.findall(text)):
            message = f'"{page.title}" is part of "{title}" online, and here it speaks of {", ".join(said)}.'
            yield Finding(Code.ROOM_WORDS, page.path, line, message, _HINT)


def _texts(page: Page) -> Iterator[tuple[int, str]]:
    """Yield what a page says in an online round, piece by piece, each with its line; what to bring first."""
    materials = page.meta.materials if isinstance(page.meta, SessionMeta) else []
    for place, written in enumerate(materials):
        if (material := parse(written)) and Kind.ONLINE in (material.kinds or EVERY):
            yield page.meta_lines.get(("materials", place), 1), material.name
    for fence in page.fences:
        if Kind.ONLINE in kinds_at(page.fences, fence.first):
            yield fence.first, fence.argument
    for words in page.prose.words:
        if Kind.ONLINE in kinds_at(page.fences, words.line):
            yield words.line, words.text
