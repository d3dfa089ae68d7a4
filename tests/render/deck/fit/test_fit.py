"""Slides fitted to the page."""

from __future__ import annotations

from calendar import month_name
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.render.deck.design.open_design import planned_stage
from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import total, width
from kit.render.deck.fit.pages import MARGIN
from kit.render.deck.fit.placed import Face, FittedTable
from kit.render.deck.slides.model import (
    Block,
    Cell,
    Kind,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Slide,
    Style,
    Table,
    words,
)

STAGE = planned_stage(panel=True)
SENTENCE = "Say in one sentence what your service does, for whom, and how you know that it works for them."


def _fit(*slides: Slide) -> list[Face]:
    return fit(slides, STAGE, lambda path: (800, 600) if path.endswith(".png") else None)


def _text(face: Face) -> str:
    return "\n".join(part.text for fitted in face.texts.values() for part in fitted.paragraphs)


def _assert_fits(face: Face) -> None:
    for role, fitted in face.texts.items():
        area = STAGE.seats[face.layout].areas[role]
        if role not in ("Minutes", "Link"):
            assert total(fitted.paragraphs, area.box.w, fitted.size) <= area.box.h + 0.01, role
            assert fitted.size >= 18
    if face.table is not None:
        assert sum(face.table.heights) <= face.table.box.h + 0.01
        assert sum(face.table.widths) <= face.table.box.w + 0.01
        assert face.table.size >= 18


def _bullets(count: int, text: str = SENTENCE) -> tuple[Block, ...]:
    return tuple(words(f"{number} {text}", mark=Mark.BULLET) for number in range(count))


def test_a_long_list_goes_on_over_slides_that_say_so() -> None:
    faces = _fit(Slide(Kind.BULLETS, "Long", _bullets(14)))
    assert [face.title for face in faces] == ["Long", "Long (2 of 3)", "Long (3 of 3)"]
    assert "\n".join(_text(face) for face in faces).split("\n") == [f"{number} {SENTENCE}" for number in range(14)]
    sizes = [len(face.texts["Text"].paragraphs) for face in faces]
    assert max(sizes) - min(sizes) <= 1
    for face in faces:
        _assert_fits(face)


def test_an_item_stays_with_its_sub_items_and_a_bold_line_with_its_text() -> None:
    blocks: list[Block] = []
    for number in range(8):
        blocks.append(Paragraph(words(f"Head {number}").runs, style=Style.HEADING))
        blocks += [words(SENTENCE, mark=Mark.BULLET), words(SENTENCE, level=1, mark=Mark.BULLET)]
    faces = _fit(Slide(Kind.BULLETS, "Held", tuple(blocks)))
    assert len(faces) > 1
    for face in faces:
        paragraphs = face.texts["Text"].paragraphs
        assert paragraphs[0].style is Style.HEADING
        assert paragraphs[-1].level == 1


def test_one_paragraph_longer_than_a_slide_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(900))
    faces = _fit(Slide(Kind.BULLETS, "Prose", (words(text),)))
    assert len(faces) > 2
    assert " ".join(_text(face).strip() for face in faces) == text
    for face in faces:
        _assert_fits(face)


def test_a_long_table_repeats_its_headings() -> None:
    rows = tuple((Cell((words(f"{n}"),)), Cell((words(SENTENCE),))) for n in range(12))
    table = Table(((Cell((words("No"),)), Cell((words("What"),))), *rows))
    faces = _fit(Slide(Kind.BULLETS, "Points", (table,)))
    assert len(faces) > 1
    shown = [row[0].paragraphs[0].text for face in faces if face.table for row in face.table.rows[1:]]
    assert shown == [str(n) for n in range(12)]
    for face in faces:
        assert face.table is not None
        assert face.table.rows[0] == table.rows[0]
        _assert_fits(face)


def test_a_small_table_is_set_large_and_a_full_one_fills_its_place_no_more_than_whole() -> None:
    def table(rows: int) -> Table:
        return Table(tuple((Cell((words("a"),)), Cell((words("b"),))) for _ in range(rows)))

    sizes = []
    for rows in (3, 8, 12):
        (face,) = _fit(Slide(Kind.BULLETS, "T", (table(rows),)))
        _assert_fits(face)
        sizes.append(face.table.size if face.table else 0)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_table_that_no_slide_can_hold_becomes_text_and_keeps_its_words() -> None:
    wide = Table(tuple(tuple(Cell((words(f"r{row}c{column}"),)) for column in range(20)) for row in range(3)))
    tall = Table(
        ((Cell((words("Head"),)), Cell((words("Text"),))), (Cell((words("x"),)), Cell((words(SENTENCE * 30),))))
    )
    for table in (wide, tall):
        faces = _fit(Slide(Kind.BULLETS, "Big", (table,)))
        said = " ".join(_text(face) for face in faces)
        cells = [cell.paragraphs[0].text for row in table.rows for cell in row]
        assert [text for text in cells[2:] if " ".join(text.split()[:5]) not in " ".join(said.split())] == []
        for face in faces:
            _assert_fits(face)


