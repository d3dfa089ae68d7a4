"""``peerkit fork`` in a real terminal: it asks what a region needs, one thing after another, and then writes it."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.terminal import Terminal

# The questions in their order: words that stand in each, an answer, and the option that says the same.
QUESTIONS = {
    "What is the group called": ("Westshire Peer Group", ["--name", "Westshire Peer Group"]),
    "On which day": ("20 January 2027", ["--date", "2027-01-20"]),
    "At what time": ("1pm", ["--start", "13:00"]),
    "How many people": ("28", ["--heads", "28"]),
    "Where do you meet": ("Town Hall, Westbury", ["--set", "venue=Town Hall, Westbury"]),
    "Where can people write": ("peers@example.org", ["--set", "contact=peers@example.org"]),
    "Which colour": ("navy", ["--primary", "#000080"]),
}
LAST = "Write it?"


def files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def settings(region: Path) -> dict[str, object]:
    return tomllib.loads((region / "region.toml").read_text(encoding="utf-8"))


def test_the_answers_are_written_and_told_before(hub: Path) -> None:
    with Terminal(["-C", hub, "fork", "westshire"], Path.cwd()) as terminal:
        for question, (answer, _) in QUESTIONS.items():
            terminal.until(question)
            terminal.type(f"{answer}\n")
        terminal.until("Wednesday 20 January 2027; start at 1pm; 28 people; venue Town Hall, Westbury;")
        terminal.until(LAST)
        before = Path("westshire").exists()
        terminal.type("\n")
        code = terminal.ended()

    region = settings(Path("westshire"))
    text = Path("westshire/region.toml").read_text(encoding="utf-8")
    assert (before, code) == (False, 0)
    assert region["name"] == "Westshire Peer Group"
    assert region["variables"] == {"venue": "Town Hall, Westbury", "contact": "peers@example.org"}
    assert '[round.round-1]\ndate = 2027-01-20\nstart = "13:00"\nheads = 28\n# table_size = 6' in text
    assert '\nprimary = "#000080"\n' in text


def test_enter_leaves_each_but_the_name_for_later_and_no_line_of_the_file_says_it(peerkit: Peerkit, hub: Path) -> None:
    with Terminal(["-C", hub, "fork", "westshire"], Path.cwd()) as terminal:
        terminal.until("What is the group called")
        terminal.type("\n")
        terminal.until("it cannot wait")
        terminal.type("Westshire\n")
        for question in list(QUESTIONS)[1:]:
            terminal.until(question)
            terminal.type("\n")
        terminal.until("Left for later: date, start, heads, venue, contact, primary.")
        terminal.until(LAST)
        terminal.type("\n")
        code = terminal.ended()

    peerkit("-C", hub, "fork", "plain/westshire", "--name", "Westshire")
    assert code == 0
    assert Path("westshire/region.toml").read_bytes() == Path("plain/westshire/region.toml").read_bytes().replace(
        b"../../../hub", b"../../hub"
    )
    assert settings(Path("westshire"))["round"] == {"round-1": {}}


@pytest.mark.parametrize(
    ("question", "wrong", "reason", "example"),
    [
        ("On which day", "31 February 2027", "is no date that the calendar has.", "20 January 2027"),
        ("On which day", "soon", "is no date", "2027-01-20"),
        ("At what time", "after lunch", "is no time of the day.", "13:00"),
        ("How many people", "about 30", "is no number of people", "28"),
        ("How many people", "0", "from 1 to 10,000", "28"),
        ("Where do you meet", "<b>Hall</b>", "cannot hold <, >", "write the words out"),
        ("Which colour", "bleu", "is no colour. Did you mean blue?", "#1b4965"),
    ],
)
def test_a_bad_answer_is_asked_again_with_the_reason_and_an_example(
    hub: Path, question: str, wrong: str, reason: str, example: str
) -> None:
    with Terminal(["-C", hub, "fork", "westshire", "--name", "Westshire"], Path.cwd()) as terminal:
        for each in list(QUESTIONS)[1:]:
            terminal.until(each)
            if each == question:
                terminal.type(f"{wrong}\n")
                terminal.until(reason)
                terminal.until(example)
                terminal.until(question)
            terminal.type("\n")
        terminal.until(LAST)
        terminal.type("\n")
        terminal.until("Started Westshire")
        code = terminal.ended()

    assert code == 0


@pytest.mark.parametrize("answer", ["\n", "n\n"])
def test_a_weak_colour_is_told_and_the_shade_that_passes_is_offered(hub: Path, answer: str) -> None:
    given = [word for each in list(QUESTIONS)[:-1] for word in QUESTIONS[each][1]]
    with Terminal(["-C", hub, "fork", "westshire", *given], Path.cwd()) as terminal:
        terminal.until("Which colour")
        terminal.type("#ffd700\n")
        terminal.until("has a contrast of 1.4 to 1 on white, and text needs 4.5 to 1.")
        terminal.until("in place of it?")
        terminal.type(answer)
        terminal.until(LAST)
        terminal.type("\n")
        assert terminal.ended() == 0

    kept = settings(Path("westshire"))["brand"]["primary"]  # type: ignore[index]  # a table
    assert (kept == "#ffd700") == (answer == "n\n")


@pytest.mark.slow
@pytest.mark.parametrize("question", [*QUESTIONS, LAST])
def test_ctrl_c_at_any_question_leaves_nothing(hub: Path, question: str) -> None:
    with Terminal(["-C", hub, "fork", "new/westshire"], Path.cwd()) as terminal:
        for each, (answer, _) in itertools.takewhile(lambda one: one[0] != question, QUESTIONS.items()):
            terminal.until(each)
            terminal.type(f"{answer}\n")
        terminal.until(question)
        terminal.interrupt()
        code = terminal.ended()

    assert code == 130
    assert "Stopped. Nothing was left half-done." in terminal.screen
    assert list(Path.cwd().iterdir()) == []


def test_no_to_the_last_question_writes_nothing(hub: Path) -> None:
    with Terminal(["-C", hub, "fork", "westshire", "--name", "Westshire"], Path.cwd()) as terminal:
        for question in list(QUESTIONS)[1:]:
            terminal.until(question)
            terminal.type("\n")
        terminal.until(LAST)
        terminal.type("2\nn\n")
        code = terminal.ended()

    assert code == 130
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("asked", [*itertools.combinations(QUESTIONS, 1), tuple(QUESTIONS), tuple(QUESTIONS)[1::2]])
def test_options_write_the_same_files_as_answers(peerkit: Peerkit, hub: Path, asked: tuple[str, ...]) -> None:
    everything = [word for _, words in QUESTIONS.values() for word in words]
    given = [word for each, (_, words) in QUESTIONS.items() if each not in asked for word in words]
    peerkit("-C", hub, "fork", "options/westshire", *everything)
    with Terminal(["-C", hub, "fork", "answers/westshire", *given], Path.cwd()) as terminal:
        for each in asked:
            terminal.until(each)
            terminal.type(f"{QUESTIONS[each][0]}\n")
        terminal.until(LAST)
        terminal.type("\n")
        assert terminal.ended() == 0

    assert files(Path("answers/westshire")) == files(Path("options/westshire"))


def test_where_options_say_it_all_nothing_is_asked(hub: Path) -> None:
    everything = [word for _, words in QUESTIONS.values() for word in words]
    with Terminal(["-C", hub, "fork", "westshire", *everything], Path.cwd()) as terminal:
        assert terminal.ended() == 0

    assert "?" not in terminal.screen


def test_a_trial_names_the_command_that_asks_nothing(hub: Path, peerkit: Peerkit) -> None:
    with Terminal(["-C", hub, "fork", "westshire", "-n"], Path.cwd()) as terminal:
        for question, (answer, _) in QUESTIONS.items():
            terminal.until(question)
            terminal.type(f"{answer}\n")
        assert terminal.ended() == 0

    following = terminal.screen.split("Next: peerkit ")[1]
    for _, words in QUESTIONS.values():
        assert words[1].split("=")[-1].lower() in following.lower()
    assert not Path("westshire").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--date", "soon"], "is no date"),
        (["--start", "25:00"], "is no time"),
        (["--heads", "many"], "is no number of people"),
        (["--primary", "bleu"], "Did you mean blue?"),
    ],
)
def test_an_option_that_cannot_be_read_is_wrong_usage(
    peerkit: Peerkit, hub: Path, words: list[str], message: str
) -> None:
    ended = peerkit("-C", hub, "fork", "westshire", "--name", "Westshire", *words)

    assert ended.code == 2
    assert message in ended.err
    assert not Path("westshire").exists()


def test_a_hub_without_rounds_has_no_meeting_to_give_a_date(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    bare = {path: text for path, text in HUB.items() if "/" not in path and path != "moves.toml"}
    build_file_tree(tmp_path / "bare", bare)
    ended = peerkit("-C", tmp_path / "bare", "fork", "westshire", "--name", "Westshire", "--heads", "5")

    assert ended.code == 2
    assert "has no rounds" in ended.err
