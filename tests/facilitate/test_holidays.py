"""Bank holidays of the four nations, held against tables of their dates that were written down by hand."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

from kit.facilitate.holidays import bank_holidays, day_off, working_day
from kit.model.areas import AREAS, nations

# https://www.gov.uk/bank-holidays, England and Wales
WRITTEN_DOWN = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
# The same page, Scotland: 2 January, no Easter Monday, the first Monday in August, and St Andrew's Day
IN_SCOTLAND = {
    2021: "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28",
    2022: "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27",
    2023: "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26",
    2024: "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26",
    2025: "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26",
    2026: "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    2027: "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
}
# The same page, Northern Ireland: St Patrick's Day and 12 July
IN_NORTHERN_IRELAND = {
    2020: "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28",
    2022: "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27",
    2023: "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26",
    2024: "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26",
    2025: "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26",
    2026: "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    2027: "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
}
TABLES = {
    "England": WRITTEN_DOWN,
    "Wales": WRITTEN_DOWN,
    "Scotland": IN_SCOTLAND,
    "Northern Ireland": IN_NORTHERN_IRELAND,
}
# The earliest and latest Easters of these centuries, and the case for which simpler rules are a week late (1981)
EASTERS = ["1913-03-23", "1943-04-25", "1981-04-19", "2000-04-23", "2008-03-23", "2038-04-25", "2049-04-18"]
# Days that were proclaimed once, or moved once, in the whole of the United Kingdom
ONCE = ["1999-12-31", "2002-06-03", "2002-06-04", "2011-04-29", "2012-06-04", "2012-06-05"]
ONCE += ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("nation", "year"), [(nation, year) for nation, table in TABLES.items() for year in table])
def test_bank_holidays_are_those_of_the_table(nation: str, year: int) -> None:
    assert " ".join(f"{day:%m-%d}" for day in bank_holidays(nation, year)) == TABLES[nation][year]


@pytest.mark.parametrize("sunday", EASTERS)
def test_easter_is_when_the_churches_keep_it(sunday: str) -> None:
    easter = day(sunday)
    days = {name: day for day, name in bank_holidays("England", easter.year).items()}

    assert days["Good Friday"] == easter - datetime.timedelta(days=2)
    assert days["Easter Monday"] == easter + datetime.timedelta(days=1)


@pytest.mark.parametrize("nation", TABLES)
@pytest.mark.parametrize("once", ONCE)
def test_days_that_were_proclaimed_once_are_known_everywhere(nation: str, once: str) -> None:
    assert day(once) in bank_holidays(nation, day(once).year)


def test_a_day_that_one_nation_proclaims_is_no_other_nations() -> None:
    """Scotland's team plays in the World Cup on 14 June 2026, and the King proclaimed the day after it."""
    assert [nation for nation in TABLES if day("2026-06-15") in bank_holidays(nation, 2026)] == ["Scotland"]


def test_why_nobody_works_is_said_in_words() -> None:
    """When Christmas Day is a Sunday, Boxing Day keeps its Monday and Christmas has the Tuesday."""
    assert day_off(day("2027-05-31"), ()) == "a bank holiday (Spring bank holiday)"
    assert day_off(day("2022-12-26"), ()) == "a bank holiday (Boxing Day)"
    assert day_off(day("2022-12-27"), ()) == "a bank holiday (Christmas Day)"
    assert day_off(day("2026-01-01"), ()) == "a bank holiday (New Year's Day)"
    assert day_off(day("2027-01-23"), ()) == "a Saturday"
    assert day_off(day("2027-01-20"), ()) == ""


