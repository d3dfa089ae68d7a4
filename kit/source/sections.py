"""Sections: a page cut at its headings of level 1 to 4, with no byte lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kit.model.page import Section
from kit.source.markdown import plain, tokens
from kit.source.slugs import slug, unique
from kit.source.text import split_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 4  # headings below this are text of their section


@dataclass(frozen=True)
class _Heading:
    level: int
    title: str
    first: int
    line: int
    target: str


def sections(text: str, parsed: Sequence[Token] | None = None) -> tuple[Section, ...]:
    """Return the sections of ``text`` in order; ``parsed`` saves a second parse where its tokens are at hand.

    Headings count only at the top level, never inside fences, quotes, lists or comments. The slices of the lines
    before the first section and of all sections (``section_text``) put together are ``text``, byte for byte.
    """
    return _known(text) if parsed is None else _sections(text, parsed)


@lru_cache(maxsize=2048)  # an update asks for the same pages several times
def _known(text: str) -> tuple[Section, ...]:
    return _sections(text, tokens(text))


def _sections(text: str, parsed: Sequence[Token]) -> tuple[Section, ...]:
    headings = _headings(parsed)
    slugs = unique(slug(heading.title) for heading in headings)
    lasts = [*(heading.first - 1 for heading in headings[1:]), len(split_lines(text))][: len(headings)]
    return tuple(
        Section(heading.target or name, name, heading.level, heading.title, heading.first, heading.line, last)
        for heading, name, last in zip(headings, slugs, lasts, strict=True)
    )


def _headings(parsed: Sequence[Token]) -> list[_Heading]:
    found = []
    targets: list[Token] = []
    for at, token in enumerate(parsed):
        if token.type == "myst_target" and token.level == 0:
            targets.append(token)
            continue
        if token.type == "heading_open" and token.level == 0 and int(token.tag[1]) <= DEEPEST:
            found.append(_heading(token, plain(parsed[at + 1].children), targets))
        targets = []
    return found


def _heading(token: Token, title: str, targets: Sequence[Token]) -> _Heading:
    line = (token.map or [0])[0] + 1
    first = (targets[0].map or [0])[0] + 1 if targets else line
    return _Heading(int(token.tag[1]), title, first, line, targets[-1].content if targets else "")


def section_text(text: str, section: Section) -> str:
    """Return the lines of ``section`` in ``text``, heading and explicit target included, with their line ends."""
    return "".join(split_lines(text)[section.first - 1 : section.last])


def section_at(found: Sequence[Section], line: int) -> str:
    """Return the anchor of the section that holds ``line``, or "" before the first."""
    before = bisect_right([section.first for section in found], line)
    return found[before - 1].anchor if before else ""
