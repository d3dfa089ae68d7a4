"""``peerkit status --exit-code``: what a machine learns without reading the words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.stories import tell


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A region whose hub has news; an update will ask one question."""
    return tell(tmp_path)[0]


def code(peerkit: Peerkit, region: Path, *more: str) -> int:
    return peerkit("-C", region, "status", "--exit-code", *more).code


def test_news_of_upstreams_exits_1(peerkit: Peerkit, region: Path) -> None:
    assert code(peerkit, region) == 1


def test_an_open_question_exits_1_until_it_is_settled(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "update")
    waiting = code(peerkit, region)
    peerkit("-C", region, "resolve", "round-1/how-ready#why-it-matters", "--keep")

    assert (waiting, code(peerkit, region)) == (1, 0)


def test_a_source_out_of_reach_exits_4(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "update")
    peerkit("-C", region, "resolve", "round-1/how-ready#why-it-matters", "--keep")
    shutil.rmtree(region.parent / "hub")

    ended = peerkit("-C", region, "status", "--exit-code", "--json")

    assert ended.code == 4
    assert json.loads(ended.out)["upstream"]["reachable"] is False


def test_an_open_question_exits_1_even_where_the_source_is_out_of_reach(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "update")
    shutil.rmtree(region.parent / "hub")

    assert code(peerkit, region) == 1


def test_a_source_that_cannot_be_read_exits_4_and_is_called_that(peerkit: Peerkit, region: Path) -> None:
    (region.parent / "hub/hub.toml").write_text("schema = \n")

    ended = peerkit("-C", region, "status", "--exit-code")

    assert ended.code == 4
    assert "the source cannot be read" in ended.out


def test_people_who_look_exit_0_whatever_there_is(peerkit: Peerkit, region: Path) -> None:
    assert peerkit("-C", region, "status").code == 0
    shutil.rmtree(region.parent / "hub")
    assert peerkit("-C", region, "status").code == 0
