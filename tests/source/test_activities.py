"""An activity's minutes: what is no whole number is told with what to write instead."""

from __future__ import annotations

import pytest

from kit.model.findings import Code, Finding
from kit.model.page import PageKind
from kit.source.markdown.page import read_page


def told(option: str, title: str = " Score") -> list[Finding]:
    text = f"---\nminutes: 20\n---\n\n# Ready\n\n:::{{activity}}{title}\n{option}\n\n1. Read.\n\n:::\n"
    found: list[Finding] = []
    page = read_page("round-1/ready.md", text.encode(), PageKind.SESSION, found)
    assert page is not None
    assert (page.activities[0].minutes, page.activities[0].shortest) == (None, None)
    return found


@pytest.mark.parametrize("key", ["minutes", "shortest"])
@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        (
            "0",
            '"Score" says ":{}: 0", and an activity that is timed takes 1 minute at least.',
            "such as :{}: 5, or delete",
        ),
        ("-5", 'says ":{}: -5", and an activity that is timed takes 1 minute', "such as :{}: 5, or delete"),
        ("+5", 'says ":{}:" and a number with a sign', "Write :{}: 5"),
        (
            "",
            '"Score" has ":{}:" without a number.',
            "Write the minutes behind it, such as :{}: 20, or delete the line.",
        ),
        ("1441", "1440 is the most", "Correct the number."),
        ("10 mins", 'says ":{}: 10 mins", and times are counted in whole minutes', "Write :{}: 10"),
        ("15m", "15m", "Write :{}: 15"),
        ("2 hours", "2 hours", "Write :{}: 120"),
        ("0 minutes", "0 minutes", "Write :{}: 20 or whatever it takes"),
        ("99 hours", "99 hours", "Write :{}: 20 or whatever it takes"),
        ("ten", "ten", "Write :{}: 20 or whatever it takes"),
        ("2.5", "2.5", "Write :{}: 20 or whatever it takes"),
        ("\u0663", "\u0663", "Write :{}: 20 or whatever it takes"),
    ],
)
def test_what_is_no_number_of_minutes_is_told_with_what_to_write(key: str, value: str, message: str, hint: str) -> None:
    (finding,) = told(f":{key}: {value}".rstrip())

    assert (finding.code, finding.place) == (Code.BAD_VALUE, "round-1/ready.md:8")
    assert message.format(key) in finding.message
    assert hint.format(key) in finding.hint


@pytest.mark.parametrize("value", ["5-10", "5 to 10 minutes", "10\u20135 min"])
def test_a_range_is_what_minutes_and_shortest_are_for(value: str) -> None:
    (finding,) = told(f":minutes: {value}")

    assert finding.hint == "Write :minutes: 10 and, on a line of its own below it, :shortest: 5"


def test_a_range_from_nothing_is_no_range() -> None:
    assert told(":minutes: 0-10")[0].hint == "Write :minutes: 20 or whatever it takes"


def test_an_activity_without_a_title_is_told_as_one() -> None:
    assert told(":minutes: ten", title="")[0].message.startswith('The activity says ":minutes: ten"')


def test_a_very_long_value_is_cut() -> None:
    assert len(told(f":minutes: {'x' * 500}", title=f" {'y' * 500}")[0].message) < 250
