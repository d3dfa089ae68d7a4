"""Slides fitted to the page."""

from __future__ import annotations

from calendar import month_name
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import total, width
from kit.render.deck.fit.pages import MARGIN
from kit.render.deck.fit.placed import FittedTable, PlacedSlide
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
from tests.render.deck.conftest import ours

DESIGN = ours()
SENTENCE = "Say in one sentence what your service does, for whom, and how you know that it works for them."


def _fit(*slides: Slide) -> list[PlacedSlide]:
    return fit(slides, DESIGN, lambda path: (800, 600) if path.endswith(".png") else None)


def _text(slide: PlacedSlide) -> str:
    return "\n".join(part.text for fitted in slide.texts.values() for part in fitted.paragraphs)


def _assert_fits(slide: PlacedSlide) -> None:
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


def _bullets(count: int, text: str = SENTENCE) -> tuple[Block, ...]:
    return tuple(words(f"{number} {text}", mark=Mark.BULLET) for number in range(count))


def test_a_long_list_goes_on_over_slides_that_say_so() -> None:
    slides = _fit(Slide(SlideKind.BULLETS, "Long", _bullets(14)))
    assert [slide.title for slide in slides] == ["Long (1 of 3)", "Long (2 of 3)", "Long (3 of 3)"]
    assert "\n".join(_text(slide) for slide in slides).split("\n") == [f"{number} {SENTENCE}" for number in range(14)]
    sizes = [len(slide.texts["Text"].paragraphs) for slide in slides]
    assert max(sizes) - min(sizes) <= 1
    for slide in slides:
        _assert_fits(slide)


def test_an_item_stays_with_its_sub_items_and_a_bold_line_with_its_text() -> None:
    blocks: list[Block] = []
    for number in range(8):
        blocks.append(Paragraph(words(f"Head {number}").runs, style=Style.HEADING))
        blocks += [words(SENTENCE, mark=Mark.BULLET), words(SENTENCE, level=1, mark=Mark.BULLET)]
    slides = _fit(Slide(SlideKind.BULLETS, "Held", tuple(blocks)))
    assert len(slides) > 1
    for slide in slides:
        paragraphs = slide.texts["Text"].paragraphs
        assert paragraphs[0].style is Style.HEADING
        assert paragraphs[-1].level == 1


def test_one_paragraph_longer_than_a_slide_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    slides = _fit(Slide(SlideKind.BULLETS, "Prose", (words(text),)))
    assert len(slides) > 2
    assert " ".join(_text(slide).strip() for slide in slides) == text
    for slide in slides:
        _assert_fits(slide)


def test_a_long_table_repeats_its_headings() -> None:
    rows = tuple((Cell((words(f"{n}"),)), Cell((words(SENTENCE),))) for n in range(12))
    table = Table(((Cell((words("No"),)), Cell((words("What"),))), *rows))
    slides = _fit(Slide(SlideKind.BULLETS, "Points", (table,)))
    assert len(slides) > 1
    shown = [row[0].paragraphs[0].text for slide in slides if slide.table for row in slide.table.rows[1:]]
    assert shown == [str(n) for n in range(12)]
    for slide in slides:
        assert slide.table is not None
        assert slide.table.rows[0] == table.rows[0]
        _assert_fits(slide)


def test_a_small_table_is_set_large_and_a_full_one_fills_its_place_no_more_than_whole() -> None:
    def table(rows: int) -> Table:
        return Table(tuple((Cell((words("a"),)), Cell((words("b"),))) for _ in range(rows)))

    sizes = []
    for rows in (3, 8, 12):
        (slide,) = _fit(Slide(SlideKind.BULLETS, "T", (table(rows),)))
        _assert_fits(slide)
        sizes.append(slide.table.size if slide.table else 0)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_table_that_no_slide_can_hold_becomes_text_and_keeps_its_words() -> None:
    wide = Table(tuple(tuple(Cell((words(f"r{row}c{column}"),)) for column in range(20)) for row in range(3)))
    tall = Table(
        ((Cell((words("Head"),)), Cell((words("Text"),))), (Cell((words("x"),)), Cell((words(SENTENCE * 30),))))
    )
    for table in (wide, tall):
        slides = _fit(Slide(SlideKind.BULLETS, "Big", (table,)))
        said = " ".join(_text(slide) for slide in slides)
        cells = [cell.paragraphs[0].text for row in table.rows for cell in row]
        assert [text for text in cells[2:] if " ".join(text.split()[:5]) not in " ".join(said.split())] == []
        for slide in slides:
            _assert_fits(slide)


