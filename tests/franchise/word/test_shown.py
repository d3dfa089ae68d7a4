"""What only those who lead saw comes to everybody in no way that somebody edits a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kit.franchise.word.assemble import assembled
from kit.franchise.word.fitting import fitted
from kit.franchise.word.read import Paragraph
from kit.franchise.word.rewrite import Run
from kit.franchise.word.shown import SHOWN
from kit.franchise.word.tracked import AWAY, HERE, Tracked
from tests.franchise.word.paragraphs import back, paragraphs, says, without_bookmarks

PAGE = """\
# Page

Public words here.

:::{facilitator}
Tell nobody of those who struggle.

Another note stays.
:::

Last words.
"""
NOTE, PUBLIC = "Tell nobody of those who struggle.", "Public words here."
Edit = Callable[[list[Paragraph]], None]


def at(given: list[Paragraph], words: str) -> int:
    return next(at for at, one in enumerate(given) if one.text == words)


def write(given: list[Paragraph], words: str, now: str) -> None:
    given[at(given, words)] = replace(given[at(given, words)], runs=(Run(now),))


def moved_and_reworded(given: list[Paragraph]) -> None:
    write(given, NOTE, f"{NOTE} Truly.")
    given.insert(at(given, PUBLIC), given.pop(at(given, f"{NOTE} Truly.")))


def half_of_it_moved(given: list[Paragraph]) -> None:
    write(given, NOTE, "Tell nobody.")
    given.insert(at(given, PUBLIC), says("Of those who struggle."))


def joined_to_what_all_read(given: list[Paragraph]) -> None:
    write(given, PUBLIC, f"{PUBLIC} {NOTE}")
    del given[at(given, NOTE)]


def joined_and_another_moved(given: list[Paragraph]) -> None:
    joined_to_what_all_read(given)
    given.insert(0, given.pop(at(given, "Another note stays.")))


def copied_into_what_all_read(given: list[Paragraph]) -> None:
    write(given, PUBLIC, f"{PUBLIC} {NOTE} So be kind.")


EDITS = [
    copied_into_what_all_read,
    moved_and_reworded,
    half_of_it_moved,
    joined_to_what_all_read,
    joined_and_another_moved,
]


@pytest.mark.parametrize("marks", [True, False], ids=["with bookmarks", "without bookmarks"])
@pytest.mark.parametrize("edit", EDITS)
def test_a_note_comes_to_everybody_neither_whole_nor_in_part(edit: Edit, marks: bool) -> None:
    given = list(paragraphs(PAGE))
    edit(given)

    made = back(PAGE, given if marks else without_bookmarks(given))
    before, rest = made.text.split(":::{facilitator}")

    assert "struggle" not in before + rest.split(":::")[1]
    assert any(one.why == SHOWN and "struggle" in one.words for one in made.left)


def test_what_a_note_and_the_page_both_said_may_be_said_again() -> None:
    page = PAGE.replace(PUBLIC, f"{PUBLIC} {NOTE}")
    given = list(paragraphs(page))
    write(given, "Last words.", f"Last words. {NOTE}")

    made = back(page, given)

    assert made.text == page.replace("Last words.", f"Last words. {NOTE}")
    assert made.left == []


@pytest.mark.parametrize("style", ["not to be edited", "code line", "block label"])
def test_words_typed_in_a_grey_style_are_told(style: str) -> None:
    given = list(paragraphs(PAGE))
    given.insert(at(given, PUBLIC), says("Typed in grey.", style))

    made = back(PAGE, given)

    assert made.text == PAGE
    assert [one.words for one in made.left] == ["Typed in grey."]


def test_a_picture_pasted_over_words_is_told() -> None:
    given = list(paragraphs(PAGE))
    given[at(given, PUBLIC)] = replace(given[at(given, PUBLIC)], runs=(), drawn=True)

    assert [one.why for one in back(PAGE, given).left] == ["A new picture, below “Page”:"]


def one_word_moved(given: list[Paragraph]) -> None:
    write(given, NOTE, "Tell nobody of those who.")
    write(given, PUBLIC, "Public words here struggle.")


def two_words_moved_to_a_paragraph_of_their_own(given: list[Paragraph]) -> None:
    write(given, NOTE, "Tell nobody of those.")
    given.insert(at(given, PUBLIC), says("Who struggle"))


def a_short_note_joined(given: list[Paragraph]) -> None:
    write(given, PUBLIC, f"{PUBLIC} Another struggle.")
    del given[at(given, "Another struggle.")]


FEW = [one_word_moved, two_words_moved_to_a_paragraph_of_their_own, a_short_note_joined]


@pytest.mark.parametrize("edit", FEW)
def test_one_or_two_words_that_a_note_lost_do_not_come_to_everybody(edit: Edit) -> None:
    page = PAGE.replace("Another note stays.", "Another struggle.")
    given = list(paragraphs(page))
    edit(given)

    made, _ = fitted(lambda refused: assembled(page, 0, given, refused), lambda _: [])
    before, rest = made.text.split(":::{facilitator}")

    assert "struggle" not in before + rest.split(":::")[1]
    assert any(one.why == SHOWN and "struggle" in one.words for one in made.left)


@pytest.mark.parametrize("edit", EDITS)
def test_the_paragraph_for_all_is_refused_and_not_the_note_whichever_comes_first(edit: Edit) -> None:
    given = list(paragraphs(PAGE))
    edit(given)

    made, _ = fitted(lambda refused: assembled(PAGE, 0, given, refused), lambda _: [])
    before, rest = made.text.split(":::{facilitator}")

    assert "struggle" not in before + rest.split(":::")[1]


QUIET = {
    "the same small word": (NOTE, "Tell nobody those who struggle.", PUBLIC, "Public words of here."),
    "a word that all could read": (NOTE, "Tell nobody of those who.", "Last words.", "Last words struggle."),
    "other words in both": (NOTE, "Tell nobody of those who wait.", PUBLIC, "Public words here, hurry."),
    "a note alone": (NOTE, "Tell nobody of those who.", PUBLIC, PUBLIC),
    "a sentence that has the word too": (
        NOTE,
        "Tell nobody of those who.",
        PUBLIC,
        f"{PUBLIC} It is no struggle to ask.",
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_words_that_differ_by_chance_are_taken_without_a_sound(name: str) -> None:
    note, note_now, public, public_now = QUIET[name]
    page = PAGE.replace("Public words here.\n", "Public words here.\n\nNo struggle.\n") if "all could" in name else PAGE
    given = list(paragraphs(page))
    write(given, note, note_now)
    write(given, public, public_now)

    made = back(page, given)

    assert made.text == page.replace(note, note_now).replace(public, public_now)
    assert made.left == []


def test_one_word_that_was_moved_out_of_a_note_with_changes_tracked_is_told_though_all_could_read_it() -> None:
    given = list(paragraphs(PAGE))
    write(given, NOTE, "Tell nobody of who struggle those.")
    write(given, PUBLIC, "Public words here of those.")
    for words, what in (("Tell nobody of who struggle those.", AWAY), ("Public words here of those.", HERE)):
        change = Tracked(what, "Sam", "of")
        given[at(given, words)] = replace(given[at(given, words)], tracked=(change,))

    made, _ = fitted(lambda refused: assembled(PAGE, 0, given, refused), lambda _: [])

    assert PUBLIC in made.text
    assert [one.words for one in made.left] == ["Public words here of those."]


def test_a_moved_note_is_told_once() -> None:
    given = list(without_bookmarks(paragraphs(PAGE)))
    moved_and_reworded(given)

    assert [one.words for one in back(PAGE, given).left].count(f"{NOTE} Truly.") == 1
