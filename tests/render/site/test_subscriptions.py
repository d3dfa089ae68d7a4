"""Calendars to subscribe to: what the site offers, and that it says what the files of the rounds say."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import icalendar
import pytest

from kit.facilitate.calendar import calendars, group_calendar
from kit.model.errors import Refused
from kit.render.site.writer import refuse_sources
from tests.facilitate.trees import region as small_region
from tests.render.site.groups import region, site_of

HOSTILE = "One, two; three\\nfour\r\nEND:VEVENT\nBEGIN:VEVENT"


def events(data: bytes) -> list[bytes]:
    """Return each event of a calendar file as its bytes."""
    return [one.to_ical() for one in icalendar.Calendar.from_ical(data).walk("VEVENT")]


@pytest.mark.parametrize("url", ["", "https://west.example.org"])
@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Paris"])
def test_its_events_are_those_of_the_files_of_the_rounds(url: str, zone: str) -> None:
    made = region(url=url, timezone=zone)

    assert events(group_calendar(made)) == [one for data in calendars(made).values() for one in events(data)]
    assert len(events(group_calendar(made))) == 2
    assert (b"\nURL" in group_calendar(made)) == bool(url)


def test_it_says_its_name_and_how_often_to_ask_again_and_has_each_zone_once() -> None:
    calendar = icalendar.Calendar.from_ical(group_calendar(region()))

    assert (calendar["method"], calendar["x-wr-calname"]) == ("PUBLISH", "Westshire")
    assert calendar["refresh-interval"].to_ical() == b"P1D"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in group_calendar(region())
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_cancelled_meeting_stays_as_cancelled() -> None:
    made = small_region('[round.round-1]\ndate = 2027-07-14\nstart = "13:00"\nstatus = "cancelled"\n')
    (one,) = icalendar.Calendar.from_ical(group_calendar(made)).walk("VEVENT")

    assert one["status"] == "CANCELLED"
    assert events(group_calendar(made)) == events(calendars(made)["round-1.ics"])


def test_a_title_of_several_lines_is_text_and_no_event() -> None:
    made = region()
    first = dataclasses.replace(made.rounds[0], title=HOSTILE)
    found = icalendar.Calendar.from_ical(group_calendar(dataclasses.replace(made, rounds=(first,)))).walk("VEVENT")

    assert len(found) == 1
    assert "END:VEVENT" in str(found[0]["summary"])


def test_a_site_has_it_beside_its_home_page_with_a_link_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    one, again = (site_of(region(), tmp_path / name) for name in "ab")

    assert (one / "group.ics").read_bytes() == (again / "group.ics").read_bytes() == group_calendar(region())
    assert '<a href="group.ics">Subscribe to our meetings</a>' in (one / "index.html").read_text(encoding="utf-8")


def test_a_site_without_dates_has_neither_file_nor_link(tmp_path: Path) -> None:
    made = region()
    rounds = tuple(dataclasses.replace(one, date=None) for one in made.rounds)
    site = site_of(dataclasses.replace(made, rounds=rounds), tmp_path)

    assert not (site / "group.ics").exists()
    assert "group.ics" not in (site / "index.html").read_text(encoding="utf-8")


def test_no_other_calendar_file_may_stand_among_the_pages() -> None:
    refuse_sources(Path("group.ics"))
    refuse_sources(Path("groups.ics"))
    for path in ("other.ics", "round-1/group.ics", "round-1/groups.ics", "_static/group.ics"):
        with pytest.raises(Refused):
            refuse_sources(Path(path))


def test_each_sitting_of_a_meeting_is_an_event() -> None:
    hub = {
        "round-1/index.md": "---\nminutes: 60\nagenda:\n  - {session: how-ready, minutes: 20}\n"
        "  - {id: second, sitting: Second part, minutes: 15}\n  - {session: next-steps, minutes: 15}\n---\n"
        "\n# Meet\n\nAll.\n"
    }
    dates = "[round.round-1]\ndate = 2027-07-14\n[[round.round-1.sitting]]\ndate = 2027-07-21\n"
    made = small_region(dates, hub)

    assert len(events(group_calendar(made))) == 2
    assert events(group_calendar(made)) == events(calendars(made)["round-1.ics"])
