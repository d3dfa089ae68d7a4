"""What organisers print for the room: how many of each, what stands on them, and what never does."""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
from collections.abc import Collection
from pkgutil import resolve_name
from typing import Any, NamedTuple

import pypdf
import pytest

from kit.facilitate.timetable import timetable
from kit.model.edition import Edition, Point, Privacy, Round, Standard
from kit.model.findings import Finding
from kit.model.formats import Kind
from kit.model.outputs import Audience
from kit.render.handout.papers import papers_of
from kit.render.handout.press import press
from kit.render.handout.sheet import Sheet
from kit.render.handout.sign_in import places_for
from kit.render.handout.typesetter import shared
from tests.render.handout.conftest import Printed
from tests.render.handout.structure import elements

POINTS = tuple(Point(number, f"Point called {number}", "") for number in range(1, 16))
STANDARD = Standard("s", "The Standard & Co", "https://example.org", "", POINTS)
MM = 72 / 25.4
HEADINGS = ("Name", "Organisation")


class Run(NamedTuple):
    """Letters that a page sets in one go, where they begin, in points from its lower left corner, and their size."""

    text: str
    x: float
    y: float
    size: float


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


def asking(edition: Edition, *materials: str) -> Edition:
    """The edition, with a session without handouts that asks for these materials."""
    page = edition.pages["round-1/quiet"]
    page = dataclasses.replace(page, meta=page.meta.model_copy(update={"materials": list(materials)}))
    return dataclasses.replace(edition, pages={**edition.pages, "round-1/quiet": page})


def papers(edition: Edition, meeting: Round, only: Collection[str] = ()) -> dict[str, pypdf.PdfReader]:
    """What organisers print for the room, or ``only`` some of it, as PDFs by the last part of their names."""
    found: list[Finding] = []
    made = {}
    for paper in papers_of(edition, meeting).values():
        if paper.audience is Audience.ORGANISERS and (not only or f"{paper.name}.pdf" in only):
            sheet = Sheet(edition, found)
            make = resolve_name(paper.make)
            pdf = press(sheet, make(sheet, meeting, pytest.fail), shared())
            assert pdf is not None, found
            made[f"{paper.name}.pdf"] = pypdf.PdfReader(io.BytesIO(pdf))
    assert found == []
    return made


