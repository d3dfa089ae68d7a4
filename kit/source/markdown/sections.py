"""Sections: a page cut at its headings of level 1 to 4, with no byte lost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kit.model.findings import Code, Finding
from kit.model.page import Section
from kit.source.markdown.block_parser import ParsedPart
from kit.source.markdown.parser import plain, tokens
from kit.source.markdown.slugs import anchors, slug, unique
from kit.source.tree.text import split_lines
from kit.system.memo import lasting, remembered

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


@remembered  # pages of the hub are cut for each of its regions
@lasting(8192)  # an update of a thousand pages asks for each several times, as it was and as it is
def _known(text: str) -> tuple[Section, ...]:
    return _sections(text, tokens(text))


def _sections(text: str, parsed: Sequence[Token]) -> tuple[Section, ...]:
    headings = _headings(parsed)
    slugs = unique(slug(heading.title) for heading in headings)
    explicit = {token.content for token in parsed if token.type == "myst_target"}
    names = anchors(slugs, [heading.target for heading in headings], explicit)
    lasts = [*(heading.first - 1 for heading in headings[1:]), len(split_lines(text))][: len(headings)]
    return tuple(
        Section(anchor, name, heading.level, heading.title, heading.first, heading.line, last)
        for heading, anchor, name, last in zip(headings, names, slugs, lasts, strict=True)
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
    before = bisect_right(found, line, key=lambda section: section.first)
    return found[before - 1].anchor if before else ""


# The title of a page: one ``#``, with words in it, and nothing above it.

# What may stand above the title, because nobody sees it.
_UNSEEN = frozenset({"front_matter", "myst_target", "myst_line_comment", "html_block"})


def titles(path: str, cut: Sequence[Section], top: ParsedPart, meta_last: int) -> Iterator[Finding]:
    """Yield what is wrong with the headings of the page at ``path``: its sections, and its text outside blocks."""
    firsts = [section for section in cut if section.level == 1]
    yield from _empty(path, cut)
    if not firsts:
        message = "The page has no title: one heading that begins with a single # and a space."
        hint = f"Write one as the first line of the text, such as # {_words(path)}"
        yield Finding(Code.NO_TITLE, path, meta_last + 1, message, hint)
        return
    yield from _above(path, top, firsts[0])
    for one in firsts[1:]:
        message = f'The page already has its title on line {firsts[0].heading_line}, and "{one.title}" is a second '
        hint = f"Give this heading two, as for a part of the page: ## {one.title}"
        yield Finding(Code.NO_TITLE, path, one.heading_line, f"{message}heading with a single #.", hint)


def _empty(path: str, cut: Sequence[Section]) -> Iterator[Finding]:
    for section in cut:
        if not section.title:
            message = "This heading has no words, so nobody could see it, hear it or link to it."
            hint = f"Write some behind the {'#' * section.level}, or delete the line."
            yield Finding(Code.NO_TITLE, path, section.heading_line, message, hint)


def _above(path: str, top: ParsedPart, title: Section) -> Iterator[Finding]:
    """Yield the first thing that readers would see above the title: a region could not even replace it."""
    token = next((one for one in top.tokens if one.map and one.type not in _UNSEEN), None)
    line = top.first + (token.map or [0])[0] if token else title.heading_line
    if line < title.heading_line:
        message = f"Something stands above the page's title, which comes on line {title.heading_line} only."
        yield Finding(Code.NO_TITLE, path, line, message, "Move the title up: it comes before all other text.")


def _words(path: str) -> str:
    name = PurePosixPath(path).stem
    return (PurePosixPath(path).parent.name if name == "index" else name).replace("-", " ").capitalize() or "Welcome"
