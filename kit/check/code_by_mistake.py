"""What is set as code and was not meant so: indented paragraphs and lists, and blocks without their braces. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.check.allowlist import directives
from kit.check.almost_markdown import LONGEST
from kit.model.findings import Code, Finding
from kit.model.page import Page

# Words as they stand in a sentence or an item of a list, and not in a command or a file.
_SENTENCE = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+\S|\W{0,3}[A-Z][\w'’]*[,;]? [a-z]{1,20}\b")


def code_by_mistake(page: Page) -> Iterator[Finding]:
    """Yield a warning for each paragraph or list that stands too far in, and each block whose name has no braces."""
    for line, text in page.prose.indented:
        first = text.strip("\n").partition("\n")[0]
        if _SENTENCE.match(first):
            shown = first if len(first) <= LONGEST else f"{first[: LONGEST - 1]}…"
            message = f'"{shown}" is set as code, letter by letter, because four spaces or a tab stand before it.'
            hint = "Begin the line at the left edge, or in a list just below the words of its item."
            yield Finding(Code.ALMOST_MARKDOWN, page.path, line, message, hint)
    for line, language in page.prose.listings:
        name = language.split(maxsplit=1)[0].lower()
        if name in directives():
            message = f"This looks like the block {name} and is set as code, letter by letter: its name has no braces."
            hint = f"Begin it with :::{{{name}}} and end it with ::: on a line of its own."
            yield Finding(Code.ALMOST_MARKDOWN, page.path, line, message, hint)
