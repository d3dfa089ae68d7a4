"""A meeting in two sittings: what the agenda of it is, as JSON and by the rules of a check."""

from __future__ import annotations

import json
from pathlib import Path

from kit.app.check import examine
from kit.model.findings import Code
from tests.app.test_sittings import HUB, PLAN, SETTINGS, region
from tests.cli.conftest import Peerkit, peerkit  # noqa: F401 - a fixture
from tests.helpers import build_file_tree, places
from tests.regions import hub_files, region_files


def test_json_tells_the_sittings_and_the_old_keys_the_first(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    told = json.loads(peerkit("-C", region(tmp_path), "agenda", "round-1", "--json").out)

    first = {"date": "2027-01-20", "start": "10:30", "end": "11:15", "slot": 60, "slack": 15}
    assert {key: told[key] for key in first} == first
    assert told["sittings"] == [
        {"title": None, **first},
        {"title": "Second part", "date": "2027-01-27", "start": "14:00", "end": "14:45", "slot": 45, "slack": 0},
    ]
    assert [(one["id"], one["sitting"], one["start"]) for one in told["items"]] == [
        ("hello", 1, "10:30"),
        ("how-ready", 1, "10:35"),
        ("hello-again", 2, "14:00"),
        ("next-steps", 2, "14:30"),
    ]


def test_each_sitting_is_made_to_fit_by_itself(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    longer = SETTINGS + '\n[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 55\n'

    told = json.loads(peerkit("-C", region(tmp_path, longer), "agenda", "round-1", "--fit", "45", "--json").out)

    assert [sitting["end"] for sitting in told["sittings"]] == ["11:15", "14:45"]
    assert [item["id"] for item in told["items"]] == ["hello", "how-ready", "hello-again", "next-steps"]


def test_a_sitting_without_a_start_begins_as_the_first_does(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    root = region(tmp_path, SETTINGS.replace('start = "14:00"\n', ""))

    told = json.loads(peerkit("-C", root, "agenda", "round-1", "--json").out)
    assert told["sittings"][1]["start"] == "10:30"


def test_dropping_a_sitting_joins_it_to_the_one_before(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    drop = '\n[[round.round-1.agenda]]\ndrop = "second"\n'
    root = region(tmp_path, SETTINGS.partition("\n[[")[0] + drop)

    told = json.loads(peerkit("-C", root, "agenda", "round-1", "--json").out)
    assert len(told["sittings"]) == 1
    assert {one["sitting"] for one in told["items"]} == {1}


def test_a_region_divides_a_round_that_is_held_on_one_day(tmp_path: Path, peerkit: Peerkit) -> None:  # noqa: F811
    lines = '\n[[round.round-1.agenda]]\nadd = "part-two"\nsitting = "Part two"\nminutes = 30\nafter = "how-ready"\n'
    plain = PLAN.replace("    - {id: second, sitting: Second part, minutes: 45}\n", "")
    files = region_files({}, SETTINGS + lines, hub_files({"round-1/index.md": plain}))

    told = json.loads(peerkit("-C", build_file_tree(tmp_path / "midlands", files), "agenda", "round-1", "--json").out)
    assert [(one["title"], one["date"], one["slot"]) for one in told["sittings"]] == [
        (None, "2027-01-20", 60),
        ("Part two", "2027-01-27", 30),
    ]


def test_a_sitting_is_not_moved(tmp_path: Path) -> None:
    move = '\n[[round.round-1.agenda]]\nmove = "second"\nafter = "hello-again"\n'

    found = examine(region(tmp_path, SETTINGS + move)).findings

    assert Code.BAD_AGENDA in [one.code for one in found]
    assert any("cannot be moved" in one.message for one in found)


def test_a_date_for_a_sitting_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings = SETTINGS + "\n[[round.round-1.sitting]]\ndate = 2027-02-03\n"
    line = len(region_files({}, settings, HUB)["region.toml"].splitlines()) - 1

    assert (Code.UNKNOWN_SITTING, f"region.toml:{line}") in places(examine(region(tmp_path, settings)).findings)


def test_a_sitting_that_is_longer_than_its_slot_is_told_at_its_line(tmp_path: Path) -> None:
    late = SETTINGS.replace('start = "14:00"', 'start = "13:30"')

    found = [one for one in examine(region(tmp_path, late)).findings if one.code is Code.OVER_SLOT]

    (told,) = found
    assert told.message.startswith('The agenda of "Second part" of "Meet the standard" lasts 1 hour 15 minutes')
    assert (told.file, told.line) == ("upstream/round-1/index.md", 8)
