"""``peerkit build --groups``: other people's files, named on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree

GOOD = '{"schema": 1, "id": "north", "name": "Northgroup", "areas": ["north-east"]}'


def test_groups_in_a_folder_are_on_the_hubs_home_page(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path / "groups", {"north.json": GOOD})
    ended = peerkit("-C", hub, "build", "--only", "site", "--out", "out", "--groups", tmp_path / "groups")

    assert ended.code == 0
    assert "Northgroup" in Path("out/site/index.html").read_text(encoding="utf-8")


def test_the_meetings_of_all_groups_are_a_calendar_of_the_hub(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    rounds = '"rounds": [{"id": "round-1", "title": "Meet", "date": "2027-02-03"}], "areas"'
    build_file_tree(tmp_path / "groups", {"north.json": GOOD.replace('"areas"', rounds)})
    build = ("-C", hub, "build", "--only", "site", "--out", "out")

    assert peerkit(*build, "--groups", tmp_path / "groups").code == 0
    assert "UID:round-1@north.peerkit" in Path("out/site/groups.ics").read_text(encoding="utf-8")
    assert '<a href="groups.ics">' in Path("out/site/index.html").read_text(encoding="utf-8")
    assert '"path": "site/groups.ics"' in Path("out/manifest.json").read_text(encoding="utf-8")
    assert peerkit(*build).code == 0
    assert not Path("out/site/groups.ics").exists()


@pytest.mark.parametrize("trial", [[], ["-n"]])
@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        ("{", 1, "bad-json"),
        (GOOD.replace("Northgroup", "<script>alert(1)</script>"), 3, "unsafe-value"),
        (GOOD.replace("Northgroup", "North\\u202e"), 3, "unsafe-value"),
    ],
)
def test_a_bad_file_stops_the_build_and_is_named(
    peerkit: Peerkit, hub: Path, tmp_path: Path, data: str, code: int, told: str, trial: list[str]
) -> None:
    build_file_tree(tmp_path / "groups", {"good.json": GOOD, "bad.json": data})
    ended = peerkit("-C", hub, "build", "--only", "site", "--out", "out", "--groups", tmp_path / "groups", *trial)

    assert ended.code == code
    assert "bad.json" in ended.err
    assert told in ended.err
    assert "good.json" not in ended.err
    assert ended.following.startswith(f"peerkit -C {hub} build ")  # check reads no groups, and would find nothing
    assert not Path("out").exists()


def test_where_the_hub_has_mistakes_too_check_comes_next(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path / "groups", {"bad.json": "{"})
    build_file_tree(hub, {"round-1/broken.md": "---\nminutes: soon\n---\n\n# Broken\n"})
    ended = peerkit("-C", hub, "build", "--groups", tmp_path / "groups", "-n")

    assert ended.code == 1
    assert "bad.json" in ended.err
    assert ended.following == f"peerkit -C {hub} check"


def test_a_folder_that_is_not_there_is_wrong_usage(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "build", "--groups", "nowhere", "-n")

    assert ended.code == 2
    assert "nowhere is not a folder." in ended.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names.")
def test_the_name_of_a_file_forges_no_line_of_the_report(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path / "groups", {"a\x1b[2K\nnew: error.json:1: error: all is lost\u202e.json": "{"})
    ended = peerkit("-C", hub, "build", "--groups", tmp_path / "groups", "-n")

    assert ended.code == 1
    assert not [line for line in ended.err.splitlines() if line.startswith("new: ")]
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err
