"""Steps written in weeks and days become dates on which people work."""

from __future__ import annotations

import datetime
from typing import Any

import icalendar
import pytest

from kit.facilitate.countdown import Step, countdown_calendars, read_heading, steps
from kit.model.findings import Code
from tests.facilitate.trees import edition_of, region
from tests.regions import hub_files, region_files

PAGE = """\
# Countdown

What to do.

## 1 day after: say thank you

## On the day: be there early

Set the tables for {{ group }}.

## 2 weeks before: book the room

- Step-free access.
"""


def stepped(date: str, local: dict[str, str] | None = None, hub: dict[str, str] | None = None) -> tuple[Step, ...]:
    edition = region(f"[round.round-1]\n{date}\n", {"countdown.md": PAGE, **(hub or {})}, local)
    return steps(edition, edition.rounds[0])


def days(found: tuple[Step, ...]) -> list[tuple[str, str]]:
    return [(step.day, step.what) for step in found]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("6 weeks before: book the room", ("6 weeks before", -42, "Book the room")),
        ("1 day after:say thank you", ("1 day after", 1, "Say thank you")),
        ("On the day: be there", ("On the day", 0, "Be there")),
        ("52 Weeks Before: ask", ("52 Weeks Before", -364, "Ask")),
        ("53 weeks before: ask", None),
        ("0 days before: ask", None),
        ("-1 days before: ask", None),
        ("5 fortnights before: ask", None),
        ("2 weeks before", None),
        ("2 weeks before:", None),
        ("Book the room", None),
    ],
)
def test_a_heading_says_when_and_what(title: str, expected: Any) -> None:
    assert read_heading(title) == expected


def test_steps_are_dated_from_the_meeting_and_in_order_of_time() -> None:
    assert days(stepped("date = 2027-07-14")) == [
        ("Wednesday 30 June 2027", "Book the room"),
        ("Wednesday 14 July 2027", "Be there early"),
        ("Thursday 15 July 2027", "Say thank you"),
    ]


def test_without_a_date_steps_say_when_in_words() -> None:
    assert days(stepped("heads = 20")) == [
        ("2 weeks before", "Book the room"),
        ("On the day", "Be there early"),
        ("1 day after", "Say thank you"),
    ]


def test_a_step_moves_off_days_on_which_nobody_works_and_the_day_itself_stays() -> None:
    """Two weeks before Saturday 10 April 2027 is the Saturday of Easter: Maundy Thursday is the last working day."""
    found = stepped("date = 2027-04-10")

    assert days(found) == [
        ("Thursday 25 March 2027", "Book the room"),
        ("Saturday 10 April 2027", "Be there early"),
        ("Monday 12 April 2027", "Say thank you"),
    ]
    assert found[0].moved == "Moved, because Saturday 27 March 2027 is a Saturday."
    assert [step.moved for step in found[1:]] == ["", "Moved, because Sunday 11 April 2027 is a Sunday."]


def test_a_step_keeps_clear_of_the_bank_holidays_of_the_regions_own_nation() -> None:
    """Two weeks before Monday 26 July 2027 is 12 July, and Friday 9 July is the last working day before it."""
    files = region_files({}, "[round.round-1]\ndate = 2027-07-26\n", hub_files({"countdown.md": PAGE}))
    toml = files["region.toml"].replace("[upstream]", 'areas = ["northern-ireland", "scotland"]\n[upstream]', 1)
    edition, _ = edition_of(files | {"region.toml": toml})
    found = steps(edition, edition.rounds[0])

    assert days(found)[0] == ("Friday 9 July 2027", "Book the room")
    says = "is a bank holiday in Northern Ireland (Battle of the Boyne)."
    assert found[0].moved == f"Moved, because Monday 12 July 2027 {says}"
    assert days(stepped("date = 2027-07-26"))[0] == ("Monday 12 July 2027", "Book the room")


def test_a_region_changes_leaves_out_and_adds_steps_like_sections_and_a_round_has_its_own() -> None:
    local = {
        "overrides/countdown/2-weeks-before-book-the-room.replace.md": "## 3 weeks before: book the hall\n\nOurs.\n",
        "overrides/countdown/1-day-after-say-thank-you.remove.md": "",
        "overrides/countdown/on-the-day-be-there-early.after.md": "## 2 days after: rest\n",
        "pages/round-1/countdown.md": "# More\n\n## 1 week before: print the maps\n",
    }
    assert days(stepped("date = 2027-07-14", local)) == [
        ("Wednesday 23 June 2027", "Book the hall"),
        ("Wednesday 7 July 2027", "Print the maps"),
        ("Wednesday 14 July 2027", "Be there early"),
        ("Friday 16 July 2027", "Rest"),
    ]


def test_a_heading_that_is_no_step_is_an_error_at_its_line() -> None:
    page = "# Countdown\n\n## Soon: book the room\n\n## 1 week before: print\n\n### Details\n"
    _, found = edition_of(hub_files({"countdown.md": page}))

    wrong = [(one.place, one.message) for one in found if one.code is Code.BAD_COUNTDOWN]
    says = "does not say when to do it, so it has no day on the checklist."
    assert wrong == [
        ("countdown.md:3", f'The heading "Soon: book the room" {says}'),
        ("countdown.md:7", f'The heading "Details" {says}'),
    ]


def test_a_moved_step_is_advice_at_its_heading() -> None:
    _, found = edition_of(region_files({}, "[round.round-1]\ndate = 2027-04-09\n", hub_files({"countdown.md": PAGE})))
    advice = [(one.place, one.message) for one in found if one.code is Code.STEP_ON_DAY_OFF]

    assert [place for place, _ in advice] == ["countdown.md:11", "countdown.md:5"]
    assert advice[0][1] == (
        'For "Meet the standard", "Book the room" would be on Friday 26 March 2027, a bank holiday (Good Friday); '
        "the checklist says Thursday 25 March 2027."
    )


def test_steps_become_events_of_all_day_that_keep_their_names() -> None:
    edition = region("[round.round-1]\ndate = 2027-07-14\nrevision = 2\n", {"countdown.md": PAGE})
    made = countdown_calendars(edition)
    events: list[Any] = icalendar.Calendar.from_ical(made["round-1/countdown.ics"]).walk("VEVENT")

    assert [event.decoded("dtstart") for event in events] == [
        datetime.date(2027, 6, 30),
        datetime.date(2027, 7, 14),
        datetime.date(2027, 7, 15),
    ]
    first = events[0]
    assert first["uid"] == "round-1-countdown-2-weeks-before-book-the-room@midlands.peerkit"
    assert (first["summary"], first["sequence"]) == ("Book the room (Meet the standard)", 2)
    assert len({event["uid"] for event in events}) == 3
    assert countdown_calendars(region("", {"countdown.md": PAGE})) == {}
