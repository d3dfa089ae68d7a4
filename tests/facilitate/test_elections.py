"""Ordinary local elections in England and their latest notice, held against dates that were published."""

from __future__ import annotations

import datetime

import pytest

from kit.facilitate.elections import election_near


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# Polls, and the latest day on which the pre-election period could begin: the Local Government Association's short
# guide for 2024, and what was told of 2023 from an earlier edition of it.
@pytest.mark.parametrize(
    ("poll", "notice"), [("2023-05-04", "2023-03-27"), ("2024-05-02", "2024-03-26"), ("2027-05-06", "2027-03-31")]
)
def test_the_poll_is_the_first_thursday_in_may_and_its_notice_25_working_days_before(poll: str, notice: str) -> None:
    found = election_near(day(poll), ("london",))

    assert found is not None
    assert (found.poll, found.notice) == (day(poll), day(notice))


@pytest.mark.parametrize(
    ("meeting", "near"),
    [
        ("2027-03-24", False),
        ("2027-03-25", True),  # six weeks before
        ("2027-04-20", True),
        ("2027-05-06", True),
        ("2027-05-07", False),
        ("2027-09-14", False),
        ("2025-05-01", True),  # where 1 May is itself a Thursday
        ("2026-05-07", True),  # and where it is a Friday
        ("2026-05-08", False),
    ],
)
def test_from_six_weeks_before_to_the_poll_a_day_is_near(meeting: str, near: bool) -> None:
    assert (election_near(day(meeting), ("south-west",)) is not None) is near


@pytest.mark.parametrize(
    ("areas", "near"),
    [
        ((), True),
        (("wales",), False),
        (("scotland", "northern-ireland"), False),
        (("scotland", "north-east"), True),
    ],
)
def test_only_england_has_elections_every_year(areas: tuple[str, ...], near: bool) -> None:
    assert (election_near(day("2027-04-20"), areas) is not None) is near
