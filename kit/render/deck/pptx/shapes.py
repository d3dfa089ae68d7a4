"""Shapes of a slide as PresentationML: placeholders filled, text boxes, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from kit.facilitate.strip import Bar, Strip
from kit.render.deck.design.ours.layouts import ACCENT, BRAND, EDGE, GROUND, MUTED, TINT, Band, Box, Spot
from kit.render.deck.design.ours.theme import TABLE_STYLE
from kit.render.deck.fit.measure import FLOOR, width
from kit.render.deck.fit.pages import MARGIN
from kit.render.deck.fit.placed import FittedStrip, FittedTable
from kit.render.deck.pptx.parts import Holder
from kit.render.deck.pptx.text import POINT, Look, paragraphs_xml, solid
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import Cell, Day, Paragraph, Tone, words

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


# Shapes of a master as PresentationML.

EMU = 914400  # English metric units in an inch (ECMA-376, part 1, 20.1.2.1)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def place(box: Box, unit: int = EMU, tag: str = "a") -> str:
    """Return the place of a shape; ``unit`` is how many English metric units the numbers of ``box`` count."""
    whole = box.times(unit)
    size = f'<a:off x="{round(whole.x)}" y="{round(whole.y)}"/><a:ext cx="{round(whole.w)}" cy="{round(whole.h)}"/>'
    return f"<{tag}:xfrm>{size}</{tag}:xfrm>"


def background(colour: str) -> str:
    """Return a ground of one colour of the scheme."""
    return f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def rectangle(box: Box, colour: str, number: int) -> str:
    """Return a coloured shape that decorates, and says so to screen readers."""
    return _decoration(box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', colour, number)


def band(box: Box, colour: str, number: int) -> str:
    """Return a coloured shape for a slide, under what follows it; it decorates, and holds no text."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Band" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def quotation_mark(box: Box, number: int) -> str:
    """Return an opening quotation mark, drawn as two strokes."""
    strokes = [_stroke(shift) for shift in (0, 54)]
    return _decoration(box, outline(100, 80, strokes), ACCENT, number)


def _stroke(shift: int) -> list[tuple[int, int]]:
    return [(18 + shift, 0), (46 + shift, 0), (34 + shift, 80), (shift, 80)]


def outline(width: int, height: int, shapes: Sequence[Sequence[tuple[int, int]]]) -> str:
    """Return the geometry of filled shapes, each by its corners, in a field of ``width`` and ``height``."""
    paths = "".join(_path(corners) for corners in shapes)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
    )


def _path(corners: Sequence[tuple[int, int]]) -> str:
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in corners]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _decoration(box: Box, geometry: str, colour: str, number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Shape {number}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(box)}{geometry}'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def picture(box: Box, related: str, alt: str, number: int) -> str:
    """Return a picture of a layout; without ``alt`` it is marked as decoration."""
    mark = "" if alt else DECORATIVE
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr={quoteattr(alt)}>{mark}</p:cNvPr>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{related}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def placeholder(spot: Spot, number: int, language: str) -> str:
    """Return a placeholder with its place, look and prompt. Without insets, so that all text begins on one line."""
    index = f' idx="{spot.idx}"' if spot.idx else ""
    locks = '<p:cNvSpPr><a:spLocks noGrp="1"{}/></p:cNvSpPr>'.format(' noRot="1" noChangeAspect="1"' * _image(spot))
    text = "" if _image(spot) else f"<p:txBody>{_body(spot)}{_look(spot, language)}{_words(spot, language)}</p:txBody>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(spot.role)}/>{locks}'
        f'<p:nvPr><p:ph type="{spot.type}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{place(spot.box)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>{text}</p:sp>'
    )


def _image(spot: Spot) -> bool:
    return spot.type == "sldImg"


def _body(spot: Spot) -> str:
    return f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{spot.anchor}"><a:normAutofit/></a:bodyPr>'


def _look(spot: Spot, language: str) -> str:
    levels = range(1, 6) if spot.bullets else range(1, 2)
    return f"<a:lstStyle>{''.join(_level(spot, number, language) for number in levels)}</a:lstStyle>"


def _level(spot: Spot, number: int, language: str) -> str:
    size = max(18, spot.size - 2 * (number - 1)) if spot.bullets else spot.size
    mark = "" if spot.bullets else "<a:buNone/>"
    indent = "" if spot.bullets else ' marL="0" indent="0"'
    fill = f'<a:solidFill><a:schemeClr val="{spot.colour}"/></a:solidFill>'
    look = f'<a:defRPr lang="{language}" sz="{size * 100}" b="{int(spot.bold)}">{fill}</a:defRPr>'
    return f'<a:lvl{number}pPr{indent} algn="{spot.align}">{mark}{look}</a:lvl{number}pPr>'


def _words(spot: Spot, language: str) -> str:
    if spot.type == "sldNum":
        field = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        return f'<a:p>{field}<a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld></a:p>'
    if not spot.prompt:
        return f'<a:p><a:endParaRPr lang="{language}"/></a:p>'
    return f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{escape(spot.prompt)}</a:t></a:r></a:p>'


# The picture of the day on slides: with its times on covers and agenda, and quietly along the edge elsewhere.

