"""Shapes of a master as PresentationML."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from kit.render.deck.layouts import ACCENT, Box, Spot

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
