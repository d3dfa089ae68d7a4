"""Slides fitted to the page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import width
from kit.render.deck.slides.model import (
    Block,
    Cell,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Slide,
    SlideKind,
    Style,
    Table,
    words,
)
from tests.helpers import examples
from tests.render.deck.fit.fitting import DESIGN, SENTENCE, assert_fits, bullets, fitted, text_of


def test_a_long_list_goes_on_over_slides_that_say_so() -> None:
    slides = fitted(Slide(SlideKind.BULLETS, "Long", bullets(14)))
    assert [slide.title for slide in slides] == ["Long (1 of 3)", "Long (2 of 3)", "Long (3 of 3)"]
    assert "\n".join(text_of(slide) for slide in slides).split("\n") == [f"{number} {SENTENCE}" for number in range(14)]
    sizes = [len(slide.texts["Text"].paragraphs) for slide in slides]
    assert max(sizes) - min(sizes) <= 1
    for slide in slides:
        assert_fits(slide)


def test_an_item_stays_with_its_sub_items_and_a_bold_line_with_its_text() -> None:
    blocks: list[Block] = []
    for number in range(8):
        blocks.append(Paragraph(words(f"Head {number}").runs, style=Style.HEADING))
        blocks += [words(SENTENCE, mark=Mark.BULLET), words(SENTENCE, level=1, mark=Mark.BULLET)]
    slides = fitted(Slide(SlideKind.BULLETS, "Held", tuple(blocks)))
    assert len(slides) > 1
    for slide in slides:
        paragraphs = slide.texts["Text"].paragraphs
        assert paragraphs[0].style is Style.HEADING
        assert paragraphs[-1].level == 1


def test_one_paragraph_longer_than_a_slide_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    slides = fitted(Slide(SlideKind.BULLETS, "Prose", (words(text),)))
    assert len(slides) > 2
    assert " ".join(text_of(slide).strip() for slide in slides) == text
    for slide in slides:
        assert_fits(slide)


def test_a_short_sentence_stands_alone_in_large_letters() -> None:
    (slide,) = fitted(Slide(SlideKind.BULLETS, "Remember", (words("Nobody is finished."),)))
    assert (slide.layout, slide.texts["Text"].size) == ("Statement", 80)


def test_a_slide_with_only_a_title_is_a_headline() -> None:
    assert [slide.layout for slide in fitted(Slide(SlideKind.BULLETS, "Stop here"))] == ["Headline"]


def test_text_and_a_picture_share_a_slide_if_the_text_is_short() -> None:
    picture = Picture("a.png", "A plan")
    (slide,) = fitted(Slide(SlideKind.BULLETS, "Both", (*bullets(2, "short"), picture)))
    assert slide.layout == "Picture and text"
    slides = fitted(Slide(SlideKind.BULLETS, "Apart", (*bullets(5), picture)))
    assert [slide.layout for slide in slides] == ["Bullets", "Picture"]


def test_a_bold_line_goes_with_the_table_or_picture_below_it() -> None:
    heading = Paragraph(words("Its title", bold=True).runs, style=Style.HEADING)
    table = Table(((Cell((words("a"),)),), (Cell((words("b"),)),)))
    slides = fitted(Slide(SlideKind.BULLETS, "T", (*bullets(6), heading, table)))
    assert [(slide.layout, text_of(slide).split("\n")[-1]) for slide in slides][-1] == ("Table and text", "Its title")
    slides = fitted(Slide(SlideKind.BULLETS, "P", (*bullets(6), heading, Picture("a.png", "A plan"))))
    assert [(slide.layout, text_of(slide).split("\n")[-1]) for slide in slides][-1] == ("Picture and text", "Its title")


def test_pictures_are_fitted_and_never_stretched_or_blown_up() -> None:
    sizes = {"wide.png": (3000, 300), "tall.png": (300, 3000), "tiny.png": (40, 20)}
    for path, (wide, tall) in sizes.items():
        (slide,) = fit([Slide(SlideKind.BULLETS, "P", (Picture(path, "x"),))], DESIGN, sizes.get)
        assert slide.picture is not None
        box, room = slide.picture.box, DESIGN.layouts["Bullets"].places["Text"].box
        assert box.w / box.h == pytest.approx(wide / tall)
        assert room.x - 0.01 <= box.x
        assert box.x + box.w <= room.x + room.w + 0.01
        assert box.y + box.h <= room.y + room.h + 1
        assert box.w <= wide


def test_an_activity_without_steps_says_its_minutes_and_grouping() -> None:
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Talk", minutes=5, grouping="pairs"))
    assert text_of(slide) == "5 minutes · pairs"


def test_an_activity_that_opens_with_a_table_still_shows_its_minutes() -> None:
    table = Table(((Cell((words("a"),)), Cell((words("b"),))), (Cell((words("c"),)), Cell((words("d"),)))))
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Fill in", (table,), minutes=1, grouping="alone"))
    assert (slide.layout, text_of(slide)) == ("Table and text", "1 minute · alone")


@pytest.mark.parametrize("kind", [SlideKind.TITLE, SlideKind.SECTION, SlideKind.BREAK, SlideKind.CLOSING])
def test_lines_too_long_for_a_cover_end_in_an_ellipsis(kind: SlideKind) -> None:
    lines = "\v".join([SENTENCE * 3] * 4)
    (slide,) = fitted(Slide(kind, "Cover", line=lines, then=SENTENCE * 8))
    assert_fits(slide)
    assert text_of(slide).count("…") == (1 if kind is SlideKind.TITLE else 2)
    assert SENTENCE[:20] in text_of(slide)


def test_who_works_together_is_cut_where_it_is_longer_than_its_card() -> None:
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Talk", bullets(2), minutes=5, grouping=SENTENCE * 4))
    assert_fits(slide)
    assert slide.texts["Grouping"].paragraphs[-1].text.endswith("…")


def test_minutes_without_a_word_on_who_works_together_stand_in_the_middle_of_their_panel() -> None:
    places = DESIGN.layouts["Activity"].places
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Talk", bullets(2), minutes=5))
    frame = slide.texts["Minutes"].frame
    assert frame is not None
    above, below = frame.y - places["Minutes"].box.y, places["Grouping"].box.bottom - frame.bottom
    assert above == pytest.approx(below)
    assert (frame.x, frame.w) == (places["Minutes"].box.x, places["Minutes"].box.w)


def test_minutes_alone_above_a_picture_stand_in_the_middle_of_their_panel() -> None:
    places = DESIGN.layouts["Activity and picture"].places
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Talk", (*bullets(1), Picture("a.png", "A")), minutes=5))
    assert slide.layout == "Activity and picture"
    frame = slide.texts["Minutes"].frame
    assert frame is not None
    label = width("minutes", slide.texts["Minutes"].paragraphs[1].runs[0].size)
    before, after = frame.x - places["Minutes"].box.x, places["Grouping"].box.right - frame.x - label
    assert before == pytest.approx(after)


def test_notes_of_a_slide_stand_whole_with_its_first_face() -> None:
    notes = (words("1pm · 20 minutes"), words("Watch the clock."))
    first, *others = fitted(Slide(SlideKind.ACTIVITY, "Long", bullets(14), notes, minutes=20))
    assert first.notes == notes
    assert others
    for slide in others:
        assert [part.text for part in slide.notes] == [
            "1pm · 20 minutes",
            "Goes on from the slide before; its notes are there.",
        ]


def test_a_line_across_the_page_begins_a_new_face() -> None:
    slides = fitted(Slide(SlideKind.BULLETS, "Two", (*bullets(2, "a"), PageBreak(), *bullets(2, "b"))))
    assert [text_of(slide) for slide in slides] == ["0 a\n1 a", "0 b\n1 b"]


_WORDS = st.text(st.sampled_from("abc mé日 "), max_size=400)
_PARAGRAPHS = st.builds(words, _WORDS, st.integers(0, 6), st.sampled_from(Mark))


@settings(max_examples=examples(40))
@given(st.lists(_PARAGRAPHS, max_size=30), st.sampled_from([SlideKind.BULLETS, SlideKind.ACTIVITY]))
def test_whatever_is_written_fits_and_no_word_is_lost(paragraphs: list[Paragraph], kind: SlideKind) -> None:
    slides = fitted(Slide(kind, "Any", tuple(paragraphs), minutes=10))
    for slide in slides:
        assert_fits(slide)
    kept = "".join(
        part.text
        for slide in slides
        for role, text in slide.texts.items()
        if role == "Text"
        for part in text.paragraphs
    )
    wanted = "".join(paragraph.text for paragraph in paragraphs)
    if paragraphs:
        assert kept.replace(" ", "") == wanted.replace(" ", "")
    sizes = [slide.texts["Text"].size for slide in slides if slide.layout == "Bullets"]
    assert all(one == other for one, other in pairwise(sizes))


def test_an_activity_that_is_nothing_but_a_picture_says_its_minutes_once() -> None:
    (slide,) = fitted(Slide(SlideKind.ACTIVITY, "Look", (Picture("a.png", "A"),), minutes=10))
    assert slide.picture is not None
    assert text_of(slide).split().count("10") == 1
