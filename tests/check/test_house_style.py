"""Advice on how sessions are written and meetings are cut: what it sees, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.model.findings import Code
from tests.helpers import build_file_tree, places
from tests.regions import HUB

STYLE = frozenset({Code.LONG_STRETCH, Code.NO_WELCOME, Code.POINTS_NOWHERE, Code.COLOUR_ALONE})
PAGE = "---\nminutes: 20\n---\n\n# How ready are we?\n\nBy the end.\n\n## Score\n\n{}\n"


def found(root: Path, files: dict[str, str]) -> list[tuple[Code, str]]:
    tree = build_file_tree(root, HUB | files)
    return [one for one in places(examine(tree).findings) if one[0] in STYLE]


def page(root: Path, text: str) -> list[tuple[Code, str]]:
    return found(root, {"round-1/how-ready.md": PAGE.format(text)})


def agenda(root: Path, *items: str, formats: str = "") -> list[tuple[Code, str]]:
    lines = "".join(f"  - {{{one}}}\n" for one in items)
    return found(root, {"round-1/index.md": f"---\nminutes: 400\nagenda:\n{lines}{formats}---\n\n# Meet\n\nHello.\n"})


@pytest.mark.parametrize(
    "note",
    [
        "Tell the three points above in your own words.",
        "Send the speaker the five prompts below.",
        "As above: go first.",
        "Use the words below",
    ],
)
def test_a_note_that_points_above_or_below_is_told(tmp_path: Path, note: str) -> None:
    assert page(tmp_path, f":::{{facilitator}}\n- {note}\n:::") == [(Code.POINTS_NOWHERE, "round-1/how-ready.md:12")]


@pytest.mark.parametrize(
    "note",
    [
        "Above all, go first.",
        "A 2 or below is fine.",
        "Two and above. Hold it above your head.",
        "They put the price above the form.",
    ],
)
def test_above_and_below_may_say_where_something_is(tmp_path: Path, note: str) -> None:
    assert page(tmp_path, f":::{{facilitator}}\n- {note}\n:::") == []


def test_the_text_of_a_page_may_point_at_itself(tmp_path: Path) -> None:
    assert page(tmp_path, "Score the points below.") == []


def test_things_told_apart_by_colour_alone_are_told(tmp_path: Path) -> None:
    text = "Needs go on yellow notes.\n\nOffers go on green notes."

    assert page(tmp_path, text) == [(Code.COLOUR_ALONE, "round-1/how-ready.md:13")]


@pytest.mark.parametrize(
    "text",
    [
        "Put green dots on it.",
        "Needs go on yellow notes, headed Need.\n\nOffers go on green notes, headed Offer.",
        "Put green dots beside the yellow notes.",
        "Vote with red or green. The greenhouse notes stay.",
    ],
)
def test_a_colour_with_a_word_or_of_one_thing_is_left_alone(tmp_path: Path, text: str) -> None:
    assert page(tmp_path, text) == []


WELCOME, LONG = "title: Welcome, minutes: 15", "id: long, title: Talk, minutes: 61"


def test_more_than_75_minutes_without_a_break_are_told_at_the_item_that_is_too_much(tmp_path: Path) -> None:
    assert agenda(tmp_path, WELCOME, LONG) == [(Code.LONG_STRETCH, "round-1/index.md:5")]


@pytest.mark.parametrize(
    "between",
    ["break: Tea, minutes: 5", "id: stretch, title: Stretch, minutes: 5", "sitting: Second part, minutes: 90"],
)
def test_a_break_a_stretch_and_another_day_are_rests(tmp_path: Path, between: str) -> None:
    assert agenda(tmp_path, WELCOME, between, LONG) == []


def test_four_minutes_are_no_break(tmp_path: Path) -> None:
    assert agenda(tmp_path, WELCOME, "break: Tea, minutes: 4", LONG) == [(Code.LONG_STRETCH, "round-1/index.md:6")]


@pytest.mark.parametrize(("minutes", "told"), [(40, [(Code.NO_WELCOME, "round-1/index.md:4")]), (39, [])])
def test_a_meeting_of_90_minutes_needs_a_welcome_and_a_shorter_one_does_not(
    tmp_path: Path, minutes: int, told: list[tuple[Code, str]]
) -> None:
    items = ("title: Talk, minutes: 45", "break: Tea, minutes: 5", f"title: Talk on, minutes: {minutes}")

    assert agenda(tmp_path, *items) == told


def test_every_format_is_looked_at_by_itself(tmp_path: Path) -> None:
    formats = "agendas:\n  lunch:\n    - {title: Talk, minutes: 90}\n  evening:\n    - {title: Hello, minutes: 70}\n"

    assert agenda(tmp_path, WELCOME, formats=formats) == [
        (Code.LONG_STRETCH, "round-1/index.md:7"),
        (Code.NO_WELCOME, "round-1/index.md:7"),
    ]


def test_an_item_after_which_nobody_can_say_the_time_is_told_once_for_each_format(tmp_path: Path) -> None:
    items = (WELCOME, "title: Talk, minutes: 12", "title: Talk on, minutes: 18")
    formats = "agendas:\n  lunch:\n    - {title: Hello, minutes: 20}\n"
    text = "".join(f"  - {{{one}}}\n" for one in items)
    tree = build_file_tree(
        tmp_path, HUB | {"round-1/index.md": f"---\nagenda:\n{text}{formats}---\n\n# Meet\n\nHello.\n"}
    )

    odd = [one for one in places(examine(tree).findings) if one[0] is Code.ODD_MINUTES]

    assert odd == [(Code.ODD_MINUTES, "round-1/index.md:4")]
