"""What holds for every slide in our own design, whatever is on it and whatever a group's colours are."""

from __future__ import annotations

import dataclasses
import io
import re
from itertools import pairwise, product
from typing import Any

import pytest
from pptx import Presentation

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.deck.design.theme_colours import colours, is_light
from kit.render.deck.fit.measure import width
from kit.render.deck.writer import write_decks
from tests.brands import BRANDS
from tests.render.deck.conftest import Made, draw
from tests.render.deck.seen import Words, decorates, overlapping, place, words_on

DECKS = ("round-1.pptx", "round-1/voices.pptx", "round-1/everything.pptx", "round-1/apart.pptx")
SMALL = {"Footer": 14, "Slide number": 14, "Link": 14, "Second link": 14}  # points; all else is 18 or more
NASTY = ("#ffff00", "#ffffff", "#000000", "#ff0000", "#00594f", "#777777", "#808080", "#c0c0c0", "#1b4965")


@pytest.fixture(scope="module")
def shown(made: Made) -> list[tuple[Any, list[Words]]]:
    """The slides of some decks, each with its words."""
    return [(slide, words_on(slide)) for name in DECKS for slide in made.deck(name).slides]


Shown = list[tuple[Any, list[Words]]]


def test_every_layout_of_our_own_is_used_by_the_cases(made: Made, shown: Shown) -> None:
    used = {slide.slide_layout.name for slide, _ in shown}
    every = {layout.name for layout in made.deck().slide_layouts}
    others = {"Title", "Closing", "Title with logo", "Closing with logo"}  # for groups without an address
    assert every - used == {*others, "Closing with two codes"}  # for groups with a form for feedback


def test_no_two_things_on_a_slide_take_the_same_place(shown: Shown) -> None:
    crossing = {slide.shapes.title.text: overlapping(slide) for slide, _ in shown}
    assert {title: found for title, found in crossing.items() if found} == {}


def test_nothing_reaches_over_the_edge(made: Made, shown: Shown) -> None:
    deck = made.deck()
    for slide, _ in shown:
        for shape in slide.shapes:
            left, top, right, bottom = place(shape)
            assert 0 <= left <= right <= deck.slide_width, (slide.shapes.title.text, shape.name)
            assert 0 <= top <= bottom <= deck.slide_height, (slide.shapes.title.text, shape.name)


def test_words_are_large_enough_for_the_last_row(shown: Shown) -> None:
    """Code is set a tenth smaller than the words around it, because its letters look larger."""
    for slide, words in shown:
        small = [seen for seen in words if seen.size < SMALL.get(seen.shape, 18) * 0.9]
        assert small == [], slide.shapes.title.text


def test_content_keeps_to_one_grid(made: Made, shown: Shown) -> None:
    """Whatever stands on a slide with content begins and ends at the same margins, left, right and below."""
    deck = made.deck()
    margin = 685800
    for slide, _ in shown:
        if slide.slide_layout.name in ("Title with code", "Agenda", "Closing with code"):
            continue
        for shape in slide.shapes:
            if shape.name not in ("The day", "Now"):
                left, _, right, _ = place(shape)
                assert left >= margin - 1000, (slide.shapes.title.text, shape.name)
                assert right <= deck.slide_width - margin + 1000, (slide.shapes.title.text, shape.name)


Pairs = dict[tuple[str, str], str]


def _pairs(shown: Shown) -> Pairs:
    """The colours of words and of the grounds they stand on, by their names in the theme, each with a place of it."""
    return {
        (seen.colour, seen.ground): f"{slide.shapes.title.text}: {seen.text}"
        for slide, words in shown
        for seen in words
    }


@pytest.fixture(scope="module")
def pairs(made: Made, shown: Shown) -> dict[bool, Pairs]:
    """Those of a group whose primary colour takes white letters, and of one whose colour takes dark ones."""
    whole = dataclasses.replace(made.edition, brand=Brand("#ffd100"))
    decks = write_decks(whole, made.contents, [], sessions=True, draw=draw)
    slides: Any = [slide for name in DECKS for slide in Presentation(io.BytesIO(decks[name])).slides]
    return {False: _pairs(shown), True: _pairs([(slide, words_on(slide)) for slide in slides])}