def test_a_short_sentence_stands_alone_in_large_letters() -> None:
    (face,) = _fit(Slide(Kind.BULLETS, "Remember", (words("Nobody is finished."),)))
    assert (face.layout, face.texts["Text"].size) == ("Statement", 80)


def test_a_slide_with_only_a_title_is_a_headline() -> None:
    assert [face.layout for face in _fit(Slide(Kind.BULLETS, "Stop here"))] == ["Headline"]


def test_text_and_a_picture_share_a_slide_if_the_text_is_short() -> None:
    picture = Picture("a.png", "A plan")
    (face,) = _fit(Slide(Kind.BULLETS, "Both", (*_bullets(2, "short"), picture)))
    assert face.layout == "Picture and text"
    faces = _fit(Slide(Kind.BULLETS, "Apart", (*_bullets(5), picture)))
    assert [face.layout for face in faces] == ["Bullets", "Picture"]


def test_a_bold_line_goes_with_the_table_or_picture_below_it() -> None:
    heading = Paragraph(words("Its title", bold=True).runs, style=Style.HEADING)
    table = Table(((Cell((words("a"),)),), (Cell((words("b"),)),)))
    faces = _fit(Slide(Kind.BULLETS, "T", (*_bullets(6), heading, table)))
    assert [(face.layout, _text(face).split("\n")[-1]) for face in faces][-1] == ("Table and text", "Its title")
    faces = _fit(Slide(Kind.BULLETS, "P", (*_bullets(6), heading, Picture("a.png", "A plan"))))
    assert [(face.layout, _text(face).split("\n")[-1]) for face in faces][-1] == ("Picture and text", "Its title")


def test_pictures_are_fitted_and_never_stretched_or_blown_up() -> None:
    sizes = {"wide.png": (3000, 300), "tall.png": (300, 3000), "tiny.png": (40, 20)}
    for path, (wide, tall) in sizes.items():
        (face,) = fit([Slide(Kind.BULLETS, "P", (Picture(path, "x"),))], STAGE, sizes.get)
        assert face.picture is not None
        box, room = face.picture.box, STAGE.seats["Bullets"].areas["Text"].box
        assert box.w / box.h == pytest.approx(wide / tall)
        assert room.x - 0.01 <= box.x
        assert box.x + box.w <= room.x + room.w + 0.01
        assert box.y + box.h <= room.y + room.h + 1
        assert box.w <= wide


def test_titles_that_repeat_are_numbered_and_never_clash() -> None:
    slides = [Slide(Kind.SECTION, "Score"), Slide(Kind.SECTION, "score"), Slide(Kind.SECTION, "Score · 2")]
    titles = [face.title for face in _fit(*slides)]
    assert titles[:2] == ["Score", "score · 2"]
    assert len({title.casefold() for title in titles}) == 3


def test_only_what_goes_on_says_of_how_many_it_is() -> None:
    """Two slides of one name are not parts of one, even where one of them goes on."""
    long = Slide(Kind.BULLETS, "Same", _bullets(14))
    titles = [face.title for face in _fit(Slide(Kind.BULLETS, "Same", _bullets(2)), long)]
    assert titles == ["Same", "Same · 2", "Same · 2 (2 of 3)", "Same · 2 (3 of 3)"]
    first, *others = _bullets(2), Slide(Kind.BULLETS, "Same", _bullets(2), goes_on=True)
    titles = [face.title for face in _fit(Slide(Kind.BULLETS, "Same", first), *others)]
    assert titles == ["Same", "Same (2 of 2)"]


def test_a_title_too_long_for_any_size_is_shortened_and_kept_whole_in_the_notes() -> None:
    title = " ".join(["unreasonably"] * 60)
    first, second = _fit(Slide(Kind.BULLETS, title, _bullets(2)), Slide(Kind.BULLETS, title, _bullets(2)))
    assert first.title.endswith("unreasonably…"), "a word is not cut"
    assert second.title.endswith("unreasonably… · 2")
    assert first.notes[0].text == second.notes[0].text == title
    area = STAGE.seats["Bullets"].areas["Title"]
    assert total([words(second.title)], area.box.w, second.title_size, True) <= area.box.h


def test_a_title_of_one_endless_word_is_cut_inside_it() -> None:
    (face,) = _fit(Slide(Kind.BULLETS, "A" * 900, _bullets(2)))
    assert 20 < face.title.count("A") < 900
    assert face.title.endswith("A…")


def test_an_activity_without_steps_says_its_minutes_and_grouping() -> None:
    (face,) = _fit(Slide(Kind.ACTIVITY, "Talk", minutes=5, grouping="pairs"))
    assert _text(face) == "5 minutes · pairs"