def test_a_short_sentence_stands_alone_in_large_letters() -> None:
    (slide,) = _fit(Slide(SlideKind.BULLETS, "Remember", (words("Nobody is finished."),)))
    assert (slide.layout, slide.texts["Text"].size) == ("Statement", 80)


def test_a_slide_with_only_a_title_is_a_headline() -> None:
    assert [slide.layout for slide in _fit(Slide(SlideKind.BULLETS, "Stop here"))] == ["Headline"]


def test_text_and_a_picture_share_a_slide_if_the_text_is_short() -> None:
    picture = Picture("a.png", "A plan")
    (slide,) = _fit(Slide(SlideKind.BULLETS, "Both", (*_bullets(2, "short"), picture)))
    assert slide.layout == "Picture and text"
    slides = _fit(Slide(SlideKind.BULLETS, "Apart", (*_bullets(5), picture)))
    assert [slide.layout for slide in slides] == ["Bullets", "Picture"]


def test_a_bold_line_goes_with_the_table_or_picture_below_it() -> None:
    heading = Paragraph(words("Its title", bold=True).runs, style=Style.HEADING)
    table = Table(((Cell((words("a"),)),), (Cell((words("b"),)),)))
    slides = _fit(Slide(SlideKind.BULLETS, "T", (*_bullets(6), heading, table)))
    assert [(slide.layout, _text(slide).split("\n")[-1]) for slide in slides][-1] == ("Table and text", "Its title")
    slides = _fit(Slide(SlideKind.BULLETS, "P", (*_bullets(6), heading, Picture("a.png", "A plan"))))
    assert [(slide.layout, _text(slide).split("\n")[-1]) for slide in slides][-1] == ("Picture and text", "Its title")


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


def test_titles_that_repeat_are_numbered_and_never_clash() -> None:
    slides = [
        Slide(SlideKind.SECTION, "Score"),
        Slide(SlideKind.SECTION, "score"),
        Slide(SlideKind.SECTION, "Score · 2"),
    ]
    titles = [slide.title for slide in _fit(*slides)]
    assert titles[:2] == ["Score", "score · 2"]
    assert len({title.casefold() for title in titles}) == 3


def test_only_what_goes_on_says_of_how_many_it_is() -> None:
    """Two slides of one name are not parts of one, even where one of them goes on."""
    long = Slide(SlideKind.BULLETS, "Same", _bullets(14))
    titles = [slide.title for slide in _fit(Slide(SlideKind.BULLETS, "Same", _bullets(2)), long)]
    assert titles == ["Same", "Same · 2 (1 of 3)", "Same · 2 (2 of 3)", "Same · 2 (3 of 3)"]
    first, *others = _bullets(2), Slide(SlideKind.BULLETS, "Same", _bullets(2), goes_on=True)
    titles = [slide.title for slide in _fit(Slide(SlideKind.BULLETS, "Same", first), *others)]
    assert titles == ["Same (1 of 2)", "Same (2 of 2)"]


def test_a_title_too_long_for_any_size_is_shortened_and_kept_whole_in_the_notes() -> None:
    title = " ".join(["unreasonably"] * 60)
    first, second = _fit(Slide(SlideKind.BULLETS, title, _bullets(2)), Slide(SlideKind.BULLETS, title, _bullets(2)))
    assert first.title.endswith("unreasonably…"), "a word is not cut"
    assert second.title.endswith("unreasonably… · 2")
    assert first.notes[0].text == second.notes[0].text == title
    place = DESIGN.layouts["Bullets"].places["Title"]
    assert total([words(second.title)], place.box.w, second.title_size, True) <= place.box.h


