"""Starting a region."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.compose.compose import compose
from kit.franchise.record import tree_digest
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from tests.helpers import build_file_tree
from tests.regions import HUB


def wishes(tmp_path: Path, **changes: object) -> Wishes:
    given: dict[str, object] = {
        "dest": tmp_path / "midlands",
        "name": "Midlands Peer Group",
        "id": None,
        "source": str(tmp_path / "hub"),
        "values": {},
    }
    return Wishes(**(given | changes))  # type: ignore[arg-type]  # the tests give the right kinds


def test_a_new_region_holds_upstream_whole_and_pins_it(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", HUB)

    started = start(wishes(tmp_path, values={"venue": 'Council House, "Birmingham"'}))
    region = tomllib.loads(started.files["region.toml"].decode())
    upstream = Tree(started.files).under("upstream")

    assert upstream.files == {path: text.encode() for path, text in HUB.items()}
    assert region["upstream"] == {"source": "../hub", "version": "2026.1", "tree": tree_digest(upstream)}
    assert region["variables"] == {"venue": 'Council House, "Birmingham"', "contact": ""}
    assert region["id"] == "midlands"
    assert list(started.gaps) == ["contact"]


def test_a_new_region_composes_without_a_finding(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", HUB)
    found: list[Finding] = []

    composed = compose(Tree(start(wishes(tmp_path)).files), found)

    assert found == []
    assert composed is not None
    assert composed.region is not None


def test_a_region_of_a_region_stands_on_the_composed_parent(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", HUB)
    parent = start(wishes(tmp_path)).files
    ours = {"overrides/round-1/how-ready/why-it-matters.replace.md": b"## Why it matters\n\nOurs.\n"}
    build_file_tree(tmp_path / "midlands", {**parent, **ours})

    child = start(wishes(tmp_path, dest=tmp_path / "marches", source=str(tmp_path / "midlands"))).files

    assert b"Ours." in child["upstream/round-1/how-ready.md"]
    assert b'id = "midlands"' in child["upstream/hub.toml"]
    assert b'source = "../midlands"' in child["region.toml"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"values": {"venu": "x"}}, "venu"),
        ({"values": {"venue": "<b>x</b>"}}, "venue"),
        ({"name": "A <script>"}, "name"),
        ({"id": "Mid Lands"}, "id"),
        ({"source": "nowhere"}, "nowhere"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_words(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    build_file_tree(tmp_path / "hub", HUB)

    with pytest.raises(WrongUsage) as refused:
        start(wishes(tmp_path, **changes))

    assert words in refused.value.message
    assert refused.value.hint


def test_a_source_is_found_in_a_single_folder_and_under_sessions(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "download" / "hub-2026" / "sessions", HUB)

    started = start(wishes(tmp_path, source=str(tmp_path / "download")))

    assert "upstream/round-1/how-ready.md" in started.files


def test_a_source_with_errors_is_not_forked(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", {**HUB, "hub.toml": "schema = 99\n"})

    with pytest.raises(FindingsError):
        start(wishes(tmp_path))
