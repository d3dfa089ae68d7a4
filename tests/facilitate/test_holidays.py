"""Bank holidays of England and Wales, held against a table of their dates that was written down by hand."""

from __future__ import annotations

import datetime

import pytest

from kit.facilitate.holidays import bank_holidays, day_off, easter, working_day

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
# The earliest and latest Easters of these centuries, and the case for which simpler rules are a week late (1981)
EASTERS = ["1818-03-22", "1943-04-25", "1981-04-19", "2000-04-23", "2008-03-23", "2038-04-25", "2049-04-18"]


@pytest.mark.parametrize("year", WRITTEN_DOWN)
def test_bank_holidays_are_those_of_the_table(year: int) -> None:
    assert " ".join(f"{day:%m-%d}" for day in bank_holidays(year)) == WRITTEN_DOWN[year]


@pytest.mark.parametrize("day", EASTERS)
def test_easter_is_when_the_churches_keep_it(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


def test_why_nobody_works_is_said_in_words() -> None:
    """When Christmas Day is a Sunday, Boxing Day keeps its Monday and Christmas has the Tuesday."""
    assert day_off(datetime.date(2027, 5, 31)) == "a bank holiday (Spring bank holiday)"
    assert day_off(datetime.date(2022, 12, 26)) == "a bank holiday (Boxing Day)"
    assert day_off(datetime.date(2022, 12, 27)) == "a bank holiday (Christmas Day)"
    assert day_off(datetime.date(2027, 1, 23)) == "a Saturday"
    assert day_off(datetime.date(2027, 1, 20)) == ""


def test_the_nearest_working_day_passes_over_a_long_weekend() -> None:
    easter_sunday = datetime.date(2027, 3, 28)

    assert working_day(easter_sunday, -1) == datetime.date(2027, 3, 25)
    assert working_day(easter_sunday, 1) == datetime.date(2027, 3, 30)
    assert working_day(datetime.date(2027, 1, 20), -1) == datetime.date(2027, 1, 20)
