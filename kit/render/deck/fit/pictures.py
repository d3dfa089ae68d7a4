"""Pictures on a slide: alone, two side by side, and with text beside or above them, in their own proportions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kit.render.deck.fit.measure import FLOOR, airy
from kit.render.deck.fit.pages import LEAST_WHOLE
from kit.render.deck.fit.placed import Design, Fitted, FittedPicture, PlacedSlide, SlidePlace
from kit.render.deck.geometry import Box, around
from kit.render.deck.layouts import LayoutName, SlotName
from kit.render.deck.slides.model import Pair, Paragraph, Picture, Run, words

Size = Callable[[str], tuple[int, int] | None]  # a picture's width and height in pixels by its path, if it can be shown
_Room = tuple[LayoutName, dict[str, Fitted], Box]  # a layout, its texts by place, and where pictures go
_GAP = 24.0  # points between two pictures
_LEAST_SHARE = 0.5  # of the height that a picture has alone: below that two do not stand side by side
_WIDER = 1.3  # how many times larger a picture must be below its text than beside it


@dataclass(frozen=True)
class PictureFitter:
    """Fits the pictures of a slide called ``title``."""

    title: str
    design: Design
    size: Size

    def _places(self, layout: LayoutName) -> Mapping[str, SlidePlace]:
        return self.design.layouts[layout].places

    def alone(self, picture: Picture) -> PlacedSlide | None:
        """Return a slide with a picture and its caption; None where the caption has no room."""
        found = self._captioned(picture.caption)
        if found is None:
            return None
        layout, texts, room = found
        return PlacedSlide(layout, self.title, texts, picture=self._held(picture, room))

    def pair(self, pair: Pair, text: Sequence[Paragraph] = ()) -> PlacedSlide | None:
        """Return a slide with two pictures side by side, below ``text`` if any.

        None where the captions or the text have no room, and where a picture would be less than half as tall as alone.
        """
        found = self._below(text, pair.captions) if text else self._captioned(pair.captions)
        if found is None:
            return None
        layout, texts, room = found
        left, right = self._side_by_side(pair, room)
        tall = min(left.box.h / self._held(pair.left, room).box.h, right.box.h / self._held(pair.right, room).box.h)
        made = PlacedSlide(layout, self.title, texts, picture=left, beside=right)
        return made if tall >= _LEAST_SHARE else None

    def with_text(
        self, picture: Picture, text: Sequence[Paragraph], layout: LayoutName, sides: Mapping[str, Fitted]
    ) -> PlacedSlide | None:
        """Return a slide of ``layout`` with text at the left and a picture at the right, and ``sides``, texts by place.

        A wide picture stands below short text instead. None where the text has no room.
        """
        places, whole = self._places(layout), (*text, *_line(picture.caption))
        place = places[SlotName.TEXT]
        steps = layout is LayoutName.ACTIVITY_AND_PICTURE  # people need all of them at once
        size = place.largest(whole, FLOOR if steps else min(LEAST_WHOLE, place.size))
        held = self._held(picture, places[SlotName.PICTURE].box)
        below = None if steps else self._below(whole, ())
        if below is not None:
            wide, texts, room = below
            lower = self._held(picture, room)
            if size is None or lower.box.w > held.box.w * _WIDER**0.5:
                return PlacedSlide(wide, self.title, texts, picture=lower)
        if size is None:
            return None
        fitted = Fitted(whole, size, airy(whole, place.box.w, place.box.h, size))
        return PlacedSlide(layout, self.title, {SlotName.TEXT: fitted, **sides}, picture=held)

    def _below(self, text: Sequence[Paragraph], captions: tuple[Run, ...]) -> _Room | None:
        """The room for pictures below a line or two; None where the deck has no layout for that, or no room."""
        used, whole = self.design.layouts[LayoutName.TABLE_AND_TEXT], (*text, *_line(captions))
        place = used.places[SlotName.TEXT]
        size = None if used.fallback else place.largest(whole, min(LEAST_WHOLE, place.size))
        if size is None:
            return None
        return LayoutName.TABLE_AND_TEXT, {SlotName.TEXT: Fitted(whole, size)}, used.places[SlotName.TABLE].box

    def _captioned(self, caption: tuple[Run, ...]) -> _Room | None:
        """The caption, and the room above it: all of it where there is none, unless the title stands between.

        A title that needs a second line has it on a layout for tables, with the caption above the picture.
        """
        if self._long_title():
            table = self._places(LayoutName.TABLE)[SlotName.TABLE].box
            return self._below((), caption) if caption else (LayoutName.TABLE, {}, table)
        title, picture, text = (
            self._places(LayoutName.PICTURE)[name] for name in (SlotName.TITLE, SlotName.PICTURE, SlotName.TEXT)
        )
        if not caption:
            both = around([picture.shape, text.shape])
            return LayoutName.PICTURE, {}, picture.box if both.meets(title.shape) else both
        size = text.largest(_line(caption))
        return (
            None if size is None else (LayoutName.PICTURE, {SlotName.TEXT: Fitted(_line(caption), size)}, picture.box)
        )

    def _long_title(self) -> bool:
        """Whether the title would be smaller above a picture than above a table, on a deck with layouts for both."""
        above, other = (self.design.layouts[name] for name in (LayoutName.PICTURE, LayoutName.TABLE))
        sizes = [one.places[SlotName.TITLE].line_size([words(self.title)]) for one in (above, other)]
        return sizes[0] < sizes[1] and not (above.fallback or other.fallback)

    def _held(self, picture: Picture, room: Box) -> FittedPicture:
        """The picture as large as its place allows, unless its dots would then be larger than a point."""
        wide, tall = self.size(picture.path) or (1, 1)
        return FittedPicture(picture.path, picture.alt, room.holding(wide, tall, most=1.0))

    def _side_by_side(self, pair: Pair, room: Box) -> tuple[FittedPicture, FittedPicture]:
        """Two pictures of one height in the middle of ``room``."""
        sizes = [self.size(one.path) or (1, 1) for one in (pair.left, pair.right)]
        first, second = (wide / tall for wide, tall in sizes)
        tall = min(room.h, (room.w - _GAP) / (first + second), *(float(one[1]) for one in sizes))
        left, top = room.x + (room.w - tall * (first + second) - _GAP) / 2, room.y + (room.h - tall) / 2
        boxes = Box(left, top, tall * first, tall), Box(left + tall * first + _GAP, top, tall * second, tall)
        one, other = (
            FittedPicture(picture.path, picture.alt, box)
            for picture, box in zip((pair.left, pair.right), boxes, strict=True)
        )
        return one, other


def _line(words: tuple[Run, ...]) -> tuple[Paragraph, ...]:
    return (Paragraph(words),) if words else ()
