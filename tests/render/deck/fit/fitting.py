"""Slides fitted to our own design, and what holds of all of them."""

from __future__ import annotations

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import total
from kit.render.deck.fit.placed import PlacedSlide
from kit.render.deck.slides.model import Block, Mark, Slide, words
from tests.render.deck.conftest import ours

DESIGN = ours()
SENTENCE = "Say in one sentence what your service does, for whom, and how you know that it works for them."


def fitted(*slides: Slide) -> list[PlacedSlide]:
    return fit(slides, DESIGN, lambda path: (800, 600) if path.endswith(".png") else None)


def text_of(slide: PlacedSlide) -> str:
    return "\n".join(part.text for fitted in slide.texts.values() for part in fitted.paragraphs)


def assert_fits(slide: PlacedSlide) -> None:
    for role, fitted in slide.texts.items():
        place = DESIGN.layouts[slide.layout].places[role]
        place = place.spare if fitted.frame and place.spare else place
        if role not in ("Minutes", "Link"):
            room = fitted.frame if fitted.frame and not place.spare and role == "Text" else place.box
            assert total(fitted.paragraphs, place.box.w, fitted.size) <= room.h + 0.01, role
            assert fitted.size >= 18
    if slide.table is not None:
        assert sum(slide.table.heights) <= slide.table.box.h + 0.01
        assert sum(slide.table.widths) <= slide.table.box.w + 0.01
        assert slide.table.size >= 18


def bullets(count: int, text: str = SENTENCE) -> tuple[Block, ...]:
    return tuple(words(f"{number} {text}", mark=Mark.BULLET) for number in range(count))
