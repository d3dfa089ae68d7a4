"""Where the text of a slide begins below its title, and how large it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.placed import Design, PlacedSlide
from kit.render.deck.slides.model import Callout, Mark, Paragraph, Slide, SlideKind, words
from tests.render.deck.conftest import ours

DESIGN = ours()
SHORT, LONG = "Sort the cards", "One thing that worked, and one thing that did not work yet"
LINE = "Say in a word or two what your service does, for whom."
LINES_PITCH = 1.2  # of the type size, from one line to the next


def _activity(title: str, *lines: str, design: Design = DESIGN) -> PlacedSlide:
    steps = tuple(words(line, mark=Mark.BULLET) for line in lines)
    (slide,) = fit([Slide(SlideKind.ACTIVITY, title, steps, minutes=5)], design, lambda _: None)
    return slide


def _gap(slide: PlacedSlide, lines: int) -> float:
    """Points between the last line of a title and the text."""
    frame, title = slide.texts["Text"].frame, DESIGN.layouts[slide.layout].places["Title"].box
    assert frame is not None
    return frame.y - title.y - lines * slide.title_size * LINES_PITCH


def test_a_title_of_two_lines_has_as_much_room_below_it_as_one_of_a_line() -> None:
    short, long = _activity(SHORT, LINE), _activity(LONG, LINE)
    assert _gap(short, 1) == pytest.approx(_gap(long, 2))
    assert _gap(short, 1) >= short.title_size * 0.4


def test_a_list_that_fits_in_large_letters_below_a_short_title_has_them() -> None:
    lines = ("Ask before you advise", LINE, "Write nothing about a person", LINE, "Leave titles at the door", "Say so")
    assert _activity(SHORT, *lines).texts["Text"].size == 30
    assert _activity(LONG, *lines).texts["Text"].size == 24


def test_a_full_text_below_a_title_of_two_lines_stays_whole_on_its_slide() -> None:
    slide = _activity(LONG, *[LINE] * 4)
    frame, place = slide.texts["Text"].frame, DESIGN.layouts["Activity"].places["Text"].box
    assert frame is not None
    assert place.y <= frame.y
    assert frame.bottom == pytest.approx(place.bottom)


def test_slides_that_go_on_keep_one_size_of_type() -> None:
    steps = tuple(words(f"{number} {LINE}", mark=Mark.BULLET) for number in range(17))
    slides = fit([Slide(SlideKind.BULLETS, SHORT, steps)], DESIGN, lambda _: None)
    assert len(slides) > 1
    assert len({slide.texts["Text"].size for slide in slides}) == 1


def test_text_stays_where_a_layout_draws_a_line_below_its_title() -> None:
    layouts = {
        name: replace(one, places={**one.places, "Title": replace(one.places["Title"], open_below=False)})
        for name, one in DESIGN.layouts.items()
    }
    assert _activity(SHORT, LINE, design=replace(DESIGN, layouts=layouts)).texts["Text"].frame is None


def test_text_above_a_callout_stays_where_the_callout_leaves_it_room() -> None:
    blocks: tuple[Paragraph | Callout, ...] = (words(LINE, mark=Mark.BULLET), Callout((words("Mind the time."),)))
    (slide,) = fit([Slide(SlideKind.BULLETS, SHORT, blocks)], DESIGN, lambda _: None)
    frame = slide.texts["Text"].frame
    assert frame is not None
    assert frame.bottom <= slide.callouts[0].box.y