@pytest.mark.parametrize(
    ("primary", "accent"), [*product([*NASTY, "#ffd100", "#00a3ad"], ["#ffff00", "#ff0000", "#000000"]), *BRANDS]
)
def test_every_word_can_be_read_in_whatever_colours_a_group_has(
    pairs: dict[bool, Pairs], primary: str, accent: str
) -> None:
    scheme, used = colours(Brand(primary, accent)), pairs[is_light(primary)]
    assert {"dk1", "dk2", "accent6", "hlink"} <= {colour for colour, _ in used}
    assert ("dk1" if is_light(primary) else "lt1", "accent1") in used
    faint = {where for (colour, ground), where in used.items() if contrast(scheme[colour], scheme[ground]) < 4.5}
    assert faint == set()


def test_few_short_lines_are_set_larger_than_many(shown: Shown) -> None:
    def size(title: str) -> float:
        words = next(words for slide, words in shown if slide.shapes.title.text == title)
        return max(seen.size for seen in words if seen.shape == "Text")

    assert size("Where things are") > size("A long list (1 of 2)")


def test_a_slide_says_whose_it_is_and_where_it_stands(made: Made) -> None:
    """Above its title the session's name, in its foot the group, the round and its number."""
    texts = {shape.name: shape.text_frame.text for shape in made.slide("Score yourselves").placeholders}
    assert texts["Eyebrow"] == "How ready are we?"
    assert texts["Footer"] == "Midlands Peer Group · Meet the standard"
    assert texts["Slide number"]


LONG = "The peer group of all councils in the midlands " * 4


@pytest.mark.parametrize(
    ("group", "title", "shown"),
    [
        (LONG, "Meet the standard", r"The peer group of all councils in .*… · Meet the standard"),
        ("Midlands Peer Group", LONG, r"Midlands Peer Group · The peer group of all councils in .*…"),
        (LONG, LONG, r"The peer group of all .*… · The peer group of all .*…"),
    ],
)
def test_a_footer_names_group_and_round_however_long_the_other_is(
    made: Made, group: str, title: str, shown: str
) -> None:
    (meeting,) = made.edition.rounds
    whole = dataclasses.replace(made.edition, name=group, rounds=(dataclasses.replace(meeting, title=title),))
    deck: Any = Presentation(io.BytesIO(write_decks(whole, made.contents, [], draw=draw)["round-1.pptx"]))
    (foot,) = (words for words in words_on(deck.slides[2]) if words.shape == "Footer")
    (room,) = (shape.width.pt for shape in deck.slides[2].placeholders if shape.name == "Footer")
    assert re.fullmatch(shown, foot.text)
    assert width(foot.text, foot.size) <= room


def test_things_are_read_out_in_the_order_in_which_they_stand(shown: Shown) -> None:
    """The title first, although the session's name is above it; then down the page, and one column after another."""
    for slide, _ in shown:
        said = [shape for shape in slide.shapes if not decorates(shape) and shape.name not in ("Eyebrow", "Title")]
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        for one, other in pairwise(said):
            (left, top, *_), (later_left, later_top, *_) = place(one), place(other)
            assert top <= later_top or left < later_left, (slide.shapes.title.text, one.name, other.name)


BODY = {"Activity", "Activity and picture", "Bullets", "Picture", "Picture and text", "Quote", "Statement", "Table"}
BODY |= {"Table and text", "Three columns", "Two columns"}


def test_titles_above_content_begin_at_one_place_in_one_size_and_text_has_two(shown: Shown) -> None:
    """A long title takes two lines, and of a list only what is further in is smaller."""
    slides = [(slide, words) for slide, words in shown if slide.slide_layout.name in BODY]
    places = {(slide.shapes.title.left, slide.shapes.title.top) for slide, _ in slides}
    titles = [words.size for _, said in slides for words in said if words.shape == "Title"]
    lists = [said for slide, said in slides if slide.slide_layout.name in ("Activity", "Bullets")]
    texts = [[words.size for words in said if words.shape == "Text"] for said in lists]
    sizes = {max(found) for found in texts if found}

    assert len(places) == 1
    assert set(titles) == {36}
    assert sizes == {30, 24}
