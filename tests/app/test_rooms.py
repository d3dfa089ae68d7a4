"""Where each session is stands beside it wherever its time does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from pptx import Presentation
from pypdf import PdfReader

from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.findings import Code, Finding
from tests.cli.conftest import Peerkit, peerkit  # noqa: F401 - a fixture
from tests.helpers import build_file_tree, page_words
from tests.regions import PLAN, SESSION, hub_files, region_files

PARALLEL = "  - {id: clinics, parallel: [research, buying], minutes: 20}\n"
CLINIC = SESSION.replace("cut: 2\n", "")
MESSAGE = "# Joining details\n\nWe begin at {{ start }}.\n\n{{ agenda }}\n"
HUB = hub_files(
    {
        "round-1/index.md": PLAN.replace("agendas:", PARALLEL + "agendas:"),
        "round-1/research.md": CLINIC.replace("How ready are we?", "Clinic: research"),
        "round-1/buying.md": CLINIC.replace("How ready are we?", "Clinic: buying"),
        "messages/joining.md": MESSAGE,
    }
)
SETTINGS = """
[variables]
venue = "Town Hall"
contact = "peers@example.org"

[round.round-1]
date = 2027-01-20
start = "10:30"
"""
ROOMS = 'rooms = {how-ready = "The Hall", research = "Room & 2", buying = "The Hall"}\n'


def region(place: Path, rooms: str = ROOMS) -> Path:
    return build_file_tree(place / "midlands", region_files({}, SETTINGS + rooms, HUB))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rooms")
    build(region(folder), folder / "out", Order(), lambda _: None)
    return folder / "out"


def paper(path: Path) -> str:
    return " ".join(" ".join(one.extract_text() for one in PdfReader(path).pages).split())


@pytest.mark.parametrize("name", ["index", "run-sheet"])
def test_agendas_of_pages_show_the_room_of_each_session(out: Path, name: str) -> None:
    text = page_words(out / "site" / "round-1" / f"{name}.html")

    assert "How ready are we? The Hall" in text
    assert "Clinic: research Room & 2 Clinic: buying The Hall" in text


def test_the_day_page_names_rooms_now_and_in_its_agenda(out: Path) -> None:
    text = (out / "site" / "round-1" / "day.html").read_text(encoding="utf-8")

    assert "How ready are we? (The Hall)" in page_words(out / "site" / "round-1" / "day.html")
    assert text.count("Clinic: research (Room &amp; 2) / Clinic: buying (The Hall)") >= 1
    items = json.loads(re.findall(r'<script type="application/json" id="day">(.*?)</script>', text)[0])["items"]
    assert items[-1]["title"] == "Clinic: research (Room & 2) / Clinic: buying (The Hall)"


def test_the_page_of_a_session_says_where_it_is(out: Path) -> None:
    assert "11:15am to 11:35am Room & 2" in page_words(out / "site" / "round-1" / "research.html")


def test_papers_and_signs_say_where_sessions_are(out: Path) -> None:
    papers = out / "handouts" / "round-1"

    assert "Clinic: research (Room & 2)" in paper(papers / "attendee.pdf")
    run_sheet = paper(papers / "run-sheet.pdf")
    assert "Clinic: buying (The Hall)" in run_sheet  # on its first page
    assert "Room Room & 2" in run_sheet  # at the session
    signs = [" ".join(one.extract_text().split()) for one in PdfReader(papers / "signs.pdf").pages[-2:]]
    assert [one.removeprefix("Midlands Peer Group ") for one in signs] == [
        "The Hall 10:45am to 11:05am: How ready are we? 11:15am to 11:35am: Clinic: buying",
        "Room & 2 11:15am to 11:35am: Clinic: research",
    ]


def test_slides_say_where_sessions_are_when_people_choose_and_go(out: Path) -> None:
    slides = Presentation(str(out / "decks" / "round-1.pptx")).slides
    frames = [[one.text_frame.text for one in slide.shapes if one.has_text_frame] for slide in slides]
    rows = [row for slide in slides for one in slide.shapes if one.has_table for row in one.table.rows]
    texts = [" ".join(" ".join(one).split()) for one in frames]

    assert "How ready are we? (The Hall)" in [" ".join(row.cells[1].text.split()) for row in rows]
    choose = next(text for text in texts if text.startswith("At the same time"))
    assert "Clinic: research (Room & 2)" in choose
    assert any("20 minutes · Room & 2 At the same time: Clinic: buying (The Hall)" in text for text in texts)


def test_messages_and_calendars_say_where_sessions_are(out: Path) -> None:
    line = "11:15am: Clinic: research (Room & 2) or Clinic: buying (The Hall) (20 minutes)"
    (event,) = Calendar.from_ical((out / "calendar" / "round-1.ics").read_bytes()).walk("VEVENT")

    assert line in str(event["description"])
    assert line in (out / "messages" / "round-1" / "joining.txt").read_text(encoding="utf-8")


def test_the_agenda_on_the_screen_and_as_json_has_rooms(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    shown = peerkit("-C", region(tmp_path), "agenda", "round-1").out
    told = json.loads(peerkit("-C", tmp_path / "midlands", "agenda", "round-1", "--json").out)

    assert "20m  How ready are we? (The Hall)" in shown
    assert "20m  Clinic: research / Clinic: buying\n" in shown
    assert "    Clinic: research (Room & 2)\n" in shown
    assert [one["rooms"] for one in told["items"]] == [
        {},
        {"how-ready": "The Hall"},
        {},
        {"research": "Room & 2", "buying": "The Hall"},
    ]


def test_json_says_what_became_of_the_meeting(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    facts = 'status = "postponed"\nstatus_note = "Snow."\nwas = 2027-01-13\nrevision = 1\n'
    told = json.loads(peerkit("-C", region(tmp_path, facts), "agenda", "round-1", "--json").out)

    assert (told["status"], told["status_note"], told["was"]) == ("postponed", "Snow.", "2027-01-13")


def test_a_meeting_that_moved_online_has_no_rooms(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    root = region(tmp_path, ROOMS + 'status = "online"\nrevision = 1\n')

    assert "The Hall" not in peerkit("-C", root, "agenda", "round-1").out


def told(place: Path, rooms: str) -> list[Finding]:
    found = examine(region(place, rooms)).findings
    return [one for one in found if one.code in (Code.UNKNOWN_SESSION, Code.SESSION_NOT_THERE)]


def test_a_room_for_an_unknown_session_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    (one,) = told(tmp_path, 'rooms = {reserch = "Room 2"}\n')

    assert (one.code, one.place, one.hint) == (Code.UNKNOWN_SESSION, "region.toml:18", "The nearest is research.")
    assert one.message == "reserch is to be in Room 2, but there is no such session in round-1."


def test_a_room_or_lead_for_a_session_off_the_agenda_is_told(tmp_path: Path) -> None:
    drop = '\n[[round.round-1.agenda]]\ndrop = "how-ready"\n'
    room, lead = told(tmp_path, 'rooms.how-ready = "Hall"\nleads.how-ready = "Sam"\n' + drop)

    assert (room.code, room.place) == (Code.SESSION_NOT_THERE, "region.toml:18")
    assert (lead.code, lead.place) == (Code.SESSION_NOT_THERE, "region.toml:19")
    assert room.message == (
        "how-ready is to be in Hall, and the agenda of round-1 does not have it, so nobody is told."
    )


def test_a_room_of_a_session_that_the_region_dropped_whole_is_no_finding(tmp_path: Path) -> None:
    root = region(tmp_path)
    build_file_tree(root, {"overrides/round-1/how-ready/page.toml": "drop = true\n"})

    assert not [one for one in examine(root).findings if "Hall" in one.message]
