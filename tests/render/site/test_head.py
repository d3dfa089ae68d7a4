"""A meeting for search engines: what schema.org asks for, the right offset, and no gap told as a fact."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any
from xml.etree import ElementTree

import pytest

from kit.model.edition import Edition
from kit.model.formats import Kind
from kit.render.html import script_text
from kit.render.site.head import event, for_search_engines, page_url
from tests.render.editions import edition

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Meet & greet\n",
    "round-1/a.md": "# A\n",
}
WINTER, SUMMER = datetime.date(2027, 1, 20), datetime.date(2027, 7, 14)


def meeting(
    date: datetime.date | None = WINTER, start: int | None = 630, minutes: int = 90, **changes: Any
) -> dict[str, Any] | None:
    one: Edition = edition(FILES, {"round-1/a": minutes}, start, round_={"date": date})
    one = dataclasses.replace(one, variables={"venue": "Council House, Birmingham"}, name="Midlands", **changes)
    return event(one, one.rounds[0], "https://example.org/round-1/", "What it is for.")


def test_a_meeting_has_all_that_schema_org_asks_for() -> None:
    assert meeting(url="https://example.org/") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Meet & greet: Midlands",
        "description": "What it is for.",
        "startDate": "2027-01-20T10:30:00+00:00",
        "endDate": "2027-01-20T12:00:00+00:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": "Council House", "address": "Council House, Birmingham"},
        "organizer": {"@type": "Organization", "name": "Midlands", "url": "https://example.org/"},
        "url": "https://example.org/round-1/",
        "inLanguage": "en-GB",
    }


@pytest.mark.parametrize(
    ("date", "zone", "start"),
    [
        (SUMMER, "Europe/London", "2027-07-14T10:30:00+01:00"),
        (WINTER, "America/New_York", "2027-01-20T10:30:00-05:00"),
        (WINTER, "Europe/Nowhere", "2027-01-20"),
    ],
)
def test_times_carry_the_offset_of_that_day(date: datetime.date, zone: str, start: str) -> None:
    one = meeting(date, timezone=zone)

    assert one is not None
    assert one["startDate"] == start


def test_a_day_past_midnight_ends_on_the_next() -> None:
    one = meeting(start=1380)

    assert one is not None
    assert one["endDate"] == "2027-01-21T00:30:00+00:00"


def test_without_a_start_only_the_day_is_told_and_without_a_date_nothing() -> None:
    one = meeting(start=None)

    assert one is not None
    assert one["startDate"] == "2027-01-20"
    assert "endDate" not in one
    assert meeting(None) is None


@pytest.mark.parametrize("venue", ["", "  "])
def test_a_venue_that_is_not_known_is_left_out_with_the_manner_of_meeting(venue: str) -> None:
    one = edition(FILES, {"round-1/a": 10}, 600, round_={"date": WINTER}, variables={"venue": venue})
    told = event(one, one.rounds[0])

    assert told is not None
    assert not {"location", "eventAttendanceMode", "url", "description"} & told.keys()


def test_a_venue_that_is_an_address_is_a_meeting_online() -> None:
    variables = {"venue": "https://meet.example.org/peers"}
    one = edition(FILES, {"round-1/a": 10}, 600, round_={"date": WINTER}, variables=variables)
    told = event(one, one.rounds[0])

    assert told is not None
    assert told["location"] == {"@type": "VirtualLocation", "url": "https://meet.example.org/peers"}
    assert told["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")


@pytest.mark.parametrize(
    ("kind", "mode", "place"),
    [
        ("online", "Online", {"@type": "VirtualLocation", "url": "https://example.org/round-1/"}),
        ("hybrid", "Mixed", {"@type": "Place", "name": "Hall", "address": "Hall, High Street"}),
        ("room", "Offline", {"@type": "Place", "name": "Hall", "address": "Hall, High Street"}),
    ],
)
def test_the_kind_of_the_picked_format_says_how_people_meet(kind: str, mode: str, place: dict[str, str]) -> None:
    round_ = {"date": WINTER, "kind": Kind(kind)}
    one = edition(FILES, {"round-1/a": 10}, 600, round_=round_, variables={"venue": "Hall, High Street"})
    told = event(one, one.rounds[0], "https://example.org/round-1/")

    assert told is not None
    assert told["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert told["location"] == place


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "<!--<script>", "a & b", 'say "x" \\', "\u2028"]
)
def test_no_words_can_end_the_script_that_holds_them(words: str) -> None:
    text = script_text({"name": words})

    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": words}


# Lists for search engines.

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_without_an_address_there_are_none() -> None:
    assert for_search_engines(edition({"index.md": "# Home\n"}), ["index"]) == {}


def test_each_page_is_listed_once_at_the_address_by_which_it_is_shared() -> None:
    made = edition({"index.md": "# Home\n"}, url="https://example.org/a&b")
    files = for_search_engines(made, {"round-1/ready", "index", "round-1/index"})
    listed = ElementTree.fromstring(files["sitemap.xml"]).findall(f"{SPACE}url/{SPACE}loc")  # noqa: S314 - our own

    assert [one.text for one in listed] == [
        "https://example.org/a&b/",
        "https://example.org/a&b/round-1/",
        "https://example.org/a&b/round-1/ready.html",
    ]
    assert list(files) == ["sitemap.xml"]


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/"])
def test_a_site_with_a_host_of_its_own_tells_robots_where_the_list_is(url: str) -> None:
    files = for_search_engines(edition({"index.md": "# Home\n"}, url=url), ["index"])

    assert files["robots.txt"].decode().splitlines()[-1] == "Sitemap: https://example.org/sitemap.xml"
    assert "run-sheet" not in files["robots.txt"].decode()


def test_a_page_called_index_something_keeps_its_name() -> None:
    assert (
        page_url(edition({}, url="https://example.org"), "round-1/my-index")
        == "https://example.org/round-1/my-index.html"
    )
