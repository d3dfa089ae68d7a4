"""Starting a region from the command line."""

from __future__ import annotations

import sys
import tomllib
import zipfile
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB

NAME = "Midlands Peer Group"


def settings(region: Path) -> dict[str, object]:
    return tomllib.loads((region / "region.toml").read_text(encoding="utf-8"))


def test_a_region_is_started_and_its_gaps_are_listed(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "fork", "midlands", "--name", NAME)
    gaps = [line for line in ended.err.splitlines() if line.startswith("Still to fill in")]

    assert (ended.code, ended.out) == (0, "")
    assert gaps == [
        f"Still to fill in: {gap}, under [variables] in midlands/region.toml." for gap in ("venue", "contact")
    ]
    assert "where commands need no -C: cd midlands\n" in ended.err
    assert ended.following == "peerkit -C midlands build"
    assert settings(Path("midlands"))["name"] == NAME


def test_values_given_are_no_gaps(peerkit: Peerkit, hub: Path) -> None:
    words = ["--set", "venue=Town Hall", "--set", "contact=a@example.org", "--id", "mids"]
    ended = peerkit("-C", hub, "fork", "midlands", "--name", NAME, *words)

    assert "Still to fill in" not in ended.err
    assert settings(Path("midlands"))["variables"] == {"venue": "Town Hall", "contact": "a@example.org"}
    assert settings(Path("midlands"))["id"] == "mids"


def test_the_new_region_can_be_named_at_once(peerkit: Peerkit, hub: Path) -> None:
    peerkit("-C", hub, "fork", "midlands", "--name", NAME)

    assert peerkit("-C", "midlands", "agenda", "round-1").code == 0


def test_the_source_may_be_a_zip(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile("hub.zip", "w") as archive:
        for path, text in HUB.items():
            archive.writestr(f"hub-main/sessions/{path}", text)
    ended = peerkit("fork", "midlands", "--name", NAME, "--from", "hub.zip")

    assert ended.code == 0
    assert Path("midlands/upstream/round-1/how-ready.md").read_text(encoding="utf-8") == HUB["round-1/how-ready.md"]


def test_an_unsafe_zip_is_refused_and_leaves_nothing(peerkit: Peerkit, hub: Path) -> None:
    with zipfile.ZipFile("hub.zip", "w") as archive:
        archive.writestr("hub.toml", HUB["hub.toml"])
        archive.writestr("../escaped.md", "x")
    ended = peerkit("fork", "midlands", "--name", NAME, "--from", "hub.zip")

    assert ended.code == 3
    assert "could lead out of its folder: ../escaped.md" in ended.err
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["hub.zip"]


def test_without_a_name_and_without_a_terminal_it_is_wrong_usage(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "fork", "midlands")

    assert ended.code == 2
    assert "Missing option --name" in ended.err
    assert not Path("midlands").exists()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Somebody at a terminal; fill in what they answer."""
    waiting: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: waiting.pop(0))
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    return waiting


def test_on_a_terminal_it_asks_for_what_is_missing(peerkit: Peerkit, hub: Path, answers: list[str]) -> None:
    answers += [NAME, "", "", "", "Town Hall", "", ""]
    ended = peerkit("-C", hub, "fork", "midlands")

    assert ended.code == 0
    assert settings(Path("midlands"))["variables"] == {"venue": "Town Hall", "contact": ""}
    assert ended.err.count("Still to fill in") == 1


def test_with_no_input_it_asks_nothing(peerkit: Peerkit, hub: Path, answers: list[str]) -> None:
    assert peerkit("-C", hub, "--no-input", "fork", "midlands").code == 2
    assert peerkit("-C", hub, "fork", "midlands", "--no-input").code == 2


def test_a_folder_with_something_in_it_is_refused_before_any_question(
    peerkit: Peerkit, hub: Path, answers: list[str]
) -> None:
    build_file_tree(Path("midlands"), {"notes.txt": "mine"})
    ended = peerkit("-C", hub, "fork", "midlands")

    assert ended.code == 2
    assert "midlands already exists and is not empty." in ended.err
    assert Path("midlands/notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_trial_writes_nothing_and_refuses_what_the_real_run_would(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "fork", "midlands", "--name", NAME, "-n")
    build_file_tree(Path("taken"), {"notes.txt": "mine"})

    assert ended.code == 0
    assert "Nothing was written." in ended.err
    assert not Path("midlands").exists()
    assert peerkit("-C", hub, "fork", "taken", "--name", NAME, "--dry-run").code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--set", "venu=x"], "no variable called venu"),
        (["--set", "venue"], "is not NAME=VALUE"),
        (["--from", "nowhere"], "There is no folder and no .zip called nowhere"),
        (["--from", "http://example.org/hub.git"], "not one of a kind that the kit reads"),
        (["--id", "Mid Lands"], "id"),
    ],
)
def test_a_wish_that_cannot_be_is_wrong_usage(peerkit: Peerkit, hub: Path, words: list[str], message: str) -> None:
    ended = peerkit("-C", hub, "fork", "midlands", "--name", NAME, *words)

    assert ended.code == 2
    assert message in ended.err
    assert not Path("midlands").exists()


def test_errors_of_the_source_are_all_told_with_the_command_to_check_it(peerkit: Peerkit, hub: Path) -> None:
    (hub / "hub.toml").write_text("schema = 1\nid = 7\nwrong = 1\n", encoding="utf-8")
    ended = peerkit("fork", "midlands", "--name", NAME, "--from", "../hub")

    assert ended.code == 1
    assert "hub.toml:2: error:" in ended.err
    assert "hub.toml:3: error:" in ended.err
    assert ended.following == "peerkit -C ../hub check"
    assert not Path("midlands").exists()


def test_without_any_tree_the_hub_that_the_kit_carries_is_taken(
    peerkit: Peerkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert peerkit("fork", "midlands", "--name", NAME).code == 0
    assert 'source = "builtin"' in Path("midlands/region.toml").read_text(encoding="utf-8")
