"""A round that is new upstream is hidden until the region says when it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.model.tree import Tree
from tests.franchise.update.scenario import after, composed, region_of, updated
from tests.helpers import build_file_tree

PLAN = "---\nminutes: 60\nagenda:\n  - {title: Talk, minutes: 60}\n---\n\n"
HUB = 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n'


def hub(*rounds: str) -> Tree:
    """A hub with a plan for each of ``rounds``."""
    plans = {f"{name}/index.md": f"{PLAN}# The plan of {name}\n".encode() for name in rounds}
    return Tree({"hub.toml": HUB.encode(), "index.md": b"# Hub\n", **plans})


OLD, NEW = hub("round-1"), hub("round-1", "round-2")
TABLE = """\
[round.round-2]
# “The plan of round-2” is not on your site yet. To show it, give it a date here, or take show = false away.
# date = 2027-01-20
# start = "10:30"
# heads = 28                   # people you expect
# table_size = 6               # people at a table
# leads = {SESSION = "Sam"}    # first names, shown on run sheets only
show = false
"""


def text(tree: Tree) -> str:
    return tree.files["region.toml"].decode()


def said(tree: Tree) -> dict[str, object]:
    return dict(tomllib.loads(text(tree)).get("round", {}))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_its_table_comes_with_what_there_is_to_fill_in(end: str) -> None:
    region = region_of(OLD, {"region.toml": b"\n[round.round-1]\ndate = 2027-01-20\n"})
    region = after(region, {"region.toml": text(region).replace("\n", end).encode()})
    outcome = updated(region, NEW)
    now = after(region, outcome.changes)

    assert text(now).endswith(TABLE.replace("\n", end))
    assert list(outcome.hidden) == ["round-2"]
    assert said(after(now, updated(now, NEW).changes)) == said(now)


@pytest.mark.parametrize(
    "own",
    [
        "[round.round-2]\ndate = 2027-03-17\n",
        "[round.round-2]\ndrop = true\n",
        "[round.round-2]\nshow = true\n",
    ],
)
def test_it_is_not_hidden_where_the_region_has_decided(own: str) -> None:
    region = region_of(OLD, {"region.toml": f"\n{own}".encode()})
    outcome = updated(region, NEW)

    assert list(outcome.hidden) == []
    assert text(after(region, outcome.changes)).endswith(f"\n{own}")


def test_a_round_of_the_regions_own_stays_in_its_place() -> None:
    own = f"{PLAN}# Our second round\n".encode()
    region = region_of(OLD, {"pages/round-2/index.md": own})
    outcome = updated(region, NEW)

    assert list(outcome.hidden) == []
    assert said(after(region, outcome.changes)) == {}


@pytest.mark.parametrize(
    ("own", "right"),
    [
        ("[round.round-2]\nheads = 20\n", {"round-2": {"heads": 20, "show": False}}),
        ("[round]\nround-2 = {heads = 20}\n", {"round-2": {"heads": 20, "show": False}}),
        ("[round]\nround-2.heads = 20\n", {"round-2": {"heads": 20, "show": False}}),
        ("[round]\nround-1 = {heads = 20}\n", {"round-1": {"heads": 20}, "round-2": {"show": False}}),
    ],
)
def test_what_the_region_says_already_stays_as_it_is_written(own: str, right: dict[str, object]) -> None:
    region = region_of(OLD, {"region.toml": f"\n{own}".encode()})
    now = after(region, updated(region, NEW).changes)

    assert said(now) == right
    assert "# heads" not in text(now) or "round-1 =" in text(now)


def test_a_round_that_upstream_renamed_is_not_new() -> None:
    moves = b'[[move]]\nfrom = "round-1/index.md"\nto = "first/index.md"\nin = "2026.2"\n'
    region = region_of(OLD, {"region.toml": b"\n[round.round-1]\nheads = 20\n"})
    now = after(region, updated(region, Tree({**hub("first").files, "moves.toml": moves})).changes)

    assert said(now) == {"first": {"heads": 20}}


def test_a_region_of_a_region_decides_for_itself(tmp_path: Path) -> None:
    """The parent hides the round; a child that is forked now hides it too, and one from before gets it as new."""
    parent = region_of(OLD, {})
    given = Tree(composed(parent))
    parent = after(parent, updated(parent, NEW).changes)
    child = region_of(given, {})
    build_file_tree(tmp_path / "parent", {path: data.decode() for path, data in parent.files.items()})

    forked = Tree(start(Wishes(tmp_path / "child", "Child", None, str(tmp_path / "parent"), {})).files)
    child = after(child, updated(child, Tree(composed(parent))).changes)

    assert said(forked) == said(child) | {"round-1": {}} == {"round-1": {}, "round-2": {"show": False}}
    assert TABLE in text(forked)
    assert "show" not in composed(parent)["hub.toml"].decode()


def test_a_parent_that_shows_its_rounds_hides_none_for_who_forks_it(tmp_path: Path) -> None:
    parent = region_of(NEW, {"region.toml": b"\n[round.round-2]\nshow = false\ndate = 2027-03-17\n"})
    build_file_tree(tmp_path / "parent", {path: data.decode() for path, data in parent.files.items()})

    forked = Tree(start(Wishes(tmp_path / "child", "Child", None, str(tmp_path / "parent"), {})).files)

    assert said(forked) == {"round-1": {}, "round-2": {}}
