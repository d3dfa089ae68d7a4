"""Advice on minutes that cannot be enough for turns, for writing, and for the words to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.check.enough_minutes import minutes_needed, people_in
from kit.model.findings import Code
from tests.helpers import build_file_tree
from tests.regions import HUB

HEAD = "---\nminutes: {}\n---\n\n# How ready are we?\n\nBy the end.\n\n## Score\n\n"
FOURS = "groups of three to four"


def found(root: Path, minutes: int, text: str) -> list[tuple[Code, int | None]]:
    tree = build_file_tree(root, HUB | {"round-1/how-ready.md": HEAD.format(minutes) + text})
    codes = (Code.TOO_MANY_TURNS, Code.LONG_SAY)
    return [(one.code, one.line) for one in examine(tree).findings if one.code in codes]


def activity(steps: str, minutes: int, grouping: str = FOURS, shortest: int | None = None) -> str:
    least = f":shortest: {shortest}\n" if shortest else ""
    return f":::{{activity}} Tell\n:minutes: {minutes}\n{least}:grouping: {grouping}\n\n{steps}\n\n:::\n"


@pytest.mark.parametrize(
    ("grouping", "people"),
    [
        ("pairs", 2),
        ("pairs or threes", 3),
        ("trios of people who have not met", 3),
        ("groups of four to six", 6),
        ("groups of 4-6", 6),
        ("a group of 5 or 6, then everyone", 6),
        ("alone, then pairs from two councils", 2),
        ("everyone", 1),
        ("two groups, one for each service", 1),
        ("", 1),
    ],
)
def test_the_largest_group_that_the_grouping_names_counts(grouping: str, people: int) -> None:
    assert people_in(grouping) == people


@pytest.mark.parametrize(
    ("steps", "minutes"),
    [
        ("1. Each person tells a story for two minutes.", 8),
        ("1. In turn, tell your story: two minutes each.", 8),
        ("1. It goes round the table, 90 seconds a person.", 6),
        ("1. In turn, say your name and your council.", 2),
        ("1. Think for a minute. Then talk for five minutes.", 6),
        ("1. Hear three talks of five minutes each.", 15),
        ("1. Write down three ideas.\n2. Write up to two slips.", 5),
        ("1. Tell: three minutes.\n2. Hear what the others think: two minutes. Then change.", 20),
        ("1. Ask for half a minute.\n2. Change over.", 2),
        ("- Write one idea.\n- Go on in turn, a minute each.", 5),
        ("1. Talk.\n2. You have 12 minutes.", 0),
        ("1. Use the last five minutes to write six words.", 0),
        ("1. Write it in two minutes, and mark each point.", 0),
        ("1. Turn it into a question. Each finds a return.", 0),
    ],
)
def test_steps_take_what_they_say_and_turns_and_writing_a_little(steps: str, minutes: float) -> None:
    """In a group of four."""
    assert minutes_needed(steps, 4) == minutes


def test_an_activity_whose_turns_do_not_fit_is_told_and_one_that_just_fits_is_not(tmp_path: Path) -> None:
    assert found(tmp_path, 7, activity("1. Two minutes each.", 7)) == [(Code.TOO_MANY_TURNS, 11)]
    assert found(tmp_path, 8, activity("1. Two minutes each.", 8)) == []


def test_of_a_group_of_unknown_size_only_one_turn_counts(tmp_path: Path) -> None:
    assert found(tmp_path, 2, activity("1. In turn, two minutes each.", 2, grouping="everyone")) == []


def say(words: int, kind: str = "") -> str:
    option = f":in: {kind}\n" if kind else ""
    return f":::{{say}}\n{option}\n{' '.join(['word'] * words)}\n\n:::\n\n"


def test_words_to_say_fit_into_the_fewest_minutes_of_their_section(tmp_path: Path) -> None:
    steps = "1. Listen."

    assert found(tmp_path, 9, say(391) + activity(steps, 9, shortest=3)) == [(Code.LONG_SAY, 13)]
    assert found(tmp_path, 9, say(390) + activity(steps, 9, shortest=3)) == []
    assert found(tmp_path, 3, say(391) + activity(steps, 3)) == [(Code.LONG_SAY, 13)]


def test_words_for_a_room_and_for_a_screen_are_not_said_one_after_the_other(tmp_path: Path) -> None:
    assert found(tmp_path, 3, say(300, "room, hybrid") + say(300, "online") + activity("1. Listen.", 3)) == []


def test_a_session_without_activities_is_counted_as_a_whole(tmp_path: Path) -> None:
    assert found(tmp_path, 2, say(261)) == [(Code.LONG_SAY, 13)]
    assert found(tmp_path, 2, say(260)) == []
