"""Tables fitted to the page: as large as they can be, no word broken, and over several slides if they must."""

from __future__ import annotations

from calendar import month_name

import pytest

from kit.render.deck.fit.measure import width
from kit.render.deck.fit.pages import MARGIN
from kit.render.deck.fit.placed import FittedTable
from kit.render.deck.slides.model import (
    Cell,
    Slide,
    SlideKind,
    Table,
    words,
)
from tests.render.deck.fit.fitting import SENTENCE, assert_fits, fitted, text_of


def test_a_long_table_repeats_its_headings() -> None:
    rows = tuple((Cell((words(f"{n}"),)), Cell((words(SENTENCE),))) for n in range(12))
    table = Table(((Cell((words("No"),)), Cell((words("What"),))), *rows))
    slides = fitted(Slide(SlideKind.BULLETS, "Points", (table,)))
    assert len(slides) > 1
    shown = [row[0].paragraphs[0].text for slide in slides if slide.table for row in slide.table.rows[1:]]
    assert shown == [str(n) for n in range(12)]
    for slide in slides:
        assert slide.table is not None
        assert slide.table.rows[0] == table.rows[0]
        assert_fits(slide)


def test_a_small_table_is_set_large_and_a_full_one_fills_its_place_no_more_than_whole() -> None:
    def table(rows: int) -> Table:
        return Table(tuple((Cell((words("a"),)), Cell((words("b"),))) for _ in range(rows)))

    sizes = []
    for rows in (3, 8, 12):
        (slide,) = fitted(Slide(SlideKind.BULLETS, "T", (table(rows),)))
        assert_fits(slide)
        sizes.append(slide.table.size if slide.table else 0)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_a_table_that_no_slide_can_hold_becomes_text_and_keeps_its_words() -> None:
    wide = Table(tuple(tuple(Cell((words(f"r{row}c{column}"),)) for column in range(20)) for row in range(3)))
    tall = Table(
        ((Cell((words("Head"),)), Cell((words("Text"),))), (Cell((words("x"),)), Cell((words(SENTENCE * 30),))))
    )
    for table in (wide, tall):
        slides = fitted(Slide(SlideKind.BULLETS, "Big", (table,)))
        said = " ".join(text_of(slide) for slide in slides)
        cells = [cell.paragraphs[0].text for row in table.rows for cell in row]
        assert [text for text in cells[2:] if " ".join(text.split()[:5]) not in " ".join(said.split())] == []
        for slide in slides:
            assert_fits(slide)


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
    (slide,) = fitted(Slide(SlideKind.BULLETS, "Months", (_months(count),)))
    assert slide.table is not None
    assert not slide.wide_table
    assert_fits(slide)
    _assert_no_word_breaks(slide.table)
    assert (slide.table.size < 28) is (count > 4)


def test_a_table_whose_words_would_break_at_any_size_becomes_lists_and_says_so() -> None:
    slides = fitted(Slide(SlideKind.BULLETS, "Months", (_months(13),)))
    assert all(slide.wide_table and slide.table is None for slide in slides)
    assert "September: 112" in " ".join(text_of(slide) for slide in slides)


def test_a_table_over_several_slides_breaks_no_word_either() -> None:
    head, row = _months(10).rows
    slides = fitted(Slide(SlideKind.BULLETS, "Months", (Table((head, *[row] * 30)),)))
    assert len(slides) > 1
    for slide in slides:
        assert slide.table is not None
        assert_fits(slide)
        _assert_no_word_breaks(slide.table)


def test_one_long_address_breaks_and_does_not_refuse_its_table() -> None:
    address = "https://www.midlands.example.org/rounds/2027/january/sessions/how-ready-are-we/handouts/scores.html"
    rows = (("What", "Where", "Responsibilities"), ("Scores", address, "Everybody"))
    (slide,) = fitted(
        Slide(SlideKind.BULLETS, "T", (Table(tuple(tuple(Cell((words(one),)) for one in r) for r in rows)),))
    )
    assert slide.table is not None
    assert slide.table.size == 28
    assert_fits(slide)
    for text, wide in zip(rows[0], slide.table.widths, strict=True):
        assert width(text, slide.table.size, True) <= wide - 2 * MARGIN


def test_the_last_word_of_a_cell_is_not_alone_on_a_line() -> None:
    title = "Only a group of councils"  # in this table, "councils" would stand alone on the second line
    rows = [(Cell((words("4:10pm"),)), Cell((words(title),)), Cell((words(SENTENCE),)))] * 5
    (slide,) = fitted(Slide(SlideKind.BULLETS, "Today", (Table(tuple(rows), 0),)))
    assert slide.table is not None
    assert slide.table.rows[0][1].paragraphs[0].text == "Only a group of\xa0councils"
