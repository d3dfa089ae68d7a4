"""The example region is a real one: it stands on the hub as it is, checks clean, and tells no secrets."""

from __future__ import annotations

import datetime
from pathlib import Path

from kit.app.check import examine, load
from kit.app.region import standing
from kit.franchise.record import tree_digest
from kit.franchise.update.draft import State
from kit.model.findings import Finding
from kit.render.site.facts import group_facts, group_json
from kit.render.site.groups import examples
from kit.source.tree.groups import read_groups
from kit.source.tree.read import read_tree

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "midlands"
GROUPS = ROOT / "docs" / "examples" / "groups"


def test_its_upstream_is_the_hub_as_it_is_now() -> None:
    """If this fails, the hub changed: run scripts/refresh_example.py."""
    found: list[Finding] = []
    hub = read_tree(ROOT / "sessions", found)
    status = standing(EXAMPLE)

    assert found == []
    assert status.region.settings.upstream.tree == tree_digest(hub)
    assert status.region.tree.under("upstream").files == hub.files


def test_its_facts_among_the_example_groups_are_what_a_build_writes() -> None:
    """If this fails, the example or the hub changed: run scripts/refresh_example.py."""
    edition = examine(EXAMPLE).edition

    assert edition is not None
    assert (GROUPS / "midlands.json").read_bytes() == group_json(group_facts(edition))


def test_the_example_groups_can_be_read_and_are_invented() -> None:
    found: list[Finding] = []
    groups = read_groups(GROUPS, "hub", found)

    assert found == []
    assert [one.id for one in groups] == ["wales", "london", "midlands", "south", "south-west", "yorkshire-and-humber"]
    assert examples(groups) == "all"


def test_what_example_groups_changed_is_on_pages_of_the_hub() -> None:
    """Their pages, sections and rounds are the hub's, but for sessions of their own."""
    hub = load(ROOT / "sessions").edition
    assert hub is not None
    changes = [one for group in read_groups(GROUPS, "hub", []) for one in group.variations if one.kind != "new"]
    anchors = {name: {section.anchor for section in page.sections} for name, page in hub.pages.items()}

    assert [one for one in changes if one.page not in anchors] == []
    assert [one for one in changes if one.section and one.section not in anchors[one.page]] == []


def test_every_override_of_it_is_fresh() -> None:
    assert {one.state for one in standing(EXAMPLE).draft.states} == {State.FRESH}


def test_it_has_nothing_to_mend() -> None:
    """No advice either, on a day on which what it says of its site is new."""
    assert examine(EXAMPLE, datetime.date(2026, 12, 1)).findings == ()
