"""Columns on a slide: two or three texts side by side, some of them below a picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kit.render.deck.fit.measure import FLOOR, airy, scale, total
from kit.render.deck.fit.pages import LEAST_WHOLE
from kit.render.deck.fit.pictures import Size
from kit.render.deck.fit.placed import Design, Fitted, FittedPicture, PlacedSlide, SlidePlace
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import LayoutName, SlotName
from kit.render.deck.slides.model import Columns, Paragraph, Picture, words

_LAYOUTS = {
    2: (LayoutName.TWO_COLUMNS, (SlotName.LEFT, SlotName.RIGHT)),
    3: (LayoutName.THREE_COLUMNS, (SlotName.LEFT, SlotName.MIDDLE, SlotName.RIGHT)),
}
_GAP = 12.0  # points between a picture and the text below it
_MOST_SHARE = 0.6  # of a column that pictures take where there is text
_LEAST_SHARE = 0.6  # of the height that the tallest picture may have: below that each stands alone, beside its text


@dataclass(frozen=True)
class ColumnFitter:
    """Fits the columns of a slide called ``title``."""

    title: str
    design: Design
    size: Size

    def shown(self, columns: Columns) -> Columns:
        """Return columns with alt text in place of pictures that cannot be shown."""
        if not columns.pictures:
            return columns
        pairs = list(zip(columns.texts, columns.pictures, strict=True))
        lost = [picture if picture and self.size(picture.path) is None else None for _, picture in pairs]
        texts = [
            (*([words(one.alt)] if one and one.alt else []), *text) for one, (text, _) in zip(lost, pairs, strict=True)
        ]
        kept = tuple(None if one else picture for one, (_, picture) in zip(lost, pairs, strict=True))
        return Columns(tuple(texts), kept if any(kept) else ())

    def placed(self, columns: Columns) -> PlacedSlide | None:
        """Return a slide of columns, all texts in one size; None where they have no room, or the deck no such layout.

        Pictures are as tall as the texts allow, and all end where the texts below them begin.
        """
        layout, names = _LAYOUTS.get(len(columns.texts), (LayoutName.BULLETS, ()))
        places = self.design.layouts[layout].places
        if not names or not set(names) <= places.keys():
            return None
        texts = dict(zip(names, columns.texts, strict=True))
        pictures = dict(zip(names, columns.pictures or (None,) * len(names), strict=True))
        held = {name: one for name, one in pictures.items() if one}
        return self._with_pictures(layout, texts, held) if held else self._of_texts(layout, texts)

    def _of_texts(self, layout: LayoutName, texts: Mapping[SlotName, Sequence[Paragraph]]) -> PlacedSlide | None:
        places = self.design.layouts[layout].places
        least = min(LEAST_WHOLE if len(texts) == 2 else FLOOR, places[SlotName.LEFT].size)
        sizes = [places[name].largest(text, least) for name, text in texts.items()]
        if None in sizes:
            return None
        size = min(one for one in sizes if one is not None)
        return PlacedSlide(layout, self.title, _fitted(texts, places, size))

    def _with_pictures(
        self, layout: LayoutName, texts: Mapping[SlotName, Sequence[Paragraph]], held: Mapping[SlotName, Picture]
    ) -> PlacedSlide | None:
        places, said = self.design.layouts[layout].places, {name: text for name, text in texts.items() if text}
        whole = max(self._held(one, places[name].outline).h for name, one in held.items())
        whole = min(whole, places[SlotName.LEFT].outline.h * _MOST_SHARE) if said else whole
        for size in scale(places[SlotName.LEFT].size, FLOOR):
            tall = min([whole, *(_left_over(text, places[name], size, name in held) for name, text in said.items())])
            if tall >= whole * _LEAST_SHARE:
                rooms = {name: replace(places[name].outline, h=tall) for name in held}
                below = {name: _below(place, tall) if name in held else place for name, place in places.items()}
                over: dict[str, FittedPicture] = {
                    name: FittedPicture(one.path, one.alt, self._held(one, rooms[name])) for name, one in held.items()
                }
                return PlacedSlide(layout, self.title, _fitted(said, below, size), over=over)
        return None

    def _held(self, picture: Picture, room: Box) -> Box:
        """The place of a picture in ``room``; its dots are never larger than a point."""
        return room.holding(*(self.size(picture.path) or (1, 1)), most=1.0)


def _fitted(
    texts: Mapping[SlotName, Sequence[Paragraph]], places: Mapping[str, SlidePlace], size: float
) -> dict[str, Fitted]:
    boxes = {name: places[name].box for name in texts}
    space = min((airy(text, boxes[name].w, boxes[name].h, size) for name, text in texts.items()), default=0.0)
    return {name: Fitted(tuple(text), size, space, places[name].frame) for name, text in texts.items()}


def _left_over(text: Sequence[Paragraph], place: SlidePlace, size: float, pictured: bool) -> float:
    """The height that a column's text leaves for pictures: none where it does not even fit by itself."""
    free = place.box.h - total(text, place.box.w, size)
    return free - _GAP if pictured else math.inf if free >= 0 else 0.0


def _below(place: SlidePlace, tall: float) -> SlidePlace:
    """A place without its upper ``tall`` points and the gap below these; what its shape keeps free stays."""
    taken, shape, box = tall + _GAP, place.outline, place.box
    frame = replace(shape, y=shape.y + taken, h=shape.h - taken)
    return replace(place, frame=frame, box=replace(box, y=box.y + taken, h=box.h - taken))
