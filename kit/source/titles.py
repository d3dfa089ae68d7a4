"""The title of a page: one ``#``, with words in it, and nothing above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kit.model.findings import Code, Finding
from kit.model.page import Section
from kit.source.parts import Part

# What may stand above the title, because nobody sees it.
_UNSEEN = frozenset({"front_matter", "myst_target", "myst_line_comment", "html_block"})


def titles(path: str, cut: Sequence[Section], top: Part, meta_last: int) -> Iterator[Finding]:
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


def _above(path: str, top: Part, title: Section) -> Iterator[Finding]:
    """Yield the first thing that readers would see above the title: a region could not even replace it."""
    token = next((one for one in top.tokens if one.map and one.type not in _UNSEEN), None)
    line = top.first + (token.map or [0])[0] if token else title.heading_line
    if line < title.heading_line:
        message = f"Something stands above the page's title, which comes on line {title.heading_line} only."
        yield Finding(Code.NO_TITLE, path, line, message, "Move the title up: it comes before all other text.")


def _words(path: str) -> str:
    name = PurePosixPath(path).stem
    return (PurePosixPath(path).parent.name if name == "index" else name).replace("-", " ").capitalize() or "Welcome"