_INCH = 72  # points
_GAP = 4.0  # points between bars and times
_LINE = 1.0  # points
_SPARE = 3.0  # points beside a time, because another Arial may be a little wider
_BETWEEN = 10.0  # points that two times keep clear of each other
_FIELD = 10_000  # units along a strip in one drawn shape
_FAINT = '<a:solidFill><a:schemeClr val="bg1"><a:alpha val="35000"/></a:schemeClr></a:solidFill>'
_NEAR = '<a:solidFill><a:schemeClr val="accent1"><a:alpha val="22000"/></a:schemeClr></a:solidFill>'


def on_band(day: Day, band: Band) -> FittedStrip:
    """Return a day's strip in its place on a layout, in points, with the times below it that have room."""
    bars = band.box.times(_INCH)
    tall = _GAP + FLOOR * 1.2
    whole = Box(bars.x, bars.y, bars.w, bars.h + tall)
    return FittedStrip(day, whole, bars, band.ground, tuple(_times(day.strip, bars)))


def _times(strip: Strip, bars: Box) -> Iterable[tuple[str, Box]]:
    """The times at both ends, and those between them that stand clear of each other."""
    last = strip.ticks[-1]
    free, end = bars.x, bars.x + bars.w - width(last.words, FLOOR) - _SPARE
    for tick in strip.ticks:
        wide = width(tick.words, FLOOR) + _SPARE
        left = min(max(bars.x, bars.x + tick.left * bars.w - wide / 2), bars.x + bars.w - wide)
        if tick is last or (left >= free and left + wide + _BETWEEN <= end):
            yield tick.words, Box(left, bars.y + bars.h + _GAP, wide, FLOOR * 1.2)
            free = left + wide + _BETWEEN


def strip_xml(fitted: FittedStrip, look: Look, number: Number, whole: bool) -> str:
    """Return a strip with its times as one group of shapes in colours of the theme.

    With ``whole`` its text alternative says the whole day, else only where in the day the slide stands.
    """
    strip, now = fitted.day.strip, fitted.day.now
    alt = strip.words if whole or now is None else f"Item {now + 1} of {len(strip.bars)}: {strip.bars[now].words}."
    head = f'<p:cNvPr id="{number()}" name={quoteattr(clean(strip.title))} descr={quoteattr(clean(alt))}/>'
    parts = "".join(_bar(bar, fitted, place == now, number) for place, bar in enumerate(strip.bars))
    parts += "".join(_time(text, box, fitted, look, number) for text, box in fitted.times)
    frame = place(fitted.box, POINT)
    child = frame.replace("</a:xfrm>", frame[len("<a:xfrm>") :].replace("a:off", "a:chOff").replace("a:ext", "a:chExt"))
    about = f"<p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{child}</p:grpSpPr>"
    return f"<p:grpSp>{about}{parts}</p:grpSp>"


def _bar(bar: Bar, fitted: FittedStrip, now: bool, number: Number) -> str:
    """A bar: filled for a session, an outline for a break, and full where the slide stands: never colour alone."""
    room = fitted.bars
    left, right = (round((room.x + share * room.w) * POINT) for share in (bar.left, bar.left + bar.width))
    place = (
        f'<a:xfrm><a:off x="{left}" y="{round(room.y * POINT)}"/>'
        f'<a:ext cx="{right - left}" cy="{round(room.h * POINT)}"/></a:xfrm>'
    )
    full = now or (fitted.day.now is None and not bar.pause)
    fill = solid(GROUND) if full else "<a:noFill/>" if bar.pause else _FAINT
    line = solid(GROUND if bar.pause else fitted.ground)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr(clean(bar.words))} descr="">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
        f'<a:ln w="{round(_LINE * POINT)}">{line}</a:ln></p:spPr></p:sp>'
    )


def _time(text: str, box: Box, fitted: FittedStrip, look: Look, number: Number) -> str:
    far = box.x + box.w >= fitted.bars.x + fitted.bars.w - 0.01
    align = "l" if box.x <= fitted.bars.x else "r" if far else "ctr"
    set_so = replace(look, size=FLOOR, sized=True, align=align, lists=False, colour=GROUND)
    shown = paragraphs_xml([words(text)], set_so)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name={quoteattr("Time " + text)}/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr>{place(box, POINT)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/>'
        f"<a:lstStyle/>{shown}</p:txBody></p:sp>"
    )


def edge_xml(day: Day, dark: bool, number: Number) -> str:
    """Return the day along the lowest edge of a slide: two shapes that decorate, the item of this slide in one."""
    bars = list(enumerate(day.strip.bars))
    others = [_span(bar) for place, bar in bars if place != day.now]
    here = [_span(bar) for place, bar in bars if place == day.now]
    strong = solid(GROUND if dark else BRAND)
    return _thread("The day", others, _FAINT if dark else _NEAR, number) + _thread("Now", here, strong, number)


def _span(bar: Bar) -> list[tuple[int, int]]:
    left, right = round(bar.left * _FIELD), round((bar.left + bar.width) * _FIELD) - 25  # a gap that can be seen
    right = max(right, left + 1)
    return [(left, 0), (right, 0), (right, 100), (left, 100)]


def _thread(name: str, spans: list[list[tuple[int, int]]], fill: str, number: Number) -> str:
    if not spans:
        return ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number()}" name="{name}" descr="">{DECORATIVE}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
        f"</p:nvSpPr><p:spPr>{place(EDGE)}{outline(_FIELD, 100, spans)}{fill}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
