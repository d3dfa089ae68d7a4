"""Every page of the hub as a document: no edit is no byte, and other words are just what comes back."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kit.franchise.word.parts import Kind, Part, parts
from kit.franchise.word.spans import spans
from tests.franchise.word.paragraphs import (
    PAGES,
    PROGRAMS,
    back,
    document,
    name_of,
    paragraphs,
)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_document_that_nobody_edited_changes_no_byte(path: Path) -> None:
    text = path.read_bytes().decode()
    for program in PROGRAMS.values():
        made = back(text, program(paragraphs(text)))

        assert made.text == text
        assert (made.left, made.said) == ([], [])


@pytest.mark.parametrize("path", PAGES[:3], ids=name_of)
def test_the_same_page_gives_the_same_bytes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document.cache_clear()
    first = document(text)
    document.cache_clear()

    assert document(text) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))


def _plain_word(part: Part, dice: random.Random) -> str:
    """A word of the part that stands there once, as itself."""
    words = spans(part.words).tokens
    seen = [one.shown for one in words if one.shown == one.written and one.shown.isalpha() and len(one.shown) > 3]
    once = [one for one in seen if part.words.count(one) == 1]
    return dice.choice(once) if once else ""


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_words_changed_anywhere_are_exactly_what_comes_back(path: Path, program: str) -> None:
    """In three paragraphs, steps, notes, titles or cells of each page, a word becomes another one."""
    text = path.read_bytes().decode()
    dice = random.Random(name_of(path))  # noqa: S311 - chosen at random, and the same each time
    own, given, expected = parts(text), list(PROGRAMS[program](paragraphs(text))), text
    editable = [at for at, part in enumerate(own) if part.kind.editable and _plain_word(part, dice)]
    for at in sorted(dice.sample(editable, min(3, len(editable))), reverse=True):
        part, word = own[at], _plain_word(own[at], dice)
        place = next(n for n, one in enumerate(paragraphs(text)) if (0, at) in one.places)
        runs = [replace(run, text=run.text.replace(word, f"{word}ish")) for run in given[place].runs]
        given[place] = replace(given[place], runs=tuple(runs))
        expected = _with(expected, part, part.words.replace(word, f"{word}ish"))

    made = back(text, given)

    assert made.text == expected
    assert made.left == []


def _with(text: str, part: Part, words: str) -> str:
    """The page with other words in a part; a cell keeps its width as long as there is room."""
    words = words.replace("\n", f"\n{part.lead}")
    after = text[part.end :]
    if part.kind is Kind.CELL:
        spare = len(after) - len(after.lstrip(" "))
        room = max(part.end - part.start + spare - len(words), 1 if spare else 0)
        return text[: part.start] + words + " " * room + after.lstrip(" ")
    return text[: part.start] + words + after
