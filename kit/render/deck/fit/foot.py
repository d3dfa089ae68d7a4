"""What stands apart on a slide: callouts below the rest of it, or above, and footnotes at its foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kit.render.deck.fit.measure import FLOOR, scale, total
from kit.render.deck.fit.pages import LEAST_WHOLE
from kit.render.deck.fit.placed import Aside, Design, Fitted, PlacedSlide, SlidePlace, UsedLayout
from kit.render.deck.geometry import Box, around
from kit.render.deck.layouts import COVERS, LayoutName, SlotName
from kit.render.deck.slides.model import Block, Callout, Footnote, Paragraph, Run

BAR = 6.0  # points: the bar at the left of a callout
PAD = Box(20, 10, 34, 20)  # points that a callout keeps free: left with the bar, above, at both sides, above and below
_GAP = 14.0  # points between what stands apart and all else
_LITTLE, _MOST = 0.3, 0.5  # the shares of a slide's room that callouts in large type, and all that is apart, may take
_LARGEST = 48.0  # points: of a callout that has a slide to itself
CONTENT = frozenset(
    (
        SlotName.TEXT,
        SlotName.LEFT,
        SlotName.MIDDLE,
        SlotName.RIGHT,
        SlotName.PICTURE,
        SlotName.TABLE,
        SlotName.ATTRIBUTION,
    )
)


@dataclass(frozen=True)
class Foot:
    """The callouts and footnotes of a slide, ``size`` the type of callouts in points.

    ``opens`` says that callouts come before all else. ``spare`` is room that they share, beside what they need.
    """

    callouts: tuple[Callout, ...] = ()
    notes: dict[str, Footnote] = field(default_factory=dict)
    opens: bool = False
    size: float = LEAST_WHOLE
    spare: float = 0.0

    def rooms(self, design: Design, layout: str) -> Iterator[tuple[Foot, Design]]:
        """Yield what to keep free on a slide of ``layout``, and ``design`` with so much less room for content.

        Callouts are large at first, then small; and the least comes first: where a text takes several slides, each has
        some of the footnotes, and one all of the callouts. Nothing is kept that would take more than half of what a
        slide has.
        """
        whole = _room(design.layouts[layout])
        callouts, notes = sum(self._tall(one, whole.w) for one in self.callouts), list(self.notes.items())
        sizes = (LEAST_WHOLE, FLOOR) if callouts <= whole.h * _LITTLE else (FLOOR,)
        for size, count in product(sizes, range(len(notes) + 1)):
            kept = replace(self, size=size, notes=dict(notes[len(notes) - count :]))
            if sum(kept._taken(whole.w)) <= whole.h * _MOST:
                layouts = {name: kept._less(name, one) for name, one in design.layouts.items()}
                yield kept, replace(design, layouts=layouts)

    def _tall(self, callout: Callout, wide: float) -> float:
        return total(callout.lines, wide - PAD.w, self.size) + PAD.h + self.spare / len(self.callouts)

    def _taken(self, wide: float) -> tuple[float, float]:
        """How much of the room is taken above and below, in points."""
        callouts = sum(self._tall(one, wide) + _GAP for one in self.callouts)
        notes = total(_lines(self.notes.values()), wide, FLOOR) + _GAP if self.notes else 0.0
        return (callouts, notes) if self.opens else (0.0, callouts + notes)

    def _less(self, name: str, layout: UsedLayout) -> UsedLayout:
        """A layout whose places for content leave room for this."""
        if name in COVERS or not (layout.places.keys() & CONTENT):
            return layout
        whole = _room(layout)
        above, below = self._taken(whole.w)
        room = Box(whole.x, whole.y + above, whole.w, max(whole.h - above - below, FLOOR))
        places = {
            name: _moved(place, whole, room) if name in CONTENT else place for name, place in layout.places.items()
        }
        return replace(layout, places=places)

    def on(self, placed: Sequence[PlacedSlide], design: Design, kept: Foot, less: Design) -> list[PlacedSlide] | None:
        """Return ``placed``, fitted to ``less``, with callouts on its first slide or its last.

        Each footnote stands on the slides that have its number, and on the last where none has. None where a slide
        would need more than what is ``kept``.
        """
        holder = 0 if self.opens else len(placed) - 1
        shown = [set(_numbers(slide)) for slide in placed]
        shown[holder] |= {run.note for one in self.callouts for line in one.lines for run in line.runs}
        shown[-1] |= self.notes.keys() - set().union(*shown)
        made = []
        for number, (slide, marks) in enumerate(zip(placed, shown, strict=True)):
            notes = {name: note for name, note in self.notes.items() if name in marks}
            here = replace(kept, callouts=self.callouts if number == holder else (), notes=notes)
            room = _room(design.layouts[slide.layout])
            if sum(here._taken(room.w)) > sum(kept._taken(room.w)):
                return None
            made.append(here._placed(slide, room, less.layouts[slide.layout]))
        return made

    def _placed(self, slide: PlacedSlide, room: Box, layout: UsedLayout) -> PlacedSlide:
        texts = {name: _framed(text, layout.places[name]) for name, text in slide.texts.items()}
        lines, bottom, footnotes = _lines(self.notes.values()), room.bottom, None
        if lines:
            tall = total(lines, room.w, FLOOR)
            footnotes = Aside(Fitted(lines, FLOOR), Box(room.x, bottom - tall, room.w, tall))
            bottom -= tall + _GAP
        callouts = sum(self._tall(one, room.w) + _GAP for one in self.callouts) - _GAP
        boxes = tuple(self._boxes(room, room.y if self.opens else bottom - callouts))
        above, below = (boxes, ()) if self.opens else ((), boxes)
        return replace(slide, texts=texts, above=above, callouts=below, footnotes=footnotes)

    def _boxes(self, room: Box, top: float) -> Iterator[Aside]:
        for one in self.callouts:
            tall = self._tall(one, room.w)
            yield Aside(Fitted(one.lines, self.size), Box(room.x, top, room.w, tall))
            top += tall + _GAP

    def alone(self, title: str, design: Design) -> PlacedSlide | None:
        """Return a slide of callouts and nothing else, in large type; None where no size fits."""
        layout = design.layouts[LayoutName.BULLETS]
        room = _room(layout)
        for size in scale(_LARGEST, FLOOR):
            foot = replace(self, size=size, opens=True)
            spare = room.h - sum(foot._taken(room.w)) + (_GAP if not self.notes else 0)
            if spare >= 0:
                foot = replace(foot, spare=spare)
                return foot._placed(PlacedSlide(LayoutName.BULLETS, title), room, layout)
        return None


def parted(blocks: Iterable[Block]) -> tuple[list[Block], Foot]:
    """Return blocks without those that stand apart, and these."""
    content, callouts, notes, opens = list[Block](), list[Callout](), dict[str, Footnote](), False
    for block in blocks:
        if isinstance(block, Callout):
            opens = opens or not content
            callouts.append(block)
        elif isinstance(block, Footnote):
            notes.setdefault(block.id, block)
        else:
            content.append(block)
    return content, Foot(tuple(callouts), notes, opens)


def as_text(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with callouts as text among them, and footnotes as text after them, for what has no room apart."""
    found = list(blocks)
    flat = [
        one
        for block in found
        if not isinstance(block, Footnote)
        for one in (block.lines if isinstance(block, Callout) else (block,))
    ]
    return [*flat, *_lines(parted(found)[1].notes.values())]


