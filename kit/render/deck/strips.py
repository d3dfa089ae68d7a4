"""The picture of the day on slides: with its times on covers and agenda, and quietly along the edge elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from kit.facilitate.strip import Bar, Strip
from kit.render.deck.drawing import DECORATIVE, outline, place
from kit.render.deck.faces import FittedStrip
from kit.render.deck.inline import clean
from kit.render.deck.layouts import BRAND, EDGE, GROUND, Band, Box
from kit.render.deck.measure import FLOOR
from kit.render.deck.model import Day, words
from kit.render.deck.text import POINT, Look, paragraphs_xml, solid
from kit.render.deck.widths import width

_INCH = 72  # points
_GAP = 4.0  # points between bars and times
_LINE = 1.0  # points
_SPARE = 3.0  # points beside a time, because another Arial may be a little wider
_BETWEEN = 10.0  # points that two times keep clear of each other
_FIELD = 10_000  # units along a strip in one drawn shape
_FAINT = '<a:solidFill><a:schemeClr val="bg1"><a:alpha val="35000"/></a:schemeClr></a:solidFill>'
_NEAR = '<a:solidFill><a:schemeClr val="accent1"><a:alpha val="22000"/></a:schemeClr></a:solidFill>'

Number = Callable[[], int]  # the next free id of a shape


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
