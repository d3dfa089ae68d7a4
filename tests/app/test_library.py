"""The library of activities: what sessions are good for is listed on a page of its own, in hubs and in regions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.findings import Code
from tests.helpers import build_file_tree, page_words
from tests.regions import HUB, hub_files, region_files

FOURS = """\
---
minutes: 20
shortest: 12
group_size: "4"
materials: ["paper: 1 per person", "board (Ours | Theirs): 1 per group"]
purpose: [listen, start]
---

# Pairs, then fours

By the end, everyone has said what they think.

:::{activity} Pairs, then fours
:minutes: 20
:shortest: 12

1. Walk round with your line.

:::

:::{facilitator}

- **Nobody walks?** A zebra may stay in its seat.

:::

:::{say}
:in: online

You'll be in pairs.

:::
"""
SECRET = "# A secret\n\nOn no shelf, as nobody knows what it is good for.\n"
HOW_READY = HUB["round-1/how-ready.md"].replace("---\n", "---\npurpose: [decide]\n", 1)
FILES = {"activities/fours.md": FOURS, "activities/secret.md": SECRET, "round-1/how-ready.md": HOW_READY}


def site(root: Path, files: Mapping[str, str]) -> Path:
    build(build_file_tree(root / "tree", files), root / "out", Order(parts=("site",)), lambda _: None)
    return root / "out" / "site"


def region(local: Mapping[str, str] | None = None, toml: str = "") -> dict[str, str]:
    return region_files(local or {}, toml, HUB | FILES)


def shelves(site: Path) -> dict[str, list[str]]:
    """Return the titles on the page, by the title of their shelf."""
    page = (site / "activities.html").read_text(encoding="utf-8")
    parts = page.partition('class="kit-shelves"')[2].split("<h2 ")[1:]
    return {
        part.partition(">")[2].partition("<")[0]: [one.rpartition(">")[2] for one in part.split("</a></h3>")[:-1]]
        for part in parts
    }


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(tmp_path_factory.mktemp("hub"), hub_files(FILES))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a region that uses none of upstream's activities, and has one of its own."""
    own = FOURS.replace("Pairs, then fours", "Our fours").replace("[listen, start]", "[close]")
    return site(tmp_path_factory.mktemp("region"), region({"pages/activities/ours.md": own}))


def test_activities_stand_under_what_they_are_good_for_in_the_order_of_a_meeting(hub: Path) -> None:
    assert shelves(hub) == {
        "Start, and get to know each other": ["Pairs, then fours"],
        "Listen to each other": ["Pairs, then fours"],
        "Decide together": ["How ready are we?"],
    }


def test_each_says_its_minutes_group_ways_in_and_needs_and_how_to_borrow_it(hub: Path) -> None:
    words = page_words(hub / "activities.html")

    assert "By the end, everyone has said what they think. 20 minutes, 12 if late Groups of four " in words
    assert " On your feet, or from a seat Online too You need: paper, board To borrow it: activities/fours" in words
    assert "To borrow it: round-1/how-ready" in words
    assert "zebra" not in words


def test_menu_and_sitemap_lead_to_the_page(hub: Path) -> None:
    menu = (hub / "index.html").read_text(encoding="utf-8").partition('class="kit-menu"')[2].partition("</nav>")[0]

    assert '<a href="activities.html">Activities</a>' in menu
    assert "fours.html" not in menu


def test_the_page_of_an_activity_on_no_agenda_leads_back(hub: Path) -> None:
    page = (hub / "activities/fours.html").read_text(encoding="utf-8")

    assert 'One of the <a href="../activities.html">activities to choose from</a>.' in page
    assert "Not part of our meeting" not in page
    assert "activities.html" not in (hub / "activities/secret.html").read_text(encoding="utf-8").split("<article")[1]


def test_a_region_can_choose_from_upstream_s_and_its_own(ours: Path) -> None:
    assert shelves(ours)["Listen to each other"] == ["Pairs, then fours"]
    assert shelves(ours)["Look back, and close"] == ["Our fours"]


def test_what_a_region_has_not_chosen_is_built_and_marked_and_nothing_finds_it(ours: Path) -> None:
    index = json.loads((ours / "searchindex.js").read_text(encoding="utf-8")[len("Search.setIndex(") : -1])

    assert "Not part of our meeting so far" in page_words(ours / "activities/fours.html")
    assert "activities/fours" not in index["docnames"]
    assert "activities/ours" in index["docnames"]
    assert "nobody knows what it is good for" not in page_words(ours / "activities/secret.html")


def test_what_a_region_has_chosen_is_part_of_its_meeting(tmp_path: Path) -> None:
    built = site(tmp_path, region(toml='[[round.round-1.agenda]]\nadd = "activities/fours"\nafter = "how-ready"\n'))

    assert "Not part of our meeting" not in page_words(built / "activities/fours.html")
    assert "A zebra may stay in its seat." in page_words(built / "round-1/run-sheet.html")


def test_what_a_region_drops_is_in_its_library_no_more(tmp_path: Path) -> None:
    dropped = region(
        {"overrides/activities/fours/page.toml": "drop = true\n"}, '[[round.round-1.agenda]]\ndrop = "how-ready"\n'
    )
    built = site(tmp_path, dropped)

    assert not (built / "activities.html").exists()
    assert not (built / "activities/fours.html").exists()
    assert "activities.html" not in (built / "index.html").read_text(encoding="utf-8")


def test_a_region_changes_what_an_activity_is_good_for(tmp_path: Path) -> None:
    local = {"overrides/activities/fours/page.toml": '[set]\npurpose = ["practise"]\n'}

    assert shelves(site(tmp_path, region(local)))["Practise something"] == ["Pairs, then fours"]


def test_without_a_purpose_anywhere_there_is_no_such_page(tmp_path: Path) -> None:
    built = site(tmp_path, hub_files({"activities/secret.md": SECRET}))

    assert not (built / "activities.html").exists()


def test_a_region_that_has_a_page_of_that_name_keeps_it(tmp_path: Path) -> None:
    files = region({"pages/activities.md": "# Our days out\n\nTo the sea.\n"})
    found = examine(build_file_tree(tmp_path / "told", files)).findings
    built = site(tmp_path, files)

    assert Code.NEWLY_RESERVED in {one.code for one in found}
    assert "To the sea." in page_words(built / "activities.html")
    assert "to choose from" not in page_words(built / "activities/fours.html")
