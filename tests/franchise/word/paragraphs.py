"""Documents of a page, opened: the paragraphs that people would see, ready to be edited as they would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kit.franchise.word.assemble import Assembled, assembled
from kit.franchise.word.marks import Source, said_page
from kit.franchise.word.read import Paragraph, read_document
from kit.franchise.word.rewrite import Run
from kit.franchise.word.write import Look, document_of

Given = Sequence[Paragraph]

ROOT = Path(__file__).parents[3]
PAGES = tuple(
    path
    for folder in ("sessions", "tests/cases/kitchen-sink")
    for path in sorted((ROOT / folder).rglob("*.md"))
    if path.name != "README.md"
)


def name_of(path: Path) -> str:
    """The path as it is shown beside a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def document(text: str) -> bytes:
    """The document of one page."""
    return document_of([Source("round-1/page", text)], Look("Page"), lambda *_: None)


@cache
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page's document, below the line that names the page."""
    return below(read_document("page.docx", document(text)).paragraphs)


def below(given: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs below the line that names the page."""
    at = next(at for at, one in enumerate(given) if said_page(one.text))
    return tuple(given[at + 1 :])


def without_bookmarks(given: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs as a program leaves them that keeps no bookmarks and styles of ours, such as Google Docs."""
    return tuple(replace(one, places=(), style="normal" if one.list == "" else one.style) for one in given)


def says(words: str, style: str = "normal", kind: str = "") -> Paragraph:
    """A new paragraph."""
    return Paragraph((Run(words),), style, kind, 1 if kind else 0)


def back(text: str, given: Sequence[Paragraph]) -> Assembled:
    """What the page becomes."""
    return assembled(text, 0, given)


# What each program keeps of a document that somebody edits in it.
PROGRAMS: dict[str, Callable[[Given], Given]] = {"Word": tuple, "Google Docs": without_bookmarks}
