"""A Word document as the paragraphs that people see in it, whichever program saved it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kit.franchise.word.marks import Source, carried_in, place_of, target_of
from kit.franchise.word.rewrite import Run
from kit.franchise.word.spans import BOLD, BREAK, CODE, ITALIC, LINK, address
from kit.franchise.word.tracked import (
    ADDED,
    CHANGES,
    Tracked,
    cells_of,
    is_gone,
    is_new,
    of_block,
    of_change,
    of_paragraph,
    of_row,
    of_table,
    owner,
)
from kit.source.office.documents import open_document
from kit.source.office.words import BETWEEN, COMMENTS, MATHS, UNSEEN, W, aside, words_in

if TYPE_CHECKING:
    from docx.document import Document

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_MONOSPACED = re.compile(r"consolas|courier|mono", re.IGNORECASE)
_LINK_FIELD = re.compile(r'HYPERLINK\s+"([^"]*)"(?:\s+\\l\s+"([^"]*)")?')
STRUCK = "Words that somebody struck through and did not delete, so they stay on the page"
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it reads with all tracked changes accepted.

    ``style`` is a style's name in small letters, ``list`` is "bullet", "number" or "", and ``level`` how deep, from 1.
    ``places`` are the bookmarks of ours that begin in it, ``cell`` its table, row and column, ``comments`` what people
    say of it, with their names, and ``drawn`` whether it holds a picture, a text box or the like.
    """

    runs: tuple[Run, ...]
    style: str = "normal"
    list: str = ""
    level: int = 0
    places: tuple[tuple[int, int], ...] = ()
    cell: tuple[int, int, int] | None = None
    comments: tuple[tuple[str, str], ...] = ()
    tracked: tuple[Tracked, ...] = ()
    drawn: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Letter:
    """What somebody sent: the paragraphs, and the pages that the document was made of; None where it lost that.

    ``aside`` is what stands beside the text, each with its words, and comments on nothing that is there.
    """

    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...] | None
    aside: tuple[tuple[str, str], ...] = ()


def read_document(path: str, data: bytes) -> Letter:
    """Return what the .docx ``data`` from ``path`` holds.

    Raises what ``open_document`` raises.
    """
    document = open_document(path, data)
    reader = _Reader(document)
    paragraphs = tuple(reader.paragraphs())
    beside = [(what, words) for what, words in aside(data) if what != COMMENTS]
    beside += [
        (f"A comment of {who} on nothing that is there", what) for one in reader.comments.values() for who, what in one
    ]
    beside += [(STRUCK, words) for words in reader.struck]
    return Letter(paragraphs, _sources(document), tuple(beside))


def _sources(document: Document) -> tuple[Source, ...] | None:
    for part in document.part.package.iter_parts():
        if "customXml" in str(part.partname) and (found := carried_in(part.blob)) is not None:
            return tuple(found)
    return None


