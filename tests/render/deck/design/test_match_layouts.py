"""Which layout of a borrowed deck serves for what, and where things go there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pytest
from pptx import Presentation

from kit.render.deck.design.open_design import read_stage
from kit.render.deck.design.ours.layouts import BY_NAME, Box
from kit.render.deck.fit.placed import Area, Stage
from kit.render.deck.messages import fallbacks
from tests.render.deck import variety
from tests.render.deck.variety import GERMAN, WELSH, only, placed, renamed, usual
from tests.render.editions import edition

PAGE = (720.0, 540.0)  # points: python-pptx's own deck is 4:3
TEXTS = ("Title", "Text", "Left", "Right", "Attribution")


def stage_of(deck: bytes, linked: bool = False) -> Stage:
    stage = read_stage(Presentation(io.BytesIO(deck)), own=False, linked=linked)
    assert stage is not None
    return stage


def used(stage: Stage) -> Mapping[str, str]:
    return {name: seat.layout.name for name, seat in stage.seats.items()}


def lacking(stage: Stage) -> set[str]:
    return {one.name for one in stage.fallbacks}


def test_powerpoints_own_layouts_are_known_by_their_names() -> None:
    stage = stage_of(usual())

    assert used(stage) == {
        "Title": "Title Slide",
        "Agenda": "Title and Content",
        "Section": "Section Header",
        "Activity": "Title and Content",
        "Statement": "Title and Content",
        "Quote": "Title and Content",
        "Headline": "Title Only",
        "Bullets": "Title and Content",
        "Two columns": "Two Content",
        "Picture": "Picture with Caption",
        "Picture and text": "Two Content",
        "Table": "Title and Content",
        "Table and text": "Title and Content",
        "Break": "Section Header",
        "Closing": "Title Slide",
        "Closing with two codes": "Title Slide",
    }


def test_what_a_deck_lacks_is_told_and_what_it_has_is_not() -> None:
    stage = stage_of(usual())

    assert lacking(stage) == {"Agenda", "Activity", "Statement", "Quote", "Break", "Closing", "Closing with two codes"}


def test_a_layout_with_our_name_wins_in_any_case_and_with_any_spaces() -> None:
    def change(deck: Any) -> None:
        deck.slide_layouts[5].name = "  QUOTE "
        deck.slide_layouts[7].name = "1_Break"  # what PowerPoint makes of a layout pasted from elsewhere

    stage = stage_of(usual(change))

    assert used(stage)["Quote"] == "  QUOTE "
    assert used(stage)["Break"] == "1_Break"
    assert {"Quote", "Break"}.isdisjoint(lacking(stage))


@pytest.mark.parametrize("names", [WELSH, GERMAN])
@pytest.mark.parametrize("typeless", [False, True])
def test_layouts_in_other_languages_are_known_by_their_kind_or_their_placeholders(
    names: Mapping[str, str], typeless: bool
) -> None:
    seats = used(stage_of(usual(lambda deck: renamed(deck, names, typeless))))

    assert seats["Title"] == names["Title Slide"]
    assert seats["Bullets"] == seats["Activity"] == seats["Quote"] == names["Title and Content"] or typeless
    assert seats["Two columns"] == names["Two Content"]
    assert seats["Picture"] == names["Picture with Caption"]
    assert seats["Headline"] == names["Title Only"]
    if not typeless:
        assert seats["Section"] == seats["Break"] == names["Section Header"]


def test_a_deck_with_only_a_title_only_layout_has_room_for_everything() -> None:
    stage = stage_of(usual(lambda deck: only(deck, {"Title Only"})))

    assert set(used(stage).values()) == {"Title Only"}
    for name, seat in stage.seats.items():
        assert seat.areas["Title"].idx == 0, name
        content = [role for role in seat.areas if role != "Title"]
        assert all(seat.areas[role].idx is None for role in content)
        assert content or name == "Headline"


@pytest.mark.parametrize("names", [{"Blank"}, set()])
def test_a_deck_without_any_place_for_a_title_has_no_stage(names: set[str]) -> None:
    deck = usual(lambda deck: only(deck, names))

    assert read_stage(Presentation(io.BytesIO(deck)), own=False) is None


def test_of_two_masters_the_one_that_has_more_for_us_serves_and_the_other_fills_in_by_name() -> None:
    def change(deck: Any) -> None:
        variety.second_master(deck, {**{name: name for name in WELSH}, "Blank": "Blank"})
        for layout in list(deck.slide_masters[0].slide_layouts):
            if layout.name not in ("Title Slide", "Blank", "Title Only"):
                deck.slide_masters[0].slide_layouts.remove(layout)
        deck.slide_masters[0].slide_layouts.get_by_name("Title Only").name = "Quote"

    deck = Presentation(io.BytesIO(usual(change)))
    first, second = ({layout.part.partname for layout in master.slide_layouts} for master in deck.slide_masters)
    stage = read_stage(deck, own=False)

    assert stage is not None
    assert {name for name, seat in stage.seats.items() if seat.layout.part.partname in first} == {"Quote"}
    assert {seat.layout.part.partname for seat in stage.seats.values()} <= first | second


def boxes_of(seat_areas: Mapping[str, Area]) -> dict[str, Box]:
    return {role: area.place for role, area in seat_areas.items()}


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
@pytest.mark.parametrize("linked", [False, True])
def test_every_place_is_on_the_slide_and_large_enough_for_the_least_text(name: str, linked: bool) -> None:
    for ours, seat in stage_of(VARIETY[name], linked).seats.items():
        for role, area in seat.areas.items():
            box = area.place
            assert box.x >= -0.5, (ours, role, box)
            assert box.y >= -0.5, (ours, role, box)
            assert box.x + box.w <= PAGE[0] + 0.5, (ours, role, box)
            assert box.y + box.h <= PAGE[1] + 0.5, (ours, role, box)
            if role in TEXTS:
                assert area.size >= 18, (ours, role)
                assert area.box.h >= 18 * 1.2, (ours, role, area)
                assert area.box.w >= PAGE[0] * 0.2 or ours == "Closing with two codes", (ours, role, area)


@pytest.mark.parametrize("name", VARIETY)
def test_texts_that_the_kit_had_to_place_do_not_stand_on_each_other(name: str) -> None:
    for ours, seat in stage_of(VARIETY[name], linked=True).seats.items():
        moved = {role: area.frame for role, area in seat.areas.items() if area.frame is not None}
        for role, box in moved.items():
            for other, near in moved.items():
                apart = box.x >= near.x + near.w - 1 or box.y >= near.y + near.h - 1
                apart = apart or near.x >= box.x + box.w - 1 or near.y >= box.y + box.h - 1
                assert role == other or apart, (ours, role, other)


def test_text_that_fits_its_placeholder_stays_where_the_layout_has_it() -> None:
    areas = stage_of(usual()).seats["Bullets"].areas

    assert areas["Text"].frame is None
    assert areas["Title"].frame is None


def test_sizes_are_the_layouts_own_and_what_cannot_be_read_is_held_to_our_least() -> None:
    def small(deck: Any) -> None:
        for look in deck.slide_master.element.iter(f"{variety.A}defRPr"):
            look.set("sz", "1000")

    assert stage_of(usual()).seats["Bullets"].areas["Text"].size == 32
    assert stage_of(usual()).seats["Bullets"].areas["Title"].size == 44
    areas = stage_of(usual(small)).seats["Bullets"].areas
    assert (areas["Text"].size, areas["Text"].default) == (18, False)
    assert (areas["Title"].size, areas["Title"].default) == (20, False)


def test_a_typeface_that_we_cannot_measure_gets_less_text_than_arial() -> None:
    def room(name: str) -> Box:
        return stage_of(usual(lambda deck: variety.typeface(deck, name))).seats["Bullets"].areas["Text"].box

    arial, other = room("Arial"), room("Gill Sans Nova Council")
    assert room("Calibri") == arial
    assert other.w < arial.w * 0.9
    assert other.h < arial.h


def test_a_place_that_a_layout_leaves_to_its_master_is_taken_from_there() -> None:
    deck: Any = Presentation()
    for shape in deck.slide_layouts.get_by_name("Title and Content").placeholders:
        shape._element.spPr.clear()
    master = next(one for one in deck.slide_master.placeholders if one.placeholder_format.idx == 1)
    area = stage_of(variety.saved(deck)).seats["Bullets"].areas["Text"]

    assert area.idx == 1
    assert area.box.x == pytest.approx(master.left / 12700 + 7.2)
    assert area.box.y == pytest.approx(master.top / 12700 + 3.6)


def test_placeholders_with_our_names_get_what_they_are_named_for() -> None:
    def change(deck: Any) -> None:
        layout = deck.slide_layouts.get_by_name("Comparison")
        layout.name = "Activity"
        names = {1: "Minutes", 2: "Text", 3: "Grouping", 4: "Other"}
        for shape in layout.placeholders:
            shape.name = names.get(shape.placeholder_format.idx, shape.name)

    areas = stage_of(usual(change)).seats["Activity"].areas

    assert {role: area.idx for role, area in areas.items()} == {"Title": 0, "Text": 2, "Minutes": 1, "Grouping": 3}


def test_the_last_slide_is_told_once_whether_it_shows_one_code_or_two() -> None:
    (advice,) = fallbacks(edition({"index.md": "# Home\n"}), stage_of(usual()), {"Closing", "Closing with two codes"})

    assert advice.message == "Your deck has no layout for the last slide, so it uses its layout “Title Slide”."
    assert advice.hint.startswith("To have one of its own, add a layout called Closing in PowerPoint")


def test_links_take_the_colour_of_the_text_where_their_own_cannot_be_read() -> None:
    assert not stage_of(usual()).plain_links
    assert stage_of(usual(variety.dark)).plain_links


def test_vertical_text_is_never_used() -> None:
    seats = used(stage_of(usual(lambda deck: only(deck, {"Title Only", "Title and Vertical Text"}))))

    assert set(seats.values()) == {"Title Only"}


def test_our_own_layouts_all_have_names_for_what_they_are_used_for() -> None:
    """A layout that we add needs words for the advice, and something to fall back on."""
    from kit.render.deck.design.match_layouts import INSTEAD, NAMES, WORDS

    for known in (INSTEAD, NAMES, WORDS):
        assert set(known) == set(BY_NAME)
