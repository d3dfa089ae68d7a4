"""The law of a network: every file of every region is what building that region by itself makes, byte for byte."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from kit.app.build import Order, build
from kit.model.errors import FindingsError
from kit.model.findings import Finding, Level
from kit.network.bases import Bases
from kit.network.members import Member, members
from kit.network.task import Job, Task, perform
from kit.render.outputs import PARTS
from tests.helpers import examples
from tests.live.clean import unlike
from tests.network.regions import CHANGES, write_regions


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(folder: Path, chosen: Sequence[Collection[str]], parts: tuple[str, ...]) -> dict[str, list[str]]:
    """Build regions with the ``chosen`` changes together and alone, and return the files that are not the same."""
    order, bases, found = Order(parts), Bases(folder / "work"), {}
    (folder / "work").mkdir()
    for one in members(write_regions(folder, chosen)):
        outcome = perform(Task(one, folder / "together" / one.id, Job(order)), bases)
        assert not outcome.details
        assert (outcome.code, set(outcome.findings)) == _alone(one, folder / "alone" / one.id, order)
        found[one.id] = unlike(files(folder / "together" / one.id), files(folder / "alone" / one.id))
    return {name: paths for name, paths in found.items() if paths}


def _alone(one: Member, out: Path, order: Order) -> tuple[int, set[Finding]]:
    try:
        code, found = 0, build(one.root, out, order, lambda _: None)
    except FindingsError as error:
        code, found = error.exit_code, tuple(error.findings)
    return code, {finding for finding in found if finding.level is not Level.ADVICE}


@pytest.mark.slow
def test_each_change_by_itself_reaches_no_other_region(tmp_path: Path) -> None:
    """Each region has one change, so that whatever the one before left behind would show."""
    assert differing(tmp_path, [[name] for name in CHANGES], ("site",)) == {}


@pytest.mark.slow
def test_each_change_by_itself_reaches_no_paper_or_slide_of_another_region(tmp_path: Path) -> None:
    assert differing(tmp_path, [[name] for name in CHANGES], ("handouts", "decks")) == {}


@pytest.mark.slow
def test_handouts_decks_and_all_else_are_the_same_too(tmp_path: Path) -> None:
    names = ["a section", "a name", "an item dropped", "a picture of upstream's", "a title"]

    assert differing(tmp_path, [[name] for name in names], PARTS) == {}


@pytest.mark.slow
@profile(max_examples=examples(60), phases=(Phase.generate,))  # a build is too long to look for a smaller example
@given(st.lists(st.sets(st.sampled_from(sorted(CHANGES)), max_size=5), min_size=2, max_size=4), st.integers())
def test_random_regions_are_the_same_as_alone(chosen: list[set[str]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same edits every time is the point
    with tempfile.TemporaryDirectory() as folder:
        ordered = [chance.sample(sorted(names), len(names)) for names in chosen]
        assert differing(Path(folder), ordered, ("site",)) == {}
