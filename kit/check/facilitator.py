"""What may not stand in facilitator notes, because it would show in pages that everybody reads."""

from __future__ import annotations

from collections.abc import Iterator

from kit.model.findings import Code, Finding
from kit.model.page import Page

NOTES = "facilitator"
# Blocks that make something outside the notes: a slide, a handout, minutes, entries in an index.
MAKES_MORE = {
    "activity": "becomes a slide and part of the timetable",
    "slide": "becomes a slide",
    "handout": "is printed for everybody",
    "glossary": "puts its terms into the index of the site",
}


def leaks(page: Page) -> Iterator[Finding]:
    """Yield a finding for each thing in facilitator notes that would show outside them."""
    for picture in page.pictures:
        if NOTES in picture.parents:
            yield _leak(page, picture.line, "A picture stands", "its file would be on the public site", "the picture")
    for target in page.targets:
        if NOTES in target.parents:
            yield _leak(page, target.line, f"The target {target.target} stands", "the site would list it", "it")
    for note in page.footnotes:
        if NOTES in note.parents:
            what = "A link definition stands" if note.text else f"The footnote {note.target} stands"
            yield _leak(page, note.line, what, "it belongs to the whole page and would show there", "it")
    for fence in page.fences:
        if NOTES in fence.parents and fence.name in MAKES_MORE:
            why = f"that {MAKES_MORE[fence.name]}"
            yield _leak(page, fence.first, f"A block of the kind {fence.name} stands", why, "the block")


def _leak(page: Page, line: int, what: str, why: str, thing: str) -> Finding:
    hint = f"Take {thing} out of the facilitator block, or say the same in plain words there."
    return Finding(Code.FACILITATOR_LEAK, page.path, line, f"{what} inside facilitator notes, and {why}.", hint)
