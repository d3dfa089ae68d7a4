"""Every scenario of tests/cases/updates: what it expects, and the laws that hold for all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import pytest

from kit.franchise.record import FOLDER
from kit.franchise.update.review import asks
from kit.franchise.update.update import Updated, drafted
from kit.model.tree import Tree
from kit.source.settings.files import read_region
from tests.franchise.update.scenario import (
    Scenario,
    after,
    composed,
    doubled_passages,
    errors,
    lost_passages,
    marks,
    names,
    own_files,
    questions,
    scenario,
    unaddressed,
    updated,
)

NAMES = names()


class Outcome:
    """A scenario played to its end: the region before and after each step."""

    def __init__(self, case: Scenario) -> None:
        self.case = case
        self.start = after(case.region, updated(case.region, case.region_upstream).changes)
        self.before: list[Tree] = []
        self.after: list[Tree] = []
        self.results: list[Updated] = []
        tree = self.start
        for step in case.steps:
            tree = after(self.without_record(tree), step.local)
            self.before.append(tree)
            self.results.append(updated(tree, step.upstream))
            tree = after(tree, self.results[-1].changes)
            self.after.append(tree)
        self.end = tree

    def without_record(self, tree: Tree) -> Tree:
        """The region without .kit/, where the scenario loses it; with a record edited by hand, where it says so."""
        record = self.case.expected.get("record", "")
        if record == "lost":
            return Tree({path: data for path, data in tree.files.items() if not path.startswith(".kit/")})
        if record == "edited":
            spoilt = {path: data.replace(b"2", b"7") for path, data in tree.files.items() if path.startswith(FOLDER)}
            return after(tree, spoilt)
        return tree


@cache
def played(name: str) -> Outcome:
    return Outcome(scenario(name))


@pytest.fixture(params=NAMES)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return played(request.param)


def test_the_region_s_own_files_are_as_expected(outcome: Outcome) -> None:
    own = {path: data.decode("utf-8", "replace") for path, data in own_files(outcome.end).items()}

    assert own == {path: data.decode("utf-8", "replace") for path, data in outcome.case.own.items()}


def test_composed_pages_are_as_expected(outcome: Outcome) -> None:
    pages = {path: data.decode("utf-8", "replace") for path, data in composed(outcome.end).items()}

    for path, data in outcome.case.pages.items():
        assert pages[path] == data.decode("utf-8", "replace")
    for path, words in outcome.case.expected.get("holds", {}).items():
        assert [word for word in words if word not in pages[path]] == []
    for path, words in outcome.case.expected.get("lacks", {}).items():
        assert [word for word in words if word in pages.get(path, "")] == []


def test_exactly_the_expected_questions_are_open(outcome: Outcome) -> None:
    wanted = sorted(outcome.case.expected.get("questions", []))

    assert questions(outcome.end) == wanted
    assert sorted(one.address for one in outcome.results[-1].questions) == wanted
    reviews = [path for path in outcome.end.files if asks(path)]
    assert len(reviews) == len(wanted)
    assert ("review/README.md" in outcome.end.files) == bool(wanted)


def test_review_pages_show_what_they_must(outcome: Outcome) -> None:
    pages = " ".join(data.decode() for path, data in outcome.end.files.items() if asks(path))

    assert [words for words in outcome.case.expected.get("review", []) if words not in pages] == []
    assert [words for words in outcome.case.expected.get("review_lacks", []) if words in pages] == []


def test_the_report_tells_what_it_must(outcome: Outcome) -> None:
    sentences = [sentence for _, sentence in outcome.results[-1].news]

    for words in outcome.case.expected.get("told", []):
        wanted = [words] if isinstance(words, str) else words
        assert any(all(word in sentence for word in wanted) for sentence in sentences), (words, sentences)
    for word in outcome.case.expected.get("untold", []):
        assert not any(word in sentence for sentence in sentences), sentences


def test_new_rounds_are_those_that_upstream_had_under_no_name_before(outcome: Outcome) -> None:
    wanted = outcome.case.expected.get("new_rounds")

    assert wanted is None or outcome.results[-1].new_rounds == wanted


def test_states_are_as_status_lists_them_before_the_update(outcome: Outcome) -> None:
    tree = outcome.before[-1]
    region = read_region(tree, [])

    assert region is not None
    draft = drafted(tree, outcome.case.steps[-1].upstream, region, [])
    states = {f"{one.address} {one.op}": one.state.value for one in draft.states}
    wanted = outcome.case.expected.get("states", {})
    assert {name: states.get(name) for name in wanted} == wanted


def test_recording_changes_nothing_but_the_record(outcome: Outcome) -> None:
    changes = updated(outcome.case.region, outcome.case.region_upstream).changes

    if not outcome.case.expected.get("at_once"):  # what says only what upstream says goes as soon as anybody looks
        assert [path for path in changes if not path.startswith(FOLDER)] == []


def test_no_local_word_is_lost(outcome: Outcome) -> None:
    for before, now in zip(outcome.before, outcome.after, strict=True):
        assert lost_passages(before, now) == set()


def test_nothing_stands_twice_that_neither_side_says_twice(outcome: Outcome) -> None:
    doubled = {one for pair in zip(outcome.before, outcome.after, strict=True) for one in doubled_passages(*pair)}

    assert doubled == set(map(unaddressed, outcome.case.expected.get("doubled", [])))


def test_no_mark_of_a_conflict_appears(outcome: Outcome) -> None:
    assert [path for tree in outcome.after for path in marks(tree)] == []


def test_a_second_update_with_nothing_new_changes_nothing(outcome: Outcome) -> None:
    for step, tree in zip(outcome.case.steps, outcome.after, strict=True):
        again = updated(tree, step.upstream)

        assert dict(again.changes) == {}


@pytest.mark.slow
def test_the_region_composes_without_new_errors(outcome: Outcome) -> None:
    allowed = outcome.case.expected.get("errors", [])
    new = errors(outcome.end) - errors(outcome.start)

    assert [one for one in new if not any(one.startswith(code) for code in allowed)] == []


def in_any_order(own: Mapping[str, bytes]) -> dict[str, object]:
    """``own``, of region.toml what it says and its lines: tables of new rounds stand in the order of their coming."""
    settings = own.get("region.toml", b"").decode()
    return {**own, "region.toml": (tomllib.loads(settings), sorted(settings.splitlines()))}


def test_updates_one_after_the_other_give_what_one_to_the_last_gives(outcome: Outcome) -> None:
    steps = outcome.case.steps
    if len(steps) < 2 or any(step.local for step in steps) or outcome.case.expected.get("differs"):
        return
    direct = after(outcome.start, updated(outcome.start, steps[-1].upstream).changes)

    assert in_any_order(own_files(direct)) == in_any_order(own_files(outcome.end))
    assert {path for path in direct.files if asks(path)} == {path for path in outcome.end.files if asks(path)}
