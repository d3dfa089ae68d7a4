"""Every way in which an agenda can be wrong is one sentence with its file and line, and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from tests.helpers import build_file_tree
from tests.regions import REGION_TOML, hub_files, region_files

FIRST = REGION_TOML.count("\n") + 1  # the line on which a region's own settings begin
MOVE = "[[round.round-1.agenda]]\nmove = "
IN_PLANS = {
    "{session: how-redy}": "The agenda names the session how-redy, but there is no such session.",
    "{session: how-ready, minutes: -5}": '"minutes" needs 1 or more, not "-5".',
    "{session: how-ready, minutes: 0}": '"minutes" needs 1 or more, not "0".',
    "{session: how-ready, minutes: 7.5}": '"minutes" needs a whole number, such as 20, not "7.5".',
    "{session: how-ready, minutes: many}": '"minutes" needs a whole number, such as 20, not "many".',
    '{session: how-ready, at: "25:00"}': (
        '"at" needs a time in 24-hour form and in quotes, such as "09:30", not "25:00".'
    ),
    "{session: how-ready, break: Tea}": (
        'Item 1 of "agenda" needs exactly one of session, parallel, break, title and sitting.'
    ),
    "{minutes: 5}": 'Item 1 of "agenda" needs exactly one of session, parallel, break, title and sitting.',
    "{break: Tea}": 'Item 1 of "agenda" is a break or plain item and so needs minutes.',
    "{parallel: [how-ready, next-steps]}": ('Item 1 of "agenda" has parallel sessions and so needs an id.'),
}
# Settings of a region, the line (counted in them) that is told, and the sentence.
IN_REGIONS = [
    ("[round.round-1]\ndate = 2027-02-30\n", 2, "There is no 30 February 2027."),
    ('[round.round-1]\ndate = "2027-02-30"\n', 2, '"date" needs a day that the calendar has, not "2027-02-30".'),
    (
        '[round.round-1]\nstart = "25:00"\n',
        2,
        '"start" needs a time in 24-hour form and in quotes, such as "09:30", not "25:00".',
    ),
    ("[round.round-1]\nstart = 10:30\n", 2, "This line has a time without quotes."),
    (f'{MOVE}"arrive"\nafter = "lunch"\n', 1, 'The agenda has no item with the id "lunch".'),
    (f'{MOVE}"arrive"\nafter = "arrive"\n', 1, "An item cannot be moved beside itself."),
    (
        f'{MOVE}"arrive"\nafter = "how-ready"\n{MOVE}"how-ready"\nafter = "arrive"\n',
        4,
        f"This change puts arrive before how-ready, and what stands on line {FIRST} puts how-ready before arrive, so "
        "they go round in a circle.",
    ),
    (
        f'{MOVE}"arrive"\nafter = "how-ready"\n{MOVE}"how-ready"\nafter = "next-steps"\n'
        f'{MOVE}"next-steps"\nafter = "arrive"\n',
        7,
        f"This change puts arrive before next-steps, and what stands on lines {FIRST} and {FIRST + 3} puts next-steps "
        "before arrive, so they go round in a circle.",
    ),
    (
        '[[round.round-1.agenda]]\nadd = "how-ready"\n',
        1,
        "The item how-ready cannot be added, because the agenda has one with that id already.",
    ),
    ('[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = -5\n', 3, '"minutes" needs 1 or more, not -5.'),
]


def messages(root: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """Return place and message of each finding, gaps and sessions that are now on no agenda apart."""
    found = examine(build_file_tree(root, files)).findings
    return [(one.place, one.message) for one in found if one.code.value not in ("gap", "on-no-agenda", "off-agenda")]


def plan(*items: str) -> str:
    """Write a plan whose first item stands on line 4."""
    listed = "".join(f"  - {item}\n" for item in items)
    return f"---\nminutes: 120\nagenda:\n{listed}---\n\n# Meet the standard\n\nWhat for.\n"


@pytest.mark.parametrize("item", IN_PLANS)
def test_a_wrong_item_is_told_at_its_line(tmp_path: Path, item: str) -> None:
    files = hub_files({"round-1/index.md": plan(item, "{session: next-steps}")})

    assert messages(tmp_path, files) == [("round-1/index.md:4", IN_PLANS[item])]


def test_two_items_with_one_id_are_told_with_both_lines(tmp_path: Path) -> None:
    files = hub_files({"round-1/index.md": plan("{session: how-ready}", "{id: how-ready, break: Tea, minutes: 5}")})

    assert messages(tmp_path, files) == [
        (
            "round-1/index.md:5",
            "Two items of this agenda have the id how-ready, on lines 4 and 5, so a region could not say which of them "
            "it means.",
        )
    ]


def test_a_fixed_point_that_has_passed_is_told_with_how_late_it_is(tmp_path: Path) -> None:
    late = plan("{break: Tea, minutes: 60}", '{session: how-ready, at: "10:45"}')
    files = region_files({}, '[round.round-1]\nstart = "10:00"\n', hub_files({"round-1/index.md": late}))
    says = '"How ready are we?" is fixed at 10:45am and would begin at 11am: that is 15 minutes late.'

    assert messages(tmp_path, files) == [("upstream/round-1/index.md:5", says)]


@pytest.mark.parametrize(("settings", "line", "says"), IN_REGIONS)
def test_a_wrong_change_is_told_at_its_line(tmp_path: Path, settings: str, line: int, says: str) -> None:
    assert messages(tmp_path, region_files({}, settings)) == [(f"region.toml:{FIRST + line - 1}", says)]


def test_a_later_change_of_the_same_item_is_no_circle(tmp_path: Path) -> None:
    changes = f'{MOVE}"arrive"\nafter = "how-ready"\n{MOVE}"how-ready"\nafter = "next-steps"\n'
    changes += f'{MOVE}"arrive"\nbefore = "next-steps"\n'
    root = build_file_tree(tmp_path, region_files({}, changes))

    assert [one.message for one in examine(root).findings if "circle" in one.message] == []


def test_changes_that_say_the_same_twice_are_no_circle(tmp_path: Path) -> None:
    """One is after the other, and that is before the first."""
    twice = f'{MOVE}"arrive"\nafter = "how-ready"\n{MOVE}"how-ready"\nbefore = "arrive"\n'

    assert messages(tmp_path, region_files({}, twice)) == []
