"""The run sheet and agenda of a group that has said when it meets, with whom, and who leads."""

from __future__ import annotations

import dataclasses
import datetime
import io

import pypdf
import pytest

from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from kit.render.handout.press import press
from kit.render.handout.run_sheet import run_sheet_paper
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import shared
from kit.render.handout.writer import write_handouts
from tests.render.handout.conftest import Printed
from tests.render.handout.test_accessible import structure


@pytest.fixture(scope="session")
def met(printed: Printed) -> Printed:
    """The same hub, meeting at 11:15 on a Wednesday: Lunch is fixed at 12:30, and so waits for 25 minutes."""
    (meeting,) = printed.edition.rounds
    start = 11 * 60 + 15
    held = dataclasses.replace(
        meeting,
        timetable=timetable(meeting.agenda, meeting.times, start, meeting.slot),
        start=start,
        date=datetime.date(2027, 1, 20),
        heads=28,
        table_size=6,
        leads={"round-1/everything": "Sam", "round-1/quiet": "Alex"},
    )
    edition = dataclasses.replace(printed.edition, rounds=(held,), name="Midlands Peer Group")
    return Printed(edition, printed.reading, write_handouts(edition, printed.reading.contents, []), [])


@pytest.mark.parametrize("name", ["round-1/attendee.pdf", "round-1/run-sheet.pdf"])
def test_the_day_has_its_date_and_hours(met: Printed, name: str) -> None:
    words = met.text(name)

    assert "Wednesday 20 January 2027" in words
    assert "11:15am to 1:20pm (2 hours 5 minutes)" in words


def test_a_wait_before_a_fixed_point_is_told(met: Printed) -> None:
    assert "12:30pm Lunch After 25 minutes free 30" in met.text("round-1/attendee.pdf")


def test_the_run_sheet_says_who_leads_and_attendees_are_not_told(met: Printed) -> None:
    run_sheet = met.text("round-1/run-sheet.pdf")

    assert "11:25am Everything at once pairs 40 Sam" in run_sheet
    assert "Who leads Sam" in run_sheet
    assert "Alex" in run_sheet
    assert "Sam" not in met.text("round-1/attendee.pdf")


def test_the_run_sheet_counts_people_tables_and_materials(met: Printed) -> None:
    run_sheet = met.text("round-1/run-sheet.pdf")

    assert "People 28, 5 tables of 6" in run_sheet
    assert "tables of 6: 5 chairs: 28 pen: 28 timer: 1" in run_sheet
    assert "Materials pen: 28; timer: 1" in run_sheet


def test_each_activity_says_when_it_begins(met: Printed) -> None:
    run_sheet = met.text("round-1/run-sheet.pdf")

    assert "From 11:25am: 30 minutes, pairs" in run_sheet
    assert "From 11:55am: 10 minutes" in run_sheet


def test_running_heads_name_the_group_and_the_round_and_pages_are_counted(met: Printed) -> None:
    pages = met.pdf("round-1/attendee.pdf").pages

    for number, page in enumerate(pages, start=1):
        words = " ".join(page.extract_text().split())
        assert "Midlands Peer Group" in words
        assert "A day on paper" in words
        assert f"Page {number} of {len(pages)}" in words


def test_the_picture_of_the_day_is_read_out_with_every_item(met: Printed) -> None:
    figures = [one for one in structure(met, "round-1/run-sheet.pdf") if one["/S"] == "/Figure"]
    described = [one["/Alt"] for one in figures if str(one.get("/Alt", "")).startswith("The day from")]

    assert len(described) == 1
    assert described[0].startswith("The day from 11:15am to 1:20pm: 11:15am")
    assert "12:30pm Lunch, 30 minutes, fixed at 12:30pm" in described[0]


def test_the_first_page_is_the_day_at_a_glance_and_what_to_bring(met: Printed) -> None:
    first, *_ = met.pdf("round-1/run-sheet.pdf").pages
    words = " ".join(first.extract_text().split())

    assert "Time What and how Minutes Who leads If late Drop Took" in words
    assert "Ends at 1:20pm" in words
    assert "What to bring tables of 6: 5 chairs: 28 pen: 28 timer: 1" in words


@pytest.mark.parametrize(
    ("droppable", "said"),
    [
        ([], 'shorten items to "if late". On'),
        (["quiet", "marks"], 'shorten items to "if late", then drop the one marked 1st. On'),
        (["quiet", "marks", "everything"], 'shorten items to "if late", then drop whole ones, 1st before 2nd. On'),
    ],
)
def test_only_what_can_be_dropped_is_spoken_of(met: Printed, droppable: list[str], said: str) -> None:
    """A round over lunch has often nothing to drop, or one item: two sessions at the same time are one."""
    (meeting,) = met.edition.rounds
    places = {f"round-1/{name}": place for place, name in enumerate(droppable, 1)}
    times = {name: dataclasses.replace(one, cut=places.get(name)) for name, one in meeting.times.items()}

    assert said in pages_of(met, dataclasses.replace(meeting, times=times))[0]


@pytest.mark.parametrize("many", [8, 16, 24, 32])
def test_a_day_of_many_items_still_fits_the_first_page(met: Printed, many: int) -> None:
    words = pages_of_a_day(met, many)[0]

    assert all(f"Item number {n}" in words for n in range(1, many + 1))
    assert "Ends at" in words
    assert "What to bring tables of 6: 5 chairs: 28" in words


def test_where_the_day_fills_its_page_what_to_bring_opens_the_next(met: Printed) -> None:
    first, second, *_ = pages_of_a_day(met, 33)

    assert "Item number 33" in first
    assert "Ends at" in first
    assert "What to bring" not in first
    assert "What to bring tables of 6: 5 chairs: 28" in second
    assert "Item number 1" in second, "the day goes on below the list, so that the page is not left empty"


def pages_of_a_day(met: Printed, many: int) -> list[str]:
    """Return the words of each page of the run sheet of a day with so many items."""
    (meeting,) = met.edition.rounds
    agenda = tuple(Item(f"i{n}", ItemKind.TITLE, f"Item number {n}", (), 10) for n in range(1, many + 1))
    day = timetable(agenda, {}, meeting.start, None)
    return pages_of(met, dataclasses.replace(meeting, agenda=agenda, timetable=day))


def pages_of(met: Printed, held: Round) -> list[str]:
    """Return the words of each page of the run sheet of a round."""
    edition = dataclasses.replace(met.edition, rounds=(held,))
    sheet = Sheet(edition, [], notes=True)
    pdf = press(sheet, run_sheet_paper(sheet, held, met.reading.contents), shared())
    assert pdf is not None
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_sessions_at_the_same_time_stand_last_each_from_a_page_of_its_own(met: Printed) -> None:
    """Whoever leads one takes just that. The day says where they are, and goes on without them."""
    pages = [" ".join(page.extract_text().split()) for page in met.pdf("round-1/run-sheet.pdf").pages]
    (day,) = [number for number, page in enumerate(pages) if "At the same time, each on pages of its own" in page]
    *_, quiet, marks = pages

    assert f"A quiet hour, page {len(pages) - 1}; " in pages[day]
    assert f", page {len(pages)} " in pages[day]
    assert "alongside" not in " ".join(pages[: day + 1])
    assert "A quiet hour" in quiet[:200]
    assert 'Signs & "quotes"' in marks[:200]
