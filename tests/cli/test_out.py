"""What a verb writes to ``--out`` never lands among the files of a region, where ``check`` would call it unknown."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kit.cli import VERBS, Verbs
from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import region_files
from tests.stories import contents

PAGE = "round-1/how-ready"
LINES = {
    "accept": ["accept", "proposal.zip"],
    "adopt": ["adopt", "midlands", PAGE],
    "agenda": ["agenda", "round-1", "--history"],
    "build": ["build"],
    "compare": ["compare", "."],
    "compose": ["compose"],
    "network": ["network", "build", "."],
    "pack": ["pack", "round-1"],
    "propose": ["propose", PAGE],
    "studio": ["studio", "--pyodide", ".", "--wheels", "."],
    "word": ["word", PAGE],
}


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a region in whose folder somebody works."""
    build_file_tree(tmp_path / "midlands", region_files({}))
    monkeypatch.chdir(tmp_path / "midlands")
    return tmp_path / "midlands"


@pytest.mark.parametrize("verb", LINES)
def test_a_name_without_a_folder_is_no_place_for_it_in_a_region(peerkit: Peerkit, region: Path, verb: str) -> None:
    before = contents(region)

    ended = peerkit(*LINES[verb], "--out", "made")

    assert ended.code == 2
    assert ended.err.startswith("Error: made lies inside ")
    assert contents(region) == before


def test_every_verb_that_writes_where_people_say_is_tried_here() -> None:
    group = Verbs(name="peerkit")
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in VERBS}

    assert {name for name, one in commands.items() if one and "out" in {each.name for each in one.params}} == {*LINES}


GUIDES = sorted(Path(__file__).parents[2].glob("docs/**/*.md"))
_WORDS = re.compile(r"^ *peerkit (?P<verb>[a-z]+) (?P<rest>.*?(?:--out|-o) (?P<place>\S+).*)$", re.MULTILINE)


def test_commands_that_guides_and_help_give_to_whoever_works_in_a_region_write_outside_it() -> None:
    """Those with -C, or that name their regions, are given from beside them."""
    found = [one for guide in GUIDES for one in _WORDS.finditer(guide.read_text(encoding="utf-8"))]
    inside = [one for one in found if one["verb"] not in ("network", "compare", "adopt")]

    assert len(inside) > 10
    assert [one[0] for one in inside if not one["place"].startswith(("../", "_build"))] == []
