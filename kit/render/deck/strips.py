"""The picture of the day beside the title of the agenda: one bar for each item between the times of start and end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from kit.facilitate.strip import Bar, Strip
from kit.render.deck.drawing import DECORATIVE
from kit.render.deck.faces import FittedStrip
from kit.render.deck.inline import clean
from kit.render.deck.layouts import DAY, Box
from kit.render.deck.measure import FLOOR
from kit.render.deck.model import words
from kit.render.deck.text import A, Look, fill
from kit.render.deck.widths import width

_INCH = 72  # points
_GAP = 12.0  # points between bars and times
_LINE = 1.0  # points
_SPARE = 2.0  # points beside a time, because another Arial may be a little wider
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def beside_title(day: Strip) -> FittedStrip:
    """Return a day's strip on the line of the agenda's title, where our layout keeps room and no table loses any."""
    box = DAY.times(_INCH)
    left, right = (width(day.ticks[end].words, FLOOR) + _SPARE + _GAP for end in (0, -1))
    return FittedStrip(day, box, Box(box.x + left, box.y, box.w - left - right, box.h))


def draw_strip(slide: Any, fitted: FittedStrip, look: Look) -> Any:
    """Add a strip to ``slide`` as one group of shapes in colours of the theme, and return the group.

    The group's text alternative says the whole day, so its bars are marked as decoration.
    """
    group = slide.shapes.add_group_shape()
    _say(group, clean(fitted.strip.title), clean(fitted.strip.words))
    box, bars = fitted.box, fitted.bars
    start, end = fitted.strip.ticks[0].words, fitted.strip.ticks[-1].words
    after = bars.x + bars.w + _GAP
    _time(group, start, Box(box.x, box.y, bars.x - _GAP - box.x, box.h), look, "l")
    for bar in fitted.strip.bars:
        _bar(group, bar, bars)
    _time(group, end, Box(after, box.y, box.x + box.w - after, box.h), look, "r")
    return group


def _say(shape: Any, name: str, alt: str) -> None:
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", alt)


def _bar(group: Any, bar: Bar, room: Box) -> None:
    """Add a bar: filled for a session, pale with an outline for a break, so that colour alone tells nothing."""
    left, right = Pt(room.x + bar.left * room.w), Pt(room.x + (bar.left + bar.width) * room.w)
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, Pt(room.y), right - left, Pt(room.h))
    style = shape._element.find(f"{_P}style")
    shape._element.remove(style)
    _say(shape, clean(bar.words), "")
    shape._element._nvXxPr.cNvPr.append(etree.fromstring(f'<x xmlns:a="{A}">{DECORATIVE}</x>')[0])
    strong, pale = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.BACKGROUND_2
    _paint(shape.fill, pale if bar.pause else strong)
    _paint(shape.line.fill, strong if bar.pause else MSO_THEME_COLOR.BACKGROUND_1)
    shape.line.width = Pt(_LINE)


def _paint(what: Any, colour: MSO_THEME_COLOR) -> None:
    what.solid()
    what.fore_color.theme_color = colour


def _time(group: Any, text: str, box: Box, look: Look, align: str) -> None:
    shape = group.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
    shape.name = f"Time {text}"
    frame = shape.text_frame
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    fill(shape._element.txBody, [words(text)], replace(look, size=FLOOR, sized=True, lists=False, align=align))
