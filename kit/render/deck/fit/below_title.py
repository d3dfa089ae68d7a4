"""Where text begins below its title: at the same distance from one line as from two, and larger where that suffices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kit.render.deck.fit.measure import airy, best_size, total
from kit.render.deck.fit.placed import Design, Fitted, PlacedSlide, SlidePlace
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import LayoutName, SlotName
from kit.render.deck.slides.model import words

_GAP = 18.0  # points between the last line of a title and a text
_LAYOUTS = (LayoutName.BULLETS, LayoutName.ACTIVITY)


def below_titles(slides: Sequence[PlacedSlide], design: Design) -> list[PlacedSlide]:
    """Return slides whose texts begin close below their titles, which have their sizes already.

    It is for slides of text alone, and for layouts that have nothing between the two. What goes on from slide to slide
    keeps its size, so that all parts have one.
    """
    parts = {number for number, pair in enumerate(pairwise(slides)) if pair[1].goes_on}
    parts |= {number + 1 for number in parts}
    return [_settled(slide, design, number in parts) for number, slide in enumerate(slides)]


def _settled(slide: PlacedSlide, design: Design, is_part: bool) -> PlacedSlide:
    places, text = design.layouts[slide.layout].places, slide.texts.get(SlotName.TEXT)
    apart = slide.above or slide.callouts or slide.footnotes
    if slide.layout not in _LAYOUTS or text is None or text.frame or apart or not places[SlotName.TITLE].open_below:
        return slide
    title, place = places[SlotName.TITLE].box, places[SlotName.TEXT]
    top = title.y + total([words(slide.title)], title.w, slide.title_size, True) + _GAP
    moved = _moved(text, place, top, is_part)
    texts = {**slide.texts, SlotName.TEXT: moved}
    return replace(slide, texts=texts, title_frame=_cut_off(places[SlotName.TITLE].outline, moved.frame))


def _cut_off(title: Box, text: Box | None) -> Box | None:
    """A title's shape without what a text below it takes; None where they are apart already."""
    return replace(title, h=text.y - title.y) if text is not None and text.y < title.bottom else None


def _moved(text: Fitted, place: SlidePlace, top: float, is_part: bool) -> Fitted:
    """The text with its upper edge at ``top``, or as close above that as it fits; no smaller, perhaps larger."""
    box, outline = place.box, place.outline
    start = min(top, box.bottom - total(text.paragraphs, box.w, text.size))
    tall = box.bottom - start
    size = text.size if is_part else best_size(text.paragraphs, box.w, tall, place.size, text.size) or text.size
    air = airy(text.paragraphs, box.w, tall, size)
    y = outline.y + start - box.y
    frame = Box(outline.x, y, outline.w, outline.bottom - y)
    return replace(text, size=size, space=min(text.space, air) if is_part else air, frame=frame)
