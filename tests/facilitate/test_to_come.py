"""What people need to come to a meeting: where to book, how to get there, how to get in."""

from __future__ import annotations

import pytest

from kit.facilitate.messages import message_values
from kit.facilitate.status import to_come
from tests.facilitate.trees import region
from tests.regions import hub_files

FACTS = """
[round.round-1]
date = 2027-01-20
reply_by = 2027-01-06
booking = "https://book.example.org/1"
directions = "10 minutes from the station."
access = "No steps."
"""


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ("", ["Book", "Reply by", "How to get there", "Access"]),
        ('status = "online"', ["Book", "Reply by"]),
        ('status = "cancelled"', []),
    ],
)
def test_pages_and_papers_say_what_is_needed_to_come(more: str, named: list[str]) -> None:
    """There is no way to a room for a meeting that moved online, and nothing to book for one that is off."""
    assert list(to_come(region(f"{FACTS}{more}\n").rounds[0])) == named


def test_what_nobody_has_said_stands_nowhere() -> None:
    assert to_come(region("[round.round-1]\ndate = 2027-01-20\n").rounds[0]) == {}


def test_messages_have_them_by_name() -> None:
    edition = region(FACTS)
    values = message_values(edition, edition.rounds[0])

    assert values["booking"] == "https://book.example.org/1"
    assert (values["directions"], values["access"]) == ("10 minutes from the station.", "No steps.")


@pytest.mark.parametrize(
    ("facts", "needs", "replies"),
    [
        ("date = 2027-01-20", "Wednesday 23 December 2026", "Wednesday 6 January 2027"),
        ("date = 2027-01-22", "Thursday 24 December 2026", "Friday 8 January 2027"),  # not on Christmas Day
        ("date = 2027-01-20\nreply_by = 2026-12-14", "Monday 14 December 2026", "Monday 14 December 2026"),
        ("date = 2027-01-20\nreply_by = 2027-01-15", "Wednesday 23 December 2026", "Friday 15 January 2027"),
        ("reply_by = 2027-01-15", "Friday 15 January 2027", "Friday 15 January 2027"),
        ("", "", ""),
    ],
)
def test_what_people_need_is_asked_for_four_weeks_before_or_with_an_earlier_reply(
    facts: str, needs: str, replies: str
) -> None:
    edition = region(f"[round.round-1]\n{facts}\n")
    values = message_values(edition, edition.rounds[0])

    assert (values["needs_by"], values["reply_by"]) == (needs, replies)


def test_a_round_says_what_to_prepare_and_a_region_says_it_its_own_way() -> None:
    files = hub_files()
    plan = files["round-1/index.md"].replace("---\n", "---\nprepare: Read nothing.\n", 1)
    hub = {"round-1/index.md": plan}
    local = {"overrides/round-1/index/page.toml": '[set]\nprepare = "Bring a bin."\n'}

    for more, words in ({}, "Read nothing."), (local, "Bring a bin."):
        edition = region("", hub, more)
        assert message_values(edition, edition.rounds[0])["prepare"] == words
    assert message_values(bare := region(""), bare.rounds[0])["prepare"] == ""
