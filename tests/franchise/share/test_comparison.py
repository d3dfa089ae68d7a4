"""Regions side by side: what each made of each session, and what everybody keeps."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kit.franchise.compose.compose import compose
from kit.franchise.share.comparison import Comparison
from kit.franchise.share.comparison import compare as held_together
from kit.franchise.share.held import Cell, Given
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.source.settings.files import read_hub
from tests.regions import HUB, PLAN, region_files, tree

ALOUD = "### Talk it over\n\nAloud.\n"
OURS = "## Why it matters\n\nBecause we say so.\n"


def given(files: Tree) -> Given:
    """Return a tree as ``compare`` takes it."""
    found: list[Finding] = []
    composed = compose(files, found)
    assert not has_errors(found), found
    assert composed is not None
    hub = read_hub(composed.tree, found)
    assert hub is not None
    return Given(composed, hub)


def region(name: str, local: Mapping[str, str], more: str = "", hub: Mapping[str, str] = HUB) -> Given:
    """Return a region of ``hub`` with these files of its own, called ``name``."""
    files = region_files(local, more, hub)
    title = name.replace("-", " ").title()
    settings = files["region.toml"].replace('"midlands"', f'"{name}"').replace("Midlands Peer Group", title)
    return given(tree({**files, "region.toml": settings}))


def fork(parent: Given, name: str, local: Mapping[str, str]) -> Given:
    """Return a region that forked ``parent``."""
    composed = {path: data.decode() for path, data in parent.composed.tree.files.items()}
    return region(name, local, hub=composed)


def cells(found: Comparison, page: str) -> dict[str, Cell]:
    """Return the cells of a session, by region."""
    row = next(row for group in found.groups for row in group.rows if row.page == page)
    return {one.id: cell for one, cell in zip(found.columns, row.cells, strict=True)}


def compare(*given: Given) -> Comparison:
    return held_together(given)


def test_a_session_is_shared_until_somebody_changes_a_word_of_it() -> None:
    changed = region("south", {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS})

    found = compare(region("midlands", {}), changed)

    assert cells(found, "round-1/how-ready") == {
        "midlands": Cell(("shared",), 4, 4, 20),
        "south": Cell(("varied",), 3, 4, 20),
    }
    assert cells(found, "round-1/next-steps")["south"].states == ("shared",)


@pytest.mark.parametrize(
    ("local", "more", "states"),
    [
        ({"overrides/round-1/how-ready/page.toml": "drop = true\n"}, "", ("dropped",)),
        ({}, '[[round.round-1.agenda]]\ndrop = "how-ready"\n', ("dropped",)),
        ({}, '[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 35\n', ("retimed",)),
        ({"overrides/round-1/how-ready/page.toml": "[set]\nminutes = 35\n"}, "", ("retimed",)),
        ({"overrides/round-1/how-ready/talk-it-over.after.md": "One line more.\n"}, "", ("varied",)),
        ({"overrides/round-1/how-ready/talk-it-over.remove.md": "No room.\n"}, "", ("varied",)),
        (
            {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS},
            '[[round.round-1.agenda]]\nitem = "how-ready"\nminutes = 35\n',
            ("varied", "retimed"),
        ),
        ({"overrides/round-1/how-ready/page.toml": 'rename = "ready"\n'}, "", ("shared",)),
        (
            {"overrides/round-1/how-ready/talk-it-over.after.md": ":::{facilitator}\n\nMind the time.\n\n:::\n"},
            "",
            ("shared",),
        ),
    ],
)
def test_each_way_to_change_a_session_has_its_word(
    local: Mapping[str, str], more: str, states: tuple[str, ...]
) -> None:
    assert cells(compare(region("south", local, more)), "round-1/how-ready")["south"].states == states


def test_a_session_of_a_region_s_own_is_added_there_and_nowhere_else() -> None:
    own = {"pages/round-1/walk.md": "---\nminutes: 15\n---\n\n# A walk\n\nOutside.\n"}
    more = '[[round.round-1.agenda]]\nadd = "walk"\nafter = "how-ready"\n'

    found = compare(region("midlands", {}), region("south", own, more))

    assert cells(found, "round-1/walk") == {"midlands": Cell(), "south": Cell(("added",), minutes=15)}


def test_a_section_under_another_heading_is_the_same_section_changed() -> None:
    renamed = "## Why you should care\n\nBecause of this.\n"
    found = compare(region("south", {"overrides/round-1/how-ready/why-it-matters.replace.md": renamed}))

    parts = next(row.parts for group in found.groups for row in group.rows if row.page == "round-1/how-ready")
    assert [part.address for part in parts] == ["round-1/how-ready#why-it-matters"]
    assert parts[0].others == {"south": renamed}


def test_a_grandchild_is_held_against_the_hub_that_its_parent_carries() -> None:
    parent = region("midlands", {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS})
    child = fork(parent, "west", {"overrides/round-1/how-ready/talk-it-over.replace.md": ALOUD})

    found = compare(parent, child)

    assert cells(found, "round-1/how-ready")["west"] == Cell(("varied",), 2, 4, 20)
    assert found.columns[1].against == "Digital peer groups"


def test_a_grandchild_alone_is_held_against_its_parent() -> None:
    parent = region("midlands", {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS})

    found = compare(fork(parent, "west", {}))

    assert cells(found, "round-1/how-ready")["west"] == Cell(("shared",), 4, 4, 20)
    assert found.columns[0].against == "Midlands"


def test_regions_on_two_versions_meet_under_the_newest_name_of_a_session() -> None:
    newer = {
        **{path: text for path, text in HUB.items() if path != "round-1/how-ready.md"},
        "hub.toml": HUB["hub.toml"].replace("2026.1", "2026.2"),
        "round-1/index.md": PLAN.replace("how-ready", "scores"),
        "round-1/scores.md": HUB["round-1/how-ready.md"],
        "round-1/next-steps.md": HUB["round-1/next-steps.md"].replace("how-ready", "scores"),
        "moves.toml": '[[move]]\nfrom = "round-1/how-ready"\nto = "round-1/scores"\nin = "2026.2"\n',
        "round-1/new.md": "---\nminutes: 5\n---\n\n# New\n\nNew.\n",
    }

    found = compare(region("old", {}), region("new", {}, hub=newer))

    assert {name: cell.states for name, cell in cells(found, "round-1/scores").items()} == {
        "old": ("shared",),
        "new": ("shared",),
    }
    assert cells(found, "round-1/new")["old"] == Cell()


def test_consistency_and_core_count_the_hub_s_sections() -> None:
    first = region("midlands", {"overrides/round-1/how-ready/why-it-matters.replace.md": OURS})
    second = region("south", {"overrides/round-1/next-steps/page.toml": "drop = true\n"})

    found = compare(first, second)

    assert [found.consistency(0), found.consistency(1)] == [4 / 5, 4 / 5]
    assert found.sections == 5
    assert set(found.core) == {
        f"round-1/how-ready#{anchor}" for anchor in ("how-ready-are-we", "score-yourselves", "talk-it-over")
    }


def test_facilitators_notes_are_in_no_text_of_a_comparison() -> None:
    ours = OURS + "\n:::{facilitator}\n\nCanary.\n\n:::\n"

    found = compare(region("south", {"overrides/round-1/how-ready/why-it-matters.replace.md": ours}))

    assert "Canary" not in repr(found)
    assert "Because we say so." in repr(found)


def test_a_session_that_rounds_share_is_told_by_what_became_of_it_in_any_of_them() -> None:
    plan = "---\nminutes: 60\nagenda:\n  - {session: common/welcome}\n---\n\n# Again\n\nMore.\n"
    both = {
        **HUB,
        "common/welcome.md": "---\nminutes: 10\n---\n\n# Welcome\n\nHello.\n",
        "round-1/index.md": PLAN.replace(
            "  - {session: how-ready}  ", "  - {session: common/welcome}\n  - {session: how-ready}  "
        ),
        "round-2/index.md": plan,
    }
    longer = '[[round.round-1.agenda]]\nitem = "welcome"\nminutes = 30\n'
    gone = '[[round.round-2.agenda]]\ndrop = "welcome"\n'

    found = compare(region("longer", {}, longer, both), region("fewer", {}, gone, both), region("same", {}, "", both))

    assert {name: cell.states for name, cell in cells(found, "common/welcome").items()} == {
        "longer": ("retimed",),
        "fewer": ("retimed",),
        "same": ("shared",),
    }
    assert cells(found, "common/welcome")["longer"].minutes == 30
