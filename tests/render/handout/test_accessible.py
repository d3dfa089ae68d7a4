"""What screen readers need of every PDF: tags, a title, a language, alt text, headings in order, embedded fonts."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from kit.render.handout.writer import write_handouts
from tests.render.handout.conftest import Printed
from tests.render.handout.structure import elements, faults
from tests.render.handout.test_writer import EVERY


def structure(printed: Printed, name: str) -> list[Any]:
    """The structure elements of the PDF called ``name``."""
    return list(elements(catalogue(printed, name)["/StructTreeRoot"]))


def catalogue(printed: Printed, name: str) -> Any:
    """What the PDF called ``name`` says of itself."""
    return printed.pdf(name).root_object


@pytest.mark.parametrize("name", EVERY)
def test_a_pdf_is_tagged_titled_and_says_that_it_keeps_to_pdf_ua_1(printed: Printed, name: str) -> None:
    pdf, root = printed.pdf(name), catalogue(printed, name)

    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).endswith(", Paper & Ink")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("name", EVERY)
def test_a_pdf_keeps_the_rules_for_screen_readers(printed: Printed, name: str) -> None:
    assert faults(printed.files[name]) == []


@pytest.mark.parametrize("name", EVERY)
def test_a_pdf_is_in_british_english(printed: Printed, name: str) -> None:
    assert catalogue(printed, name)["/Lang"] == "en-GB"


def test_the_pdfs_of_a_welsh_group_are_in_welsh(printed: Printed) -> None:
    edition = dataclasses.replace(printed.edition, languages=("cy", "en"))
    files = write_handouts(edition, printed.reading.contents, [])
    welsh = dataclasses.replace(printed, files=files)

    assert {catalogue(welsh, name)["/Lang"] for name in EVERY} == {"cy"}


def test_welsh_words_and_passages_are_marked_as_welsh(printed: Printed) -> None:
    pdf = printed.pdf("round-1/everything.pdf")
    streams = b"".join(page.get_contents().get_data() for page in pdf.pages)  # type: ignore[union-attr]
    tagged = [one for one in structure(printed, "round-1/everything.pdf") if one.get("/Lang") == "cy"]

    assert len(tagged) + len(re.findall(rb"/Lang\s*\(cy\)", streams)) >= 2


def test_pictures_have_their_alt_text_and_decorative_ones_are_no_figures(printed: Printed) -> None:
    figures = [one for one in structure(printed, "round-1/everything.pdf") if one["/S"] == "/Figure"]

    assert [one["/Alt"] for one in figures] == ["A red square with a caption", "A red square in the text"]


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_smaller_than_10_points_and_text_is_12_or_on_a_sign_larger(printed: Printed, name: str) -> None:
    sizes: set[float] = set()
    for page in printed.pdf(name).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size) if text.strip() else None)

    assert min(sizes) >= 10
    assert 12 in sizes or min(sizes) > 12
