"""Footnotes of a page: each has one text, and is used. Sphinx sees the same later, and only in pages that it reads.

A merge can bring two of one name: the region wrote its ``[^1]`` and upstream its own, each on its own once.
"""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.findings import Code, Finding
from kit.model.page import Page

MISSING = (
    "The footnote {0} is used here, and its text is missing.",
    "Write the text in the same section, in a paragraph of its own: [^{0}]: The text",
)
UNUSED = ("No text on this page uses the footnote {0}.", "Delete it, or put [^{0}] into the text.")
TWICE = (
    "This page has two footnotes called {0}.",
    "Give one of them another name, here and where the text uses it.",
)


def footnotes(page: Page) -> Iterator[Finding]:
    """Yield a finding for each use without a text, each text without a use, and each second text of one name."""
    names = {note.target for note in page.note_texts}
    uses = [one for one in page.footnotes if not one.text and one not in page.note_texts]
    used, seen = {one.target for one in uses}, set[str]()
    for use in uses:
        if use.target not in names:
            yield Finding(Code.PAGE_SYNTAX, page.path, use.line, *(text.format(use.target) for text in MISSING))
    for note in page.note_texts:
        texts = (text.format(note.target) for text in (TWICE if note.target in seen else UNUSED))
        if note.target in seen or note.target not in used:
            yield Finding(Code.PAGE_SYNTAX, page.path, note.line, *texts)
        seen.add(note.target)
