"""Every word of every element arrives, in order, on the page, on paper, on slides and in what facilitators read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.render.sink.conftest import Faces, squashed
from tests.render.sink.source import PUBLIC, WHOLE, elements, said

TITLES = [title for title in elements() if title != WHOLE]
NOTED = [title for title in TITLES if title not in PUBLIC]
FIRST_HEADINGS = ("Fruit", "Council", "Role")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u06ff]")


def missing(words: tuple[str, ...], text: str) -> list[str]:
    """The words that do not follow each other in ``text``."""
    lost, place, whole = [], 0, squashed(text)
    for word in words:
        part = squashed(word)
        if _RIGHT_TO_LEFT.search(part):  # PDFs hold these letters as they are drawn, in an order of their own
            lost += [word] * (not set(part) <= set(whole))
        elif (found := whole.find(part, place)) >= 0:
            place = found + len(part)
        else:
            lost.append(word if part not in whole else f"{word} (out of order)")
    return lost


def spoken(element: Any) -> str:
    """The text of a part of a page, with the meanings of its abbreviations."""
    return " ".join([*element.itertext(), *element.xpath(".//abbr/@title")])


def after(words: str, text: str) -> str:
    """What follows words in a text, in which a line may end between any two of them."""
    _, rest = re.split(r"\s+".join(map(re.escape, words.split())), text, maxsplit=1)
    return rest


def face(shape: Any) -> Iterator[str]:
    """The words of a shape of a slide, tables and groups included, line by line."""
    if shape.has_text_frame:
        yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
    if getattr(shape, "has_table", False):
        yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
    for inner in getattr(shape, "shapes", ()):
        yield from face(inner)


def shown(slides: list[Any], title: str) -> str:
    """The words of the slides whose title begins with ``title``, without their titles."""
    chosen = [
        slide
        for slide in slides
        if slide.shapes.title is not None and slide.shapes.title.text.replace("\xa0", " ").startswith(title)
    ]
    assert chosen, f"No slide is called {title}: {[slide.shapes.title.text for slide in slides]}"
    return "\n".join(
        line for slide in chosen for shape in slide.shapes if shape != slide.shapes.title for line in face(shape)
    )


def holds(title: str, text: str, elsewhere: str = "") -> None:
    """Fail with the words of the element that ``text`` does not hold; notes and meanings may stand ``elsewhere``."""
    wanted = said(elements()[title])

    assert missing(wanted.words, text) == []
    apart = text + elsewhere
    assert [one for one in (*wanted.notes, *wanted.meanings) if missing(tuple(one.split()), apart)] == []


@pytest.mark.parametrize("title", TITLES)
def test_the_page_shows_every_word(faces: Faces, title: str) -> None:
    holds(title, spoken(faces.on_page(title)), spoken(faces.page(title)))


@pytest.mark.parametrize("kind", ["handout", "activity"])
@pytest.mark.parametrize("title", TITLES)
def test_a_block_on_the_page_shows_every_word(faces: Faces, title: str, kind: str) -> None:
    (block,) = faces.page(title).xpath(f"//*[contains(concat(' ', @class, ' '), ' kit-{kind} ')]")

    holds(title, spoken(block), spoken(faces.page(title)))


@pytest.mark.parametrize("title", TITLES)
def test_the_handout_prints_every_word(faces: Faces, title: str) -> None:
    holds(title, faces.on_paper(title))


@pytest.mark.parametrize("title", TITLES)
def test_the_run_sheet_prints_every_word_of_an_activity(faces: Faces, title: str) -> None:
    steps = after(f"{title}, done", faces.run_sheet)

    holds(title, steps, faces.run_sheet)


@pytest.mark.parametrize("title", NOTED)
def test_the_run_sheet_prints_every_word_of_the_notes(faces: Faces, title: str) -> None:
    told = after(f"{title}, told", faces.run_sheet)

    holds(title, told, faces.run_sheet)


@pytest.mark.parametrize("place", ["shown", "done"])
@pytest.mark.parametrize("title", TITLES)
def test_the_slides_show_every_word(faces: Faces, title: str, place: str) -> None:
    holds(title, shown(faces.slides(title), f"{title}, {place}"))


@pytest.mark.parametrize("title", NOTED)
def test_the_speaker_notes_say_every_word(faces: Faces, title: str) -> None:
    """A table is read out row by row: what the first cell says, then "heading: text" for each of the others."""
    notes = [slide.notes_slide.notes_text_frame.text for slide in faces.slides(title) if slide.has_notes_slide]
    _, told = "\n".join(notes).split(f"{title}, told", 1)

    if "table" in title:
        rows = [word for word in said(elements()[title]).words if word not in FIRST_HEADINGS]
        assert [word for word in rows if squashed(word) not in squashed(told)] == []
    else:
        holds(title, told)
