"""A meeting in two sittings: each output shows each of them with its date."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from pptx import Presentation
from pypdf import PdfReader

from kit.app.build import Order, build
from kit.model.findings import Code
from tests.helpers import build_file_tree, page_words
from tests.regions import hub_files, region_files

PLAN = """\
---
minutes: 60
agenda:
  kind: online
  items:
    - {break: Hello, minutes: 5}
    - {session: how-ready, minutes: 40}
    - {id: second, sitting: Second part, minutes: 45}
    - {break: Hello again, minutes: 5}
    - {session: next-steps, minutes: 15, at: "14:30"}
---

# Meet the standard

What this round is for.

## Practical matters

We meet on {{ date }}.
"""
SETTINGS = """
[variables]
venue = "https://meet.example.org/peers"
contact = "peers@example.org"

[round.round-1]
date = 2027-01-20
start = "10:30"
revision = 3

[[round.round-1.sitting]]
date = 2027-01-27
start = "14:00"
"""
SECOND = "Second part: Wednesday 27 January 2027, 2pm to 2:45pm"
FIRST = "First part: Wednesday 20 January 2027, 10:30am to 11:15am"
HUB = hub_files({"round-1/index.md": PLAN})


def region(place: Path, settings: str = SETTINGS, hub: dict[str, str] = HUB) -> Path:
    return build_file_tree(place / "midlands", region_files({}, settings, hub))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sittings")
    build(region(folder), folder / "out", Order(), lambda _: None)
    return folder / "out"


@pytest.mark.parametrize("name", ["index", "run-sheet", "day"])
def test_pages_show_each_sitting_above_its_items(out: Path, name: str) -> None:
    text = page_words(out / "site" / "round-1" / f"{name}.html")

    table = text[text.index(FIRST) :]
    assert (
        table.index("How ready are we") < table.index(SECOND) < table.index("Hello again") < table.index("Next steps")
    )


@pytest.mark.parametrize("name", ["index", "round-1/index", "round-1/run-sheet", "round-1/day"])
def test_pages_say_at_their_top_when_each_sitting_is(out: Path, name: str) -> None:
    text = page_words(out / "site" / f"{name}.html")
    first = text.index("Wednesday 20 January 2027")

    assert SECOND in text[first : first + 200]


def test_the_date_in_the_words_of_a_page_is_that_of_all_sittings(out: Path) -> None:
    meet = "We meet on Wednesday 20 January 2027 and Wednesday 27 January 2027."
    assert meet in page_words(out / "site" / "round-1" / "index.html")


def test_a_card_on_the_home_page_counts_the_time_of_all_sittings(out: Path) -> None:
    card = page_words(out / "site" / "index.html").partition("Rounds")[2]

    assert card.index(SECOND) < card.index("1 hour 30 minutes 2 sessions")


@pytest.mark.parametrize("name", ["attendee", "run-sheet"])
def test_papers_show_each_sitting_above_its_items(out: Path, name: str) -> None:
    pages = PdfReader(out / "handouts" / "round-1" / f"{name}.pdf").pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())

    assert text.index(FIRST) < text.rindex(SECOND)
    assert text.rindex(SECOND) < text.rindex("Next steps")


def test_slides_open_each_sitting_with_its_date(out: Path) -> None:
    slides = list(Presentation(str(out / "decks" / "round-1.pptx")).slides)
    texts = ["\n".join(shape.text_frame.text for shape in one.shapes if shape.has_text_frame) for one in slides]
    opening = next(at for at, text in enumerate(texts) if text.startswith("Second part"))

    assert "Wednesday 27 January 2027, 2pm to 2:45pm" in texts[opening]
    assert [one.replace("\xa0", " ") for text in texts for one in text.split("\n") if one.startswith("Today")] == [
        "Today: First part",
        "Today: Second part",
    ]
    assert {FIRST, SECOND} <= set(re.split(r"[\n\v]", texts[0]))
    assert any("Next steps" in text for text in texts[opening:])
    assert not any("Next steps" in text for text in texts[2:opening])


def test_messages_tell_people_of_every_date(tmp_path: Path) -> None:
    message = "# Invitation\n\nSubject: Come on {{ date }}\n\nFrom {{ start }} to {{ end }}.\n\n{{ later }}\n"
    build(region(tmp_path, hub=HUB | {"messages/invitation.md": message}), tmp_path / "out", Order(), lambda _: None)

    text = (tmp_path / "out" / "messages" / "round-1" / "invitation.txt").read_text(encoding="utf-8")
    assert text.split("\n\n")[-3:] == [
        "Subject: Come on Wednesday 20 January 2027 and Wednesday 27 January 2027",
        "From 10:30am (first part) to 11:15am.",
        f"{SECOND}\n",
    ]


def test_a_message_of_a_meeting_on_one_day_says_nothing_of_others(tmp_path: Path) -> None:
    hub = HUB | {"messages/invitation.md": "# Invitation\n\nOn {{ date }}.\n\nThen: {{ later }}\n"}
    drop = '\n[[round.round-1.agenda]]\ndrop = "second"\n'
    root = region(tmp_path, SETTINGS.partition("\n[[")[0] + drop, hub)
    build(root, tmp_path / "out", Order(), lambda _: None)

    text = (tmp_path / "out" / "messages" / "round-1" / "invitation.txt").read_text(encoding="utf-8")
    assert text.endswith("On Wednesday 20 January 2027.\n")


COUNTDOWN = """\
# Countdown

