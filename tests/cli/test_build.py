"""``peerkit build``: where it goes, what is asked for, and what is only tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree


def test_a_site_is_built_into_the_current_folder_and_the_last_line_opens_it(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "build", "--only", "site")
    listed = {entry["path"] for entry in json.loads(Path("_build/hub-part/manifest.json").read_text())["files"]}

    assert (ended.code, ended.out) == (0, "")
    assert "site/round-1/how-ready.html" in listed
    assert not {path for path in listed if path.startswith(("handouts/", "decks/"))}
    assert ended.following.split(maxsplit=1)[1] == "_build/hub-part/site/index.html"
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["_build"]


def test_long_work_is_told_in_plain_lines_where_there_is_no_terminal(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "build", "--only", "site", "--out", "out")

    assert "Checking the pages ..." in ended.err.splitlines()
    assert "\x1b" not in ended.err


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ([], "_build/hub"),
        (["--only", "decks, site,handouts"], "_build/hub"),
        (["--only", "decks"], "_build/hub-part"),
        (["--round", "round-1"], "_build/hub-part"),
        (["--only", "decks", "--out", "public"], "public"),
    ],
)
def test_a_trial_says_where_it_would_go_and_writes_nothing(
    peerkit: Peerkit, hub: Path, words: list[str], place: str
) -> None:
    ended = peerkit("-C", hub, "build", "--dry-run", *words)

    assert ended.code == 0
    assert f" in {place}. Nothing was written." in ended.err
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("trial", [[], ["-n"]])
def test_an_unknown_round_or_part_is_wrong_usage(peerkit: Peerkit, hub: Path, trial: list[str]) -> None:
    unknown_round = peerkit("-C", hub, "build", "--round", "round-9", *trial)
    unknown_part = peerkit("-C", hub, "build", "--only", "site,slides", *trial)

    assert (unknown_round.code, unknown_part.code) == (2, 2)
    assert "The rounds are: round-1." in unknown_round.err
    assert "'slides' is none of site, handouts, decks." in unknown_part.err
    assert list(Path.cwd().iterdir()) == []


def test_files_that_no_build_made_are_not_replaced(peerkit: Peerkit, hub: Path) -> None:
    build_file_tree(Path("out"), {"thesis.txt": "mine"})
    ended = peerkit("-C", hub, "build", "--only", "site", "--out", "out")

    assert ended.code == 4
    assert "out holds files that no build made, such as thesis.txt" in ended.err
    assert ended.following == f"peerkit -C {hub} build --only site --out out"
