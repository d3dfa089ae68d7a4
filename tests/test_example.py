"""The example region is a real one: it stands on the hub as it is, checks clean, and tells no secrets."""

from __future__ import annotations

from pathlib import Path

from kit.examine import examine
from kit.franchise.digest import tree_digest
from kit.franchise.update.state import State
from kit.model.findings import Finding
from kit.region import standing
from kit.source.read import read_tree

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "midlands"


def test_its_upstream_is_the_hub_as_it_is_now() -> None:
    """If this fails, the hub changed: run scripts/refresh_example.py."""
    found: list[Finding] = []
    hub = read_tree(ROOT / "sessions", found)
    status = standing(EXAMPLE)

    assert found == []
    assert status.region.settings.upstream.tree == tree_digest(hub)
    assert status.region.tree.under("upstream").files == hub.files


def test_every_override_of_it_is_fresh() -> None:
    assert {one.state for one in standing(EXAMPLE).draft.states} == {State.FRESH}


def test_it_has_nothing_to_mend() -> None:
    assert examine(EXAMPLE).findings == ()
