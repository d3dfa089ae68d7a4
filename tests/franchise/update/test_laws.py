"""What holds for every update, on random regions and random changes upstream."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings

from kit.franchise.compose.compose import compose
from kit.franchise.compose.overrides import Op, read_overrides
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import read_lock
from kit.model.findings import Finding, Level
from kit.model.tree import Tree
from tests.franchise.update.random_regions import BLOCKS, Case, cases, with_block
from tests.franchise.update.scenario import after, doubled_passages, lost_passages, marks, own_files, questions, updated
from tests.helpers import examples

LAWS = settings(
    max_examples=examples(25),
    derandomize=True,
    phases=[Phase.generate],  # a random region takes many minutes to shrink; the first one found is small enough
)


def recorded(case: Case) -> Tree:
    """The region once the kit has looked at it."""
    return after(case.region, updated(case.region, case.region.under("upstream")).changes)


def mistakes(tree: Tree) -> set[str]:
    found: list[Finding] = []
    compose(tree, found)
    return {f"{one.code.value} {one.place}" for one in found if one.level is Level.ERROR}


@LAWS
@given(cases())
def test_no_passage_is_lost_and_no_mark_appears(case: Case) -> None:
    tree = recorded(case)
    for version in case.versions:
        now = after(tree, updated(tree, version).changes)

        assert lost_passages(tree, now) == set()
        assert marks(now) == []
        tree = now


@LAWS
@given(cases())
def test_nothing_stands_twice_that_neither_side_says_twice(case: Case) -> None:
    tree = recorded(case)
    for version in case.versions:
        now = after(tree, updated(tree, version).changes)

        assert doubled_passages(tree, now) == set()
        tree = now


@LAWS
@given(cases())
def test_an_update_with_nothing_new_changes_nothing_and_asks_the_same(case: Case) -> None:
    tree = recorded(case)
    for version in case.versions:
        tree = after(tree, updated(tree, version).changes)
        again = updated(tree, version)

        assert dict(again.changes) == {}
        assert sorted(one.address for one in again.questions) == questions(tree)


@LAWS
@given(cases())
def test_the_region_composes_and_every_review_page_is_an_open_question(case: Case) -> None:
    tree = recorded(case)
    before = mistakes(tree)
    for version in case.versions:
        result = updated(tree, version)
        tree = after(tree, result.changes)

        assert mistakes(tree) - before == set()
        assert sorted(one.address for one in result.questions) == questions(tree)


@LAWS
@given(cases())
def test_we_ask_only_where_git_would(case: Case) -> None:
    tree = recorded(case)
    upstream, overrides = HubPages(case.versions[0]), read_overrides(tree, [])
    lock = read_lock(tree.files, [])
    asked = {one.address for one in updated(tree, case.versions[0]).questions if one.kind == "conflict"}

    for ones in overrides.sections.values():
        for one in ones:
            theirs = upstream.section(one.page, one.anchor)
            if one.op is Op.REPLACE and theirs is not None and one.address in asked:
                base = lock.pages[one.page].bases[f"{one.anchor}.replace"]
                assert git_asks(str(base), one.text, theirs)


def git_asks(base: str, ours: str, theirs: str) -> bool:
    """Whether ``git merge-file`` leaves a conflict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_text(text, encoding="utf-8", newline="")
        done = subprocess.run(["git", "merge-file", "-p", "-q", *map(str, paths)], capture_output=True, check=False)
    return done.returncode != 0


@LAWS
@given(cases(BLOCKS, with_block))
def test_two_updates_give_what_one_gives_where_nothing_was_asked(case: Case) -> None:
    start = recorded(case)
    first = updated(start, case.versions[0])
    middle = after(start, first.changes)
    second = updated(middle, case.versions[1])
    direct = updated(start, case.versions[1])
    if first.questions or second.questions or direct.questions:
        return

    assert own_files(after(middle, second.changes)) == own_files(after(start, direct.changes))
