"""Papers in colours that nobody picked, with logos of every shape and names of every length, as they come out.

Each of the brands has one paper, a round's or a session's, in usual letters or in large print, and each paper meets
several logos: nothing is cut off, nothing lies on anything else, and every word can be read where it stands.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from itertools import combinations
from pkgutil import resolve_name
from typing import NamedTuple

import pypdf
import pytest
from PIL import Image

from kit.model.blocks import PERSON
from kit.model.colour import contrast
from kit.model.edition import Brand, Edition, Round
from kit.model.tree import Tree
from kit.render.handout.papers import PAPERS
from kit.render.handout.press import press
from kit.render.handout.session import FOR_THE_ROOM, session_paper
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import shared
from tests.brands import BRANDS
from tests.logos import LOGOS, svg
from tests.render.handout.conftest import Printed
from tests.render.handout.measured import POINTS, Box, drawn, ink, logos, words
from tests.render.handout.test_logos import NAME
from tests.render.handout.test_papers import MM, changed

SHAPES = {**LOGOS, "tiny": ("brand/tiny.svg", svg(8, 8, '<circle cx="4" cy="4" r="4" fill="#5b2a86"/>')), "none": None}
NAMES = ("Hub", NAME, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Group")
MARGIN = 5  # millimetres that a printer leaves white
DOTS = 150
LOGO = "Our logo"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) says where words stand"),
]


class Case(NamedTuple):
    """A paper and its brand."""

    paper: str
    logo: str
    pdf: bytes


SESSION = "round-1/everything"
LARGE = [row for row in PAPERS if row.whom == PERSON]  # those that can be had in large print
SHEETS = [*((row, False) for row in PAPERS), (None, False), (None, True), *((row, True) for row in LARGE)]


def _pressed(edition: Edition, meeting: Round, number: int, printed: Printed) -> tuple[str, bytes | None]:
    """The paper of a number, with its name; one that is no round's is a session's handout."""
    (row, large), pages = SHEETS[number % len(SHEETS)], printed.reading.contents
    name = f"{row.name if row else 'session'}{'-large' if large else ''}"
    sheet = Sheet(edition, [], notes=name == "run-sheet", large=large)
    if row is None:
        return name, press(sheet, session_paper(sheet, SESSION, pages(SESSION), FOR_THE_ROOM), shared())
    return name, press(sheet, resolve_name(row.make)(sheet, meeting, pages), shared())


@pytest.fixture(scope="module", params=range(len(BRANDS)), ids=lambda number: f"{number}-{'-'.join(BRANDS[number])}")
def case(request: pytest.FixtureRequest, printed: Printed) -> Case:
    """A paper of each brand, in turn, with each of the logos and names."""
    number = request.param
    shape, logo = list(SHAPES.items())[(number // 3) % len(SHAPES)]
    path, data = logo or ("", b"")
    primary, accent = BRANDS[number]
    ground = "#005eb8" if shape == "white" else "#ffffff"
    brand = Brand(primary, accent, logo=path, logo_alt=LOGO, logo_ground=ground)
    tree = Tree({**printed.edition.tree.files, **({path: data} if logo else {})})
    edition, meeting = changed(printed, name=NAMES[number % 3], brand=brand, tree=tree)
    paper, pdf = _pressed(edition, meeting, number, printed)
    assert pdf is not None
    return Case(paper, shape, pdf)


def test_nothing_reaches_into_the_edge_that_a_printer_leaves_white(case: Case) -> None:
    for page in drawn(case.pdf, 50):
        edge = MARGIN / 25.4 * 50
        left, top, right, bottom = ink(page) or (edge, edge, edge, edge)
        assert min(left, top) >= edge - 1
        assert right <= page.width - edge + 1
        assert bottom <= page.height - edge + 1


def test_no_word_lies_on_another(case: Case) -> None:
    for page in words(case.pdf):
        bodies = [(word, _body(box)) for word, box in page]
        assert [(one, two) for (one, a), (two, b) in combinations(bodies, 2) if a.meets(b)] == []


def _body(box: Box) -> Box:
    """What letters without tails fill of the box of a word, whose height is that of the tallest of its font."""
    tall, wide = box.bottom - box.top, box.right - box.left
    return Box(box.left + 0.02 * wide, box.top + 0.3 * tall, box.right - 0.02 * wide, box.bottom - 0.3 * tall)


def test_a_logo_has_20_mm_at_least_and_no_word_lies_on_it(case: Case) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(case.pdf))
    opened = [page.get_object() for page in pdf.pages]
    found, text = list(logos(pdf, LOGO)), words(case.pdf)

    assert bool(found) == (case.logo != "none")
    for page, (left, low, right, high) in found:
        number = opened.index(page)
        tall = float(pdf.pages[number].mediabox.height)
        box = Box(left, tall - high, right, tall - low)
        assert max(right - left, high - low) >= 20 * MM - 0.1
        assert [word for word, one in text[number] if _body(one).meets(box)] == []


def test_every_word_can_be_read_on_its_ground(case: Case) -> None:
    """The ground of a word is the colour that most of its box has, its ink the one that stands out most."""
    for page, found in zip(drawn(case.pdf, DOTS), words(case.pdf), strict=True):
        faint = dict[str, tuple[str, float]]()
        for word, box in found:
            ground, *others = _colours(page, box)
            best = max((contrast(ground, one) for one in others), default=1)
            if best < 4.5 and word.isalnum():
                faint[word] = (ground, round(best, 1))
        assert faint == {}


def _colours(page: Image.Image, box: Box) -> list[str]:
    """The colours of a part of a page, drawn with ``DOTS``: the one that it has most of first."""
    left, top, right, bottom = (round(side * DOTS / POINTS) for side in box)
    dots = page.crop((left, top, right, bottom)).tobytes()
    counted = Counter(dots[at : at + 3] for at in range(0, len(dots), 3))
    return [f"#{colour.hex()}" for colour, _ in counted.most_common()]
