"""``build`` and ``agenda`` show a round in another format than the region's, and change nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.app.build import Order, build
from kit.app.check import examine, load
from kit.model.errors import WrongUsage
from kit.model.findings import Code
from kit.model.formats import Kind
from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import PLAN, hub_files, region_files

OWN = '\n[round.round-1]\nformat = "evening"\nstart = "10:00"\n'
PLANS = {
    "round-1/index.md": PLAN.replace(
        "---\n\n# Meet", "  evening: {kind: hybrid, minutes: 90, items: [{session: next-steps}]}\n---\n\n# Meet"
    )
}


@pytest.fixture(params=["hub", "region"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    hub = hub_files(PLANS)
    return build_file_tree(tmp_path / "tree", hub if request.param == "hub" else region_files({}, OWN, hub))


def sessions(root: Path, format_name: str) -> tuple[str, Kind, int | None, list[str]]:
    edition = load(root, format_name).edition
    assert edition is not None
    one = edition.rounds[0]
    return one.format, one.kind, one.slot, [item.id for item in one.agenda]


def test_a_round_is_loaded_in_the_format_that_is_asked_for(root: Path) -> None:
    assert sessions(root, "online") == ("online", Kind.ONLINE, 120, ["how-ready"])
    assert sessions(root, "evening") == ("evening", Kind.HYBRID, 90, ["next-steps"])


def test_agenda_shows_another_format(root: Path, peerkit: Peerkit) -> None:
    shown = peerkit("-C", root, "agenda", "round-1", "--format", "online", "--json")

    assert shown.code == 0, shown.err
    assert [item["id"] for item in json.loads(shown.out)["items"]] == ["how-ready"]


def test_a_format_that_no_round_has_is_refused(root: Path, tmp_path: Path, peerkit: Peerkit) -> None:
    with pytest.raises(WrongUsage, match="round-1 has no format called outdoors"):
        build(root, tmp_path / "out", Order(("site",), format="outdoors"), lambda _: None)
    refused = peerkit("-C", root, "agenda", "round-1", "--format", "outdoors")
    assert refused.code == 2
    assert "round-1 has no format called outdoors" in refused.err


def test_a_build_in_another_format_has_its_sessions_and_its_own_folder(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path / "out", Order(("site",), format="online"), lambda _: None)

    page = (tmp_path / "out" / "site" / "round-1" / "index.html").read_text(encoding="utf-8")
    assert "How ready are we" in page
    assert "Arrivals" not in page


def test_what_only_the_usual_agenda_has_is_still_on_an_agenda(root: Path) -> None:
    """A build in another format does not warn of it."""
    found = {one.code for one in examine(root, format_name="online").findings}

    assert Code.ON_NO_AGENDA not in found
