"""Grids of cards with pictures on slides: side by side, each picture above its own card's words."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from docutils import nodes

from kit.render.content.translate import blocks as translated
from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.model import Columns, Paragraph, Picture, Run, Slide, SlideKind, words
from kit.render.deck.slides.session import flat
from tests.render.deck.conftest import Made, ours
from tests.render.deck.seen import overlapping, place
from tests.render.editions import edition

DESIGN = ours()
LONG = "Brings the service, tells what hurts, and keeps quiet while the others think about what they have heard. "
SIZES = {"wide.png": (1600, 900), "tall.png": (600, 900), "square.png": (900, 900)}
FILES = {"wide": "wide.png", "tall": "tall.png", "square": "square.png"}


def _card(name: str, text: str, picture: str = "wide.png") -> nodes.container:
    """A card as sphinx-design makes it: its title, a picture ("" for none) and words after that."""
    parts: list[nodes.Node] = [nodes.container("", nodes.Text(name), design_component="card-title")] * bool(name)
    parts += [nodes.image(uri=picture, alt=f"Picture of {name}")] * bool(picture)
    parts += [nodes.paragraph("", text)] * bool(text)
    return nodes.container("", nodes.container("", *parts, design_component="card-body"), design_component="card")


def _grid(*cards: nodes.Node) -> tuple[Any, ...]:
    row = nodes.container("", *cards, design_component="grid-row", classes=["sd-row-cols-lg-2"])
    return tuple(blocks(translated([row]), Source(edition({}), "round-1/page", [])))


def _slides(*shown: Any, kind: SlideKind = SlideKind.BULLETS) -> list[Any]:
    return fit([Slide(kind, "Roles", shown, minutes=5 if kind is SlideKind.ACTIVITY else None)], DESIGN, SIZES.get)


def _said(slide: Any, name: str) -> str:
    return " ".join(line.text for line in slide.texts[name].paragraphs)


@pytest.mark.parametrize(("count", "rows"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [2, 3]), (6, [3, 3]), (7, [2, 3, 2])])
def test_cards_stand_in_rows_of_two_or_three_in_their_order(count: int, rows: list[int]) -> None:
    slides = _slides(*_grid(*(_card(f"Card {number}", "Short.") for number in range(count))))
    assert [len(slide.over) for slide in slides] == rows
    said = [_said(slide, name) for slide in slides for name in slide.over]
    assert said == [f"Card {number} Short." for number in range(count)]
    alts = [picture.alt for slide in slides for picture in slide.over.values()]
    assert alts == [f"Picture of Card {number}" for number in range(count)]


def test_a_picture_stands_above_its_own_words_and_keeps_its_proportions() -> None:
    (slide,) = _slides(*_grid(*(_card(name, "Short.", file) for name, file in FILES.items())))
    frames = {name: slide.texts[name].frame for name in slide.over}
    for name, picture in slide.over.items():
        wide, tall = SIZES[picture.path]
        assert picture.box.w / picture.box.h == pytest.approx(wide / tall)
        assert picture.box.bottom <= frames[name].y
        assert frames[name].x <= picture.box.x
        assert picture.box.right <= frames[name].right
    assert len({frame.y for frame in frames.values()}) == 1
    assert len({text.size for text in slide.texts.values()}) == 1
    assert all(one.box.right < other.box.x for one, other in pairwise(slide.over.values()))


def test_a_card_without_a_picture_beside_others_uses_its_whole_column() -> None:
    (slide,) = _slides(*_grid(_card("One", "Short."), _card("Two", "No picture.", "")))
    assert list(slide.over) == ["Left"]
    assert slide.texts["Right"].frame is None


def test_a_card_of_a_picture_alone_shows_it() -> None:
    (slide,) = _slides(*_grid(_card("", "", "square.png"), _card("Two", "Short.")))
    assert list(slide.over) == ["Left", "Right"]
    assert list(slide.texts) == ["Eyebrow", "Right"] or list(slide.texts) == ["Right"]


def test_cards_too_long_for_columns_have_a_slide_each_with_their_own_picture() -> None:
    slides = _slides(*_grid(*(_card(name, LONG * 2, file) for name, file in FILES.items())))
    assert [slide.layout for slide in slides] == ["Picture and text"] * 3
    assert [slide.picture.path for slide in slides] == list(SIZES)
    assert [_said(slide, "Text").split()[0] for slide in slides] == list(FILES)


def test_a_single_card_in_a_grid_keeps_its_picture_beside_its_words() -> None:
    (slide,) = _slides(*_grid(_card("One", "Short.", "tall.png")))
    assert (slide.layout, slide.picture.path, _said(slide, "Text")) == ("Picture and text", "tall.png", "One Short.")


def test_words_before_the_cards_have_a_slide_before_them() -> None:
    first, second = _slides(words("Choose one."), *_grid(_card("One", "Short."), _card("Two", "Short.")))
    assert _said(first, "Text") == "Choose one."
    assert len(second.over) == 2


def test_an_activity_with_cards_shows_its_minutes_before_them_once() -> None:
    cards = _grid(_card("One", "Short."), _card("Two", "Short."))
    first, second = _slides(*cards, kind=SlideKind.ACTIVITY)
    assert (_said(first, "Text"), len(second.over)) == ("5 minutes", 2)
    first, second = _slides(words("Choose one."), *cards, kind=SlideKind.ACTIVITY)
    assert (_said(first, "Text"), _said(first, "Minutes")) == ("Choose one.", "5 minutes")


def test_columns_of_text_stand_side_by_side_before_a_picture_too() -> None:
    first, second = _slides(Columns(((words("Ask."),), (words("Answer."),))), Picture("wide.png", "W"))
    assert (_said(first, "Left"), _said(first, "Right")) == ("Ask.", "Answer.")
    assert second.picture.path == "wide.png"


def test_an_activity_with_columns_of_text_shows_its_minutes_once() -> None:
    (slide,) = _slides(Columns(((words("Ask."),), (words("Answer."),))), kind=SlideKind.ACTIVITY)
    assert (_said(slide, "Text"), _said(slide, "Minutes")) == ("Ask. Answer.", "5 minutes")


def test_a_picture_that_cannot_be_shown_leaves_its_alt_text_in_its_card() -> None:
    (slide,) = _slides(*_grid(_card("One", "Short.", "lost.png"), _card("Two", "Short.")))
    assert _said(slide, "Left") == "Picture of One One Short."
    assert list(slide.over) == ["Right"]


def test_the_caption_of_a_picture_in_a_card_stands_below_it() -> None:
    figure = nodes.figure("", nodes.image(uri="wide.png", alt="A"), nodes.caption("", "Seen from above"))
    card = nodes.container("", figure, nodes.paragraph("", "Short."), design_component="card")
    (slide,) = _slides(*_grid(card, _card("Two", "Short.")))
    assert _said(slide, "Left") == "Seen from above Short."


def test_notes_say_each_cards_words_and_then_its_picture() -> None:
    columns = Columns(((Paragraph((Run("One"),)),), (Paragraph((Run("Two"),)),)), (Picture("a.png", "A"), None))
    assert [line.text for line in flat([columns])] == ["One", "Picture: A", "Two"]


def test_cards_in_a_deck_stand_clear_of_each_other_above_their_words(made: Made) -> None:
    slides = made.deck("round-1/voices.pptx").slides
    slide = next(one for one in slides if one.shapes.title.text == "Who does what")
    assert overlapping(slide) == []
    shapes = [shape for shape in slide.shapes if shape.name in ("Picture", "Left", "Middle", "Right")]
    assert [shape.name for shape in shapes] == ["Picture", "Left", "Picture", "Middle", "Picture", "Right"]
    for picture, text in zip(shapes[::2], shapes[1::2], strict=True):
        assert place(picture)[3] <= place(text)[1]
    assert [shape.text_frame.text.split("\n")[0] for shape in shapes[1::2]] == ["The owner", "The keeper", "The friend"]
