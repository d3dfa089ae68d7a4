"""What a PDF must hold for screen readers, as PDF/UA-1 (ISO 14289-1) asks and the kit promises.

``faults`` says in sentences what a PDF lacks, so that a failure names the rule and the place.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from typing import Any

import pypdf

_HEADING = re.compile(r"/H[1-6]")


def elements(node: Any) -> Iterator[Any]:
    """Every element of a PDF's structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from elements(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from elements(node.get("/K", []))


def faults(data: bytes) -> list[str]:
    """What the PDF lacks, in sentences; nothing for one that keeps every rule."""
    pdf = pypdf.PdfReader(io.BytesIO(data))
    root: Any = pdf.root_object
    if "/StructTreeRoot" not in root:
        return ["It has no tags, so screen readers cannot tell its headings from its text."]
    tags = list(elements(root["/StructTreeRoot"]))
    found = [*_document(pdf, root), *_headings(tags), *_tables(tags), *_figures(tags)]
    for number, page in enumerate(pdf.pages, 1):
        found += [f"Page {number}: {fault}" for fault in (*_links(page), *_fonts(page))]
    return found


def _document(pdf: pypdf.PdfReader, root: Any) -> Iterator[str]:
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "It does not say that it is tagged (MarkInfo, Marked)."
    if not root.get("/Lang"):
        yield "It does not say its language (Lang)."
    if not (pdf.metadata and pdf.metadata.title):
        yield "It has no title."
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "Readers would show its file name in place of its title (DisplayDocTitle)."
    if b"<pdfuaid:part>1</pdfuaid:part>" not in root["/Metadata"].get_object().get_data():
        yield "It does not say that it keeps to PDF/UA-1 (pdfuaid)."
    if not pdf.outline:
        yield "It has no bookmarks."


def _headings(tags: list[Any]) -> Iterator[str]:
    headings = [(int(one["/S"][2:]), one.get("/T", "")) for one in tags if _HEADING.fullmatch(one["/S"])]
    levels = [level for level, _ in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"Its headings do not begin with the only one of level 1: {headings}"
    for (before, first), (after, second) in itertools.pairwise(headings):
        if after > before + 1:
            yield f'After the heading "{first}" of level {before} comes "{second}" of level {after}.'


def _tables(tags: list[Any]) -> Iterator[str]:
    for number, table in enumerate((one for one in tags if one["/S"] == "/Table"), 1):
        cells = [one for one in elements(table["/K"]) if one["/S"] == "/TH"]
        if not cells:
            yield f"Table {number} has no header cells."
        if not all(any("/Scope" in attribute for attribute in _attributes(cell)) for cell in cells):
            yield f"A header cell of table {number} does not say whether it is for its row or its column (Scope)."
        rows = [one for one in elements(table["/K"]) if one["/S"] == "/TR"]
        widths = {sum(_across(cell) for cell in elements(row["/K"]) if cell["/S"] in ("/TH", "/TD")) for row in rows}
        if len(widths) > 1:
            yield f"The rows of table {number} have different numbers of cells: {sorted(widths)}."


def _attributes(element: Any) -> list[Any]:
    held = element.get("/A", [])
    held = held.get_object() if hasattr(held, "get_object") else held
    return [one.get_object() for one in held] if isinstance(held, list) else [held]


def _across(cell: Any) -> int:
    return next((int(one["/ColSpan"]) for one in _attributes(cell) if "/ColSpan" in one), 1)


def _figures(tags: list[Any]) -> Iterator[str]:
    for number, figure in enumerate((one for one in tags if one["/S"] == "/Figure"), 1):
        if not str(figure.get("/Alt", "")).strip():
            yield f"Figure {number} has no alt text."


def _links(page: Any) -> Iterator[str]:
    links = [one.get_object() for one in page.get("/Annots", []) if one.get_object()["/Subtype"] == "/Link"]
    if page.get("/Tabs") != "/S":
        yield "the Tab key does not follow the order of the tags (Tabs)."
    for link in links:
        leads = link.get("/A", {}).get("/URI") or link.get("/Dest") or ""
        if not str(link.get("/Contents", "")).strip():
            yield f"the link to {leads} has no words for screen readers (Contents)."
        if "/StructParent" not in link:
            yield f"the link to {leads} stands outside the tags (StructParent)."


def _fonts(page: Any) -> Iterator[str]:
    for font in page["/Resources"].get("/Font", {}).values():
        drawn = font.get_object()["/DescendantFonts"][0].get_object()
        if not {"/FontFile2", "/FontFile3"} & set(drawn["/FontDescriptor"].get_object()):
            yield f"the font {drawn['/BaseFont']} is not embedded."
        if "/ToUnicode" not in font.get_object():
            yield f"the letters of the font {drawn['/BaseFont']} cannot be read out (ToUnicode)."
