"""Meanings that stand under no term, and terms without a meaning: both look right to their author and are shown wrong.

A list of definitions has ``: meaning`` below its term. In a glossary block, which Sphinx reads (``Glossary`` in
sphinx.domains.std), a meaning is indented; what Sphinx refuses is told here, because it counts lines within the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.check.messages import PLAIN_KINDS
from kit.model.findings import Code, Finding
from kit.model.page import Fence, Page, Words
from kit.source.text import split_lines

GLOSSARY = "glossary"

_MEANING = re.compile(r":(?:\s|$)")
_TOO_CLOSE = re.compile(r":[A-Za-z](?![\w-]*:)|:$")  # no :name: of an option, no smiley
_BEFORE = re.compile(r"[\s>]*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)*")
_SHOWN = 60  # characters of a line that a message repeats
_INDENT = "Write the meaning on the line below its term, indented by two spaces and without a colon."
_ALONE = "Write the term on a line of its own, with an empty line above it."
_TERM = "Write the term on the line above it, without spaces in front."

_Fault = tuple[int, str, str]


def strays(page: Page) -> Iterator[Finding]:
    """Yield advice for each line that was meant as the meaning of a term, and is shown as text with a colon."""
    if page.kind in PLAIN_KINDS:
        return
    lines = split_lines(page.text)
    for words in page.prose.words:
        if words.kind == "text" and ":" in words.text and GLOSSARY not in words.parents:
            yield from _strays(page, words, lines)


def _strays(page: Page, words: Words, lines: Sequence[str]) -> Iterator[Finding]:
    for number, said in enumerate(words.text.split("\n"), words.line):
        first = number == words.line
        raw = _BEFORE.sub("", lines[number - 1], count=1).rstrip() if number <= len(lines) else ""
        if not raw.startswith(":") or not said.startswith(":"):
            continue
        if first and _MEANING.match(raw) and len(raw) > 1:
            message = f'No term stands straight above ": {_short(raw[1:])}", so it is shown as text with a colon.'
            hint = "Write the term on the line above it, or take the colon away."
            yield Finding(Code.STRAY_DEFINITION, page.path, number, message, hint)
        elif not first and (_MEANING.match(raw) or _TOO_CLOSE.match(raw)):
            message = f'"{_short(raw)}" is no meaning of the line above it, so both are shown as text.'
            spaced = bool(_MEANING.match(raw)) and len(raw) > 1
            hint = _ALONE if spaced else "Write the meaning behind a colon and a space, such as : The meaning."
            yield Finding(Code.STRAY_DEFINITION, page.path, number, message, hint)


def glossaries(page: Page) -> Iterator[Finding]:
    """Yield what is wrong in glossary blocks: an error where nothing could be built, else advice."""
    for fence in page.fences:
        if fence.name == GLOSSARY:
            yield from _glossary(page, fence)


def _glossary(page: Page, fence: Fence) -> Iterator[Finding]:
    lines = fence.body.split("\n")
    colons = [at for at, line in enumerate(lines) if _MEANING.match(line)]
    meant = [f"  {line[1:]}" if at in colons else line for at, line in enumerate(lines)]
    refused = bool(list(_faults(lines)))
    code = Code.PAGE_SYNTAX if refused else Code.STRAY_DEFINITION
    for at in colons:
        message = (
            f'": {_short(lines[at][1:])}" would be a term of its own, because no meaning has a colon in a glossary.'
        )
        yield Finding(code, page.path, fence.body_first + at, message, _INDENT)
    for at, message, hint in _faults(meant) if refused else _without_meaning(meant):
        yield Finding(code, page.path, fence.body_first + at, message, hint)


def _faults(lines: Sequence[str]) -> Iterator[_Fault]:
    """Give what Sphinx refuses in the body of a glossary, with the place of the line that is to be mended."""
    term, meaning, comment, empty = -1, True, False, True
    for at, line in enumerate(lines):
        if not line:
            empty = True
            continue
        if line.startswith(".. "):
            comment = True
            continue
        if not line[0].isspace():
            if meaning and not empty:
                message = f'The term "{_short(line)}" stands straight below the meaning of another.'
                yield at, message, "Put an empty line above it."
            elif not meaning and empty:
                yield _no_meaning(term, lines[term])
            term, meaning, comment = at, False, False
        elif not comment:
            if term < 0 and meaning:
                yield at, "The glossary begins with an indented line, and no term stands above it.", _TERM
                return
            meaning = True
        empty = False


def _no_meaning(at: int, term: str) -> _Fault:
    hint = f"{_INDENT} Terms that share one stand straight below each other."
    return at, f'The term "{_short(term)}" in the glossary has no meaning.', hint


def _without_meaning(lines: Sequence[str]) -> Iterator[_Fault]:
    """Give the last term if nothing follows it, which Sphinx takes."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), None)
    if last is not None and not lines[last][0].isspace() and not lines[last].startswith(".. "):
        yield _no_meaning(last, lines[last])


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
