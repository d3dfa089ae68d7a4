"""Large print is the same paper with nothing under 18 point, and nothing lost, cut off or parted on the way."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from kit.render.handout.writer import write_handouts
from kit.render.reading.reading import read
from tests.render.handout.conftest import Printed, edition_of
from tests.render.handout.structure import faults

CASES = Path(__file__).parents[2] / "cases"
BOTH = ("attendee", "blanks", "blanks-host", "everything", "forms", "marks", "tables")


@pytest.fixture(scope="module")
def large(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """The ordinary paper and the one in large print, by name, of the case of all handouts and of awkward ones."""
    found = list(printed.found)
    edition = dataclasses.replace(edition_of(CASES / "large-print", found), epoch=printed.edition.epoch)
    reading = read(edition, tmp_path_factory.mktemp("reading") / "r", found)
    both = write_handouts(edition, reading.contents, found, large_print=True)
    all_files = {f"awkward/{name}": data for name, data in both.items()}
    all_files |= write_handouts(printed.edition, printed.reading.contents, found, large_print=True)
    ends = "-large.pdf"
    return {
        name.removesuffix(ends): (all_files[name.replace(ends, ".pdf")], data)
        for name, data in sorted(all_files.items())
        if name.endswith(ends)
    }


def texts(data: bytes) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield each text of a PDF with its size, where it stands and how wide its page is, in points."""
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        found: list[tuple[str, float, float, float, float]] = []

        def seen(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
            if text.strip():
                found.append((text, size, tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], float(page.mediabox.width)))  # noqa: B023

        page.extract_text(visitor_text=seen)
        yield from found


def text_of(data: bytes) -> str:
    """The words of a PDF with single spaces between them, put together again where a line parts them."""
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    return text.replace("\u00ad ", "")


def words(data: bytes) -> set[str]:
    """Every word of a PDF, without the signs around it."""
    return {word.strip(".,:;¹²³123") for word in text_of(data).split() if not re.fullmatch(r"\W*\d*\W*", word)}


def lost(plain: bytes, large: bytes) -> set[str]:
    """The words of ``plain`` that ``large`` has not; an address may be on two lines there."""
    whole = text_of(large).replace(" ", "")
    return {word for word in words(plain) - words(large) if "://" not in word or word not in whole}


def test_what_each_person_gets_is_also_there_in_large_print(large: dict[str, tuple[bytes, bytes]]) -> None:
    assert {name.rpartition("/")[2] for name in large} == set(BOTH)
    assert {name for name in large if name.startswith("awkward/")} >= {"awkward/round-1/tables"}


def test_no_text_is_under_18_points_page_numbers_and_footnotes_included(large: dict[str, tuple[bytes, bytes]]) -> None:
    """UKAAF's minimum standards for large print (G003): at least 16 point and ideally 18, in labels too."""
    small = {name: {(text, size) for text, size, *_ in texts(data) if size < 18} for name, (_, data) in large.items()}

    assert small == {name: set() for name in large}


def test_all_words_of_the_ordinary_paper_are_there(large: dict[str, tuple[bytes, bytes]]) -> None:
    assert {name: found for name, both in large.items() if (found := lost(*both))} == {}


def test_no_text_begins_or_ends_outside_the_margins(large: dict[str, tuple[bytes, bytes]]) -> None:
    for name, (_, data) in large.items():
        for text, size, x, y, width in texts(data):
            assert 50 <= x <= width - 50, (name, text)
            assert 20 <= y <= 842 - size, (name, text)


def test_a_page_in_large_print_keeps_the_rules_for_screen_readers(large: dict[str, tuple[bytes, bytes]]) -> None:
    assert {name: faults(data) for name, (_, data) in large.items()} == {name: [] for name in large}


def test_a_table_whose_columns_do_not_fit_becomes_a_list_with_the_head_before_each_cell(
    large: dict[str, tuple[bytes, bytes]],
) -> None:
    text = text_of(large["awkward/round-1/tables"][1])

    assert "Authority: Birmingham Responsible department: Neighbourhoods Procurement: Frameworks" in text
    assert "Accessibility: Understanding: Transformation" in text
    assert text.count("Telephone number:") == 2
    assert text.count("Which organisation?") == 2
    assert "?:" not in text


def test_a_table_that_fits_stays_a_table(large: dict[str, tuple[bytes, bytes]]) -> None:
    text = text_of(large["awkward/round-1/tables"][1])

    assert "No. What it asks of us Yes Partly New" in text
    assert "Partly:" not in text


def test_the_words_of_a_picture_stand_below_it_because_they_do_not_grow(large: dict[str, tuple[bytes, bytes]]) -> None:
    assert "description" in words(large["awkward/round-1/blanks"][1])


def test_without_being_asked_for_there_is_none(printed: Printed) -> None:
    assert not [name for name in printed.files if "-large" in name]
