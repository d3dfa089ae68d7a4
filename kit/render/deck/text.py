"""Paragraphs as DrawingML, in whatever shape holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from kit.render.deck.inline import clean
from kit.render.deck.measure import SPACE, indent, size_of, space_above, step, two_digits
from kit.render.deck.model import Mark, Paragraph, Run, Style

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
POINT = 12700
_CODE_FONT = "Courier New"
_BOXES = {Mark.TO_DO: "☐", Mark.DONE: "☑"}


@dataclass(frozen=True)
class Look:
    """How a shape's text is set. ``sized`` says whether sizes are written, or left to the layout.

    ``link`` relates an address to the slide and returns the relation's id.
    """

    size: float
    language: str
    link: Callable[[str], str]
    sized: bool = True
    bold: bool = False
    align: str = ""
    lists: bool = True
    space: float = SPACE


def fill(body: etree._Element, paragraphs: Sequence[Paragraph], look: Look) -> None:
    """Put ``paragraphs`` in place of those in ``body``, a shape's ``txBody``."""
    for old in body.findall(f"{{{A}}}p"):
        body.remove(old)
    starts = _starts(paragraphs)
    numbers = two_digits(paragraphs)
    for place, paragraph in enumerate(paragraphs or [Paragraph(())]):
        element = _add(body, "p")
        _properties(element, paragraph, look, starts.get(place, 1), numbers, place == 0)
        for run in paragraph.runs:
            _run(element, run, paragraph, look)
        if not paragraph.runs:
            _add(element, "endParaRPr", lang=look.language, sz=str(round(size_of(paragraph, look.size) * 100)))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{A}}}{tag}", attributes)


def _starts(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Where each numbered item's list begins to count: programs count on only while nothing stands between items."""
    starts: dict[int, int] = {}
    for place, paragraph in enumerate(paragraphs):
        if paragraph.mark is not Mark.NUMBER:
            continue
        before = paragraphs[place - 1] if place else None
        follows = (
            before is not None
            and before.mark is Mark.NUMBER
            and (before.level, before.number) == (paragraph.level, paragraph.number - 1)
        )
        starts[place] = starts[place - 1] if follows else paragraph.number
    return starts


def _properties(
    element: etree._Element, paragraph: Paragraph, look: Look, start: int, numbers: bool, first: bool
) -> None:
    properties = _add(element, "pPr")
    if look.lists:
        left = indent(paragraph, look.size, numbers)
        hang = step(look.size, numbers) if paragraph.mark is not Mark.NONE else 0.0
        properties.set("marL", str(round(left * POINT)))
        properties.set("indent", str(-round(hang * POINT)))
        if paragraph.level:
            properties.set("lvl", str(min(paragraph.level, 8)))
    if look.align:
        properties.set("algn", look.align)
    if look.lists:
        above = 0.0 if first else space_above(paragraph, look.size, look.space)
        _add(_add(properties, "spcBef"), "spcPts", val=str(round(above * 100)))
        _mark(properties, paragraph, start)


def _mark(properties: etree._Element, paragraph: Paragraph, start: int) -> None:
    if paragraph.mark is Mark.NONE:
        _add(properties, "buNone")
        return
    if paragraph.mark is Mark.NUMBER:
        _add(properties, "buFont", typeface="+mj-lt")
        number = _add(properties, "buAutoNum", type="arabicPeriod")
        if start != 1:
            number.set("startAt", str(start))
        return
    box = _BOXES.get(paragraph.mark)
    _add(properties, "buFont", typeface="Segoe UI Symbol" if box else "Arial")
    _add(properties, "buChar", char=box or ("–" if paragraph.level % 2 else "•"))


def _run(element: etree._Element, run: Run, paragraph: Paragraph, look: Look) -> None:
    for number, line in enumerate(run.text.split("\v")):
        if number:
            _look(_add(element, "br"), run, paragraph, look)
        if line:
            piece = _add(element, "r")
            _look(piece, run, paragraph, look)
            _add(piece, "t").text = clean(line)


def _look(piece: etree._Element, run: Run, paragraph: Paragraph, look: Look) -> None:
    properties = _add(piece, "rPr", lang=run.language or look.language)
    size = size_of(paragraph, look.size) if look.lists else look.size
    if run.code:
        properties.set("sz", str(round(size * 90)))
    elif look.sized:
        properties.set("sz", str(round(size * 100)))
    if run.bold or look.bold:
        properties.set("b", "1")
    if run.italic:
        properties.set("i", "1")
    if run.raised:
        properties.set("baseline", "30000" if run.raised > 0 else "-25000")
    if paragraph.style is Style.HEADING and look.lists:
        _add(_add(properties, "solidFill"), "schemeClr", val="tx2")
    if run.code:
        for tag in ("latin", "cs"):
            _add(properties, tag, typeface=_CODE_FONT)
    if run.link:
        _add(properties, "hlinkClick").set(f"{{{R}}}id", look.link(run.link))
