"""The tracked changes of a document, each as what was done, by whom, when and to which words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit.source.office.words import MATHS, W, is_taken_out

ADDED, GONE, HERE, AWAY = "added", "taken out", "moved here", "moved away"
CHANGES = {f"{W}ins": ADDED, f"{W}del": GONE, f"{W}moveTo": HERE, f"{W}moveFrom": AWAY}
_LOOK = "formatted otherwise"
_LAID_OUT = "laid out otherwise, which no page takes"
_ROWS = {"ins": "a row added", "del": "a row taken out"}
_CELLS = {
    "cellIns": "a cell added",
    "cellDel": "a cell taken out",
    "cellMerge": "cells joined or parted, which no page takes",
}
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")


@dataclass(frozen=True)
class Tracked:
    """A tracked change: what was done, by whom, and the words; "" for the end of a paragraph alone.

    ``when`` is the day as Word has it, such as 2026-01-31, "" where it does not say.
    """

    what: str
    author: str
    words: str
    when: str = ""


def of_change(change: Any) -> list[Tracked]:
    """Return what an element of words that came, went or moved tells; nothing where there are none in it."""
    what = CHANGES[change.tag]
    words = _words(change, gone=what in (GONE, AWAY))
    drawn = next(change.iter(*_DRAWN), None) is not None
    return [_told(what, change, words or "(a picture)")] if words or drawn else []


def of_block(one: Any) -> list[Tracked]:
    """Return what something between paragraphs tells that nobody sees: those that are gone, and how pages look."""
    return of_change(one) if one.tag in CHANGES else _layouts(one, "sectPrChange", "the pages")


def of_paragraph(paragraph: Any, known: Sequence[Tracked], in_new_row: bool) -> Iterator[Tracked]:
    """Yield what is tracked of a paragraph beside its words.

    An end that came or went with words of its own is told with these, which are ``known``.
    """
    words = _words(paragraph, gone=False)
    for tag, what in CHANGES.items():
        mark = paragraph.find(f"{W}pPr/{W}rPr/{tag}")
        told = any(one.what == what for one in known) or (in_new_row and what == ADDED)
        if mark is not None and not told:
            yield _told(what, mark, "")
    for path, what in (
        ("pPrChange", _LOOK),
        (f"numPr/{W}ins", "made an item of a list"),
        (f"numPr/{W}numberingChange", "numbered otherwise"),
        (f"sectPr/{W}sectPrChange", _LAID_OUT),
    ):
        if (change := paragraph.find(f"{W}pPr/{W}{path}")) is not None:
            yield _told(what, change, words or "(an empty paragraph)")
    yield from _looks(paragraph)


def _looks(paragraph: Any) -> list[Tracked]:
    """Return the words that look otherwise; runs side by side of one person are one change."""
    found: list[Tracked] = []
    before = None
    for run in paragraph.iter(f"{W}r", f"{MATHS}r"):
        change = run.find(f"{W}rPr/{W}rPrChange")
        one = _told(_LOOK, change, _words(run, gone=False)) if change is not None else None
        if one is not None and before is not None and (before.author, before.when) == (one.author, one.when):
            one = Tracked(_LOOK, one.author, before.words + one.words, one.when)
            found.pop()
        found += [one] if one is not None else []
        before = one
    return [one for one in found if one.words.strip()]


def of_table(table: Any) -> list[Tracked]:
    """Return what is tracked of how a table looks."""
    changes = [*table.findall(f"{W}tblPr/{W}tblPrChange"), *table.findall(f"{W}tblGrid/{W}tblGridChange")]
    return [_told(_LAID_OUT, one, _row_words(table, gone=False)) for one in changes[:1]]


def of_row(row: Any) -> list[Tracked]:
    """Return what is tracked of a row and its cells as such; their words are told as all others."""
    found = [
        _told(what, one, _row_words(row, gone=tag == "del"))
        for tag, what in _ROWS.items()
        for one in row.findall(f"{W}trPr/{W}{tag}")
    ]
    for cell in row.iter(f"{W}tc"):
        for tag, what in _CELLS.items() if owner(cell, f"{W}tr") is row else ():
            words = _words(cell, gone=tag == "cellDel") or "(an empty cell)"
            found += [_told(what, one, words) for one in cell.findall(f"{W}tcPr/{W}{tag}")]
    looks = [one for tag in ("trPrChange", "tblPrExChange", "tcPrChange") for one in row.iter(f"{W}{tag}")]
    return found + [_told(_LAID_OUT, one, _row_words(row, gone=False)) for one in looks[:1]]


def is_gone(row: Any) -> bool:
    """Whether somebody took the row out."""
    return row.find(f"{W}trPr/{W}del") is not None


def is_new(row: Any) -> bool:
    """Whether somebody put the row in."""
    return row.find(f"{W}trPr/{W}ins") is not None


def cells_of(row: Any) -> list[Any]:
    """Return the cells of a row that nobody took out."""
    cells = (cell for cell in row.iter(f"{W}tc") if owner(cell, f"{W}tr") is row)
    return [cell for cell in cells if not is_taken_out(cell)]


def owner(element: Any, tag: str) -> Any:
    """Return the nearest element around ``element`` that is called ``tag``."""
    return next(element.iterancestors(tag), None)


def _layouts(one: Any, tag: str, words: str) -> list[Tracked]:
    return [_told(_LAID_OUT, change, words) for change in one.iter(f"{W}{tag}")]


def _row_words(row: Any, gone: bool) -> str:
    cells = (_words(cell, gone) for cell in row.iter(f"{W}tc"))
    return " | ".join(cells).strip(" |") or "(empty cells)"


def _words(element: Any, gone: bool) -> str:
    """Return the words within ``element``; ``gone`` says that words taken out count too."""
    tags = (f"{W}t", f"{MATHS}t", *([f"{W}delText"] if gone else []))
    return "".join(one.text or "" for one in element.iter(*tags))


def _told(what: str, change: Any, words: str) -> Tracked:
    day = (change.get(f"{W}date") or "")[:10]
    return Tracked(what, change.get(f"{W}author") or "somebody", words, day)
