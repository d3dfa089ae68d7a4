"""Calendar files: what a calendar shows, and what lets a new file replace an old one."""

from __future__ import annotations

import datetime
from typing import Any

import icalendar
import pytest

from kit.facilitate.calendar import calendars, known_zone, vtimezone
from tests.facilitate.trees import region

VENUE = "Room 2; The Old Council Chamber, Tannery Street, Birmingham, beside the library and the fountain"
SETTINGS = f'[variables]\nvenue = "{VENUE}"\ncontact = "us@example.org"\n'


def dated(more: str, hub: dict[str, str] | None = None) -> dict[str, bytes]:
    return calendars(region(f"{SETTINGS}[round.round-1]\n{more}", hub))


def event(data: bytes) -> Any:
    return next(iter(icalendar.Calendar.from_ical(data).walk("VEVENT")))


def test_a_round_with_date_and_start_is_one_event_with_zone_and_place() -> None:
    """Times are those of the agenda, in the group's own time zone, and the venue is as written."""
    data = dated('date = 2027-07-14\nstart = "13:00"\n')["round-1.ics"]
    calendar, one = icalendar.Calendar.from_ical(data), event(data)

    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    assert one.decoded("dtstart").isoformat() == "2027-07-14T13:00:00+01:00"
    assert one.decoded("dtend").isoformat() == "2027-07-14T13:45:00+01:00"
    assert (one["location"], one["summary"]) == (VENUE, "Meet the standard: Midlands Peer Group")
    assert one["description"].splitlines() == [
        *("Agenda", "1pm: Arrivals (15 minutes)", "1:15pm: How ready are we? (20 minutes)"),
        *("1:35pm: Next steps (10 minutes)", "", "Questions: us@example.org"),
    ]


def test_winter_is_greenwich_time() -> None:
    data = dated('date = 2027-01-20\nstart = "10:30"\n')["round-1.ics"]

    assert event(data).decoded("dtstart").isoformat() == "2027-01-20T10:30:00+00:00"


def test_a_day_that_runs_past_midnight_ends_on_the_next() -> None:
    data = dated('date = 2027-07-14\nstart = "23:30"\n')["round-1.ics"]

    assert event(data).decoded("dtend").isoformat() == "2027-07-15T00:15:00+01:00"


def test_without_a_date_there_is_no_file_and_without_a_start_an_event_of_all_day() -> None:
    assert dated('start = "10:30"\n') == {}

    one = event(dated("date = 2027-07-14\n")["round-1.ics"])
    assert one.decoded("dtstart") == datetime.date(2027, 7, 14)
    assert one.decoded("dtend") == datetime.date(2027, 7, 15)
    assert "How ready are we? (20 minutes)" in one["description"].splitlines()


def test_a_moved_meeting_keeps_its_uid_and_takes_its_revision_as_sequence() -> None:
    """Calendars know the event again by its UID, and take the file with the higher SEQUENCE."""
    before = event(dated('date = 2027-07-14\nstart = "13:00"\n')["round-1.ics"])
    after = event(dated('date = 2027-07-21\nstart = "10:00"\nrevision = 1\n')["round-1.ics"])

    assert before["uid"] == after["uid"] == "round-1@midlands.peerkit"
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_the_uid_is_the_id_of_the_plan_if_it_has_one() -> None:
    """So that a folder can be renamed."""
    plan = "---\nid: first\nagenda:\n  - {session: how-ready}\n  - {session: next-steps}\n---\n\n# First\n"
    one = event(dated("date = 2027-07-14\n", {"round-1/index.md": plan})["round-1.ics"])

    assert one["uid"] == "first@midlands.peerkit"


def test_lines_are_folded_at_75_octets_and_end_in_crlf_and_the_same_input_gives_the_same_bytes() -> None:
    """RFC 5545, section 3.1; DTSTAMP is the time of all outputs: the year of the hub's version."""
    settings = 'date = 2027-07-14\nstart = "13:00"\n'
    data = dated(settings)["round-1.ics"]

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"DTSTAMP:20260101T000000Z" in data
    assert dated(settings)["round-1.ics"] == data


@pytest.mark.parametrize("year", range(1997, 2038, 5))
def test_the_zone_of_london_agrees_with_the_time_zone_database(year: int) -> None:
    """The rule in the file gives the offset of every hour around both changes."""
    import zoneinfo

    zone, london = vtimezone("Europe/London", datetime.date(year, 1, 1)).to_tz(), zoneinfo.ZoneInfo("Europe/London")
    for month in (3, 10):
        for hours in range(0, 31 * 24, 5):
            moment = datetime.datetime(year, month, 1) + datetime.timedelta(hours=hours)
            assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=london).utcoffset(), moment


@pytest.mark.parametrize("name", ["", "Europe", "Europe/Lundon", "../etc/passwd", "/etc/localtime", "Europe/London\n"])
def test_what_is_no_zone_is_not_known(name: str) -> None:
    assert not known_zone(name)


def test_other_zones_are_described_too() -> None:
    text = vtimezone("Europe/Dublin", datetime.date(2027, 7, 14)).to_ical().decode()

    assert known_zone("Europe/Dublin")
    assert "TZID:Europe/Dublin" in text
    assert "TZOFFSETTO:+0100" in text
