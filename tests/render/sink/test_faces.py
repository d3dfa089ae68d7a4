"""What must be true of the kitchen sink beside its words: alt texts, languages, and nothing off the page or slide."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from kit.app.build import Order, build
from tests.render.sink.conftest import Faces
from tests.render.sink.source import CASE, WHOLE, elements, said, slug

TITLES = [title for title in elements() if title != WHOLE]
PICTURED = [title for title in TITLES if said(elements()[title]).alts]
LANGUAGES = {"Welsh": ["cy"], "From right to left": ["he", "ar"]}


def tags(node: Any) -> Iterator[Any]:
    """Every element of a PDF's structure tree, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    for one in node if isinstance(node, list) else [node] if isinstance(node, dict) else []:
        element = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(element, dict):
            yield element
            yield from tags(element.get("/K", []))


def pictures(shapes: Any) -> Iterator[Any]:
    """The non-visual properties of all pictures among shapes of a slide."""
    for shape in shapes:
        if shape._element.tag.endswith("}pic"):
            yield shape._element.nvPicPr.cNvPr


def test_the_whole_page_as_its_author_wrote_it_builds_with_nothing_to_mend(tmp_path: Any) -> None:
    found = build(CASE, tmp_path / "out", Order(), lambda _: None)

    assert [one for one in found if one.level.value != "advice"] == []


@pytest.mark.parametrize("title", PICTURED)
def test_alt_texts_are_on_the_page_on_paper_and_on_slides(faces: Faces, title: str) -> None:
    wanted = list(said(elements()[title]).alts)
    root = faces.pdf(slug(title)).root_object
    slides = [picture.get("descr") for slide in faces.slides(title) for picture in pictures(slide.shapes)]

    assert [alt for alt in faces.on_page(title).xpath(".//img/@alt") if alt] == wanted
    assert [one["/Alt"] for one in tags(root["/StructTreeRoot"]) if one.get("/S") == "/Figure"] == wanted
    assert [alt for alt in slides if alt in wanted] == wanted * 2  # on the slide and on that of the activity


def test_a_decorative_picture_is_hidden_from_screen_readers(faces: Faces) -> None:
    (image,) = faces.on_page("Pictures").xpath(".//img[contains(@src, 'one-dot')]")

    assert image.get("alt") == ""


@pytest.mark.parametrize("title", LANGUAGES)
def test_words_of_another_language_are_marked_on_the_page(faces: Faces, title: str) -> None:
    marked = faces.on_page(title).xpath(".//@lang")

    assert set(marked) == set(LANGUAGES[title])


@pytest.mark.parametrize("title", LANGUAGES)
def test_words_of_another_language_are_marked_on_paper(faces: Faces, title: str) -> None:
    pdf = faces.pdf(slug(title))
    content = b"".join(page.get_contents().get_data() for page in pdf.pages)  # type: ignore[union-attr]
    marked = {str(one["/Lang"]) for one in tags(pdf.root_object["/StructTreeRoot"]) if "/Lang" in one}
    marked |= {one.decode() for one in re.findall(rb"/Lang\s*\((\w+)\)", content)}

    assert marked >= set(LANGUAGES[title])


@pytest.mark.parametrize("title", LANGUAGES)
def test_words_of_another_language_are_marked_on_slides(faces: Faces, title: str) -> None:
    runs = {
        run.get("lang", "").partition("-")[0]
        for slide in faces.slides(title)
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr")
    }

    assert runs >= {"en", *LANGUAGES[title]}


def test_a_rule_begins_a_slide_and_two_begin_only_one(faces: Faces) -> None:
    titles = [slide.shapes.title.text for slide in faces.slides("Lines to write on")]

    assert len([one for one in titles if one.startswith("Lines to write on, shown")]) == 2


@pytest.mark.parametrize("title", TITLES)
def test_nothing_stands_off_a_slide(faces: Faces, title: str) -> None:
    deck = faces.deck(slug(title))
    off = [
        (slide.shapes.title.text, shape.name)
        for slide in deck.slides
        for shape in slide.shapes
        if shape.left is not None
        and (
            min(shape.left, shape.top) < 0
            or shape.left + shape.width > deck.slide_width
            or shape.top + shape.height > deck.slide_height
        )
    ]

    assert off == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) says where words stand")
@pytest.mark.parametrize("title", TITLES)
def test_nothing_stands_off_the_paper(faces: Faces, title: str) -> None:
    """A page is 595 points wide, and what is printed keeps 20 mm, or 56 points, clear at both sides."""
    path = faces.folder / f"handouts/round-1/{slug(title)}.pdf"
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<', boxes)

    assert words
    off = [
        one for one in words if float(one[0]) < 56 or float(one[2]) > 540 or float(one[1]) < 20 or float(one[3]) > 822
    ]
    assert off == []
