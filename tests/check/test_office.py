"""Days on which nobody can come, and time zones that there are not, are told with the line that says so."""

from __future__ import annotations

import pytest

from kit.model.findings import Code, Level
from tests.facilitate.trees import edition_of
from tests.helpers import places
from tests.regions import HUB, HUB_TOML, REGION_TOML, region_files


def test_a_meeting_on_a_bank_holiday_is_told_at_its_date() -> None:
    _, found = edition_of(region_files({}, '[round.round-1]\nstart = "10:30"\ndate = 2027-05-31\n'))
    told = next(one for one in found if one.code is Code.MEETING_ON_DAY_OFF)

    assert told.place == f"region.toml:{REGION_TOML.count(chr(10)) + 3}"
    assert told.message == (
        '"Meet the standard" is on Monday 31 May 2027, which is a bank holiday (Spring bank holiday).'
    )


@pytest.mark.parametrize(
    ("areas", "why", "whose"),
    [
        ("", "a bank holiday (Easter Monday)", "England and Wales"),
        ('areas = ["northern-ireland"]', "a bank holiday (Easter Monday)", "Northern Ireland"),
        ('areas = ["scotland", "north-east"]', "a bank holiday in England (Easter Monday)", "England and Scotland"),
        ('areas = ["scotland"]', None, "Scotland"),
    ],
)
def test_the_areas_of_a_region_say_whose_bank_holidays_count(areas: str, why: str | None, whose: str) -> None:
    files = region_files({}, "[round.round-1]\ndate = 2027-03-29\n")
    _, found = edition_of(
        files | {"region.toml": files["region.toml"].replace("[upstream]", f"{areas}\n[upstream]", 1)}
    )
    told = [(one.message, one.hint) for one in found if one.code is Code.MEETING_ON_DAY_OFF]

    message = f'"Meet the standard" is on Monday 29 March 2027, which is {why}.'
    hint = f"Choose another day, unless you mean it; bank holidays are those of {whose}."
    assert told == ([(message, hint)] if why else [])


def test_a_meeting_on_a_working_day_is_no_finding() -> None:
    _, found = edition_of(region_files({}, "[round.round-1]\ndate = 2027-05-26\n"))

    assert [one for one in found if one.code is Code.MEETING_ON_DAY_OFF] == []


def test_a_time_zone_that_does_not_exist_is_an_error_at_its_line() -> None:
    wrong = HUB_TOML.replace('standard = ""', 'timezone = "Europe/Lundon"')
    _, found = edition_of(HUB | {"hub.toml": wrong})
    told = [one for one in found if "Lundon" in one.message]

    assert places(told) == [(Code.BAD_VALUE, "hub.toml:6")]


def test_a_meeting_before_local_elections_is_advice_with_the_dates_and_what_to_do() -> None:
    _, found = edition_of(region_files({}, '[round.round-1]\nstart = "10:30"\ndate = 2027-04-14\n'))
    (told,) = [one for one in found if one.code is Code.BEFORE_ELECTION]

    assert told.level is Level.ADVICE
    assert told.place == f"region.toml:{REGION_TOML.count(chr(10)) + 3}"
    assert told.message == (
        '"Meet the standard" is on Wednesday 14 April 2027, 3 weeks before ordinary local elections in England '
        "(Thursday 6 May 2027). Where a council elects, its pre-election period begins with the notice of election: "
        "on Wednesday 31 March 2027 at the latest, often earlier."
    )
    assert "monitoring officer" in told.hint


@pytest.mark.parametrize(
    ("date", "words"),
    [("2027-05-06", "2027, the day of ordinary"), ("2027-05-05", "1 day before"), ("2027-04-29", "1 week before")],
)
def test_how_long_it_is_to_the_poll_is_said_as_people_say_it(date: str, words: str) -> None:
    _, found = edition_of(region_files({}, f"[round.round-1]\ndate = {date}\n"))
    (told,) = [one for one in found if one.code is Code.BEFORE_ELECTION]

    assert words in told.message


@pytest.mark.parametrize("more", ["date = 2027-06-16", 'date = 2027-04-14\nstatus = "cancelled"'])
def test_a_meeting_at_another_time_or_called_off_is_none(more: str) -> None:
    _, found = edition_of(region_files({}, f"[round.round-1]\n{more}\n"))

    assert [one for one in found if one.code is Code.BEFORE_ELECTION] == []


COUNTDOWN = "# Countdown\n\n## 4 weeks before: ask the speaker\n\n## 2 weeks before: print\n"


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("## 2 weeks before: Ask the speaker.\n", 3),
        ("## 3 weeks before: bring cake\n\n## 21 days before: bring cake\n\n## 1 day before: ask THE speaker\n", 7),
    ],
)
def test_two_dates_for_one_thing_are_advice_at_the_second(own: str, line: int) -> None:
    files = HUB | {"countdown.md": COUNTDOWN, "round-1/countdown.md": f"# Countdown\n\n{own}"}
    _, found = edition_of(files)
    (told,) = [one for one in found if one.code is Code.STEP_TWICE]

    assert told.place == f"round-1/countdown.md:{line}"
    assert "4 weeks before in countdown.md" in told.message


def test_a_thing_that_is_done_once_or_in_two_rounds_is_no_finding() -> None:
    files = HUB | {"countdown.md": COUNTDOWN, "round-1/countdown.md": "# Countdown\n\n## 4 weeks before: book a bus\n"}
    _, found = edition_of(files)

    assert [one for one in found if one.code is Code.STEP_TWICE] == []
