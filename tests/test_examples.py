"""The example regions are real ones: each can be made whole, has nothing to mend but what it says, and builds."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import check, examine
from kit.app.region import standing
from kit.franchise.compose.compose import compose
from kit.franchise.update.draft import State
from kit.model.findings import Code, Finding, Level
from kit.source.tree.read import read_tree
from tests.example_regions import NAMES, ROOT, whole, with_hub

EXAMPLES = ROOT / "docs" / "examples"
BEHIND = "south-west"
TODAY = datetime.date(2026, 11, 29)  # advice on reviews needs a day
OPEN = {"yorkshire": {Code.GAP, Code.STATEMENT_GAP}}


@pytest.fixture(scope="module", params=NAMES)
def region(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory.mktemp("examples"), request.param)


def test_it_has_no_error_or_warning_but_the_gaps_of_the_group_that_just_began(region: Path) -> None:
    wrong = [one for one in examine(region).findings if one.level in (Level.ERROR, Level.WARNING)]

    assert [one for one in wrong if one.code not in OPEN.get(region.name, set())] == []


def test_it_composes_to_pages_that_could_be_forked(region: Path) -> None:
    found: list[Finding] = []
    composed = compose(read_tree(region, found), found)

    assert composed is not None
    assert {"hub.toml", "index.md", "round-1/index.md"} <= composed.tree.files.keys()
    assert found == []


def test_its_home_page_says_that_it_is_invented(region: Path) -> None:
    composed = compose(read_tree(region, []), [])

    assert composed is not None
    assert b"invented" in composed.tree.files["index.md"]


def test_its_readme_says_what_it_shows_and_the_list_of_examples_has_it(region: Path) -> None:
    text = (region / "README.md").read_text(encoding="utf-8")
    listed = (ROOT / "docs" / "how-to" / "look-at-examples.md").read_text(encoding="utf-8")

    assert "invented" in text + (region / "region.toml").read_text(encoding="utf-8")
    assert f", `{region.name}` |" in listed
    assert len(text.splitlines()) < 40


@pytest.mark.slow
def test_a_strict_check_has_nothing_to_say_but_the_gaps_of_the_group_that_just_began(region: Path) -> None:
    assert {one.code for one in check(region, TODAY).findings} == OPEN.get(region.name, set())


@pytest.mark.slow
def test_it_builds_its_site(region: Path, tmp_path: Path) -> None:
    build(region, tmp_path / "out", Order(("site",)), lambda _: None)

    assert (tmp_path / "out" / "site" / "index.html").is_file()


@pytest.mark.parametrize("name", sorted(set(NAMES) - {BEHIND, "county"}))
def test_it_stands_on_the_hub_as_it_is_today(tmp_path: Path, name: str) -> None:
    status = standing(with_hub(tmp_path, name))

    assert status.reached is not None
    assert {one.state for one in status.draft.states} <= {State.FRESH}


def test_one_is_a_year_behind_in_one_section_that_it_changed(tmp_path: Path) -> None:
    states = standing(with_hub(tmp_path, BEHIND)).draft.states
    conflicts = [one.address for one in states if one.state is State.CONFLICT]

    assert conflicts == ["round-1/map-of-expertise#meet-your-match"]
