"""Shapes of a slide as PresentationML: placeholders filled, text boxes, tables, pictures and decoration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import quoteattr

from kit.render.deck.fit.pages import MARGIN
from kit.render.deck.fit.placed import FittedTable, HiddenShape, Placeholder
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.pptx.ooxml import TABLE
from kit.render.deck.pptx.text import Look, paragraphs_xml
from kit.render.deck.slides.model import Cell, Paragraph, Tone

_RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NOTHING = "<a:noFill/>"
_LINE = 1.0  # points: an outline
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)

Number = Callable[[], int]


def text_shape(name: str, body: str, placeholder: Placeholder | None, box: Box | None, number: Number) -> str:
    """Return a placeholder with ``body``, at ``box`` (points) or where its layout has it; a text box without one."""
    if placeholder is None and box is not None:
        return text_box(name, body, box, 'wrap="square"', number)
    moved, ph = place(box) if box else "", _ph(placeholder)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{moved}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def text_box(name: str, body: str, box: Box, properties: str, number: Number) -> str:
    """Return a shape of the slide's own with ``body``; ``properties`` are the attributes of its text body."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr(name)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{place(box)}{_RECT}{NOTHING}</p:spPr>"
        f"<p:txBody><a:bodyPr {properties}/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def _ph(placeholder: Placeholder | None) -> str:
    return f"<p:ph{placeholder.attributes}/>" if placeholder else ""


def field_shape(placeholder: Placeholder, language: str, number: Number) -> str:
    """Return the slide number."""
    body = (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f"<a:rPr lang={quoteattr(language)}/><a:t>‹#›</a:t></a:fld></a:p>"
    )
    return text_shape("Slide number", body, placeholder, None, number)


def picture_shape(name: str, related: str, alt: str, box: Box, placeholder: Placeholder | None, number: Number) -> str:
    """Return a picture at ``box`` (points), whole; without ``alt`` it is marked as decoration."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number()}" name={quoteattr(name)} descr={quoteattr(alt)}>'
        f'{"" if alt else _DECORATIVE}</p:cNvPr><p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr>{_ph(placeholder)}</p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="{related}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place(box)}{_RECT}</p:spPr></p:pic>"
    )


@dataclass(frozen=True)
class TableStyle:
    """How a deck's tables look: the identity of their style, and samples of rows that are set apart."""

    identity: str
    rows: Mapping[Tone, HiddenShape]


def table_shape(
    table: FittedTable, name: str, look: Look, style: TableStyle, placeholder: Placeholder | None, number: Number
) -> str:
    """Return a native table with its heading row marked."""
    box = Box(table.box.x, table.box.y, sum(table.widths), sum(table.heights))
    grid = "".join(f'<a:gridCol w="{round(wide * POINT)}"/>' for wide in table.widths)
    rows = "".join(
        _row(row, tall, table, at < table.header, look, style)
        for at, (row, tall) in enumerate(zip(table.rows, table.heights, strict=True))
    )
    flags = (' firstRow="1"' if table.header else "") + ' bandRow="1"'
    said = quoteattr(f"Table: {name}")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number()}" name="Table" descr={said}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{_ph(placeholder)}</p:nvPr></p:nvGraphicFramePr>{place(box, 'p')}"
        f'<a:graphic><a:graphicData uri="{TABLE}"><a:tbl>'
        f"<a:tblPr{flags}><a:tableStyleId>{style.identity}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}"
        f"</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(row: Sequence[Cell], tall: float, table: FittedTable, header: bool, look: Look, style: TableStyle) -> str:
    cells = "".join(_cell(cell, table, header, look, style.rows.get(cell.tone)) for cell in row)
    return f'<a:tr h="{round(tall * POINT)}">{cells}</a:tr>'


def _cell(cell: Cell, table: FittedTable, header: bool, look: Look, sample: HiddenShape | None) -> str:
    side, pad = round(MARGIN * POINT), round(table.pad * POINT)
    texts = tuple(_unlinked(part) for part in cell.paragraphs) if header else cell.paragraphs
    body = paragraphs_xml(texts, replace(look, align=cell.align, fill=sample.text if sample else ""))
    fill = sample.fill if sample and sample.fill != NOTHING else ""
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{pad}" marB="{pad}" anchor="ctr">{fill}</a:tcPr></a:tc>'
    )


def _unlinked(paragraph: Paragraph) -> Paragraph:
    """A heading's words without their links, whose colour could not be read on its ground."""
    return replace(paragraph, runs=tuple(replace(run, link="") for run in paragraph.runs))


def place(box: Box, tag: str = "a") -> str:
    """Return where a shape stands; ``box`` is in points."""
    whole = box.times(POINT)
    size = f'<a:off x="{round(whole.x)}" y="{round(whole.y)}"/><a:ext cx="{round(whole.w)}" cy="{round(whole.h)}"/>'
    return f"<{tag}:xfrm>{size}</{tag}:xfrm>"


def decoration(name: str, box: Box, fill: str, number: Number, geometry: str = _RECT, line: str = NOTHING) -> str:
    """Return a shape without text, which screen readers leave out; ``line`` is what its outline is filled with."""
    width = "" if line == NOTHING else f' w="{round(_LINE * POINT)}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr(name)} descr="">{_DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{place(box)}{geometry}{fill}<a:ln{width}>{line}</a:ln></p:spPr></p:sp>"
    )
