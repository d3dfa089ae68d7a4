"""What people need to come to a meeting: where to book, how to get there, how to get in."""

from __future__ import annotations

import pytest

from kit.facilitate.messages import message_values
from kit.facilitate.status import to_come
from tests.facilitate.trees import region

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
