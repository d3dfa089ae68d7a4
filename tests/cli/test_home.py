"""The home page of a region on the command line: forked, edited, captured, handed on."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB

HOME = "# Better services, together\n\nWe are {{ group }}.\n"
NAMES = ("--name", "Midlands Peer Group")


@pytest.fixture
def region(tmp_path: Path, hub: Path, peerkit: Peerkit) -> Path:
    build_file_tree(hub, {"region.md": HOME})
    assert peerkit("fork", "midlands", *NAMES, "--from", hub).code == 0
    return Path("midlands")


def key(region: Path) -> object:
    return tomllib.loads((region / "region.toml").read_text(encoding="utf-8")).get("home")


def test_fork_asks_for_the_home_page_of_regions_where_there_is_one(peerkit: Peerkit, region: Path) -> None:
    assert key(region) == "region"


def test_fork_asks_for_none_where_there_is_none(peerkit: Peerkit, hub: Path) -> None:
    assert peerkit("-C", hub, "fork", "midlands", *NAMES).code == 0
    assert key(Path("midlands")) is None


def test_a_region_of_a_region_has_it_too(peerkit: Peerkit, region: Path) -> None:
    build_file_tree(region, {"overrides/index/better-services-together.after.md": "There is cake.\n"})

    assert peerkit("fork", "marches", "--name", "Marches", "--from", region).code == 0
    assert peerkit("-C", "marches", "compose", "--out", "whole").code == 0
    assert key(Path("marches")) == "region"
    assert Path("whole/index.md").read_text(encoding="utf-8") == f"{HOME}\nThere is cake.\n"


def test_an_edited_home_page_is_captured_and_the_trees_are_alike_byte_for_byte(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "compose", "--out", "whole")
    page = Path("whole/index.md")
    page.write_bytes(page.read_bytes().replace(b"# Better services, together", b"# Midlands Peer Group"))

    assert peerkit("-C", region, "capture", "--from", "whole").code == 0
    assert peerkit("-C", region, "compose", "--out", "again").code == 0
    assert Path("again/index.md").read_bytes() == Path("again/region.md").read_bytes() == page.read_bytes()


def test_diff_and_status_show_the_change_against_region_md(peerkit: Peerkit, region: Path) -> None:
    own = {"overrides/index/better-services-together.replace.md": "# Better services, together\n\nWe are us.\n"}
    build_file_tree(region, own)

    assert "{{ group }}" in peerkit("-C", region, "diff", "index").out
    assert "fresh" in peerkit("-C", region, "status").out


def test_edits_of_upstream_s_region_md_become_overrides_of_index(peerkit: Peerkit, region: Path) -> None:
    page = region / "upstream/region.md"
    page.write_text(HOME.replace("We are {{ group }}.", "We are us."), encoding="utf-8")

    assert peerkit("-C", region, "capture", "--upstream").code == 0
    assert page.read_text(encoding="utf-8") == HOME
    override = region / "overrides/index/better-services-together.replace.md"
    assert override.read_text(encoding="utf-8") == "# Better services, together\n\nWe are us.\n"


def test_edits_of_the_hub_s_own_home_page_are_not_thrown_away(peerkit: Peerkit, region: Path) -> None:
    page = region / "upstream/index.md"
    page.write_text(HUB["index.md"].replace("Hello.", "Hello from us."), encoding="utf-8")
    ended = peerkit("-C", region, "capture", "--upstream")

    assert ended.code == 1
    assert "your home page is made from upstream/region.md" in ended.err
    assert "Hello from us." in page.read_text(encoding="utf-8")