@dataclass
class _Open:
    """A paragraph that is being read."""

    runs: list[Run] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    drawn: bool = False
    struck: str = ""
    fields: list[str] = field(default_factory=list)  # the instructions of fields that are open, outermost first

    @property
    def target(self) -> str:
        """Where the link leads that is written as a field, as LibreOffice writes those with a ``#``; else ""."""
        found = _LINK_FIELD.search(self.fields[-1]) if self.fields else None
        return address(target_of(found[1] + (f"#{found[2]}" if found[2] else ""))) if found else ""


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = {one.style_id: (one.name or "").lower() for one in document.styles}
        self.comments = _comments(document)  # those of which nothing was read yet
        self.lists = _lists(document)
        self.tables = 0
        self.waiting: list[tuple[int, int]] = []  # bookmarks that begin between paragraphs
        self.changes: list[Tracked] = []  # what is tracked between paragraphs, such as a row that is gone
        self.struck: list[str] = []  # words struck through, by paragraph: pages cannot show that
        self.new_row = False  # whether it reads a row that is told as put in already

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all paragraphs in order; those whose end somebody deleted are one with the next."""
        begun: Paragraph | None = None
        for element, cell in self.elements(self.document.element.body, None):
            one = self.paragraph(element, cell)
            gone = _mark_deleted(element)
            if gone and not one.text.strip():
                one = replace(one, places=(), runs=())
            if begun is not None and begun.cell != one.cell:  # the end of a cell stays, whoever deleted it
                yield begun
                begun = None
            begun = _joined(begun, one) if begun is not None else one
            if not gone:
                yield begun
                begun = None
        if begun is not None:
            yield begun
        if self.changes:
            yield Paragraph((), tracked=tuple(self.changes))

    def elements(self, parent: Any, cell: tuple[int, int, int] | None) -> Iterator[tuple[Any, Any]]:
        for one in parent:
            if one.tag == f"{W}p":
                yield one, cell
            elif one.tag == f"{W}tbl":
                inside = self.table(one)  # a table in a cell is words of this cell
                yield from inside if cell is None else ((part, cell) for part, _ in inside)
            elif one.tag == f"{W}bookmarkStart":
                self.bookmark(one, self.waiting)
            elif one.tag in UNSEEN:
                self.changes += of_block(one)
            elif one.find(f".//{W}p") is not None:
                self.changes += of_block(one) if one.tag in CHANGES else []
                yield from self.elements(one, cell)
            elif words_in(one):
                yield one, cell

    def table(self, table: Any) -> Iterator[tuple[Any, Any]]:
        self.tables += 1
        number, rows = self.tables, [row for row in table.iter(f"{W}tr") if owner(row, f"{W}tbl") is table]
        self.changes += of_table(table)
        at = 0
        for row in rows:
            self.changes += of_row(row)
            cells = [] if is_gone(row) else cells_of(row)
            self.new_row = is_new(row)
            for column, cell in enumerate(cells):
                yield from self.elements(cell, (number, at, column))
            self.new_row = False
            at += bool(cells)

    def paragraph(self, element: Any, cell: tuple[int, int, int] | None) -> Paragraph:
        found = _Open(places=list(self.waiting), tracked=list(self.changes))
        self.waiting.clear()
        self.changes.clear()
        self.inside(element if element.tag == f"{W}p" else [element], found, "")
        if found.struck.strip():
            self.struck.append(" ".join(found.struck.split()))
        found.tracked += of_paragraph(element, list(found.tracked), self.new_row)
        style = self.names.get(_value(element.find(f"{W}pPr/{W}pStyle")), "normal")
        kind, level = self.list_of(element, style)
        return Paragraph(
            tuple(found.runs),
            style,
            kind,
            level,
            tuple(found.places),
            cell,
            tuple(found.comments),
            tuple(found.tracked),
            found.drawn,
        )

    def list_of(self, element: Any, style: str) -> tuple[str, int]:
        depth = re.search(r"(\d)$", style)
        level = int(depth[1]) if depth else 1
        if style.startswith(("list bullet", "list number")):
            return ("bullet" if "bullet" in style else "number"), level
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is None or _value(number) == "0" or style.startswith("heading"):
            return "", 0
        at = int(_value(element.find(f"{W}pPr/{W}numPr/{W}ilvl")) or 0)
        return self.lists.get((_value(number), at), "bullet"), at + 1

    def inside(self, parent: Any, found: _Open, target: str) -> None:
        """Read what stands in a paragraph, or in something in it."""
        for one in parent:
            if one.tag in (f"{W}r", f"{MATHS}r"):
                self.run(one, found, target)
            elif one.tag == f"{W}hyperlink":
                self.inside(one, found, self.address(one) or target)
            elif one.tag in CHANGES:
                found.tracked += [] if self.new_row and CHANGES[one.tag] == ADDED else of_change(one)
                if one.tag in (f"{W}ins", f"{W}moveTo"):
                    self.inside(one, found, target)
            elif one.tag == f"{W}bookmarkStart":
                self.bookmark(one, found.places)
            elif one.tag == f"{W}commentRangeStart":
                self.comment(one, found)
            elif one.tag not in UNSEEN:
                found.runs += [Run(BETWEEN[one.tag])] if one.tag in BETWEEN and words_in(one) else []
                self.inside(one, found, target)

    def run(self, run: Any, found: _Open, target: str) -> None:
        text, target = "", target or found.target
        kinds = self.kinds(run) | ({LINK} if target else frozenset())
        for one in run:
            if one.tag in (f"{W}t", f"{MATHS}t"):
                text += one.text or ""
            elif one.tag in (f"{W}br", f"{W}cr"):
                text += BREAK if one.get(f"{W}type") in (None, "textWrapping") else ""
            elif one.tag == f"{W}fldChar" and one.get(f"{W}fldCharType") in ("begin", "end"):
                found.fields = [*found.fields, ""] if one.get(f"{W}fldCharType") == "begin" else found.fields[:-1]
            elif one.tag == f"{W}commentReference":
                self.comment(one, found)
            elif one.tag == f"{W}instrText" and found.fields:
                found.fields[-1] += one.text or ""
            elif one.tag in (f"{W}tab", f"{W}noBreakHyphen"):
                text += " " if one.tag == f"{W}tab" else "-"
            else:  # a picture, a text box, signs with how they are said
                words = words_in(one)
                found.drawn |= not words and (one.tag in _DRAWN or "AlternateContent" in one.tag)
                text += f" {words} " if one.tag in _DRAWN and words else words
        if text:
            found.runs.append(Run(text, kinds, target))
            found.struck += text if _is_struck(run) else ""

    def kinds(self, run: Any) -> frozenset[str]:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return frozenset()
        fonts = properties.find(f"{W}rFonts")
        style = self.names.get(_value(properties.find(f"{W}rStyle")), "")
        code = (fonts is not None and _MONOSPACED.search(fonts.get(f"{W}ascii") or "")) or "code" in style
        found = {kind for kind, tag in ((BOLD, "b"), (ITALIC, "i")) if _on(properties.find(f"{W}{tag}"))}
        named = {kind for kind, name in ((BOLD, "strong"), (ITALIC, "emphasis")) if style == name}
        return frozenset(found | named | ({CODE} if code else set()))

    def comment(self, one: Any, found: _Open) -> None:
        found.comments += self.comments.pop(one.get(f"{W}id"), [])

    def bookmark(self, one: Any, places: list[tuple[int, int]]) -> None:
        place = place_of(one.get(f"{W}name") or "")
        if place is not None:
            places.append(place)

    def address(self, link: Any) -> str:
        relation = self.document.part.rels.get(link.get(f"{R}id"))
        if relation is not None and relation.is_external:
            anchor = link.get(f"{W}anchor")
            return address(target_of(relation.target_ref + (f"#{anchor}" if anchor else "")))
        return ""


def _joined(one: Paragraph, other: Paragraph) -> Paragraph:
    return replace(
        one if one.text.strip() else other,
        runs=one.runs + other.runs,
        places=one.places + other.places,
        comments=one.comments + other.comments,
        tracked=one.tracked + other.tracked,
        drawn=one.drawn or other.drawn,
    )


def _mark_deleted(paragraph: Any) -> bool:
    """Whether somebody deleted the end of the paragraph, with changes tracked."""
    about = paragraph.find(f"{W}pPr/{W}rPr")
    return about is not None and any(about.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom"))


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _on(element: Any) -> bool:
    return element is not None and (element.get(f"{W}val") or "1") not in _OFF


def _is_struck(run: Any) -> bool:
    return any(_on(run.find(f"{W}rPr/{W}{tag}")) for tag in ("strike", "dstrike"))


def _comments(document: Document) -> dict[str, list[tuple[str, str]]]:
    """Return what comments say, with who says it, by number."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/comments.xml"):
            from kit.source.office.packages import parsed

            for one in parsed(part.blob).iter(f"{W}comment"):
                text = " ".join("".join(word.text or "" for word in line.iter(f"{W}t")) for line in one.iter(f"{W}p"))
                found[one.get(f"{W}id")] = [(one.get(f"{W}author") or "somebody", " ".join(text.split()))]
    return found


def _lists(document: Document) -> dict[tuple[str, int], str]:
    """Return whether a list has bullets or numbers, by its number and how deep it is, from 0."""
    part = next((one for one in document.part.package.iter_parts() if str(one.partname) == "/word/numbering.xml"), None)
    if part is None:
        return {}
    from kit.source.office.packages import parsed

    root = parsed(part.blob)
    abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
    found = {}
    for one in root.iter(f"{W}num"):
        shape = abstract.get(_value(one.find(f"{W}abstractNumId")))
        for level in shape.iter(f"{W}lvl") if shape is not None else ():
            bullet = _value(level.find(f"{W}numFmt")) in ("bullet", "none", "")
            found[one.get(f"{W}numId"), int(level.get(f"{W}ilvl") or 0)] = "bullet" if bullet else "number"
    return found
