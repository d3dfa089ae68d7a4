"""Paragraphs and lists that four spaces or a tab in front turn into code. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.almost_markdown import LONGEST
from kit.model.findings import Code, Finding
from kit.model.page import Page

# Words as they stand in a sentence or an item of a list, and not in a command or a file.
_SENTENCE = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\S|\W{0,3}[A-Z][\w'’]*[,;]? [a-z]{1,20}\b")


def indented(page: Page) -> Iterator[Finding]:
    """Yield a warning for each paragraph or list that is set as code because it stands too far in."""
    for line, text in page.prose.indented:
        first = text.strip("\n").partition("\n")[0]
        if _SENTENCE.match(first):
            shown = first if len(first) <= LONGEST else f"{first[: LONGEST - 1]}…"
            message = f'"{shown}" is set as code, letter by letter, because four spaces or a tab stand before it.'
            hint = "Begin the line at the left edge, or in a list just below the words of its item."
            yield Finding(Code.ALMOST_MARKDOWN, page.path, line, message, hint)
