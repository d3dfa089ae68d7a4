"""Paragraphs as DrawingML, in whatever shape holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from kit.render.deck.fit.measure import SPACE, indent, size_of, space_above, step, two_digits
from kit.render.deck.geometry import POINT
from kit.render.deck.pptx.numbering import Counted, counted
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import Mark, Paragraph, Run, Style

_CODE_FONT = "Courier New"
# What makes PowerPoint give a link the colour of the text around it (Microsoft, [MS-ODRAWXML], hlinkClr).
_PLAIN = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
_BOXES = {Mark.TO_DO: "☐", Mark.DONE: "☑"}


@dataclass(frozen=True)
class Look:
    """How a shape's text is set. ``sized`` says whether sizes are written, or left to the layout.

    ``link`` relates an address to the slide and returns the relation's id. ``lists`` says whether paragraphs may be
    items of lists; ``space`` is then the space above each as a share of its size, None for that of the layout.
    ``fill`` is the colour of the text and ``heading`` that of headings in it, as DrawingML, "" for what the shape has
    anyway. ``plain_links`` gives links the colour of the text around them.
    """

    size: float
    language: str
    link: Callable[[str], str]
    sized: bool = True
    align: str = ""
    lists: bool = True
    space: float | None = SPACE
    fill: str = ""
    heading: str = ""
    plain_links: bool = False


def paragraphs_xml(paragraphs: Sequence[Paragraph], look: Look) -> str:
    """Return ``paragraphs`` as they stand in a shape's text body, of which each holds one or more."""
    places, numbers = counted(paragraphs), two_digits(paragraphs)
    if any(place.level != paragraph.level for place, paragraph in zip(places, paragraphs, strict=True)):
        look = replace(look, sized=True)  # the layout would set a deeper level smaller
    written = [
        f"<a:p>{_properties(paragraph, look, place, numbers, not number)}"
        f"{''.join(_run(run, paragraph, look) for run in paragraph.runs) or _end(paragraph, look)}</a:p>"
        for number, (paragraph, place) in enumerate(zip(paragraphs, places, strict=True))
    ]
    return "".join(written) or paragraphs_xml([Paragraph(())], look)


def _end(paragraph: Paragraph, look: Look) -> str:
    size = round(size_of(paragraph, look.size) * 100)
    return f'<a:endParaRPr lang={quoteattr(look.language)} sz="{size}"/>'


def _properties(paragraph: Paragraph, look: Look, place: Counted, numbers: bool, first: bool) -> str:
    align = f' algn="{look.align}"' if look.align else ""
    if not look.lists:
        return f"<a:pPr{align}/>"
    left = round(indent(paragraph, look.size, numbers) * POINT)
    hang = round(step(look.size, numbers) * POINT) if paragraph.mark is not Mark.NONE else 0
    level = f' lvl="{place.level}"' if place.level else ""
    above = "" if look.space is None else _space(0.0 if first else space_above(paragraph, look.size, look.space))
    return f'<a:pPr marL="{left}" indent="{-hang}"{level}{align}>{above}{_mark(paragraph, place.start)}</a:pPr>'


def _space(points: float) -> str:
    return f'<a:spcBef><a:spcPts val="{round(points * 100)}"/></a:spcBef>'


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
    if run.bold:
        said += ' b="1"'
    elif run.light:
        said += ' b="0"'
    said += ' i="1"' if run.italic else ""
    if run.raised:
        said += f' baseline="{30000 if run.raised > 0 else -25000}"'
    inner = look.fill or (look.heading if paragraph.style is Style.HEADING and look.lists else "")
    if run.code:
        inner += f'<a:latin typeface="{_CODE_FONT}"/><a:cs typeface="{_CODE_FONT}"/>'
    if run.link:
        inner += f'<a:hlinkClick r:id="{look.link(run.link)}">{_PLAIN if look.plain_links else ""}</a:hlinkClick>'
    return f"<a:rPr{said}>{inner}</a:rPr>"
