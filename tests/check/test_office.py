"""Days on which nobody can come, and time zones that there are not, are told with the line that says so."""

from __future__ import annotations

import pytest

from kit.model.findings import Code
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