def words(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


def runs(page: pypdf.PageObject) -> list[Run]:
    """The runs of words of a page, without those of spaces."""
    found: list[Run] = []

    def see(text: str, on_page: Any, place: Any, _font: Any, size: float) -> None:
        if text.strip():
            a, b, c, d, e, f = on_page
            x, y = place[4], place[5]
            grown = abs(on_page[3] * place[3])
            found.append(Run(text.strip(), a * x + c * y + e, b * x + d * y + f, round(size * grown, 1)))

    page.extract_text(visitor_text=see)
    return found


@pytest.fixture(scope="module")
def room(printed: Printed) -> dict[str, pypdf.PdfReader]:
    edition, meeting = changed(printed, url="https://peers.example.org/")
    return papers(asking(edition, "scoring sheet: 1 per person", "dot stickers: 5 per person"), meeting)


@pytest.mark.parametrize(("heads", "rows"), [(None, 10), (1, 5), (28, 32), (100, 110), (10_000, 300)])
def test_there_are_places_for_all_and_some_to_spare(heads: int | None, rows: int) -> None:
    assert places_for(heads) == rows


def test_the_sign_in_sheet_has_a_numbered_row_for_each_and_heads_every_page(room: dict[str, pypdf.PdfReader]) -> None:
    listed = [words(page) for page in room["sign-in.pdf"].pages[:2]]

    assert all("Name Organisation Write to me about the group?" in page for page in listed)
    assert "32 ☐ Yes" in listed[-1]
    assert "33 ☐ Yes" not in listed[-1]


@pytest.mark.parametrize(("heads", "sheets"), [(28, 2), (36, 2), (100, 5)])
def test_the_sign_in_sheet_has_room_to_write_on_as_few_sheets_as_people_need(
    printed: Printed, heads: int, sheets: int
) -> None:
    """Rows of at least 9 mm, with 50 mm for the name and boxes of at least 4 mm."""
    made = papers(*changed(printed, {"heads": heads}), {"sign-in.pdf"})["sign-in.pdf"].pages
    listed = [page for page in made if "Organisation" in words(page)]
    found = [one for one in runs(listed[1]) if one.text.isdigit() or one.text in HEADINGS]
    rows = sorted(one.y for one in found if one.text.isdigit() and one.x < 40 * MM)
    across = {one.text: one.x for one in found if one.text in HEADINGS}

    assert len(listed) == sheets
    assert min(above - one for one, above in itertools.pairwise(rows)) >= 9 * MM
    assert across["Organisation"] - across["Name"] >= 50 * MM
    assert {one.size for one in runs(listed[1]) if "☐" in one.text} == {23}


def test_what_others_should_not_read_goes_on_a_slip_of_which_everybody_has_one(
    room: dict[str, pypdf.PdfReader],
) -> None:
    """36 slips, six to a page, for 32 places."""
    *listed, _, _, _, _, _, last = pages = [words(page) for page in room["sign-in.pdf"].pages]
    slip = "Name: E-mail: I have access needs: please ask me, where nobody else hears it."

    assert [page.count(slip) for page in pages] == [0, 0, 6, 6, 6, 6, 6, 6]
    assert not any("E-mail" in page or "access needs" in page.casefold() for page in listed)
    assert (
        "Others read this sheet, so neither your e-mail address nor what you need to take part goes on it" in listed[0]
    )
    assert "Slips, page 6 of 6" in last


def test_where_nobody_has_said_how_many_come_there_are_as_many_rows_as_slips(printed: Printed) -> None:
    listed, *slips = papers(*changed(printed, {"heads": None}), {"sign-in.pdf"})["sign-in.pdf"].pages

    assert words(listed).count("☐ Yes") == 12
    assert sum(words(page).count("E-mail:") for page in slips) == 12


def test_the_privacy_notice_is_filled_in_and_has_lines_for_what_nobody_has_said(printed: Printed) -> None:
    said = Privacy(controller="Ink Council", retention="three months after the meeting")
    edition, meeting = changed(printed, privacy=said, variables={"venue": "", "contact": "ink@example.org"})
    filled = words(papers(edition, meeting)["sign-in.pdf"].pages[0])
    edition, meeting = changed(printed, variables={"venue": "", "contact": ""})
    empty = words(papers(edition, meeting)["sign-in.pdf"].pages[0])

    assert "Who keeps this sheet: Ink Council. We keep it until: three months after the meeting. " in filled
    assert "Who to ask: ink@example.org." in filled
    assert "Who keeps this sheet: We keep it until: Who to ask:" in empty


def test_badges_are_ten_on_a_page_and_enough_for_all(room: dict[str, pypdf.PdfReader]) -> None:
    pages = [words(page) for page in room["badges.pdf"].pages]

    assert len(pages) == 4
    assert [page.count("Paper & Ink First name, as large as fits Surname, organisation") for page in pages] == [10] * 4
    assert [page.count("Photos: yes") for page in pages] == [10] * 4
    assert [page.count("Ask me about") for page in pages] == [10] * 4


@pytest.mark.parametrize("name", ["Paper", "West of England and Severnside Peer Group for Digital Service Standards"])
def test_the_name_of_a_group_leaves_room_to_write_a_first_name_large(printed: Printed, name: str) -> None:
    """At least a centimetre between the foot of the group's name and the line for the first name."""
    heights: dict[str, list[float]] = {"name": [], "line": []}

    def see(text: str, on_page: Any, place: Any, _font: Any, _size: float) -> None:
        kind = "line" if text.startswith("First name") else "name" if any(map(text.__contains__, name.split())) else ""
        if kind:
            heights[kind].append(on_page[1] * place[4] + on_page[3] * place[5] + on_page[5])

    papers(*changed(printed, name=name))["badges.pdf"].pages[1].extract_text(visitor_text=see)
    top_line = sorted(heights["line"])[-1] + 4.5 * MM
    first_badge = [one for one in heights["name"] if one > top_line]

    assert sorted(first_badge)[0] - top_line > 10 * MM


def test_badges_are_85_by_54_millimetres_apart(room: dict[str, pypdf.PdfReader]) -> None:
    places: list[tuple[float, float]] = []

    def see(text: str, on_page: Any, place: Any, _font: Any, _size: float) -> None:
        if text.strip().startswith("First name"):
            x, y = place[4], place[5]
            a, b, c, d, e, f = on_page
            places.append((a * x + c * y + e, b * x + d * y + f))

    room["badges.pdf"].pages[1].extract_text(visitor_text=see)
    across = sorted({round(x, 1) for x, _ in places})
    down = sorted({round(y, 1) for _, y in places})

    assert [b - a for a, b in itertools.pairwise(across)] == pytest.approx([85 * MM], abs=0.2)
    assert [b - a for a, b in itertools.pairwise(down)] == pytest.approx([54 * MM] * 4, abs=0.2)


def test_the_feedback_form_is_one_page_and_the_sheet_to_score_on_another(room: dict[str, pypdf.PdfReader]) -> None:
    feedback, score = (words(page) for page in room["forms.pdf"].pages)

    assert "What should the next round be about?" in feedback
    assert "Self-score" in score
    assert "The Standard & Co" in score
    assert all(f"{number} Point called {number}" in score for number in range(1, 16))


def test_forms_are_those_that_the_round_uses(printed: Printed) -> None:
    """A session that has its own sheet to score on, or asks for none, gets none from the kit."""
    edition, meeting = changed(printed)
    scoring = asking(edition, "self-score sheet: 1 per person")
    offered = {one.name: one.offered(scoring, meeting) for one in papers_of(scoring, meeting).values()}

    assert len(papers(edition, meeting)["forms.pdf"].pages) == 1
    assert len(papers(scoring, meeting)["forms.pdf"].pages) == 2
    assert offered["forms"] == "Feedback form and self-score sheet"
    assert offered["room-kit"].startswith("Room kit")


def test_a_feedback_form_with_a_very_long_title_still_fits_one_page(printed: Printed) -> None:
    edition, meeting = changed(printed, {"title": "A round with a title that goes on and on " * 3}, standard=None)

    assert len(papers(edition, meeting)["forms.pdf"].pages) == 1


def test_without_a_standard_there_are_no_sheets_on_its_points_and_nobody_is_promised_any(printed: Printed) -> None:
    edition, meeting = changed(printed, standard=None)
    titles = [paper.offered(edition, meeting) for paper in papers_of(edition, meeting).values()]

    assert len(papers(edition, meeting)["forms.pdf"].pages) == 1
    assert "Feedback form" in titles


def test_a_standard_of_sixty_points_goes_on_over_pages_with_its_headings(printed: Printed) -> None:
    many = dataclasses.replace(STANDARD, points=tuple(Point(n, f"A point {n}", "") for n in range(1, 61)))
    edition, meeting = changed(printed, standard=many)
    pages = papers(asking(edition, "scoring sheet: 1 per person"), meeting)["forms.pdf"].pages

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
    assert "peers.example.org/round-1" in words(room["signs.pdf"].pages[0]).replace("/ ", "/")


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


def test_nothing_is_printed_for_doors_and_walls_of_a_round_that_is_online(printed: Printed) -> None:
    edition, meeting = changed(printed, {"kind": Kind.ONLINE})
    here = {one.name for one in papers_of(*changed(printed)).values()}

    assert here - {one.name for one in papers_of(edition, meeting).values()} == {
        "sign-in",
        "badges",
        "signs",
        "room-kit",
    }


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