## 1 week before: send the details

Send them.

## 2 days before: send the reminder

Send it.

## On the day: be there early

Early.

## 1 day after: say thank you

Thanks.
"""


def countdown(place: Path, settings: str) -> list[tuple[str, str, str]]:
    """The events of a countdown: the day, what to do, and the part of its UID that tells it apart."""
    build(region(place, settings, HUB | {"countdown.md": COUNTDOWN}), place / "out", Order(), lambda _: None)
    calendar = Calendar.from_ical((place / "out" / "calendar" / "round-1" / "countdown.ics").read_bytes())
    return [
        (one.decoded("dtstart").isoformat(), str(one["summary"]), str(one["uid"])[-32:-17])
        for one in calendar.walk("VEVENT")
    ]


def test_the_countdown_has_what_is_done_for_each_sitting_and_ends_after_the_last(tmp_path: Path) -> None:
    found = countdown(tmp_path, SETTINGS)

    assert [one[:2] for one in found] == [
        ("2027-01-13", "Send the details (Meet the standard)"),
        ("2027-01-18", "Send the reminder (Meet the standard)"),
        ("2027-01-20", "Be there early (Meet the standard)"),
        ("2027-01-25", "Send the reminder (Meet the standard: Second part)"),
        ("2027-01-27", "Be there early (Meet the standard: Second part)"),
        ("2027-01-28", "Say thank you (Meet the standard)"),
    ]
    assert [one[2].endswith("-sitting-2") for one in found] == [False, False, False, True, True, False]
    text = page_words(tmp_path / "out" / "site" / "round-1" / "checklist.html")
    assert text.index("On the day") < text.index(SECOND) < text.index("Say thank you")


def test_nobody_is_reminded_of_the_next_day_before_the_first(tmp_path: Path) -> None:
    found = countdown(tmp_path, SETTINGS.replace("2027-01-27", "2027-01-21"))

    assert [one[:2] for one in found[2:]] == [
        ("2027-01-20", "Be there early (Meet the standard)"),
        ("2027-01-21", "Be there early (Meet the standard: Second part)"),
        ("2027-01-22", "Say thank you (Meet the standard)"),
    ]


def test_what_comes_after_waits_for_the_date_of_the_last_sitting(tmp_path: Path) -> None:
    found = countdown(tmp_path, SETTINGS.replace("date = 2027-01-27\n", ""))

    assert [one[0] for one in found] == ["2027-01-13", "2027-01-18", "2027-01-20"]
    assert "2 days before" in page_words(tmp_path / "out" / "site" / "round-1" / "checklist.html")


def test_search_engines_learn_of_each_sitting(out: Path) -> None:
    text = (out / "site" / "round-1" / "index.html").read_text(encoding="utf-8")
    event = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[0])

    assert (event["startDate"], event["endDate"]) == ("2027-01-20T10:30:00+00:00", "2027-01-27T14:45:00+00:00")
    assert [(one["name"], one["startDate"], one["endDate"]) for one in event["subEvent"]] == [
        ("Meet the standard: First part", "2027-01-20T10:30:00+00:00", "2027-01-20T11:15:00+00:00"),
        ("Meet the standard: Second part", "2027-01-27T14:00:00+00:00", "2027-01-27T14:45:00+00:00"),
    ]
    assert all(one["location"] == event["location"] for one in event["subEvent"])


def test_a_cancelled_meeting_is_off_on_all_its_days(tmp_path: Path) -> None:
    off = SETTINGS.replace("revision = 3", 'revision = 3\nstatus = "cancelled"')
    build(region(tmp_path, off), tmp_path / "out", Order(), lambda _: None)

    assert "will not take place on Wednesday 20 January 2027 and Wednesday 27 January 2027." in page_words(
        tmp_path / "out" / "site" / "round-1" / "index.html"
    )


def test_each_sitting_has_its_own_picture_of_the_day(out: Path) -> None:
    for name in ("index", "run-sheet"):
        text = (out / "site" / "round-1" / f"{name}.html").read_text(encoding="utf-8")
        assert re.findall(r'<p class="kit-strip-part">(.*?)</p>', text) == [
            "First part from 10:30am to 11:15am",
            "Second part from 2pm to 2:45pm",
        ]
        ids = re.findall(r' id="([^"]*)"', text)
        assert len(ids) == len(set(ids))
    thin = (out / "site" / "round-1" / "next-steps.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<rect", thin)) == 2  # of its own sitting alone
    (first, *_) = PdfReader(out / "handouts" / "round-1" / "run-sheet.pdf").pages
    assert "Second part from 2pm to 2:45pm" in first.extract_text()


def test_the_calendar_has_an_event_for_each_sitting(out: Path) -> None:
    calendar = Calendar.from_ical((out / "calendar" / "round-1.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))

    assert [str(one["uid"]) for one in events] == [
        "round-1@midlands.peerkit",
        "round-1-sitting-2@midlands.peerkit",
    ]
    assert [one.decoded("dtstart").isoformat()[:16] for one in events] == ["2027-01-20T10:30", "2027-01-27T14:00"]
    assert [one.decoded("dtend").isoformat()[:16] for one in events] == ["2027-01-20T11:15", "2027-01-27T14:45"]
    assert [one.decoded("sequence") for one in events] == [3, 3]
    assert str(events[1]["summary"]).endswith(": Second part")


def test_without_a_start_each_sitting_is_a_whole_day(tmp_path: Path) -> None:
    settings = SETTINGS.replace('start = "10:30"\n', "").replace('start = "14:00"\n', "")
    build(region(tmp_path, settings), tmp_path / "out", Order(), lambda _: None)

    data = (tmp_path / "out" / "calendar" / "round-1.ics").read_text(encoding="utf-8")
    events = data.split("BEGIN:VEVENT")[1:]
    assert [re.findall(r"DTSTART;VALUE=DATE:(\d+)", one) for one in events] == [["20270120"], ["20270127"]]
    assert [one.count("TRANSP:") for one in events] == [1, 1]


def test_a_second_sitting_that_moved_needs_a_revision(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(region(tmp_path), out, Order(), lambda _: None)
    moved = region(tmp_path, SETTINGS.replace("2027-01-27", "2027-02-03"))

    assert Code.REVISION_DUE in [one.code for one in build(moved, out, Order(), lambda _: None)]
    grown = region(tmp_path, SETTINGS.replace("2027-01-27", "2027-02-10").replace("revision = 3", "revision = 4"))
    assert Code.REVISION_DUE not in [one.code for one in build(grown, out, Order(), lambda _: None)]


def test_open_data_and_the_session_page_know_on_which_day_a_session_is(out: Path) -> None:
    (told,) = json.loads((out / "site" / "group.json").read_text(encoding="utf-8"))["rounds"]

    assert (told["date"], told["start"], told["end"]) == ("2027-01-20", "10:30", "11:15")
    assert told["sittings"] == [
        {"title": None, "date": "2027-01-20", "start": "10:30", "end": "11:15"},
        {"title": "Second part", "date": "2027-01-27", "start": "14:00", "end": "14:45"},
    ]
    assert "Wednesday 27 January 2027, 2:30pm to 2:45pm" in page_words(out / "site" / "round-1" / "next-steps.html")
    for path in ("round-1/index.html", "index.html"):  # not over before its last sitting
        assert 'data-date="2027-01-27"' in (out / "site" / path).read_text(encoding="utf-8")
        assert 'data-date="2027-01-20"' not in (out / "site" / path).read_text(encoding="utf-8")
