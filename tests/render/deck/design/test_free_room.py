"""A borrowed deck whose layouts show pictures and filled shapes of their own: nothing is put on those."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.model.edition import Brand
from kit.model.findings import Code, Finding
from kit.render.deck.design.free_room import clear_of, grown, without
from kit.render.deck.geometry import POINT, Box
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, case_edition, case_files, draw
from tests.render.deck.seen import decorates, overlapping, place
from tests.render.deck.variety import banded, on_layout, only, placed, usual

PAGE = Box(0, 0, 720, 540)
LOGO = Box(500, 430, 200, 60)


def _logo_at_the_bottom_right(deck: Any) -> None:
    """The logo of a council, and a place for the venue and the date that holds two lines."""
    placed(deck, {1: (108, 306, 504, 65)})
    on_layout(deck.slide_layouts[0], LOGO, picture=True)


def _picture_beside(deck: Any) -> None:
    on_layout(deck.slide_layouts[0], Box(480, 0, 240, 540), picture=True)
    placed(deck, {0: (40, 120, 420, 120), 1: (40, 250, 420, 60)})


def _bands_of_the_master(deck: Any) -> None:
    banded(deck, Box(0, 0, 40, 540))
    banded(deck, Box(0, 480, 500, 60))
    only(deck, {"Title Only", "Title Slide"})


def _turned_ribbon(deck: Any) -> None:
    """A ribbon that stands upright only once it is turned."""
    on_layout(deck.slide_layouts[0], Box(450, 240, 400, 60), turned=90)


DECKS = {one.__name__.strip("_"): one for one in (_logo_at_the_bottom_right, _picture_beside, _turned_ribbon)}


def _drawn_on(made: Made, change: Callable[[Any], object], **brand: Any) -> Made:
    found: list[Finding] = []
    files = {**case_files(), "brand/deck.pptx": usual(change)}
    whole = case_edition(files, brand=Brand(deck="brand/deck.pptx"), **brand)
    return Made(whole, made.contents, write_decks(whole, made.contents, found, draw=draw), tuple(found))


def _own_of(layout: Any) -> list[Box]:
    boxes = []
    for shape in layout.shapes:
        if not shape.is_placeholder:
            x, y, w, h = (one / POINT for one in (shape.left, shape.top, shape.width, shape.height))
            upright = int(getattr(shape, "rotation", 0)) % 180 == 0
            boxes.append(Box(x, y, w, h) if upright else Box(x + (w - h) / 2, y + (h - w) / 2, h, w))
    return boxes


@pytest.mark.parametrize("name", DECKS)
def test_codes_and_their_words_stand_clear_of_what_the_layout_shows(made: Made, name: str) -> None:
    deck = _drawn_on(made, DECKS[name]).deck()
    for slide in (deck.slides[0], deck.slides[len(deck.slides) - 1]):
        codes = [shape for shape in slide.shapes if shape.name in ("Code", "Link", "Plate", "Picture")]
        assert codes
        for shape in codes:
            left, top, right, bottom = (one / POINT for one in place(shape))
            box = Box(left, top, right - left, bottom - top)
            assert not any(box.meets(own) for own in _own_of(slide.slide_layout)), shape.name


@pytest.mark.parametrize("name", DECKS)
def test_on_the_first_and_last_slide_nothing_overlaps_or_leaves_the_slide(made: Made, name: str) -> None:
    deck = _drawn_on(made, DECKS[name]).deck()
    for slide in (deck.slides[0], deck.slides[len(deck.slides) - 1]):
        assert overlapping(slide) == [], slide.shapes.title.text
        for shape in slide.shapes:
            left, top, right, bottom = place(shape)
            assert 0 <= left <= right <= deck.slide_width
            assert 0 <= top <= bottom <= deck.slide_height


def test_the_venue_stands_on_the_first_slide_though_its_place_is_low(made: Made) -> None:
    whole = _drawn_on(made, _logo_at_the_bottom_right, variables={"venue": "The Old Council Chamber, Tannery Street"})
    text = "\n".join(shape.text_frame.text for shape in whole.deck().slides[0].shapes if shape.has_text_frame)
    assert "The Old Council Chamber, Tannery Street" in text
    assert Code.CUT_LINES not in {one.code for one in whole.found}


def test_lines_for_which_there_is_no_room_at_all_are_told_and_stand_in_the_notes(made: Made) -> None:
    def full(deck: Any) -> None:
        _logo_at_the_bottom_right(deck)
        on_layout(deck.slide_layouts[0], Box(60, 375, 600, 150), picture=True)

    whole = _drawn_on(made, full, variables={"venue": "The Old Council Chamber, Tannery Street"})
    (told,) = [one for one in whole.found if one.code is Code.CUT_LINES and "Meet" in one.message]
    assert "Tannery Street" in told.message
    assert "Tannery Street" in whole.deck().slides[0].notes_slide.notes_text_frame.text


def test_codes_that_find_no_room_stand_as_links_among_the_words(made: Made) -> None:
    def full(deck: Any) -> None:
        placed(deck, {0: (40, 30, 640, 80), 1: (40, 120, 640, 200)})
        on_layout(deck.slide_layouts[0], Box(0, 330, 720, 210), picture=True)
        on_layout(deck.slide_layouts[0], Box(150, 20, 570, 310), picture=True)

    slide = _drawn_on(made, full).deck().slides[0]
    assert [shape.name for shape in slide.shapes] == ["Title", "Text"]
    assert "Today's pages: midlands.example.org" in slide.shapes[1].text_frame.text


def test_codes_have_a_white_plate_with_dark_words(made: Made) -> None:
    def dark(deck: Any) -> None:
        deck.slide_master.background.fill.solid()

    slide = _drawn_on(made, dark).deck().slides[0]
    (plate,) = [shape for shape in slide.shapes if shape.name == "Plate"]
    assert decorates(plate)
    assert plate.fill.fore_color.rgb == (255, 255, 255)
    (link,) = [shape for shape in slide.shapes if shape.name == "Link"]
    colours = {run.font.color.rgb for part in link.text_frame.paragraphs for run in part.runs}
    assert colours == {(0x1C, 0x1C, 0x1C)}


def test_tables_and_pictures_keep_clear_of_bands_and_logos(made: Made) -> None:
    deck = _drawn_on(made, _bands_of_the_master).deck()
    (bands,) = [_own_of(master) for master in deck.slide_masters]
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.is_placeholder:
                left, top, right, bottom = (one / POINT for one in place(shape))
                box = Box(left, top, right - left, bottom - top)
                assert not any(box.meets(band) for band in bands), (slide.shapes.title.text, shape.name)


def test_the_largest_part_beside_a_picture_is_kept() -> None:
    assert without(Box(0, 0, 100, 100), Box(70, 0, 30, 100), 0) == Box(0, 0, 70, 100)
    assert without(Box(0, 0, 100, 100), Box(0, 0, 100, 20), 0) == Box(0, 20, 100, 80)
    assert without(Box(0, 0, 100, 100), Box(200, 0, 30, 100)) == Box(0, 0, 100, 100)


def test_what_lies_below_all_of_a_room_is_its_ground() -> None:
    assert clear_of(Box(10, 10, 50, 50), [Box(0, 0, 100, 100)]) == Box(10, 10, 50, 50)


def test_a_text_grows_down_first_as_far_as_what_is_below_it() -> None:
    assert grown(Box(100, 200, 300, 50), [Box(100, 100, 300, 90), LOGO], PAGE) == Box(100, 200, 300, 313.0)
    assert grown(Box(300, 200, 300, 50), [Box(300, 100, 300, 90), LOGO], PAGE) == Box(300, 200, 300, 220.0)
