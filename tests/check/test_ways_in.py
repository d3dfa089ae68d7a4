"""Advice on ways to take part: whom an activity leaves out, and what counts as another way."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.model.findings import Code
from tests.helpers import build_file_tree
from tests.regions import HUB

PAGE = "---\nminutes: 20\n---\n\n# How ready are we?\n\nBy the end.\n\n## Score\n\n"
ELSEWHERE = "\n## Talk\n\n- **Another way in:** write it.\n"


def told(root: Path, steps: str, grouping: str = "everyone", around: str = "") -> list[str]:
    """Return what the steps of one activity ask of everybody without another way, as the advice quotes it."""
    block = f":::{{activity}} Post it\n:minutes: 20\n:grouping: {grouping}\n\n{steps}\n\n:::\n{around}"
    tree = build_file_tree(root, HUB | {"round-1/how-ready.md": PAGE + block})
    found = [one for one in examine(tree).findings if one.code is Code.NO_WAY_IN]
    assert all((one.file, one.line) == ("round-1/how-ready.md", 11) for one in found)
    return [one.message.split('"')[3] for one in found]


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        ("Walk round the room.", "Walk round"),
        ("Stand by the note that you want.", "Stand by"),
        ("Line up by score.", "Line up"),
        ("Go to another poster.", "Go to another poster"),
        ("Move on to the next chart.", "Move on to the next chart"),
        ("Put both up beside their points.", "Put both up"),
        ("Stick three dots on the wall.", "Stick three dots on the wall"),
        ("Alone, for three minutes, write down what you know.", "Alone, for three minutes, write"),
        ("Fill in the sheet silently.", "Fill in the sheet silently"),
        ("Read the contract, and mark what is missing.", "Read the contract"),
        ("Look closely at the picture.", "Look closely at the picture"),
        ("Read this short case.", "Read this short case"),
        ("Watch the video.", "Watch the video"),
        ("Listen to three talks of five minutes each.", "Listen to three talks"),
        ("Tell the whole room what you found.", "Tell the whole room"),
        ("Everyone says one word to the group.", "Everyone says one word to the group"),
        ("Introduce yourself to everyone.", "Introduce yourself to everyone"),
    ],
)
def test_what_only_some_can_do_is_told_in_the_words_of_the_step(tmp_path: Path, step: str, asked: str) -> None:
    assert told(tmp_path, f"1. {step}") == [asked]


@pytest.mark.parametrize(
    "step",
    [
        "Walk your neighbour through the form.",
        "Say what you stand for.",
        "Put up a hand if you agree.",
        "Go on to the next card.",
        "One of your group puts both up beside their points.",
        "Put it up on the poster, or hand it to me and I'll do it.",
        "Stand by a note, or stay seated while notes come round.",
        "Write down one line as a group.",
        "Alone, write three ideas, or tell them to a helper, who writes.",
        "Alone, think of three ideas. In pairs, choose one and write it large.",
        "One of you reads the contract aloud.",
        "Read the contract aloud.",
        "Read the house rules.",
        "Read out your sentence.",
        "Look at the picture, which someone describes first.",
        "Watch the video, which has captions.",
        "Listen to the story; it is on paper too.",
        "Hear three of them.",
        "Each group says one sentence to everyone.",
        "A few pairs tell the room.",
        "Tell your partner.",
        "Read it to everyone, if you like.",
    ],
)
def test_a_step_that_all_can_do_or_that_offers_another_way_is_left_alone(tmp_path: Path, step: str) -> None:
    assert told(tmp_path, f"1. {step}") == []


@pytest.mark.parametrize(
    ("grouping", "asked"),
    [
        ("alone", ["Write"]),
        ("alone, then pairs", ["Write"]),
        ("alone, or with a colleague", []),
        ("pairs", []),
    ],
)
def test_who_writes_alone_may_stand_in_the_grouping(tmp_path: Path, grouping: str, asked: list[str]) -> None:
    assert told(tmp_path, "1. Write your step.\n2. Tell a neighbour.", grouping) == asked


def test_of_alone_and_then_together_only_the_steps_alone_count(tmp_path: Path) -> None:
    assert told(tmp_path, "1. Think.\n2. In turn, tell each other.\n3. Write one.", "alone, then threes") == []


def test_a_note_in_the_section_may_give_the_other_way_and_one_of_another_section_may_not(tmp_path: Path) -> None:
    note = ":::{facilitator}\n- **Another way in:** notes travel from table to table.\n:::\n"

    assert told(tmp_path, "1. Walk round.", around=f"\n{note}") == []
    assert told(tmp_path, "1. Walk round.", around=ELSEWHERE) == ["Walk round"]


def test_each_thing_that_an_activity_asks_is_told_by_itself(tmp_path: Path) -> None:
    assert told(tmp_path, "1. Watch the film.\n2. Line up by age.") == ["Line up", "Watch the film"]
