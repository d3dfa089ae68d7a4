"""On paper a logo of any shape is large, whole and free of words, beside a name of eighty letters that is all there."""

from __future__ import annotations

from typing import Any

import pypdf
import pytest

from kit.model.edition import Brand
from kit.model.tree import Tree
from kit.source.pictures.pictures import size
from tests.logos import LOGOS
from tests.render.handout.conftest import Printed
from tests.render.handout.measured import logos
from tests.render.handout.test_papers import MM, changed, papers

NAME = "Tyneside, Gateshead, Durham and Northumberland Peer Group for Digital Services A"
SHEETS = {"badges.pdf": 10, "sign-in.pdf": 1, "signs.pdf": 1}  # papers, and how often a page of each has the logo


@pytest.fixture(scope="module", params=LOGOS)
def pressed(request: pytest.FixtureRequest, printed: Printed) -> tuple[str, dict[str, pypdf.PdfReader]]:
    """The name of a logo, and the papers for the room with it, as PDFs."""
    path, data = LOGOS[request.param]
    ground = "#005eb8" if request.param == "white" else "#ffffff"
    brand = Brand("#005eb8", logo=path, logo_alt="Our logo", logo_ground=ground)
    tree = Tree({**printed.edition.tree.files, path: data})
    return request.param, papers(*changed(printed, name=NAME, brand=brand, tree=tree), SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_its_longer_side_has_20_mm_and_it_is_never_squeezed(
    pressed: tuple[str, dict[str, pypdf.PdfReader]], name: str
) -> None:
    which, made = pressed
    wide, tall = size(LOGOS[which][1])
    found = [box for _, box in logos(made[name], "Our logo")]

    assert len(found) >= SHEETS[name]
    for left, low, right, high in found:
        assert max(right - left, high - low) >= 20 * MM - 0.1
        assert (right - left) / (high - low) == pytest.approx(wide / tall, rel=0.02)


@pytest.mark.parametrize("name", SHEETS)
def test_no_word_begins_on_it_and_it_stays_on_its_page(
    pressed: tuple[str, dict[str, pypdf.PdfReader]], name: str
) -> None:
    _, made = pressed
    first = made[name].pages[0]
    words, edge = _words(first), first.mediabox
    for page, (left, low, right, high) in logos(made[name], "Our logo"):
        assert 0 <= left < right <= edge.width
        assert 0 <= low < high <= edge.height
        if page == first.get_object():
            assert [one for one, x, y in words if left - 1 <= x <= right and low <= y <= high] == []


def test_a_low_logo_leaves_a_surname_the_whole_width_of_its_badge(
    pressed: tuple[str, dict[str, pypdf.PdfReader]],
) -> None:
    which, made = pressed
    wide, tall = size(LOGOS[which][1])
    page = made["badges.pdf"].pages[0]
    surname = max(y for text, _, y in _words(page) if text.startswith("Surname"))
    top = max(high for there, (_, _, _, high) in logos(made["badges.pdf"], "Our logo") if there == page.get_object())

    assert (top < surname) == (20 * tall / wide <= 9)


def _words(page: pypdf.PageObject) -> list[tuple[str, float, float]]:
    """The words of a page with the place where each run begins."""
    found: list[tuple[str, float, float]] = []

    def see(text: str, to_page: list[float], to_line: list[float], *_: Any) -> None:
        if text.strip():
            x, y = to_line[4], to_line[5]
            across = to_page[0] * x + to_page[2] * y + to_page[4]
            found.append((text, across, to_page[1] * x + to_page[3] * y + to_page[5]))

    page.extract_text(visitor_text=see)
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_a_name_of_eighty_letters_is_all_there(pressed: tuple[str, dict[str, pypdf.PdfReader]], name: str) -> None:
    words = "".join(pressed[1][name].pages[0].extract_text().split())

    assert len(NAME) == 80
    assert words.count("".join(NAME.split())) >= SHEETS[name]
