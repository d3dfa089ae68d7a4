"""``peerkit log`` keeps what a meeting taught and loses no earlier log; ``agenda --history`` tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import region_files
from tests.stories import contents

LOG = """\
schema = 1
round = "round-1"
date = 2027-01-20
lessons = ["Begin on time."]

[[item]]
id = "arrive"
planned = 15
actual = 25

[[item]]
id = "next-steps"
planned = 10
actual = 0
"""
KEPT = "log/round-1-2027-01-20.toml"


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a region beside the current folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return build_file_tree(tmp_path / "midlands", region_files({}, '\n[round.round-1]\nstart = "10:30"\n'))


def exported(text: str = LOG) -> Path:
    """Write a file as a browser would download it, into the current folder."""
    file = Path("day.toml")
    file.write_text(text, encoding="utf-8")
    return file


def test_a_log_is_stored_as_it_is_and_the_next_command_shows_it(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "log", "round-1", exported())

    assert (ended.code, ended.out) == (0, "")
    assert f"Stored 2 items and 1 lesson in {KEPT}." in ended.err
    assert (region / KEPT).read_text() == LOG
    assert ended.following == f"peerkit -C {region} agenda round-1 --history"
    assert "log/" not in peerkit("-C", region, "check").err


def test_trying_writes_nothing(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "log", "round-1", exported(), "-n")

    assert (ended.code, (region / "log").exists(), (region / ".kit").exists()) == (0, False, False)
    assert "Would store 2 items" in ended.err


def test_the_same_log_again_changes_nothing(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "log", "round-1", exported())
    before = contents(region)
    ended = peerkit("-C", region, "log", "round-1", exported(LOG.replace("\n\n", "\n# a remark\n\n")))

    assert (ended.code, contents(region)) == (0, before)
    assert "stored already" in ended.err


def test_another_log_of_that_day_takes_its_place_and_the_earlier_ones_are_kept(peerkit: Peerkit, region: Path) -> None:
    texts = [LOG.replace("25", minutes) for minutes in ("25", "26", "27")]
    ended = [peerkit("-C", region, "log", "round-1", exported(text)) for text in texts]

    assert "kept in log/round-1-2027-01-20-2.toml" in ended[1].err
    assert "kept in log/round-1-2027-01-20-3.toml" in ended[2].err
    assert [(region / f"log/round-1-2027-01-20{end}.toml").read_text() for end in ("-2", "-3", "")] == texts
    history = json.loads(peerkit("-C", region, "agenda", "round-1", "--history", "--json").out)["history"]
    assert [(one["id"], one["last"], one["times"]) for one in history] == [("arrive", 27, 1), ("next-steps", None, 0)]


def test_undo_takes_a_log_back(peerkit: Peerkit, region: Path) -> None:
    before = contents(region)
    peerkit("-C", region, "log", "round-1", exported())

    assert peerkit("-C", region, "undo").code == 0
    assert contents(region) == before


def test_every_mistake_is_told_and_nothing_is_stored(peerkit: Peerkit, region: Path) -> None:
    file = exported(LOG.replace("date = 2027-01-20\n", "").replace("actual = 25", 'actual = "soon"'))
    ended = peerkit("-C", region, "log", "round-1", file)

    assert ended.code == 1
    assert 'day.toml:1: error: The log needs "date"' in ended.err
    assert "day.toml:8: error:" in ended.err
    assert ended.following == f"peerkit -C {region} log round-1 day.toml"
    assert not (region / "log").exists()


def test_a_log_of_another_round_is_refused(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "log", "round-1", exported(LOG.replace('"round-1"', '"round-2"')))

    assert ended.code == 1
    assert "day.toml:2: error: This is a log of round-2, and not of round-1." in ended.err


def test_an_unknown_item_is_a_warning_that_names_the_nearest(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "log", "round-1", exported(LOG.replace("next-steps", "next-step")))

    assert ended.code == 0
    assert "day.toml:12: warning: The agenda of round-1 has no item next-step" in ended.err
    assert "Did you mean next-steps?" in ended.err
    assert (region / KEPT).is_file()


@pytest.mark.parametrize(
    "words", [("round-9", "day.toml"), ("round-1", "nothing.toml"), ("round-1", "."), ("round-1",)]
)
def test_what_does_not_exist_is_wrong_usage(peerkit: Peerkit, region: Path, words: tuple[str, ...]) -> None:
    exported()
    ended = peerkit("-C", region, "log", *words)

    assert (ended.code, (region / "log").exists()) == (2, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LOG.replace("Begin", "\\u001b[31mBegin"), "day.toml:4: error:"),
        ("#" + "x" * 2**20, "day.toml is larger than 1 MB"),
    ],
)
def test_what_is_unsafe_is_refused(peerkit: Peerkit, region: Path, text: str, said: str) -> None:
    ended = peerkit("-C", region, "log", "round-1", exported(text))

    assert (ended.code, said in ended.err, (region / "log").exists()) == (3, True, False)


def test_a_log_that_is_no_text_is_a_sentence(peerkit: Peerkit, region: Path) -> None:
    Path("day.toml").write_bytes(LOG.encode("utf-16"))
    ended = peerkit("-C", region, "log", "round-1", "day.toml")

    assert ended.code == 1
    assert "UTF-16" in ended.err


def test_a_hub_can_log_its_own_meetings(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "log", "round-1", exported())

    assert (ended.code, (hub / KEPT).read_text()) == (0, LOG)
    assert peerkit("-C", hub, "check").code == 0
    assert "25m" in peerkit("-C", hub, "agenda", "round-1", "--history").out


def test_history_says_by_how_much_the_plan_is_wrong_and_what_was_learned(peerkit: Peerkit, region: Path) -> None:
    for date, minutes in (("2027-01-20", "25"), ("2027-03-17", "30")):
        peerkit("-C", region, "log", "round-1", exported(LOG.replace("2027-01-20", date).replace("25", minutes)))
    ended = peerkit("-C", region, "agenda", "round-1", "--history")
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]

    assert ended.code == 0
    assert "Planned and actual, from 2 meetings: 20 January 2027, 17 March 2027" in lines
    assert "Arrivals 15m 27.5m 25-30m 30m 2x 83% longer than planned: plan 27.5 minutes" in lines
    assert "Next steps 10m - - - 0x left out twice" in lines
    assert "17 March 2027: Begin on time." in lines
    found = json.loads(peerkit("-C", region, "agenda", "round-1", "--history", "--json").out)
    assert found["history"][0] == {
        "id": "arrive",
        "title": "Arrivals",
        "planned": 15,
        "median": 27.5,
        "last": 30,
        "least": 25,
        "most": 30,
        "times": 2,
        "skipped": 0,
        "difference": 83,
    }
    assert found["lessons"][1] == {"date": "2027-03-17", "text": "Begin on time.", "group": None}


def test_history_without_a_log_says_so_and_how_to_get_one(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "agenda", "round-1", "--history")

    assert (ended.code, ended.out.splitlines()[-1]) == (0, "There is no log of a meeting of this round yet.")
    assert ended.following == f"peerkit -C {region} log round-1 FILE"
    assert "history" not in json.loads(peerkit("-C", region, "agenda", "round-1", "--json").out)
    assert json.loads(peerkit("-C", region, "agenda", "round-1", "--history", "--json").out)["history"] == []


def test_a_stored_log_with_mistakes_is_told_with_its_line(peerkit: Peerkit, region: Path) -> None:
    build_file_tree(region, {KEPT: LOG.replace("actual = 25", "actual = -5")})
    ended = peerkit("-C", region, "agenda", "round-1", "--history")

    assert (ended.code, ended.out) == (1, "")
    assert f"{KEPT}:9: error:" in ended.err


def test_a_log_behind_a_link_is_not_read(peerkit: Peerkit, region: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"secret.toml": LOG})
    (region / "log").mkdir()
    (region / KEPT).symlink_to(tmp_path / "secret.toml")

    assert peerkit("-C", region, "agenda", "round-1", "--history").code == 3
    assert peerkit("-C", region, "log", "round-1", exported()).code != 0
    assert (tmp_path / "secret.toml").read_text() == LOG
