"""What organisers print for the room: how many of each, what stands on them, and what never does."""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
from pkgutil import resolve_name
from typing import Any

import pypdf
import pytest

from kit.facilitate.timetable import timetable
from kit.model.edition import Edition, Point, Round, Standard
from kit.model.findings import Finding
from kit.model.outputs import Audience
from kit.render.handout.papers import papers_of
from kit.render.handout.press import press
from kit.render.handout.room import places_for
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import shared
from tests.render.handout.conftest import Printed
from tests.render.handout.structure import elements

POINTS = tuple(Point(number, f"Point called {number}", "") for number in range(1, 16))
STANDARD = Standard("s", "The Standard & Co", "https://example.org", "", POINTS)
MM = 72 / 25.4


def changed(printed: Printed, of_round: dict[str, Any] | None = None, **of_edition: Any) -> tuple[Edition, Round]:
    """The edition of the case with a date, a start, people and a standard, and with what a test changes."""
    (meeting,) = printed.edition.rounds
    start = 11 * 60 + 15
    base: dict[str, Any] = {
        "start": start,
        "timetable": timetable(meeting.agenda, meeting.times, start, meeting.slot),
        "date": datetime.date(2027, 1, 20),
        "heads": 28,
        "leads": {"round-1/everything": "Sam"},
    }
    held = dataclasses.replace(meeting, **(base | (of_round or {})))
    made: dict[str, Any] = {"standard": STANDARD, "rounds": (held,)} | of_edition
    return dataclasses.replace(printed.edition, **made), held


def papers(edition: Edition, meeting: Round) -> dict[str, pypdf.PdfReader]:
    """What organisers print for the room, as PDFs by the last part of their names."""
    found: list[Finding] = []
    made = {}
    for paper in papers_of(edition, meeting).values():
        if paper.audience is Audience.ORGANISERS:
            sheet = Sheet(edition, found)
            make = resolve_name(paper.make)
            pdf = press(sheet, make(sheet, meeting, pytest.fail), shared())
            assert pdf is not None, found
            made[f"{paper.name}.pdf"] = pypdf.PdfReader(io.BytesIO(pdf))
    assert found == []
    return made


