"""What became of a meeting: what people are told, and the day on which calendars have it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import icalendar
import pytest

from kit.check.revision import check_revisions, check_statuses
from kit.facilitate.calendar import calendars
from kit.facilitate.countdown import steps
from kit.facilitate.status import event_day, notice, venue_of
from kit.model.edition import Edition
from kit.model.findings import Code
from kit.model.formats import Kind
from tests.facilitate.trees import region

OLD, NEW = datetime.date(2027, 1, 20), datetime.date(2027, 1, 27)
COUNTDOWN = {"countdown.md": "# Countdown\n\n## 2 days before: send the reminder\n\nDo.\n"}


def told(facts: str, **hub: str) -> Edition:
    settings = '[variables]\nvenue = "Town Hall"\ncontact = "us@example.org"\n'
    return region(f'{settings}[round.round-1]\nstart = "10:30"\n{facts}\n', hub)


@pytest.mark.parametrize(
    ("facts", "line", "day"),
    [
        ("date = 2027-01-20", "", OLD),
        (
            'date = 2027-01-20\nstatus = "cancelled"',
            'Cancelled. "Meet the standard" will not take place on Wednesday 20 January 2027.',
            OLD,
        ),
        (
            'date = 2027-01-27\nwas = 2027-01-20\nstatus = "cancelled"\nstatus_note = "Snow."',
            'Cancelled. "Meet the standard" will not take place on Wednesday 20 January 2027. Snow.',
            OLD,
        ),
        ('status = "cancelled"', 'Cancelled. "Meet the standard" will not take place.', None),
        (
            'was = 2027-01-20\nstatus = "postponed"',
            'Postponed. "Meet the standard" will not take place on Wednesday 20 January 2027. '
            "There is no new date yet.",
            OLD,
        ),
        (
            'date = 2027-01-27\nwas = 2027-01-20\nstatus = "postponed"',
            'Postponed. "Meet the standard" is now on Wednesday 27 January 2027, and not on Wednesday 20 January 2027.',
            NEW,
        ),
        (
            "date = 2027-01-27\nwas = 2027-01-20",
            'New date. "Meet the standard" is now on Wednesday 27 January 2027, and not on Wednesday 20 January 2027.',
            NEW,
        ),
        ('date = 2027-01-20\nstatus = "online"', 'Moved online. "Meet the standard" takes place online.', OLD),
        (
            'date = 2027-01-27\nwas = 2027-01-20\nstatus = "online"',
            'Moved online. "Meet the standard" takes place online. '
            "It is now on Wednesday 27 January 2027, and not on Wednesday 20 January 2027.",
            NEW,
        ),
    ],
)
def test_people_are_told_what_became_of_a_meeting_and_calendars_have_it_on_its_day(
    facts: str, line: str, day: datetime.date | None
) -> None:
    one = told(facts).rounds[0]
    found = notice(one)

    assert (found.line if found else "") == line
    assert event_day(one) == day


@pytest.mark.parametrize(
    ("facts", "status", "title"),
    [
        ('date = 2027-01-20\nstatus = "cancelled"\nrevision = 2', "CANCELLED", "Cancelled: Meet the standard"),
        ('was = 2027-01-20\nstatus = "postponed"\nrevision = 2', "CANCELLED", "Postponed: Meet the standard"),
        ('date = 2027-01-27\nwas = 2027-01-20\nstatus = "postponed"\nrevision = 2', "CONFIRMED", "Meet the standard"),
        ('date = 2027-01-20\nstatus = "online"\nrevision = 2', "CONFIRMED", "Meet the standard"),
    ],
)
def test_a_meeting_that_is_called_off_is_a_cancelled_event(facts: str, status: str, title: str) -> None:
    data = calendars(told(facts))["round-1.ics"]
    event = next(iter(icalendar.Calendar.from_ical(data).walk("VEVENT")))

    assert (event["status"], event["sequence"]) == (status, 2)
    assert event["summary"] == f"{title}: Midlands Peer Group"
    assert (event.get("transp") == "TRANSPARENT") is (status == "CANCELLED")


def test_a_meeting_that_moved_online_is_an_online_meeting_without_a_room() -> None:
    edition = told('date = 2027-01-20\nstatus = "online"')

    assert edition.rounds[0].kind is Kind.ONLINE
    assert venue_of(edition, edition.rounds[0]) == "Online"


@pytest.mark.parametrize(
    ("venue", "shown"),
    [
        ("Town Hall, Ambleford", "Online"),
        ("", "Online"),
        ("Online, on the calls of Ambleford", "Online, on the calls of Ambleford"),
        ("https://example.org/call", "https://example.org/call"),
        ("Microsoft Teams", "Microsoft Teams"),
        ("A video call; see https://example.org", "A video call; see https://example.org"),
        ("The Teamster, Callander", "Online"),
    ],
)
def test_a_meeting_that_was_online_from_the_start_is_not_in_the_group_s_room(venue: str, shown: str) -> None:
    edition = told("date = 2027-01-20")
    online = replace(edition.rounds[0], kind=Kind.ONLINE)

    assert venue_of(replace(edition, variables={**edition.variables, "venue": venue}), online) == shown


def test_only_a_cancelled_meeting_has_no_countdown() -> None:
    def many(facts: str) -> int:
        edition = told(facts, **COUNTDOWN)
        return len(steps(edition, edition.rounds[0]))

    assert many('date = 2027-01-20\nstatus = "cancelled"') == 0
    assert many('was = 2027-01-20\nstatus = "postponed"') == many("date = 2027-01-20") == 1


@pytest.mark.parametrize("facts", ['status = "cancelled"', 'status = "online"', "was = 2027-01-13"])
def test_a_meeting_that_is_not_as_announced_needs_a_revision(facts: str) -> None:
    """The hint says which, at the line that made it so."""
    edition = told(f"date = 2027-01-20\n{facts}")
    (found,) = check_statuses(edition)

    assert found.code is Code.REVISION_DUE
    assert "write revision = 1 under [round.round-1]" in found.hint
    assert found.line == edition.settings_lines[("round", "round-1", facts.split()[0])]
    assert not list(check_statuses(told(f"date = 2027-01-20\nrevision = 1\n{facts}")))


def test_a_meeting_cancelled_since_the_last_build_needs_a_revision_that_grew() -> None:
    """One that has revision 1 already in the file that people have needs 2."""
    before = {"round-1": calendars(told("date = 2027-01-20\nrevision = 1"))["round-1.ics"]}
    (found,) = check_revisions(told('date = 2027-01-20\nrevision = 1\nstatus = "cancelled"'), before)

    assert found.message.startswith('The status of "Meet the standard" changed since the last build')
    assert "revision = 2" in found.hint
    assert not list(check_revisions(told('date = 2027-01-20\nrevision = 2\nstatus = "cancelled"'), before))
