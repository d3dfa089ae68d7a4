"""Shapes of a slide as PresentationML: placeholders filled, text boxes, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from kit.render.deck.columns import MARGIN
from kit.render.deck.drawing import DECORATIVE, place
from kit.render.deck.faces import FittedTable
from kit.render.deck.layouts import BRAND, MUTED, TINT, Box
from kit.render.deck.model import Cell, Paragraph, Tone
from kit.render.deck.parts import Holder
from kit.render.deck.text import POINT, Look, paragraphs_xml, solid
from kit.render.deck.theme import TABLE_STYLE

_POWERPOINT_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"  # "Medium Style 2 - Accent 1", in every PowerPoint
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'

Number = Callable[[], int]


def text_shape(name: str, body: str, holder: Holder | None, box: Box | None, number: Number, anchor: str = "") -> str:
    """Return a placeholder with ``body``, at ``box`` (points) or where its layout has it; a text box without one."""
    moved = place(box, POINT) if box else ""
    said = f' anchor="{anchor}"' if anchor else ""
    if holder is not None:
        use, kind, inner = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>', f"<p:ph{holder.ph}/>", f"<a:bodyPr{said}/>"
    else:
        use, kind, inner = '<p:cNvSpPr txBox="1"/>', "", f'<a:bodyPr wrap="square"{said}/>'
        moved += f"{_RECT}<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr(name)}/>{use}<p:nvPr>{kind}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{moved}</p:spPr><p:txBody>{inner}<a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def field_shape(holder: Holder, language: str, number: Number) -> str:
    """Return the slide number."""
    body = (
        '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f"<a:rPr lang={quoteattr(language)}/><a:t>‹#›</a:t></a:fld></a:p>"
    )
    return text_shape("Slide number", body, holder, None, number)


def picture_shape(name: str, related: str, alt: str, box: Box, holder: Holder | None, number: Number) -> str:
    """Return a picture at ``box`` (points), whole; without ``alt`` it is marked as decoration."""
    ph = f"<p:ph{holder.ph}/>" if holder else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number()}" name={quoteattr(name)} descr={quoteattr(alt)}>'
        f'{"" if alt else DECORATIVE}</p:cNvPr><p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f'<p:nvPr>{ph}</p:nvPr></p:nvPicPr><p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/>'
        f"</a:stretch></p:blipFill><p:spPr>{place(box, POINT)}{_RECT}</p:spPr></p:pic>"
    )


def table_shape(table: FittedTable, name: str, look: Look, holder: Holder | None, own: bool, number: Number) -> str:
    """Return a native table with its heading row marked; ``own`` sets it in the style of our own master."""
    ph = f"<p:ph{holder.ph}/>" if holder else ""
    box = Box(table.box.x, table.box.y, sum(table.widths), sum(table.heights))
    grid = "".join(f'<a:gridCol w="{round(wide * POINT)}"/>' for wide in table.widths)
    rows = "".join(
        _row(row, tall, table, at < table.header, look)
        for at, (row, tall) in enumerate(zip(table.rows, table.heights, strict=True))
    )
    flags = (' firstRow="1"' if table.header else "") + ("" if own else ' bandRow="1"')
    style = f"<a:tableStyleId>{TABLE_STYLE if own else _POWERPOINT_STYLE}</a:tableStyleId>"
    said = quoteattr(f"Table: {name}")
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number()}" name="Table" descr={said}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{ph}</p:nvPr>'
        f'</p:nvGraphicFramePr>{place(box, POINT, "p")}<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl>'
        f"<a:tblPr{flags}>{style}</a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _row(row: Sequence[Cell], tall: float, table: FittedTable, header: bool, look: Look) -> str:
    cells = "".join(_cell(cell, table, header, look) for cell in row)
    return f'<a:tr h="{round(tall * POINT)}">{cells}</a:tr>'


def _cell(cell: Cell, table: FittedTable, header: bool, look: Look) -> str:
    side, pad = round(MARGIN * POINT), round(table.pad * POINT)
    texts = tuple(_unlinked(part) for part in cell.paragraphs) if header else cell.paragraphs
    colour = {Tone.DONE: MUTED, Tone.NEXT: BRAND}.get(cell.tone, "") if look.own else ""
    body = paragraphs_xml(texts, replace(look, align=cell.align, colour=colour))
    fill = solid(TINT) if cell.tone is Tone.NEXT and look.own else ""
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{pad}" marB="{pad}" anchor="ctr">{fill}</a:tcPr></a:tc>'
    )


def _unlinked(paragraph: Paragraph) -> Paragraph:
    """A heading's words without their links, whose colour could not be read on its ground."""
    return replace(paragraph, runs=tuple(replace(run, link="") for run in paragraph.runs))
