"""Titles of slides: told apart, and as large as their place lets them be."""

from __future__ import annotations

from kit.render.deck.fit.measure import total
from kit.render.deck.slides.model import (
    Picture,
    Slide,
    SlideKind,
    words,
)
from tests.render.deck.fit.fitting import DESIGN, bullets, fitted


def test_titles_that_repeat_are_numbered_and_never_clash() -> None:
    slides = [
        Slide(SlideKind.SECTION, "Score"),
        Slide(SlideKind.SECTION, "score"),
        Slide(SlideKind.SECTION, "Score · 2"),
    ]
    titles = [slide.title for slide in fitted(*slides)]
    assert titles[:2] == ["Score", "score · 2"]
    assert len({title.casefold() for title in titles}) == 3


def test_only_what_goes_on_says_of_how_many_it_is() -> None:
    """Two slides of one name are not parts of one, even where one of them goes on."""
    long = Slide(SlideKind.BULLETS, "Same", bullets(14))
    titles = [slide.title for slide in fitted(Slide(SlideKind.BULLETS, "Same", bullets(2)), long)]
    assert titles == ["Same", "Same · 2 (1 of 3)", "Same · 2 (2 of 3)", "Same · 2 (3 of 3)"]
    first, *others = bullets(2), Slide(SlideKind.BULLETS, "Same", bullets(2), goes_on=True)
    titles = [slide.title for slide in fitted(Slide(SlideKind.BULLETS, "Same", first), *others)]
    assert titles == ["Same (1 of 2)", "Same (2 of 2)"]


def test_a_title_too_long_for_any_size_is_shortened_and_kept_whole_in_the_notes() -> None:
    title = " ".join(["unreasonably"] * 60)
    first, second = fitted(Slide(SlideKind.BULLETS, title, bullets(2)), Slide(SlideKind.BULLETS, title, bullets(2)))
    assert first.title.endswith("unreasonably…"), "a word is not cut"
    assert second.title.endswith("unreasonably… · 2")
    assert first.notes[0].text == second.notes[0].text == title
    place = DESIGN.layouts["Bullets"].places["Title"]
    assert total([words(second.title)], place.box.w, second.title_size, True) <= place.box.h


def test_a_title_of_one_endless_word_is_cut_inside_it() -> None:
    (slide,) = fitted(Slide(SlideKind.BULLETS, "A" * 900, bullets(2)))
    assert 20 < slide.title.count("A") < 900
    assert slide.title.endswith("A…")


def test_a_picture_below_a_title_of_two_lines_leaves_them_their_size() -> None:
    (slide,) = fitted(
        Slide(SlideKind.BULLETS, "What a council's plan for being offline holds, in words", (Picture("a.png", "A"),))
    )
    title = DESIGN.layouts[slide.layout].places["Title"].box
    assert (slide.title_size, slide.picture is not None) == (36, True)
    assert slide.picture is not None
    assert slide.picture.box.y >= title.y + 2 * 36 * 1.2