def test_a_title_of_one_endless_word_is_cut_inside_it() -> None:
    (slide,) = _fit(Slide(SlideKind.BULLETS, "A" * 900, _bullets(2)))
    assert 20 < slide.title.count("A") < 900
    assert slide.title.endswith("A…")


def test_an_activity_without_steps_says_its_minutes_and_grouping() -> None:
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Talk", minutes=5, grouping="pairs"))
    assert _text(slide) == "5 minutes · pairs"


def test_an_activity_that_opens_with_a_table_still_shows_its_minutes() -> None:
    table = Table(((Cell((words("a"),)), Cell((words("b"),))), (Cell((words("c"),)), Cell((words("d"),)))))
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Fill in", (table,), minutes=1, grouping="alone"))
    assert (slide.layout, _text(slide)) == ("Table and text", "1 minute · alone")


@pytest.mark.parametrize("kind", [SlideKind.TITLE, SlideKind.SECTION, SlideKind.BREAK, SlideKind.CLOSING])
def test_lines_too_long_for_a_cover_end_in_an_ellipsis(kind: SlideKind) -> None:
    lines = "\v".join([SENTENCE * 3] * 4)
    (slide,) = _fit(Slide(kind, "Cover", line=lines, then=SENTENCE * 8))
    _assert_fits(slide)
    assert _text(slide).count("…") == (1 if kind is SlideKind.TITLE else 2)
    assert SENTENCE[:20] in _text(slide)


def test_who_works_together_is_cut_where_it_is_longer_than_its_card() -> None:
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Talk", _bullets(2), minutes=5, grouping=SENTENCE * 4))
    _assert_fits(slide)
    assert slide.texts["Grouping"].paragraphs[-1].text.endswith("…")


def test_minutes_without_a_word_on_who_works_together_stand_in_the_middle_of_their_panel() -> None:
    places = DESIGN.layouts["Activity"].places
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Talk", _bullets(2), minutes=5))
    frame = slide.texts["Minutes"].frame
    assert frame is not None
    above, below = frame.y - places["Minutes"].box.y, places["Grouping"].box.bottom - frame.bottom
    assert above == pytest.approx(below)
    assert (frame.x, frame.w) == (places["Minutes"].box.x, places["Minutes"].box.w)


def test_minutes_alone_above_a_picture_stand_in_the_middle_of_their_panel() -> None:
    places = DESIGN.layouts["Activity and picture"].places
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Talk", (*_bullets(1), Picture("a.png", "A")), minutes=5))
    assert slide.layout == "Activity and picture"
    frame = slide.texts["Minutes"].frame
    assert frame is not None
    label = width("minutes", slide.texts["Minutes"].paragraphs[1].runs[0].size)
    before, after = frame.x - places["Minutes"].box.x, places["Grouping"].box.right - frame.x - label
    assert before == pytest.approx(after)


def test_a_picture_below_a_title_of_two_lines_leaves_them_their_size() -> None:
    (slide,) = _fit(
        Slide(SlideKind.BULLETS, "What a council's plan for being offline holds, in words", (Picture("a.png", "A"),))
    )
    title = DESIGN.layouts[slide.layout].places["Title"].box
    assert (slide.title_size, slide.picture is not None) == (36, True)
    assert slide.picture is not None
    assert slide.picture.box.y >= title.y + 2 * 36 * 1.2


def test_notes_of_a_slide_stand_whole_with_its_first_face() -> None:
    notes = (words("1pm · 20 minutes"), words("Watch the clock."))
    first, *others = _fit(Slide(SlideKind.ACTIVITY, "Long", _bullets(14), notes, minutes=20))
    assert first.notes == notes
    assert others
    for slide in others:
        assert [part.text for part in slide.notes] == [
            "1pm · 20 minutes",
            "Goes on from the slide before; its notes are there.",
        ]


def test_a_line_across_the_page_begins_a_new_face() -> None:
    slides = _fit(Slide(SlideKind.BULLETS, "Two", (*_bullets(2, "a"), PageBreak(), *_bullets(2, "b"))))
    assert [_text(slide) for slide in slides] == ["0 a\n1 a", "0 b\n1 b"]


