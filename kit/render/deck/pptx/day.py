"""The picture of the day as shapes: with its times on covers and agendas, and quietly along the edge elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from kit.facilitate.strip import Bar
from kit.render.deck.fit.measure import FLOOR
from kit.render.deck.fit.placed import FittedStrip, HiddenShape
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.pptx.shapes import Number, decoration, place, text_box
from kit.render.deck.pptx.text import Look, paragraphs_xml
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import DayMark, words
from kit.render.palette import FAINT, SOFT

_FIELD = 10_000  # units along an edge in one drawn shape
_INSET = 1.0  # points that the outline of a break stands inside its place
_TIME = 'wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"'


def strip_xml(fitted: FittedStrip, look: Look, number: Number, whole: bool) -> str:
    """Return a strip with its times as one group of shapes.

    With ``whole`` its text alternative says the whole day, else only where in the day the slide stands.
    """
    strip, now = fitted.day.strip, fitted.day.now
    alt = strip.words if whole or now is None else f"Item {now + 1} of {len(strip.bars)}: {strip.bars[now].words}."
    head = f'<p:cNvPr id="{number()}" name={quoteattr(clean(strip.title))} descr={quoteattr(clean(alt))}/>'
    parts = "".join(_bar(bar, fitted, at == now, number) for at, bar in enumerate(strip.bars))
    parts += "".join(_time(text, box, fitted.like, look, number) for text, box in fitted.times)
    frame = place(fitted.box)
    child = frame.replace("</a:xfrm>", frame[len("<a:xfrm>") :].replace("a:off", "a:chOff").replace("a:ext", "a:chExt"))
    about = f"<p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{child}</p:grpSpPr>"
    return f"<p:grpSp>{about}{parts}</p:grpSp>"


def _bar(bar: Bar, fitted: FittedStrip, now: bool, number: Number) -> str:
    """A bar: filled for a session, a tint with an outline for a break, and full where the slide stands."""
    room, colour = fitted.like.box, fitted.like.text
    left, right = (round((room.x + share * room.w) * POINT) for share in (bar.left, bar.left + bar.width))
    box = Box(left / POINT, room.y, (right - left) / POINT, room.h)  # in whole units, so that bars touch
    full = now or (fitted.day.now is None and not bar.pause)
    fill = colour if full else _faint(colour, SOFT if bar.pause else FAINT)
    if not bar.pause:
        return decoration(clean(bar.words), box, fill, number, line=fitted.like.fill)
    inset = round(min(_INSET / box.w, 0.2) * _FIELD)  # its outline closes within, where no neighbour covers it
    inner = _outline([_corners(inset, _FIELD - inset)])
    return decoration(clean(bar.words), box, fill, number, inner, colour)


def _faint(colour: str, share: float) -> str:
    """A fill through which the ground shines, with ``share`` of the colour, as pages mix it."""
    opened = re.sub(r"<(a:\w+Clr)([^<>]*)/></a:solidFill>$", r"<\1\2></\1></a:solidFill>", colour)
    return re.sub(r"(</a:\w+Clr></a:solidFill>)$", rf'<a:alpha val="{round(share * 100_000)}"/>\1', opened)


def _time(text: str, box: Box, like: HiddenShape, look: Look, number: Number) -> str:
    align = "l" if box.x <= like.box.x else "r" if box.right >= like.box.right - 0.01 else "ctr"
    look = replace(look, size=FLOOR, sized=True, align=align, lists=False, fill=like.text)
    return text_box(f"Time {text}", paragraphs_xml([words(text)], look), box, _TIME, number)


def edge_xml(day: DayMark, like: HiddenShape, number: Number) -> str:
    """Return the day along an edge of a slide: two shapes that decorate, the item of this slide in one."""
    bars = list(enumerate(day.strip.bars))
    others = [_span(bar) for at, bar in bars if at != day.now]
    here = [_span(bar) for at, bar in bars if at == day.now]
    return _thread("The day", others, like.fill, like, number) + _thread("Now", here, like.text, like, number)


def _span(bar: Bar) -> list[tuple[int, int]]:
    left, right = round(bar.left * _FIELD), round((bar.left + bar.width) * _FIELD) - 25  # a gap that can be seen
    return _corners(left, max(right, left + 1))


def _corners(left: int, right: int) -> list[tuple[int, int]]:
    return [(left, 0), (right, 0), (right, 100), (left, 100)]


def _thread(name: str, spans: Sequence[Sequence[tuple[int, int]]], fill: str, like: HiddenShape, number: Number) -> str:
    return decoration(name, like.box, fill, number, _outline(spans)) if spans else ""


def _outline(spans: Sequence[Sequence[tuple[int, int]]]) -> str:
    """The geometry of filled shapes, each by its corners, in a field that is ``_FIELD`` wide and 100 high."""
    paths = "".join(_path(corners) for corners in spans)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{_FIELD}" h="100">{paths}</a:path></a:pathLst></a:custGeom>'
    )


def _path(corners: Sequence[tuple[int, int]]) -> str:
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in corners]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"
