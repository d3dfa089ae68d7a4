"""Settling questions: each kind kept, taken or answered with a new text, and what the next update makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kit.franchise.update.resolve import Choice, Settled, normal_address, resolve
from kit.franchise.update.review import WHATS_NEW, answers, review_path
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.errors import WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from tests.franchise.update.scenario import CASES, DAY, after, composed, errors, own_files, questions, updated
from tests.franchise.update.test_scenarios import NAMES, Outcome, played

ASKED = [name for name in NAMES if b"\nquestions = [" in (CASES / name / "expected.toml").read_bytes()]


@pytest.fixture(params=ASKED)
def outcome(request: pytest.FixtureRequest) -> Outcome:
    return played(request.param)


def settled(tree: Tree, settle: Sequence[Settled]) -> Tree:
    found: list[Finding] = []
    changes = resolve(tree, settle, DAY, found)

    assert changes is not None
    assert found == []
    return after(tree, changes)


def settled_all(tree: Tree, choice: Choice) -> Tree:
    return settled(tree, [Settled(address, choice) for address in questions(tree)])


def reviews(tree: Tree) -> list[str]:
    """The pages under ``review/``. What is new has one, unless all of it is in a round that the region leaves out."""
    return [path for path in tree.files if path.startswith("review/")]


def quiet(outcome: Outcome, tree: Tree) -> None:
    """The next update asks nothing, tells nothing and changes nothing."""
    again = updated(tree, outcome.case.steps[-1].upstream)

    assert again.questions == []
    assert list(again.news) == []
    assert dict(again.changes) == {}


def test_keeping_ours_leaves_every_page_as_it_is_and_is_never_asked_again(outcome: Outcome) -> None:
    tree = settled_all(outcome.end, Choice.KEEP)

    assert reviews(tree) == [path for path in reviews(outcome.end) if path == WHATS_NEW]
    before, now = composed(outcome.end), composed(tree)
    assert {path: data for path, data in now.items() if path.endswith(".md")} == {
        path: data for path, data in before.items() if path.endswith(".md")
    }
    assert errors(tree) - errors(outcome.end) == set()
    quiet(outcome, tree)


def test_settling_keeps_the_record_of_what_was_received(outcome: Outcome) -> None:
    record = {RECORD: pristine_record(outcome.end.under("upstream"))}
    tree = Tree({**outcome.end.files, **record})

    assert settled_all(tree, Choice.KEEP).files[RECORD] == record[RECORD]


def test_taking_theirs_takes_our_change_away_and_is_never_asked_again(outcome: Outcome) -> None:
    tree = settled_all(outcome.end, Choice.TAKE)

    assert reviews(tree) == [path for path in reviews(outcome.end) if path == WHATS_NEW]
    assert len(own_files(tree)) < len(own_files(outcome.end)) or own_files(tree) != own_files(outcome.end)
    assert errors(tree) - errors(outcome.end) == set()
    quiet(outcome, tree)


def test_one_answer_leaves_the_other_questions_open(outcome: Outcome) -> None:
    for choice in Choice:
        for address in questions(outcome.end):
            tree = settled(outcome.end, [Settled(address, choice)])
            again = updated(tree, outcome.case.steps[-1].upstream)

            left = [one for one in questions(outcome.end) if one != address]
            assert questions(tree) == left
            asked = sorted(one.address for one in again.questions)
            if choice is Choice.KEEP:
                assert asked == left
                assert [path for path in again.changes if not path.startswith(".kit/")] == []
            assert set(asked) <= set(left)  # where a page is given up, what was asked of its agenda item has no point


def test_a_ticked_box_says_which(outcome: Outcome) -> None:
    address = questions(outcome.end)[0]
    path = review_path(address)
    page = outcome.end.files[path].decode().replace("- [ ] Take theirs", "- [x] Take theirs")
    ticked = after(outcome.end, {path: page.replace("\n", "\r\n").encode()})

    found = {one.address: one.ticked for one in answers(ticked.files)}

    assert found[address] == ("Take theirs",)
    assert [one for one in found.values() if one] == [("Take theirs",)]


def test_a_tick_outlives_an_update_that_asks_the_same(outcome: Outcome) -> None:
    path = review_path(questions(outcome.end)[0])
    page = outcome.end.files[path].replace(b"- [ ] Keep ours", b"- [x] Keep ours")
    ticked = after(outcome.end, {path: page})

    assert path not in updated(ticked, outcome.case.steps[-1].upstream).changes


READY = "round-1/how-ready#why-it-matters"
FILE = "overrides/round-1/how-ready/why-it-matters.replace.md"
NEW = "## Why it matters\n\nResidents and members notice first.\n"


@pytest.mark.parametrize("name", ["same-paragraph", "section-deleted-upstream"])
def test_a_text_of_its_own_stands_in_the_place_of_ours(name: str) -> None:
    case = played(name)

    tree = settled(case.end, [Settled(READY, Choice.KEEP, NEW)])

    assert tree.files[FILE].decode() == NEW
    assert "Residents and members notice first." in composed(tree)["round-1/how-ready.md"].decode()
    quiet(case, tree)


def test_what_upstream_changes_after_an_answer_is_merged_into_it() -> None:
    case = played("same-paragraph")
    tree = settled_all(case.end, Choice.KEEP)
    upstream = case.case.steps[-1].upstream
    page = upstream.files["round-1/how-ready.md"]
    newer = after(upstream, {"round-1/how-ready.md": page.replace(b"marked on this.", b"marked on this at all.")})

    result = updated(tree, newer)

    assert result.questions == []
    text = (result.changes[FILE] or b"").decode()
    assert "Our members told us" in text
    assert "marked on this at all." in text


def test_taking_theirs_shows_upstream_s_text() -> None:
    case = played("same-paragraph")

    tree = settled_all(case.end, Choice.TAKE)

    assert FILE not in tree.files
    assert composed(tree)["round-1/how-ready.md"] == tree.files["upstream/round-1/how-ready.md"]


def test_answers_stand_in_the_lineage() -> None:
    tree = settled_all(played("same-paragraph").end, Choice.KEEP)

    lineage = tree.files["lineage.toml"].decode()
    assert 'what = "resolved"' in lineage
    assert f'address = "{READY}"\nanswer = "keep"' in lineage


def test_an_address_without_a_question_is_refused() -> None:
    tree = played("other-paragraph").end

    for address in (READY, "round-1@lunch:minutes", "round-1/how-ready:minutes", "round-1/walk.md", "brand/logo.png"):
        with pytest.raises(WrongUsage, match="no open question"):
            settled(tree, [Settled(address, Choice.TAKE)])


def test_a_page_of_our_own_can_be_named_with_and_without_its_ending() -> None:
    tree = played("both-add-a-page-of-one-name").end

    for typed in ("round-1/walk.md", "round-1/walk"):
        assert questions(settled(tree, [Settled(normal_address(typed), Choice.KEEP)])) == []


def test_a_new_text_can_only_answer_what_is_text() -> None:
    tree = played("agenda-minutes-of-one-item").end

    with pytest.raises(WrongUsage, match="is no text"):
        settled(tree, [Settled("round-1@lunch:minutes", Choice.KEEP, "fifty")])


def test_a_reason_and_a_byte_order_mark_stay_before_a_new_text() -> None:
    case = played("same-paragraph")
    with_reason = after(case.end, {FILE: b"\xef\xbb\xbf---\nwhy: ours\n---\n\n" + case.end.files[FILE]})

    tree = settled(with_reason, [Settled(READY, Choice.KEEP, NEW)])

    assert tree.files[FILE].decode() == "\ufeff---\nwhy: ours\n---\n\n" + NEW


SPLIT = "split-upstream-and-the-same-words-changed-by-both"


def test_taking_theirs_of_several_sections_leaves_none_of_ours_and_none_out() -> None:
    end = played(SPLIT).end
    tree = settled_all(end, Choice.TAKE)

    assert composed(tree)["round-2/lean-coffee.md"] == end.files["upstream/round-2/lean-coffee.md"]
    assert not [path for path in tree.files if path.startswith("overrides/")]


@pytest.mark.parametrize("choice", list(Choice))
def test_what_a_region_put_beside_the_sections_for_itself_outlives_both_answers(choice: Choice) -> None:
    own = {"overrides/round-2/lean-coffee/why.before.md": b"Open a window.\n"}
    case = played(SPLIT)
    start = after(case.start, own)
    asked = after(start, updated(start, case.case.steps[-1].upstream).changes)

    assert own.items() <= own_files(settled_all(asked, choice)).items()


def test_a_new_text_for_several_sections_is_laid_out_on_them() -> None:
    end = played(SPLIT).end
    text = "## Why\n\nUsers notice first.\n\n## How\n\nBoth of us.\n\nNobody is marked on this.\n"
    tree = settled(end, [Settled(questions(end)[0], Choice.KEEP, text)])
    own = {path: data for path, data in own_files(tree).items() if path.startswith("overrides/")}

    assert own == {
        "overrides/round-2/lean-coffee/how.replace.md": b"## How\n\nBoth of us.\n\nNobody is marked on this.\n"
    }
    quiet(played(SPLIT), tree)
