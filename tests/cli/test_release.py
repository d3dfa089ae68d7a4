"""``peerkit release``: a hub's next version."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import hub_files
from tests.stories import contents


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return build_file_tree(tmp_path / "hub", hub_files())


def change(hub: Path, old: str, new: str) -> None:
    page = hub / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def version(hub: Path) -> str:
    return (hub / "hub.toml").read_text(encoding="utf-8").split('version = "')[1].partition('"')[0]


def test_the_second_release_says_what_changed_since_the_first(hub: Path) -> None:
    assert run(["-C", "hub", "release", "2026.2"]) == 0
    assert not (hub / "release-notes.md").exists()
    change(hub, "Because of this.", "Because of that.")

    assert run(["-C", "hub", "release", "2026.3"]) == 0

    assert version(hub) == "2026.3"
    assert "“How ready are we?”: 1 sentence in “Why it matters”." in (hub / "release-notes.md").read_text("utf-8")
    assert run(["-C", "hub", "check"]) == 0


def test_a_vanished_address_stops_the_release_until_moves_toml_says_where_it_went(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", "hub", "release", "2026.2"])
    change(hub, "## Why it matters", "## What for")
    before = contents(hub)
    capsys.readouterr()

    assert run(["-C", "hub", "release", "2026.3"]) == 1
    assert contents(hub) == before

    (hub / "moves.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["-C", "hub", "release", "2026.3"]) == 0


def test_a_first_release_can_be_compared_with_a_folder_that_is_named(hub: Path, tmp_path: Path) -> None:
    build_file_tree(tmp_path / "old", hub_files())
    change(hub, "In pairs.", "In threes.")

    assert run(["-C", "hub", "release", "2026.2", "--since", "old"]) == 0

    assert "“Talk it over”" in (hub / "release-notes.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("again", ["2026.2", "", "version two", "-x"])
def test_a_version_that_was_released_or_is_none_is_refused(hub: Path, again: str) -> None:
    run(["-C", "hub", "release", "2026.2"])
    before = contents(hub)

    assert run(["-C", "hub", "release", "--", again]) == 2
    assert contents(hub) == before


def test_undo_and_dry_run_leave_every_byte(hub: Path) -> None:
    before = contents(hub)

    assert run(["-C", "hub", "release", "2026.2", "--dry-run"]) == 0
    assert contents(hub) == before
    assert run(["-C", "hub", "release", "2026.2"]) == 0
    assert run(["-C", "hub", "undo"]) == 0
    assert contents(hub) == before


def test_the_notes_are_a_page_of_the_hub_and_none_of_its_regions(hub: Path) -> None:
    run(["-C", "hub", "release", "2026.2"])
    change(hub, "In pairs.", "In threes.")
    run(["-C", "hub", "release", "2026.3"])
    assert run(["fork", "south", "--from", "hub", "--name", "South", "--no-kit", "--no-input"]) == 0

    assert run(["-C", "south", "compose", "--out", "whole"]) == 0
    assert not Path("whole/release-notes.md").exists()
    assert run(["-C", "hub", "compose", "--out", "hubs"]) == 0
    assert Path("hubs/release-notes.md").exists()


def test_a_region_is_not_released(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["fork", "south", "--from", "hub", "--name", "South", "--no-kit", "--no-input"])

    assert run(["-C", "south", "release", "2026.2"]) == 2
    assert "is a region" in capsys.readouterr().err


def test_a_page_of_that_name_that_the_kit_did_not_write_stops_the_release(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", "hub", "release", "2026.2"])
    (hub / "release-notes.md").write_text("# Our notes\n\nOld.\n", encoding="utf-8")
    before = contents(hub)

    assert run(["-C", "hub", "release", "2026.3"]) == 1

    assert "is a page of your own" in capsys.readouterr().err
    assert contents(hub) == before


def test_notes_that_an_editor_saved_anew_go_on(hub: Path) -> None:
    run(["-C", "hub", "release", "2026.2"])
    change(hub, "In pairs.", "In threes.")
    run(["-C", "hub", "release", "2026.3"])
    notes = hub / "release-notes.md"
    notes.write_bytes(b"\xef\xbb\xbf" + notes.read_bytes().replace(b"\n", b"\r\n"))
    change(hub, "In threes.", "In fours.")

    assert run(["-C", "hub", "release", "2026.4"]) == 0

    text = notes.read_text(encoding="utf-8")
    assert text.startswith("# What changed, version by version\n\n## Version 2026.4,")
    assert text.count("# What changed") == 1
    assert run(["-C", "hub", "check"]) == 0


def test_a_remembered_release_that_is_damaged_is_named_with_the_way_round(
    hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["-C", "hub", "release", "2026.2"])
    (hub / ".kit" / "released.zip").write_bytes(b"PK no")

    assert run(["-C", "hub", "release", "2026.3"]) == 1
    assert "--since" in capsys.readouterr().err