def words(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


@pytest.fixture(scope="module")
def room(printed: Printed) -> dict[str, pypdf.PdfReader]:
    return papers(*changed(printed, url="https://peers.example.org/"))


@pytest.mark.parametrize(("heads", "rows"), [(None, 10), (1, 5), (28, 32), (100, 110), (10_000, 300)])
def test_there_are_places_for_all_and_some_to_spare(heads: int | None, rows: int) -> None:
    assert places_for(heads) == rows


def test_the_sign_in_sheet_has_a_numbered_row_for_each_and_heads_every_page(room: dict[str, pypdf.PdfReader]) -> None:
    pages = [words(page) for page in room["sign-in.pdf"].pages]

    assert all("Name Organisation E-mail Access needs?" in page for page in pages)
    assert "32 ☐ Yes" in pages[-1]
    assert "33 ☐ Yes" not in pages[-1]
    assert "Who keeps this sheet, until when, and whom to ask:" in pages[0]
    assert all(page.mediabox.width > page.mediabox.height for page in room["sign-in.pdf"].pages)


def test_badges_are_ten_on_a_page_and_enough_for_all(room: dict[str, pypdf.PdfReader]) -> None:
    pages = [words(page) for page in room["badges.pdf"].pages]

    assert len(pages) == 4
    assert [page.count("Paper & Ink Name Organisation") for page in pages] == [10] * 4


def test_badges_are_85_by_54_millimetres_apart(room: dict[str, pypdf.PdfReader]) -> None:
    places: list[tuple[float, float]] = []

    def see(text: str, on_page: Any, place: Any, _font: Any, _size: float) -> None:
        if text.strip().startswith("Organisation"):
            x, y = place[4], place[5]
            a, b, c, d, e, f = on_page
            places.append((a * x + c * y + e, b * x + d * y + f))

    room["badges.pdf"].pages[1].extract_text(visitor_text=see)
    across = sorted({round(x, 1) for x, _ in places})
    down = sorted({round(y, 1) for _, y in places})

    assert [b - a for a, b in itertools.pairwise(across)] == pytest.approx([85 * MM], abs=0.2)
    assert [b - a for a, b in itertools.pairwise(down)] == pytest.approx([54 * MM] * 4, abs=0.2)


def test_the_feedback_form_is_one_page_and_each_sheet_on_the_points_another(room: dict[str, pypdf.PdfReader]) -> None:
    feedback, vote, score = (words(page) for page in room["forms.pdf"].pages)

    assert "What should the next round be about?" in feedback
    assert "Dot vote" in vote
    assert "Self-score" in score
    for page in (vote, score):
        assert "The Standard & Co" in page
        assert all(f"{number} Point called {number}" in page for number in range(1, 16))


def test_a_feedback_form_with_a_very_long_title_still_fits_one_page(printed: Printed) -> None:
    edition, meeting = changed(printed, {"title": "A round with a title that goes on and on " * 3}, standard=None)

    assert len(papers(edition, meeting)["forms.pdf"].pages) == 1


def test_without_a_standard_there_are_no_sheets_on_its_points_and_nobody_is_promised_any(printed: Printed) -> None:
    edition, meeting = changed(printed, standard=None)
    titles = [paper.offered(edition) for paper in papers_of(edition, meeting).values()]

    assert len(papers(edition, meeting)["forms.pdf"].pages) == 1
    assert "Feedback form" in titles


def test_a_standard_of_sixty_points_goes_on_over_pages_with_its_headings(printed: Printed) -> None:
    many = dataclasses.replace(STANDARD, points=tuple(Point(n, f"A point {n}", "") for n in range(1, 61)))
    pages = papers(*changed(printed, standard=many))["forms.pdf"].pages

    assert "60 A point 60" in words(pages[-1])
    assert "What would move it up one" in words(pages[-1])


def test_signs_welcome_point_all_ways_and_name_each_of_the_sessions_at_the_same_time(
    room: dict[str, pypdf.PdfReader],
) -> None:
    welcome, right, left, ahead, *rooms = (words(page) for page in room["signs.pdf"].pages)

    assert "Wednesday 20 January 2027 11:15am to 1:20pm" in welcome
    assert "to the right" in right
    assert "to the left" in left
    assert "straight on" in ahead
    assert len(rooms) == 2
    assert "A quiet hour" in rooms[0]
    assert 'Signs & "quotes"' in rooms[1]


def test_the_welcome_sign_has_a_qr_code_where_the_site_has_an_address(room: dict[str, pypdf.PdfReader]) -> None:
    tree: Any = room["signs.pdf"].root_object["/StructTreeRoot"]
    alts = [one["/Alt"] for one in elements(tree) if one["/S"] == "/Figure"]

    assert "QR code: opens https://peers.example.org/round-1/" in alts
    assert "peers.example.org/round-1" in words(room["signs.pdf"].pages[0])


def test_without_an_address_there_is_no_qr_code(printed: Printed) -> None:
    signs = papers(*changed(printed, url=""))["signs.pdf"]
    tree: Any = signs.root_object["/StructTreeRoot"]

    assert not [one for one in elements(tree) if str(one.get("/Alt", "")).startswith("QR code")]


@pytest.mark.parametrize("name", ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "A name of words " * 6])
def test_a_very_long_name_makes_no_page_more(printed: Printed, name: str) -> None:
    edition, meeting = changed(
        printed, {"title": name.strip()}, name=name.strip(), variables={"venue": "A hall, " * 20, "contact": ""}
    )
    made = papers(edition, meeting)

    assert len(made["signs.pdf"].pages) == 6
    assert len(made["badges.pdf"].pages) == 4


def test_signs_are_left_out_where_a_session_has_their_name(printed: Printed) -> None:
    edition, meeting = changed(printed)
    session = dataclasses.replace(edition.pages["round-1/marks"], path="round-1/signs.md")
    taken = dataclasses.replace(edition, pages={**edition.pages, "round-1/signs": session})

    assert papers_of(edition, meeting).keys() - papers_of(taken, meeting).keys() == {"round-1/signs"}


def test_nobody_who_leads_is_named_and_no_facilitator_note_is_printed(room: dict[str, pypdf.PdfReader]) -> None:
    for pdf in room.values():
        everything = " ".join(words(page) for page in pdf.pages)
        assert "KESTREL" not in everything
        assert "Sam" not in everything
