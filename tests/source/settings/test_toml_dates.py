"""Dates that no calendar has, and dates as people write them, are told in words that say which day is meant."""

from __future__ import annotations

import pytest

from kit.model.findings import Finding
from kit.source.settings.toml import read_toml


@pytest.mark.parametrize(
    ("written", "nothing"),
    [
        ("2027-01-32", "32 January 2027"),
        ("2027-02-30", "30 February 2027"),
        ("2027-02-29", "29 February 2027"),
        ("2027-04-31  # the last", "31 April 2027"),
        ("2027-04-00", "0 April 2027"),
        ("2027-13-01", "month 13"),
        ("2027-00-10", "month 0"),
        ("31/02/2027", "31 February 2027"),
        ("03/24/2027", "month 24"),
        ("2027-01-32T10:00:00", "32 January 2027"),
        ("[2027-01-32]", "32 January 2027"),
        ("{day = 2027-01-32}", "32 January 2027"),
    ],
)
def test_a_day_that_there_is_not_is_named(written: str, nothing: str) -> None:
    assert told(written).message == f"There is no {nothing}."


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("24/03/2027", "2027-03-24"),
        ("24.3.27", "2027-03-24"),
        ("24-03-2027", "2027-03-24"),
        ("2027/03/24", "2027-03-24"),
        ("2027-3-4", "2027-03-04"),
        ("29.02.2028", "2028-02-29"),
        ("24 March 2027", "2027-01-20"),
        ("1st of Feb 2027", "2027-01-20"),
    ],
)
def test_a_date_in_another_form_is_written_out(written: str, right: str) -> None:
    one = told(written)

    assert one.message == "This line has a date in a form that the file cannot hold."
    assert one.hint.endswith(f": {right}")


@pytest.mark.parametrize("written", ["20 start = 30", "2027-01-20 start = 30", "20 people"])
def test_other_lines_are_not_taken_for_dates(written: str) -> None:
    assert "date" not in told(written).message


def told(written: str) -> Finding:
    found: list[Finding] = []
    assert read_toml("region.toml", f"schema = 1\ndate = {written}\n".encode(), found) is None
    assert found[0].line == 2
    return found[0]