@pytest.mark.parametrize(
    ("area", "date", "name"),
    [
        ("scotland", "2026-01-02", "2nd January"),
        ("scotland", "2027-01-04", "2nd January"),
        ("scotland", "2027-08-02", "Summer bank holiday"),
        ("scotland", "2026-11-30", "St Andrew's Day"),
        ("scotland", "2024-12-02", "St Andrew's Day"),
        ("northern-ireland", "2026-03-17", "St Patrick's Day"),
        ("northern-ireland", "2024-03-18", "St Patrick's Day"),
        ("northern-ireland", "2027-07-12", "Battle of the Boyne"),
        ("northern-ireland", "2026-07-13", "Battle of the Boyne"),
        ("wales", "2027-08-30", "Summer bank holiday"),
        ("london", "2027-03-29", "Easter Monday"),
    ],
)
def test_a_groups_areas_say_whose_bank_holidays_count(area: str, date: str, name: str) -> None:
    assert day_off(day(date), [area]) == f"a bank holiday ({name})"


@pytest.mark.parametrize(
    ("area", "date"),
    [
        ("scotland", "2027-03-29"),
        ("scotland", "2027-08-30"),
        ("scotland", "2027-03-17"),
        ("northern-ireland", "2026-01-02"),
        ("northern-ireland", "2027-08-02"),
        ("wales", "2026-11-30"),
        ("wales", "2027-03-01"),
        ("east-of-england", "2027-07-12"),
    ],
)
def test_another_nations_bank_holiday_is_a_working_day(area: str, date: str) -> None:
    assert day_off(day(date), [area]) == ""


def test_where_areas_lie_in_several_nations_the_nations_of_a_bank_holiday_are_named() -> None:
    border = ["north-east", "scotland"]

    assert day_off(day("2026-11-30"), border) == "a bank holiday in Scotland (St Andrew's Day)"
    assert day_off(day("2027-03-29"), border) == "a bank holiday in England (Easter Monday)"
    assert day_off(day("2027-03-26"), border) == "a bank holiday in England and Scotland (Good Friday)"
    assert day_off(day("2027-03-27"), border) == "a Saturday"
    assert day_off(day("2027-03-29"), ["west-midlands", "wales", "northern-ireland"]) == (
        "a bank holiday in England, Northern Ireland and Wales (Easter Monday)"
    )


def test_one_day_that_two_nations_keep_by_different_names_has_both() -> None:
    """New Year's Day 2023 was a Sunday: the Monday stood in for it in England, and was 2 January in Scotland."""
    assert day_off(day("2023-01-02"), ["north-east", "scotland"]) == (
        "a bank holiday in England (New Year's Day) and Scotland (2nd January)"
    )


def test_areas_of_one_nation_name_no_nation() -> None:
    assert day_off(day("2027-03-29"), ["west-midlands", "east-midlands"]) == "a bank holiday (Easter Monday)"


def test_every_area_lies_in_one_nation() -> None:
    england = [area for area in AREAS if nations([area]) == ("England",)]

    assert (len(AREAS), len(england)) == (12, 9)
    assert nations(["wales"]) == ("Wales",)
    assert nations(list(AREAS)) == ("England", "Northern Ireland", "Scotland", "Wales")
    assert nations([]) == ("England", "Wales")


def test_the_nearest_working_day_passes_over_a_long_weekend() -> None:
    easter_sunday = day("2027-03-28")

    assert working_day(easter_sunday, -1, ()) == day("2027-03-25")
    assert working_day(easter_sunday, 1, ()) == day("2027-03-30")
    assert working_day(day("2027-01-20"), -1, ()) == day("2027-01-20")


def test_the_nearest_working_day_is_one_in_every_nation_of_the_group() -> None:
    """Scotland works on Easter Monday; on the Friday before Monday 4 January 2027 nobody does."""
    easter_sunday = day("2027-03-28")

    assert working_day(easter_sunday, 1, ["scotland"]) == day("2027-03-29")
    assert working_day(easter_sunday, 1, ["scotland", "north-east"]) == day("2027-03-30")
    assert working_day(day("2027-01-04"), -1, ["scotland"]) == day("2026-12-31")


def test_a_group_without_dates_does_not_wait_for_the_library() -> None:
    code = "import sys, kit.app.check, kit.facilitate.countdown; print('holidays' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.strip() == "False"
