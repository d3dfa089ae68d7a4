"""Which layout of a borrowed deck serves for what, and where things go there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest
from pptx import Presentation

from kit.render.deck.design.match_layouts import match
from kit.render.deck.design.open_design import open_design
from kit.render.deck.fit.placed import Design
from kit.render.deck.geometry import Box
from kit.render.deck.messages import fallbacks
from tests.render.deck import variety
from tests.render.deck.variety import GERMAN, WELSH, only, placed, renamed, usual
from tests.render.editions import edition

PAGE = (720.0, 540.0)  # points: python-pptx's own deck is 4:3
TEXTS = ("Title", "Text", "Left", "Right", "Attribution")


def design_of(deck: bytes) -> Design:
    design = open_design(deck)
    assert design is not None
    return design


def used(design: Design) -> Mapping[str, str]:
    return {name: layout.name for name, layout in design.layouts.items()}


def lacking(design: Design) -> set[str]:
    return {name for name, layout in design.layouts.items() if layout.fallback}


def test_powerpoints_own_layouts_are_known_by_their_names() -> None:
    design = design_of(usual())

    assert used(design) == {
        "Title": "Title Slide",
        "Title with code": "Title Slide",
        "Title with logo": "Title Slide",
        "Agenda": "Title and Content",
        "Section": "Section Header",
        "Activity": "Title and Content",
        "Statement": "Title and Content",
        "Quote": "Title and Content",
        "Headline": "Title Only",
        "Bullets": "Title and Content",
        "Two columns": "Two Content",
        "Three columns": "Title and Content",
        "Picture": "Picture with Caption",
        "Picture and text": "Two Content",
        "Activity and picture": "Two Content",
        "Table": "Title and Content",
        "Table and text": "Title and Content",
        "Break": "Section Header",
        "Closing": "Title Slide",
        "Closing with code": "Title Slide",
        "Closing with logo": "Title Slide",
        "Closing with two codes": "Title Slide",
    }


def test_what_a_deck_lacks_is_told_and_what_it_has_is_not() -> None:
    design = design_of(usual())

    closing = {"Closing", "Closing with code", "Closing with logo", "Closing with two codes"}
    assert lacking(design) == {"Agenda", "Activity", "Statement", "Quote", "Three columns", "Break", *closing}


def test_a_layout_with_our_name_wins_in_any_case_and_with_any_spaces() -> None:
    def change(deck: Any) -> None:
        deck.slide_layouts[5].name = "  QUOTE "
        deck.slide_layouts[7].name = "1_Break"  # what PowerPoint makes of a layout pasted from elsewhere

    design = design_of(usual(change))

    assert used(design)["Quote"] == "  QUOTE "
    assert used(design)["Break"] == "1_Break"
    assert {"Quote", "Break"}.isdisjoint(lacking(design))


@pytest.mark.parametrize("names", [WELSH, GERMAN])
@pytest.mark.parametrize("typeless", [False, True])
def test_layouts_in_other_languages_are_known_by_their_kind_or_their_placeholders(
    names: Mapping[str, str], typeless: bool
) -> None:
    layouts = used(design_of(usual(lambda deck: renamed(deck, names, typeless))))

    assert layouts["Title"] == names["Title Slide"]
    assert layouts["Bullets"] == layouts["Activity"] == layouts["Quote"] == names["Title and Content"] or typeless
    assert layouts["Two columns"] == names["Two Content"]
    assert layouts["Picture"] == names["Picture with Caption"]
    assert layouts["Headline"] == names["Title Only"]
    if not typeless:
        assert layouts["Section"] == layouts["Break"] == names["Section Header"]


def test_a_deck_with_only_a_title_only_layout_has_room_for_everything() -> None:
    design = design_of(usual(lambda deck: only(deck, {"Title Only"})))

    assert set(used(design).values()) == {"Title Only"}
    for name, layout in design.layouts.items():
        assert layout.places["Title"].idx == 0, name
        content = [slot for slot in layout.places if slot != "Title"]
        assert all(layout.places[slot].idx is None for slot in content)
        assert content or name == "Headline"


@pytest.mark.parametrize("names", [{"Blank"}, set()])
def test_in_a_deck_without_any_place_for_a_title_no_layout_serves(names: set[str]) -> None:
    assert match(Presentation(io.BytesIO(usual(lambda deck: only(deck, names))))) == {}


def test_such_a_deck_is_no_design() -> None:
    assert open_design(usual(lambda deck: only(deck, {"Blank"}))) is None


def test_of_two_masters_the_one_that_has_more_for_us_serves_and_the_other_fills_in_by_name() -> None:
    def change(deck: Any) -> None:
        variety.second_master(deck, {**{name: name for name in WELSH}, "Blank": "Blank"})
        for layout in list(deck.slide_masters[0].slide_layouts):
            if layout.name not in ("Title Slide", "Blank", "Title Only"):
                deck.slide_masters[0].slide_layouts.remove(layout)
        deck.slide_masters[0].slide_layouts.get_by_name("Title Only").name = "Quote"

    deck = Presentation(io.BytesIO(usual(change)))
    first, second = ({layout.part.partname for layout in master.slide_layouts} for master in deck.slide_masters)
    layouts = match(deck)

    assert {name for name, layout in layouts.items() if f"/{layout.part}" in first} == {"Quote"}
    assert {f"/{layout.part}" for layout in layouts.values()} <= first | second


VARIETY = {
    "usual": usual(),
    "title only": usual(lambda deck: only(deck, {"Title Only"})),
    "title in the middle": usual(lambda deck: placed(only(deck, {"Title Only"}), {0: (60, 200, 600, 120)})),
    "tiny title": usual(lambda deck: placed(deck, {0: (10, 10, 40, 12)})),
    "tiny text": usual(lambda deck: placed(deck, {1: (300, 500, 60, 20), 2: (500, 500, 20, 10)})),
    "off the slide": usual(lambda deck: placed(deck, {0: (-50, -20, 900, 120), 1: (36, 130, 1200, 900)})),
    "wide letters": usual(lambda deck: variety.typeface(deck, "Verdana")),
}


@pytest.mark.parametrize("name", VARIETY)
def test_every_place_is_on_the_slide_and_large_enough_for_the_least_text(name: str) -> None:
    for ours, layout in design_of(VARIETY[name]).layouts.items():
        for role, place in layout.places.items():
            box = place.shape
            assert box.x >= -0.5, (ours, role, box)
            assert box.y >= -0.5, (ours, role, box)
            assert box.x + box.w <= PAGE[0] + 0.5, (ours, role, box)
            assert box.y + box.h <= PAGE[1] + 0.5, (ours, role, box)
            if role in TEXTS:
                assert place.size >= 18, (ours, role)
                assert place.box.h >= 18 * 1.2, (ours, role, place)
                assert place.box.w >= PAGE[0] * 0.2 or ours == "Closing with two codes", (ours, role, place)


@pytest.mark.parametrize("name", VARIETY)
def test_texts_that_the_kit_had_to_place_do_not_stand_on_each_other(name: str) -> None:
    for ours, layout in design_of(VARIETY[name]).layouts.items():
        moved = {role: place.frame for role, place in layout.places.items() if place.frame is not None}
        for role, box in moved.items():
            for other, near in moved.items():
                apart = box.x >= near.x + near.w - 1 or box.y >= near.y + near.h - 1
                apart = apart or near.x >= box.x + box.w - 1 or near.y >= box.y + box.h - 1
                assert role == other or apart, (ours, role, other)


def test_text_that_fits_its_placeholder_stays_where_the_layout_has_it() -> None:
    places = design_of(usual()).layouts["Bullets"].places

    assert places["Text"].frame is None
    assert places["Title"].frame is None


def test_sizes_are_the_layouts_own_and_what_cannot_be_read_is_held_to_our_least() -> None:
    def small(deck: Any) -> None:
        for look in deck.slide_master.element.iter(f"{variety.A}defRPr"):
            look.set("sz", "1000")

    assert design_of(usual()).layouts["Bullets"].places["Text"].size == 32
    assert design_of(usual()).layouts["Bullets"].places["Title"].size == 44
    places = design_of(usual(small)).layouts["Bullets"].places
    assert (places["Text"].size, places["Text"].default) == (18, False)
    assert (places["Title"].size, places["Title"].default) == (20, False)


def test_a_typeface_that_we_cannot_measure_gets_less_text_than_arial() -> None:
    def room(name: str) -> Box:
        return design_of(usual(lambda deck: variety.typeface(deck, name))).layouts["Bullets"].places["Text"].box

    arial, other = room("Arial"), room("Gill Sans Nova Council")
    assert room("Calibri") == arial
    assert other.w < arial.w * 0.9
    assert other.h < arial.h


def test_a_place_that_a_layout_leaves_to_its_master_is_taken_from_there() -> None:
    deck: Any = Presentation()
    for shape in deck.slide_layouts.get_by_name("Title and Content").placeholders:
        shape._element.spPr.clear()
    master = next(one for one in deck.slide_master.placeholders if one.placeholder_format.idx == 1)
    place = design_of(variety.saved(deck)).layouts["Bullets"].places["Text"]

    assert place.idx == 1
    assert place.box.x == pytest.approx(master.left / 12700 + 7.2)
    assert place.box.y == pytest.approx(master.top / 12700 + 3.6)


def test_placeholders_with_our_names_get_what_they_are_named_for() -> None:
    def change(deck: Any) -> None:
        layout = deck.slide_layouts.get_by_name("Comparison")
        layout.name = "Activity"
        names = {1: "Minutes", 2: "Text", 3: "Grouping", 4: "Other"}
        for shape in layout.placeholders:
            shape.name = names.get(shape.placeholder_format.idx, shape.name)

    places = design_of(usual(change)).layouts["Activity"].places

    assert {role: place.idx for role, place in places.items()} == {"Title": 0, "Text": 2, "Minutes": 1, "Grouping": 3}


def test_the_last_slide_is_told_once_whether_it_shows_one_code_or_two() -> None:
    (advice,) = fallbacks(edition({"index.md": "# Home\n"}), design_of(usual()), {"Closing", "Closing with two codes"})

    assert advice.message == "Your deck has no layout for the last slide, so it uses its layout “Title Slide”."
    assert advice.hint.startswith("To have one of its own, add a layout called Closing in PowerPoint")


def test_links_take_the_colour_of_the_text_where_their_own_cannot_be_read() -> None:
    assert not design_of(usual()).layouts["Bullets"].plain_links
    assert design_of(usual(variety.dark)).layouts["Bullets"].plain_links


def test_vertical_text_is_never_used() -> None:
    layouts = used(design_of(usual(lambda deck: only(deck, {"Title Only", "Title and Vertical Text"}))))

    assert set(layouts.values()) == {"Title Only"}