_WORDS = st.text(st.sampled_from("abc mé日 "), max_size=400)
_PARAGRAPHS = st.builds(words, _WORDS, st.integers(0, 6), st.sampled_from(Mark))


@settings(max_examples=examples(40))
@given(st.lists(_PARAGRAPHS, max_size=30), st.sampled_from([SlideKind.BULLETS, SlideKind.ACTIVITY]))
def test_whatever_is_written_fits_and_no_word_is_lost(paragraphs: list[Paragraph], kind: SlideKind) -> None:
    slides = _fit(Slide(kind, "Any", tuple(paragraphs), minutes=10))
    for slide in slides:
        _assert_fits(slide)
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


_MONTHS = list(month_name)[1:]


def _months(count: int) -> Table:
    heads = ("Council", *_MONTHS[: count - 1])
    return Table((tuple(Cell((words(head),)) for head in heads), tuple(Cell((words("112"),)) for _ in heads)))


def _assert_no_word_breaks(table: FittedTable) -> None:
    for row in table.rows:
        for cell, wide in zip(row, table.widths, strict=True):
            for word in cell.paragraphs[0].text.split():
                assert width(word, table.size, True) <= wide - 2 * MARGIN, word


@pytest.mark.parametrize("count", [4, 9, 10])
def test_more_columns_make_a_table_smaller_and_never_break_a_word(count: int) -> None:
    (slide,) = _fit(Slide(SlideKind.BULLETS, "Months", (_months(count),)))
    assert slide.table is not None
    assert not slide.wide_table
    _assert_fits(slide)
    _assert_no_word_breaks(slide.table)
    assert (slide.table.size < 28) is (count > 4)


def test_a_table_whose_words_would_break_at_any_size_becomes_lists_and_says_so() -> None:
    slides = _fit(Slide(SlideKind.BULLETS, "Months", (_months(13),)))
    assert all(slide.wide_table and slide.table is None for slide in slides)
    assert "September: 112" in " ".join(_text(slide) for slide in slides)


def test_a_table_over_several_slides_breaks_no_word_either() -> None:
    head, row = _months(10).rows
    slides = _fit(Slide(SlideKind.BULLETS, "Months", (Table((head, *[row] * 30)),)))
    assert len(slides) > 1
    for slide in slides:
        assert slide.table is not None
        _assert_fits(slide)
        _assert_no_word_breaks(slide.table)


def test_one_long_address_breaks_and_does_not_refuse_its_table() -> None:
    address = "https://www.midlands.example.org/rounds/2027/january/sessions/how-ready-are-we/handouts/scores.html"
    rows = (("What", "Where", "Responsibilities"), ("Scores", address, "Everybody"))
    (slide,) = _fit(
        Slide(SlideKind.BULLETS, "T", (Table(tuple(tuple(Cell((words(one),)) for one in r) for r in rows)),))
    )
    assert slide.table is not None
    assert slide.table.size == 28
    _assert_fits(slide)
    for text, wide in zip(rows[0], slide.table.widths, strict=True):
        assert width(text, slide.table.size, True) <= wide - 2 * MARGIN


def test_the_last_word_of_a_cell_is_not_alone_on_a_line() -> None:
    title = "Only a group of councils"  # in this table, "councils" would stand alone on the second line
    rows = [(Cell((words("4:10pm"),)), Cell((words(title),)), Cell((words(SENTENCE),)))] * 5
    (slide,) = _fit(Slide(SlideKind.BULLETS, "Today", (Table(tuple(rows), 0),)))
    assert slide.table is not None
    assert slide.table.rows[0][1].paragraphs[0].text == "Only a group of\xa0councils"


def test_an_activity_that_is_nothing_but_a_picture_says_its_minutes_once() -> None:
    (slide,) = _fit(Slide(SlideKind.ACTIVITY, "Look", (Picture("a.png", "A"),), minutes=10))
    assert slide.picture is not None
    assert _text(slide).split().count("10") == 1
