"""``peerkit agenda``: clock times, JSON, and what to cut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import SESSION, hub_files, region_files


def test_json_has_the_shape_of_the_contract(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "agenda", "round-1", "--json")
    agenda = json.loads(ended.out)

    assert ended.code == 0
    assert {key: value for key, value in agenda.items() if key != "items"} == {
        "round": "round-1",
        "status": "planned",
        "status_note": None,
        "was": None,
        "date": None,
        "start": None,
        "end": None,
        "slot": 120,
        "slack": 75,
        "sittings": [{"title": None, "date": None, "start": None, "end": None, "slot": 120, "slack": 75}],
        "cut": [],
    }
    assert [(item["id"], item["kind"], item["start"], item["end"]) for item in agenda["items"]] == [
        ("arrive", "break", "00:00", "00:15"),
        ("how-ready", "session", "00:15", "00:35"),
        ("next-steps", "session", "00:35", "00:45"),
    ]
    assert agenda["items"][1].items() >= {"title": "How ready are we?", "minutes": 20, "session": "how-ready"}.items()
    assert agenda["items"][0]["session"] is None


def test_a_region_has_clock_times(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    settings = '\n[round.round-1]\ndate = 2027-07-14\nstart = "10:30"\n'
    build_file_tree(tmp_path / "midlands", region_files({}, settings))
    agenda = json.loads(peerkit("-C", tmp_path / "midlands", "agenda", "round-1", "--json").out)
    lines = peerkit("-C", tmp_path / "midlands", "agenda", "round-1").out

    assert (agenda["date"], agenda["start"], agenda["end"]) == ("2027-07-14", "10:30", "11:15")
    assert "Wednesday 14 July 2027" in lines
    assert "10:30am" in lines


def test_the_last_line_counts_all_sittings_and_each_says_what_is_left_of_its_slot(
    peerkit: Peerkit, tmp_path: Path
) -> None:
    plan = (
        "---\nminutes: 120\nagenda:\n  - {session: how-ready, minutes: 20}\n"
        "  - {id: second, sitting: Second part, minutes: 60}\n  - {session: next-steps, minutes: 30}\n---\n# Meet\n"
    )
    hub = build_file_tree(tmp_path / "hub", hub_files({"round-1/index.md": plan}))
    lines = peerkit("-C", hub, "agenda", "round-1").out.splitlines()

    ends = [line.partition("ends: ")[2] for line in lines if "ends" in line]
    assert ends == ["20 minutes, with 1 hour 40 minutes to spare", "30 minutes, with 30 minutes to spare"]
    assert "50 minutes in all" in lines


def test_another_start_and_a_shorter_day_can_be_tried(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "agenda", "round-1", "--start", "13:05", "--fit", "30", "--json")
    agenda = json.loads(ended.out)

    assert ended.code == 0
    assert (agenda["start"], agenda["cut"]) == ("13:05", ["how-ready"])


def test_a_day_that_cannot_fit_says_the_least_that_would(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "agenda", "round-1", "--fit", "5")
    least = int(ended.following.split()[-1])

    assert ended.code == 1
    assert f"the least that would do is {least} minutes" in ended.err
    assert peerkit("-C", hub, "agenda", "round-1", "--fit", str(least)).code == 0


def test_an_unknown_round_is_wrong_usage_and_the_rounds_are_named(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "agenda", "round-9")

    assert (ended.code, ended.out) == (2, "")
    assert "There is no round called round-9.\nThe rounds are: round-1." in ended.err


def test_a_time_that_is_none_is_wrong_usage(peerkit: Peerkit, hub: Path) -> None:
    for time in ("9.30", "25:00", "noon"):
        ended = peerkit("-C", hub, "agenda", "round-1", "--start", time)
        assert (ended.code, f"'{time}' is not a time such as 09:30" in ended.err) == (2, True)


def test_pages_with_errors_give_findings_and_no_data(peerkit: Peerkit, hub: Path) -> None:
    (hub / "round-1/next-steps.md").write_text("---\nminutes: soon\n---\n\n# Next\n", encoding="utf-8")
    ended = peerkit("-C", hub, "agenda", "round-1", "--json")

    assert (ended.code, ended.out) == (1, "")
    assert "round-1/next-steps.md:2: error:" in ended.err
    assert ended.following == f"peerkit -C {hub} check"


# Keeping the day that fits.


@pytest.fixture
def midlands(hub: Path, tmp_path: Path) -> Path:
    shorter = SESSION.replace("minutes: 20\ncut: 2", "minutes: 40\nshortest: 10")
    files = region_files({}, '\n[round.round-1]\nstart = "10:30"\n', hub_files({"round-1/how-ready.md": shorter}))
    return build_file_tree(tmp_path / "midlands", files)


def test_a_shorter_day_shows_what_was_and_what_to_write(peerkit: Peerkit, midlands: Path) -> None:
    ended = peerkit("-C", midlands, "agenda", "round-1", "--fit", "47")
    lines = ended.out.splitlines()

    assert ended.code == 0
    assert "  10:45am    20m  How ready are we?  (was 40 minutes)" in lines
    assert "45 minutes, 2 minutes less than you asked for" in lines
    assert lines[-4:] == ["", "[[round.round-1.agenda]]", 'item = "how-ready"', "minutes = 20"]
    assert ended.following == f"peerkit -C {midlands} agenda round-1 --fit 47 --apply"


def test_it_is_kept_once_and_taken_back(peerkit: Peerkit, midlands: Path) -> None:
    settings = midlands / "region.toml"
    before = settings.read_bytes()
    fit = ("-C", midlands, "agenda", "round-1", "--fit", "47", "--apply")

    tried = peerkit(*fit, "--dry-run", "--start", "09:00")
    assert (tried.code, settings.read_bytes()) == (0, before)
    assert tried.following == f"peerkit -C {midlands} agenda round-1 --start 09:00 --fit 47 --apply"

    assert peerkit(*fit).code == 0
    after = settings.read_bytes()
    assert after == before + b'\n[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 20\n'
    again = peerkit(*fit)
    assert (again.code, settings.read_bytes()) == (0, after)
    assert "The day fits as it is. Nothing was written." in again.err

    assert peerkit("-C", midlands, "undo").code == 0
    assert settings.read_bytes() == before


def test_a_day_that_cannot_fit_is_not_kept(peerkit: Peerkit, midlands: Path) -> None:
    before = (midlands / "region.toml").read_bytes()
    ended = peerkit("-C", midlands, "agenda", "round-1", "--fit", "30", "--apply")

    assert (ended.code, (midlands / "region.toml").read_bytes()) == (1, before)
    assert "the least that would do is 35 minutes" in ended.err


def test_json_says_what_was_what_goes_saves_and_the_lines(peerkit: Peerkit, hub: Path, midlands: Path) -> None:
    shorter = json.loads(peerkit("-C", midlands, "agenda", "round-1", "--fit", "47", "--json").out)
    cut = json.loads(peerkit("-C", hub, "agenda", "round-1", "--fit", "30", "--json").out)

    assert [(one["was"], one["minutes"]) for one in shorter["items"]] == [(15, 15), (40, 20), (10, 10)]
    assert shorter["region_toml"] == ["[[round.round-1.agenda]]", 'item = "how-ready"', "minutes = 20"]
    assert (cut["cut"], cut["saves"], cut["region_toml"]) == (["how-ready"], [20], [])


def test_what_goes_says_how_many_minutes_it_saves(peerkit: Peerkit, hub: Path) -> None:
    assert (
        "  cut: How ready are we?, which saves 20 minutes" in peerkit("-C", hub, "agenda", "round-1", "--fit", "30").out
    )


def test_keeping_needs_a_length_and_a_region(peerkit: Peerkit, hub: Path, midlands: Path) -> None:
    without = peerkit("-C", midlands, "agenda", "round-1", "--apply")
    at_hub = peerkit("-C", hub, "agenda", "round-1", "--fit", "30", "--apply")

    assert (without.code, at_hub.code) == (2, 2)
    assert "there is no --fit" in without.err
    assert "Change the minutes by hand, in round-1/index.md." in at_hub.err
