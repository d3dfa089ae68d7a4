"""The calendar of all groups says of each meeting what the group's own calendar says, and nothing of others."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import icalendar
import pytest

from kit.facilitate.calendar import group_calendar
from kit.facilitate.groups_calendar import groups_calendar
from kit.model.edition import Edition, Facts
from kit.model.group import Group
from kit.render.site.facts import group_facts, group_json
from kit.source.tree.groups import group_of
from tests.facilitate.trees import region as small_region
from tests.render.editions import edition
from tests.render.site.groups import region

HUB = {"index.md": "# Hub\n"}
SITTINGS = {
    "round-1/index.md": "---\nminutes: 60\nagenda:\n  - {session: how-ready, minutes: 20}\n"
    "  - {id: second, sitting: Second part, minutes: 15}\n  - {session: next-steps, minutes: 15}\n---\n"
    "\n# Meet\n\nAll.\n"
}
DATES = '[round.round-1]\ndate = 2027-07-14\nstart = "10:30"\nrevision = 2\n'
LATER = '[[round.round-1.sitting]]\ndate = 2027-07-21\nstart = "14:00"\n'
SAME = ("uid", "sequence", "status", "dtstart", "dtend", "transp", "summary", "location", "url")
MEETING: dict[str, Any] = {"id": "round-1", "title": "Meet", "date": "2027-02-03", "start": "13:00", "end": "15:00"}


def told(made: Edition) -> Group:
    """The group as a hub reads it from its file."""
    group = group_of("a.json", group_json(group_facts(made)), [])
    assert group is not None
    return group


def events(data: bytes) -> list[dict[str, Any]]:
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [{name: one[name].to_ical() if name in one else b"" for name in SAME} for one in found]


def of(*groups: Group) -> list[dict[str, Any]]:
    return events(groups_calendar(edition(HUB, groups=groups)))


def group(id_: str = "north", **meeting: Any) -> Group:
    read = {"schema": 1, "id": id_, "name": id_.title(), "rounds": [MEETING | meeting]}
    return Group.model_validate(read, by_alias=True)


def changed(**round_: Any) -> Edition:
    made = region(url="https://west.example.org", timezone="Europe/Paris")
    return dataclasses.replace(made, rounds=(dataclasses.replace(made.rounds[0], **round_), made.rounds[1]))


@pytest.mark.parametrize(
    "made",
    [
        changed(),
        changed(revision=4),
        changed(facts=Facts("cancelled", "Snow."), revision=1),
        changed(date=None, facts=Facts("postponed", was=datetime.date(2027, 1, 20)), revision=1),
        changed(facts=Facts("postponed", was=datetime.date(2027, 1, 13)), revision=1),
        changed(facts=Facts("online")),
        small_region(DATES + LATER, SITTINGS),
        small_region(DATES.replace("start", "# start") + LATER.replace("start", "# start"), SITTINGS),
        small_region(DATES.replace("10:30", "23:30")),
    ],
)
def test_each_event_is_that_of_the_groups_own_calendar(made: Edition) -> None:
    """Same UID, SEQUENCE, STATUS and times, so that whoever has both calendars sees one meeting."""
    assert of(told(made)) == events(group_calendar(made))


def test_each_meeting_is_in_the_zone_of_its_group() -> None:
    data = groups_calendar(edition(HUB, groups=(group(), group("paris", timezone="Europe/Paris"))))

    assert [str(one["tzid"]) for one in icalendar.Calendar.from_ical(data).walk("VTIMEZONE")] == [
        "Europe/London",
        "Europe/Paris",
    ]
    assert b"DTSTART;TZID=Europe/Paris:20270203T130000" in data
    assert b"X-WR-CALNAME:Digital peer groups: all groups" in data


@pytest.mark.parametrize("uid", ["round-1@south.peerkit", "round-1@north.peerkit.evil", "anything", ""])
def test_no_group_speaks_for_the_meeting_of_another(uid: str) -> None:
    (one,) = of(group(uid=uid, revision=9999, status="cancelled"))

    assert one["uid"] == b"round-1@north.peerkit"


def test_a_uid_of_the_groups_own_is_kept_and_an_older_file_has_none() -> None:
    assert [one["uid"] for one in of(group(uid="meet@north.peerkit"), group("south"))] == [
        b"meet@north.peerkit",
        b"round-1@south.peerkit",
    ]


def test_times_that_cannot_be_told_make_a_whole_day_and_stand_in_its_words() -> None:
    data = groups_calendar(edition(HUB, groups=(group(timezone="Mars/Base"),)))

    assert b"DTSTART;VALUE=DATE:20270203" in data
    assert b"DESCRIPTION:13:00 to 15:00 (Mars/Base)" in data


def test_an_end_before_its_start_is_no_end() -> None:
    (one,) = of(group(end="09:00"))

    assert one["dtend"] == one["dtstart"] == b"20270203T130000"


def test_what_a_file_says_cannot_end_its_event() -> None:
    hostile = "One, two; three\\nfour END:VEVENT BEGIN:VEVENT"
    data = groups_calendar(edition(HUB, groups=(group(title=hostile, status_note=hostile, status="online"),)))

    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(one["summary"]) == f"{hostile}: North"
    assert hostile in str(one["description"])


def test_groups_without_dates_make_no_calendar() -> None:
    assert groups_calendar(edition(HUB, groups=(group(date=None),))) == b""
    assert groups_calendar(edition(HUB)) == b""
