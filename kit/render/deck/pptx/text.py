"""Paragraphs as DrawingML, in whatever shape holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from kit.model.colour import TEXT_RATIO, contrast
from kit.render.deck.fit.measure import SPACE, indent, size_of, space_above, step, two_digits
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import Mark, Paragraph, Run, Style

POINT = 12700
_CODE_FONT = "Courier New"
_BOXES = {Mark.TO_DO: "☐", Mark.DONE: "☑"}


@dataclass(frozen=True)
class Look:
    """How a shape's text is set. ``sized`` says whether sizes are written, or left to the layout.

    ``link`` relates an address to the slide and returns the relation's id. ``colour`` is one of the theme, "" for
    what the shape has anyway; ``fill`` is a colour of somebody else's deck, as DrawingML. ``own`` says that the deck
    is ours, so that colours of its theme may be named: those of another may be anything, on any ground.
    ``plain_links`` gives links the colour of the text around them.
    """

    size: float
    language: str
    link: Callable[[str], str]
    sized: bool = True
    bold: bool = False
    align: str = ""
    lists: bool = True
    space: float = SPACE
    colour: str = ""
    fill: str = ""
    own: bool = True
    plain_links: bool = False


def paragraphs_xml(paragraphs: Sequence[Paragraph], look: Look) -> str:
    """Return ``paragraphs`` as they stand in a shape's text body, of which each holds one or more."""
    starts = _starts(paragraphs)
    numbers = two_digits(paragraphs)
    return "".join(
        f"<a:p>{_properties(paragraph, look, starts.get(place, 1), numbers, place == 0)}"
        f"{''.join(_run(run, paragraph, look) for run in paragraph.runs) or _end(paragraph, look)}</a:p>"
        for place, paragraph in enumerate(paragraphs or [Paragraph(())])
    )


def solid(colour: str) -> str:
    """Return a fill of one colour of the theme."""
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _end(paragraph: Paragraph, look: Look) -> str:
    size = round(size_of(paragraph, look.size) * 100)
    return f'<a:endParaRPr lang={quoteattr(look.language)} sz="{size}"/>'


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


def _properties(paragraph: Paragraph, look: Look, start: int, numbers: bool, first: bool) -> str:
    align = f' algn="{look.align}"' if look.align else ""
    if not look.lists:
        return f"<a:pPr{align}/>"
    left = round(indent(paragraph, look.size, numbers) * POINT)
    hang = round(step(look.size, numbers) * POINT) if paragraph.mark is not Mark.NONE else 0
    level = f' lvl="{min(paragraph.level, 8)}"' if paragraph.level else ""
    above = 0.0 if first else space_above(paragraph, look.size, look.space)
    return (
        f'<a:pPr marL="{left}" indent="{-hang}"{level}{align}><a:spcBef><a:spcPts val="{round(above * 100)}"/>'
        f"</a:spcBef>{_mark(paragraph, start)}</a:pPr>"
    )


def _mark(paragraph: Paragraph, start: int) -> str:
    if paragraph.mark is Mark.NONE:
        return "<a:buNone/>"
    if paragraph.mark is Mark.NUMBER:
        begin = f' startAt="{start}"' if start != 1 else ""
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{begin}/>'
    box = _BOXES.get(paragraph.mark)
    font, char = ("Segoe UI Symbol", box) if box else ("Arial", "–" if paragraph.level % 2 else "•")
    return f'<a:buFont typeface="{font}"/><a:buChar char="{char}"/>'


def _run(run: Run, paragraph: Paragraph, look: Look) -> str:
    parts = []
    for number, line in enumerate(run.text.split("\v")):
        if number:
            parts.append(f"<a:br>{_look(run, paragraph, look)}</a:br>")
        if line:
            parts.append(f"<a:r>{_look(run, paragraph, look)}<a:t>{escape(clean(line))}</a:t></a:r>")
    return "".join(parts)


def _look(run: Run, paragraph: Paragraph, look: Look) -> str:
    size = run.size or (size_of(paragraph, look.size) if look.lists else look.size)
    said = f" lang={quoteattr(run.language or look.language)}"
    if run.code:
        said += f' sz="{round(size * 90)}"'
    elif look.sized or run.size:
        said += f' sz="{round(size * 100)}"'
    if run.bold or look.bold:
        said += ' b="1"'
    elif run.light:
        said += ' b="0"'
    said += ' i="1"' if run.italic else ""
    if run.raised:
        said += f' baseline="{30000 if run.raised > 0 else -25000}"'
    colour = "tx2" if paragraph.style is Style.HEADING and look.lists and look.own else look.colour
    inner = look.fill or (solid(colour) if colour else "")
    if run.code:
        inner += f'<a:latin typeface="{_CODE_FONT}"/><a:cs typeface="{_CODE_FONT}"/>'
    if run.link:
        inner += f'<a:hlinkClick r:id="{look.link(run.link)}">{PLAIN if look.plain_links else ""}</a:hlinkClick>'
    return f"<a:rPr{said}>{inner}</a:rPr>"


# Whether links can be read on the ground of somebody else's deck.

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
# What makes PowerPoint give a link the colour of the text around it (Microsoft, [MS-ODRAWXML], hlinkClr).
PLAIN = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)


def links_can_be_read(master: Any) -> bool:
    """Whether the theme's colour of links stands out from the ground that a master maps; so where either is unknown."""
    related = master.part.rels.values()
    theme = next((rel.target_part.blob for rel in related if rel.reltype.endswith("/theme")), None)
    mapping = master.element.find(f"{_P}clrMap")
    if theme is None or mapping is None:
        return True
    scheme = etree.fromstring(theme).find(f".//{_A}clrScheme")
    link, ground = (_colour(scheme, mapping.get(name, name)) for name in ("hlink", "bg1"))
    return not link or not ground or contrast(link, ground) >= TEXT_RATIO


def _colour(scheme: etree._Element | None, name: str) -> str:
    """A colour of a scheme as ``#rrggbb``, "" for one that cannot be told."""
    found = None if scheme is None else scheme.find(f"{_A}{name}/*")
    value = "" if found is None else found.get("lastClr") or found.get("val") or ""
    return f"#{value.lower()}" if len(value) == 6 and all(one in "0123456789abcdefABCDEF" for one in value) else ""
