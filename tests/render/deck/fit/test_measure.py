"""How wide text runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFont

from kit.render.deck.fit.measure import lines, longest_line, width, without_runt, word_widths
from kit.render.deck.slides.model import Run, words

FONTS = Path("/usr/share/fonts/truetype/liberation")
SENTENCES = ["The quick brown fox", "Ŵythnos yng Nghaerdydd: £3.50 – “iawn”", "AVAST? 100% & @home…", "naïve café Łódź"]


@pytest.mark.skipif(not FONTS.is_dir(), reason="Liberation Sans is not installed to measure against")
@pytest.mark.parametrize(("file", "bold"), [("LiberationSans-Regular.ttf", False), ("LiberationSans-Bold.ttf", True)])
@pytest.mark.parametrize("text", SENTENCES)
def test_widths_are_those_of_a_typeface_as_wide_as_arial(text: str, file: str, bold: bool) -> None:
    font = ImageFont.truetype(FONTS / file, 2048, layout_engine=ImageFont.Layout.BASIC)
    measured = sum(font.getlength(letter) for letter in text)  # letter by letter: PowerPoint does not kern
    assert width(text, 2048, bold) == pytest.approx(measured, abs=1)


def test_letters_that_no_table_knows_count_as_a_full_square() -> None:
    assert width("日本", 20) == 40
    assert width("e\u0301", 20) == width("e", 20)


def test_lines_break_between_words_and_only_inside_words_that_are_wider() -> None:
    assert lines([Run("one two three")], width("one two", 20) + 1, 20) == 2
    assert lines([Run("one two three")], width("one two three", 20) + 1, 20) == 1
    assert lines([Run("m" * 100)], width("m" * 30, 20), 20) == 4
    assert lines([Run("a\vb\v\vc")], 500, 20) == 4
    assert lines([], 500, 20) == 1


def test_a_word_that_changes_its_look_half_way_stays_one_word() -> None:
    halves = [Run("half"), Run("way", bold=True)]
    assert max(word_widths(halves, 20)) == pytest.approx(width("half", 20) + width("way", 20, bold=True))
    assert longest_line([Run("a b\vccc")], 20) == pytest.approx(max(width("a b", 20), width("ccc", 20)))


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("One thing only a group can do", "One thing only a group can\xa0do"),
        ("Stays on one line", "Stays on one line"),
        ("One thing only a group can do for others", "One thing only a group can do for others"),
        ("the incomprehensible antidisestablishment", "the incomprehensible antidisestablishment"),
        ("One thing only we do in a long neighbourhood", "One thing only we do in a long neighbourhood"),
        ("One incomprehensible antidisestablishment", "One incomprehensible antidisestablishment"),
    ],
)
def test_a_last_word_stands_alone_on_a_line_only_where_another_line_would_be_needed(said: str, held: str) -> None:
    room = width("One thing only a group can d", 40, True)

    assert without_runt(words(said), room, 40, True).text == held
