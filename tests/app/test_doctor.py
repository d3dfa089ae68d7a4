"""What doctor says of a region that is out of order, and that it changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.app.doctor import machine, region_troubles
from kit.app.region import receive
from kit.cli.run import run
from tests.stories import contents, tell


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A region that has received once, so that it has a record."""
    place, _ = tell(tmp_path)
    receive(place, None, None, dry_run=False)
    return place


def edit_lock(region: Path) -> None:
    page = region / ".kit/lock/pages/round-1/how-ready.json"
    page.write_text(page.read_text().replace("Because of this.", "Because of nothing."))


def garble_lock(region: Path) -> None:
    (region / ".kit/lock/settings.json").write_text("{")


def delete_lock(region: Path) -> None:
    shutil.rmtree(region / ".kit" / "lock")


def edit_upstream(region: Path) -> None:
    (region / "upstream/index.md").write_text("# Edited by mistake\n")


def delete_upstream(region: Path) -> None:
    shutil.rmtree(region / "upstream")


def lose_source(region: Path) -> None:
    (region.parent / "hub").rename(region.parent / "elsewhere")


def stop_half_way(region: Path) -> None:
    (region / ".kit" / "journal").mkdir()


def keep_edits(region: Path) -> None:
    (region / ".kit" / "kept" / "1").mkdir(parents=True)


def newer_schema(region: Path) -> None:
    settings = region / "region.toml"
    settings.write_text(settings.read_text().replace("schema = 1", "schema = 9"))


def test_a_region_in_order_has_no_troubles(region: Path) -> None:
    assert region_troubles(region) == []


@pytest.mark.parametrize(
    ("damage", "what", "mend"),
    [
        (edit_lock, "was edited by hand", "records it anew"),
        (garble_lock, "cannot be read", "records it anew"),
        (delete_lock, "record under .kit/lock is missing", "nothing of yours is lost"),
        (edit_upstream, "not those that were received", "peerkit capture"),
        (delete_upstream, "upstream/ is missing", "fork again"),
        (lose_source, "cannot be reached", ""),
        (stop_half_way, "stopped half-way", "puts it right"),
        (keep_edits, "kept in .kit/kept", "delete the folder"),
        (newer_schema, "schema 9", "Install a newer version"),
    ],
)
def test_each_damage_is_named_with_a_way_to_mend_it(
    region: Path, damage: Callable[[Path], None], what: str, mend: str
) -> None:
    damage(region)
    before = contents(region)

    troubles = region_troubles(region)

    assert any(what in one.what and mend in one.mend and one.mend for one in troubles), troubles
    assert contents(region) == before


def test_doctor_exits_1_only_for_what_needs_mending(region: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(region), "doctor"]) == 0
    edit_upstream(region)

    assert run(["-C", str(region), "doctor"]) == 1
    assert "somebody edited them" in capsys.readouterr().err


def test_tools_say_who_needs_them() -> None:
    assert {tool.name for tool in machine()} >= {"git", "LibreOffice", "Chromium"}
    assert all(tool.needed_for.startswith("only for") for tool in machine())


@pytest.mark.parametrize("damage", [edit_lock, garble_lock, delete_lock])
def test_a_spoilt_record_loses_nothing_and_the_next_update_makes_it_anew(
    region: Path, damage: Callable[[Path], None]
) -> None:
    ours = (region / "overrides/round-1/how-ready/why-it-matters.replace.md").read_bytes()
    damage(region)

    receive(region, None, None, dry_run=False)

    assert (region / "overrides/round-1/how-ready/why-it-matters.replace.md").read_bytes() == ours
    assert region_troubles(region) == []
