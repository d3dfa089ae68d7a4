"""``peerkit status --groups``: what a hub knows of its groups."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from kit.app.known_groups import known_groups
from kit.cli.known_groups import known_lines
from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import HUB, hub_files, region_files

TODAY = datetime.date(2027, 1, 10)
FACTS = {
    "schema": 1,
    "id": "south",
    "name": "South Peer Group",
    "based_on": {"name": "Hub", "version": "2025.1"},
    "rounds": [{"id": "round-1", "title": "One", "date": "2027-02-01"}, {"id": "round-2", "title": "Two"}],
    "variations": [{"page": "round-1/how-ready", "kind": "replaced"}],
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    better = HUB["round-1/how-ready.md"].replace("Because of this.", "Because of that.")
    build_file_tree(tmp_path / "hub", hub_files({"round-1/how-ready.md": better}))
    ours = {"overrides/round-1/how-ready/why-it-matters.replace.md": "## Why it matters\n\nBecause we say so.\n"}
    build_file_tree(tmp_path / "groups" / "m", region_files(ours, "[round.round-1]\ndate = 2027-01-20\n"))
    seen = "[seen]\nsouth = 2027-01-03\nother = 5\n"
    build_file_tree(tmp_path / "groups", {"south.json": json.dumps(FACTS), "seen.toml": seen})
    return tmp_path


def test_each_group_has_its_version_changes_questions_and_dates(place: Path) -> None:
    known = known_groups(place / "hub", place / "groups", TODAY)
    lines = [" ".join(line.split()) for line in known_lines(known, TODAY)]

    assert lines[0] == "Digital peer groups 2026.1, 2 groups"
    assert "Midlands Peer Group 2026.1 1 0 20 January 2027 -" in lines
    assert "South Peer Group 2025.1 (not yet 2026.1) 1 - 1 February 2027 3 January 2027 (7 days ago)" in lines
    assert "Midlands Peer Group, if it updated now: 1 conflict" in lines


def test_json_has_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", "hub", "status", "--groups", "groups", "--json"]) == 0

    midlands, south = json.loads(capsys.readouterr().out)["groups"]
    assert (midlands["states"], midlands["questions"], midlands["seen"]) == ({"conflict": 1}, 0, None)
    assert (south["states"], south["version"], south["seen"]) == (None, "2025.1", "2027-01-03")


def test_a_file_with_a_mistake_is_told_and_the_others_are_shown(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "groups" / "bad.json").write_text("{", encoding="utf-8")

    assert run(["-C", "hub", "status", "--groups", "groups"]) == 0

    out, err = capsys.readouterr()
    assert "South Peer Group" in out
    assert "bad.json" in err


def test_a_region_has_no_groups(place: Path) -> None:
    assert run(["-C", "groups/m", "status", "--groups", "groups"]) == 2


def test_a_folder_that_is_not_there_is_said(place: Path) -> None:
    assert run(["-C", "hub", "status", "--groups", "nowhere"]) == 2
