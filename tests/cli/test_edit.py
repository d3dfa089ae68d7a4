"""``peerkit edit``: one composed page to be changed freely."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB, SESSION, region_files

READY = "editing/round-1/how-ready.md"


@pytest.fixture
def region(tmp_path: Path, hub: Path) -> Path:
    local = {"overrides/round-1/how-ready/why-it-matters.replace.md": "## Why it matters\n\nOurs, at {{ venue }}.\n"}
    return build_file_tree(tmp_path / "midlands", region_files(local))


def text(region: Path) -> str:
    return (region / READY).read_bytes().decode()


def test_the_page_comes_with_the_region_s_changes_and_its_blanks_as_they_are(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "edit", "round-1/how-ready")

    assert ended.code == 0
    assert text(region) == SESSION.replace("Because of this.", "Ours, at {{ venue }}.")
    assert "“How ready are we?”" in ended.err
    assert ended.following == f"peerkit -C {region} capture"


@pytest.mark.parametrize(
    "name", ["round-1/how-ready.md", "upstream/round-1/how-ready.md", "./round-1/how-ready", "round-1/how-ready#why"]
)
def test_people_may_name_a_page_in_other_ways(peerkit: Peerkit, region: Path, name: str) -> None:
    assert peerkit("-C", region, "edit", name).code == 0
    assert (region / READY).is_file()


def test_a_round_is_its_plan(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1")

    assert (region / "editing/round-1/index.md").is_file()


@pytest.mark.parametrize("name", ["round-1/how-redy", "../../round-1/how-redy", "how-redy"])
def test_an_unknown_page_is_answered_with_the_nearest(peerkit: Peerkit, region: Path, name: str) -> None:
    ended = peerkit("-C", region, "edit", name)

    assert ended.code == 2
    assert "round-1/how-ready" in ended.err
    assert not (region / "editing").exists()


def test_a_page_that_the_region_dropped_says_how_to_have_it_back(peerkit: Peerkit, region: Path) -> None:
    build_file_tree(region, {"overrides/round-1/next-steps/page.toml": "drop = true\n"})
    ended = peerkit("-C", region, "edit", "round-1/next-steps")

    assert ended.code == 2
    assert "overrides/round-1/next-steps/page.toml" in ended.err


def test_an_edited_file_is_never_written_over(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    (region / READY).write_text("My work.\n", encoding="utf-8")
    ended = peerkit("-C", region, "edit", "round-1/how-ready")

    assert ended.code == 1
    assert text(region) == "My work.\n"
    assert "peerkit capture" in ended.err


def test_a_file_that_nobody_touched_is_brought_up_to_date(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    build_file_tree(region, {"overrides/round-1/how-ready/talk-it-over.remove.md": ""})

    assert peerkit("-C", region, "edit", "round-1/how-ready").code == 0
    assert "Talk it over" not in text(region)


def test_a_trial_writes_nothing(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "edit", "round-1/how-ready", "-n")

    assert ended.code == 0
    assert "Nothing was written." in ended.err
    assert not (region / "editing").exists()


def test_a_hub_s_pages_are_edited_where_they_stand(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "edit", "round-1/how-ready")

    assert ended.code == 2
    assert str(hub / "round-1/how-ready.md") in ended.err
    assert HUB["round-1/how-ready.md"] == (hub / "round-1/how-ready.md").read_text(encoding="utf-8")
