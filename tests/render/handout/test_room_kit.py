"""The room kit is a page for each thing that is put up, after a page that says what there is and where."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pypdf
import pytest

from kit.model.edition import Edition, Point, Round, Standard
from kit.model.findings import Finding
from kit.model.page import Fence
from kit.render.handout.press import press
from kit.render.handout.room_kit import room_kit_paper
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import shared
from tests.render.handout.conftest import Printed, edition_of
from tests.render.handout.test_distances import CAPITALS, height
from tests.render.handout.test_papers import asking, changed, papers, runs, words

OFFICIAL = "Research to develop a deep knowledge of who the users are and what that means for the design of the service"
POINTS = (
    Point(1, "Understand users", "Find out what they try to do.", OFFICIAL),
    Point(2, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and a long way beyond it " * 2, "Far. " * 40),
    Point(3, "Have a team", ""),
)
ROOT = Path(__file__).parents[3]
_STANDARD = edition_of(ROOT / "sessions", []).standard
HUBS = _STANDARD.points if _STANDARD else ()
STANDARD = Standard("s", "The Standard & Co", "", "", POINTS)


def pages(printed: Printed, edition: Edition, meeting: Round) -> list[str]:
    """The words of each page of the room kit."""
    found: list[Finding] = []
    sheet = Sheet(edition, found)
    pdf = press(sheet, room_kit_paper(sheet, meeting, printed.reading.contents), shared())
    assert pdf is not None, found
    return [words(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def kit(printed: Printed) -> list[str]:
    edition, meeting = changed(printed, {"table_size": 6}, standard=STANDARD)
    asked = ("wall sheet (know best | hardest): 3", "lean coffee board (To discuss | Discussed): 2")
    made = asking(edition, *asked)
    terms = dataclasses.replace(made.pages["round-1/everything"], fences=(Fence("glossary", "", {}, "", 1, 2, 1),))
    return pages(printed, dataclasses.replace(made, pages={**made.pages, "round-1/everything": terms}), meeting)


def test_the_first_page_says_what_there_is_and_on_which_pages(kit: list[str]) -> None:
    assert "Room kit A day on paper" in kit[0]
    assert "Wall posters, pages 2 to 4." in kit[0]
    assert "Boards, pages 5 to 6." in kit[0]
    assert "Time cards, pages 7 to 10." in kit[0]
    assert "Table names, pages 11 to 15." in kit[0]
    assert "Words explained, page 16." in kit[0]
    assert len(kit) == 16


def test_a_poster_has_both_titles_of_its_point_and_the_columns(kit: list[str]) -> None:
    assert all(part in kit[1] for part in ("1 Understand users", "Find out what they try to do.", "know best hardest"))
    assert f"In the standard: {OFFICIAL}" in kit[1]
    assert "In the standard" not in kit[3]


def test_a_title_of_any_length_keeps_to_its_page(kit: list[str]) -> None:
    assert kit[2].startswith("The Standard & Co 2 ")
    assert "know best hardest" in kit[2]
    assert kit[3].startswith("The Standard & Co 3 Have a team")


def test_boards_have_their_headings_and_time_cards_count_down(kit: list[str]) -> None:
    assert kit[4] == kit[5]
    assert "Lean coffee board To discuss Discussed" in kit[4]
    assert [page.split(" Paper")[0] for page in kit[6:10]] == [
        "5 minutes left",
        "2 minutes left",
        "1 minute left",
        "Stop Please come back together",
    ]


def test_a_table_says_its_name_once_for_those_who_hear_it(kit: list[str]) -> None:
    assert all(f"Table {number}" in kit[number + 9] for number in range(1, 6))


def test_sheets_of_several_points_have_a_row_for_each(printed: Printed) -> None:
    edition, meeting = changed(printed, standard=dataclasses.replace(STANDARD, points=POINTS[:1] + POINTS[2:]))
    _, poster, *_ = pages(printed, asking(edition, "wall chart: 1", "wall chart (0 | 1 | 2): 1"), meeting)
    _, dots, *_ = pages(printed, asking(edition, "dot stickers: 1 per person"), meeting)

    assert "Understand users" in poster
    assert "1 Understand users" in dots
    assert "3 Have a team" in dots


def test_points_that_share_a_poster_show_short_official_words_only(printed: Printed) -> None:
    """Long ones would run over the title below, and are on the page of the standard."""
    points = (POINTS[0], Point(2, "Make it simple", "", "Make the service simple to use"))
    edition, meeting = changed(printed, standard=dataclasses.replace(STANDARD, points=points))
    _, poster, *_ = pages(printed, asking(edition, "dot stickers: 1 per person"), meeting)

    assert "Make the service simple to use" in poster
    assert OFFICIAL not in poster


@pytest.mark.parametrize(
    ("columns", "head"),
    [
        ("0 | 1 | 2 | 3 | 4 | 5", "0 nothing yet 1 2 3 4 5 could teach it"),
        ("0 | 1 | 2", "0 1 2"),
        ("5 | 0 | more", "5 could teach it 0 nothing yet more"),
    ],
)
def test_a_poster_says_whose_points_it_has_and_what_the_ends_of_a_scale_mean(
    printed: Printed, columns: str, head: str
) -> None:
    standard = dataclasses.replace(STANDARD, points=HUBS)
    edition, meeting = changed(printed, standard=standard)
    _, *posters = pages(printed, asking(edition, f"wall chart ({columns}): 5"), meeting)

    assert all(page.startswith(f"The Standard & Co {head} ") for page in posters[:5])


def test_the_points_of_the_hub_s_posters_are_read_from_3_metres(printed: Printed) -> None:
    """Three to a sheet, beside as many columns as a sheet has."""
    edition, meeting = changed(printed, standard=dataclasses.replace(STANDARD, points=HUBS))
    made = papers(asking(edition, "wall chart (0 | 1 | 2 | 3 | 4 | 5): 5"), meeting, {"room-kit.pdf"})["room-kit.pdf"]
    set_in = {one.size for page in made.pages[1:6] for one in runs(page) for point in HUBS if one.text == point.title}

    assert len(HUBS) == 15
    assert set_in
    assert min(set_in) * CAPITALS >= height(3)


def test_the_words_of_a_glossary_are_explained(kit: list[str]) -> None:
    assert kit[15].startswith("Words that we use")


def test_no_word_of_facilitators_is_in_it(kit: list[str]) -> None:
    assert not any("KESTREL" in page for page in kit)
