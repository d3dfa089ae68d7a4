"""What a group says of its own site is kept by every command that writes, and inherited by nobody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kit.app.check import load
from kit.model.edition import Ancestor, Privacy, Statement
from tests.cli.conftest import Peerkit

OURS = """
[accessibility]
organisation = "Eastmoor Council"
reply_days = 12
status = "partial"
problems = ["Maps have no words beside them."]
tested = 2026-09-01

[privacy]
host = "GitHub Pages"
"""


def data(file: Path) -> dict[str, object]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def region(tmp_path: Path, hub: Path, peerkit: Peerkit) -> Path:
    """Fork a region of a hub that has a statement of its own, and give it another."""
    settings = hub / "hub.toml"
    settings.write_text(settings.read_text() + '\n[accessibility]\nphone = "01 555"\nstatus = "full"\n')
    place = tmp_path / "midlands"
    peerkit("fork", place, "--name", "Midlands", "--from", hub)
    (place / "region.toml").write_text((place / "region.toml").read_text() + OURS)
    return place


def test_a_region_speaks_for_itself_only(region: Path, hub: Path) -> None:
    ours, theirs = load(region).edition, load(hub).edition

    assert ours is not None
    assert theirs is not None
    assert (ours.statement.organisation, ours.statement.phone, ours.privacy.host) == (
        "Eastmoor Council",
        "",
        "GitHub Pages",
    )
    assert (theirs.statement.phone, theirs.statement.organisation) == ("01 555", "")


def test_a_new_region_begins_with_nothing_said(peerkit: Peerkit, tmp_path: Path, region: Path) -> None:
    ended = peerkit("fork", tmp_path / "child", "--name", "Child", "--from", region)
    child = load(tmp_path / "child").edition

    assert ended.code == 0
    assert child is not None
    assert (child.statement, child.privacy) == (Statement(), Privacy())
    assert child.ancestors == (Ancestor("Digital peer groups", "2026.1"), Ancestor("Midlands", "2026.1"))


def test_a_composed_tree_says_what_the_region_says(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "compose", "--out", "whole")
    said, ours = data(Path("whole/hub.toml")), data(region / "region.toml")

    assert (said["accessibility"], said["privacy"]) == (ours["accessibility"], ours["privacy"])
    assert said["based_on"] == [{"name": "Digital peer groups", "version": "2026.1"}]
    assert load(Path("whole")).findings == ()


def test_an_edited_statement_is_captured_and_an_untouched_one_stays(peerkit: Peerkit, region: Path) -> None:
    before = (region / "region.toml").read_bytes()
    peerkit("-C", region, "compose", "--out", "whole")
    assert peerkit("-C", region, "capture", "--from", "whole").code == 0
    assert (region / "region.toml").read_bytes() == before

    hub = Path("whole/hub.toml")
    hub.write_text(hub.read_text().replace("reply_days = 12", "reply_days = 5").replace("tested = 2026-09-01\n", ""))
    ended = peerkit("-C", region, "capture", "--from", "whole")
    expected = before.decode().replace("reply_days = 12", "reply_days = 5").replace("tested = 2026-09-01\n", "")

    assert (region / "region.toml").read_text() == expected
    assert "accessibility.reply_days is" in ended.err
    assert "remarks" not in ended.err


def test_an_update_keeps_the_statement_and_does_not_take_the_hub_s(peerkit: Peerkit, region: Path, hub: Path) -> None:
    before = data(region / "region.toml")
    settings = (hub / "hub.toml").read_text()
    (hub / "hub.toml").write_text(settings.replace("01 555", "01 777").replace("2026.1", "2026.2"))
    ended = peerkit("-C", region, "update")
    after = data(region / "region.toml")

    assert ended.code == 0
    assert (after["accessibility"], after["privacy"]) == (before["accessibility"], before["privacy"])
    made = load(region).edition
    assert made is not None
    assert made.statement.phone == ""