def _lines(notes: Iterable[Footnote]) -> tuple[Paragraph, ...]:
    return tuple(line for note in notes for line in note.lines)


def _room(layout: UsedLayout) -> Box:
    """All that a layout has for content: its places, with the room that their shapes keep free."""
    return around([layout.places[name].outline for name in layout.places.keys() & CONTENT])


def _moved(place: SlidePlace, whole: Box, room: Box) -> SlidePlace:
    """A place that stands in ``room`` as it did in ``whole``, which is taller; what its shape keeps free stays."""
    shape, factor = place.outline, room.h / whole.h
    frame = Box(shape.x, room.y + (shape.y - whole.y) * factor, shape.w, shape.h * factor)
    free = shape.h - place.box.h
    box = Box(place.box.x, frame.y + place.box.y - shape.y, place.box.w, max(frame.h - free, 1.0))
    return replace(place, box=box, frame=frame)


def _framed(text: Fitted, place: SlidePlace) -> Fitted:
    return replace(text, frame=text.frame or place.frame)


def _numbers(slide: PlacedSlide) -> Iterator[str]:
    """The footnotes whose numbers stand on a slide, by id."""
    texts = [text.paragraphs for text in slide.texts.values()]
    cells = [cell.paragraphs for row in (slide.table.rows if slide.table else ()) for cell in row]
    runs: Iterable[Run] = (run for lines in (*texts, *cells) for line in lines for run in line.runs)
    return (run.note for run in runs if run.note)