def test_an_activity_that_opens_with_a_table_still_shows_its_minutes() -> None:
    table = Table(((Cell((words("a"),)), Cell((words("b"),))), (Cell((words("c"),)), Cell((words("d"),)))))
    (face,) = _fit(Slide(Kind.ACTIVITY, "Fill in", (table,), minutes=1, grouping="alone"))
    assert (face.layout, _text(face)) == ("Table and text", "1 minute · alone")


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.SECTION, Kind.BREAK, Kind.CLOSING])
def test_lines_too_long_for_a_cover_end_in_an_ellipsis(kind: Kind) -> None:
    lines = "\v".join([SENTENCE * 3] * 4)
    (face,) = _fit(Slide(kind, "Cover", line=lines, then=SENTENCE * 8))
    _assert_fits(face)
    assert _text(face).count("…") == (1 if kind in (Kind.TITLE, Kind.SECTION) else 2)
    assert SENTENCE[:20] in _text(face)


def test_who_works_together_is_cut_where_it_is_longer_than_its_card() -> None:
    (face,) = _fit(Slide(Kind.ACTIVITY, "Talk", _bullets(2), minutes=5, grouping=SENTENCE * 4))
    _assert_fits(face)
    assert face.texts["Grouping"].paragraphs[-1].text.endswith("…")


def test_notes_of_a_slide_stand_whole_with_its_first_face() -> None:
    notes = (words("1pm · 20 minutes"), words("Watch the clock."))
    first, *others = _fit(Slide(Kind.ACTIVITY, "Long", _bullets(14), notes, minutes=20))
    assert first.notes == notes
    assert others
    for face in others:
        assert [part.text for part in face.notes] == [
            "1pm · 20 minutes",
            "Goes on from the slide before; its notes are there.",
        ]


def test_a_line_across_the_page_begins_a_new_face() -> None:
    faces = _fit(Slide(Kind.BULLETS, "Two", (*_bullets(2, "a"), PageBreak(), *_bullets(2, "b"))))
    assert [_text(face) for face in faces] == ["0 a\n1 a", "0 b\n1 b"]


_WORDS = st.text(st.sampled_from("abc mé日 "), max_size=400)
_PARAGRAPHS = st.builds(words, _WORDS, st.integers(0, 6), st.sampled_from(Mark))


@settings(max_examples=40, deadline=None)
@given(st.lists(_PARAGRAPHS, max_size=30), st.sampled_from([Kind.BULLETS, Kind.ACTIVITY]))
def test_whatever_is_written_fits_and_no_word_is_lost(paragraphs: list[Paragraph], kind: Kind) -> None:
    faces = _fit(Slide(kind, "Any", tuple(paragraphs), minutes=10))
    for face in faces:
        _assert_fits(face)
    kept = "".join(
        part.text for face in faces for role, text in face.texts.items() if role == "Text" for part in text.paragraphs
    )
    wanted = "".join(paragraph.text for paragraph in paragraphs)
    if paragraphs:
        assert kept.replace(" ", "") == wanted.replace(" ", "")
    sizes = [face.texts["Text"].size for face in faces if face.layout == "Bullets"]
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
    (face,) = _fit(Slide(Kind.BULLETS, "Months", (_months(count),)))
    assert face.table is not None
    assert not face.wide_table
    _assert_fits(face)
    _assert_no_word_breaks(face.table)
    assert (face.table.size < 28) is (count > 4)


def test_a_table_whose_words_would_break_at_any_size_becomes_lists_and_says_so() -> None:
    faces = _fit(Slide(Kind.BULLETS, "Months", (_months(13),)))
    assert all(face.wide_table and face.table is None for face in faces)
    assert "September: 112" in " ".join(_text(face) for face in faces)


def test_a_table_over_several_slides_breaks_no_word_either() -> None:
    head, row = _months(10).rows
    faces = _fit(Slide(Kind.BULLETS, "Months", (Table((head, *[row] * 30)),)))
    assert len(faces) > 1
    for face in faces:
        assert face.table is not None
        _assert_fits(face)
        _assert_no_word_breaks(face.table)


def test_one_long_address_breaks_and_does_not_refuse_its_table() -> None:
    address = "https://www.midlands.example.org/rounds/2027/january/sessions/how-ready-are-we/handouts/scores.html"
    rows = (("What", "Where", "Responsibilities"), ("Scores", address, "Everybody"))
    (face,) = _fit(Slide(Kind.BULLETS, "T", (Table(tuple(tuple(Cell((words(one),)) for one in r) for r in rows)),)))
    assert face.table is not None
    assert face.table.size == 28
    _assert_fits(face)
    for text, wide in zip(rows[0], face.table.widths, strict=True):
        assert width(text, face.table.size, True) <= wide - 2 * MARGIN
