"""``review/whats-new.md``: what an update brought, page by page, and what the region has there of its own."""

from __future__ import annotations

import pytest

from kit.franchise.update.review import KEPT, WHATS_NEW, open_questions
from kit.model.tree import Tree
from tests.franchise.update.scenario import after, updated
from tests.franchise.update.test_scenarios import played


def page_of(name: str) -> str:
    return played(name).end.files[WHATS_NEW].decode()


CASES = [
    ("same-paragraph", "You and upstream changed the same words; yours stays on your pages until you decide."),
    ("other-paragraph", "You changed this too; upstream's changes go into your text."),
    ("section-deleted-upstream", "You changed this, and upstream has it no more; yours stays until you decide."),
    ("new-round", "## A new round: "),
    ("page-deleted-upstream", "Upstream gave up `"),
    ("page-dropped-locally", "You left this page out, and it stays out."),
    ("both-add-a-page-of-one-name", "You have a page of your own in its place, and it stays."),
    ("section-left-out-that-upstream-splits", "### Marks\n\nYou left this out, and it stays out."),
    ("picture-changed-upstream", "## Pictures and other files"),
]


@pytest.mark.parametrize(("name", "words"), CASES)
def test_it_says_what_became_of_the_region_s_own(name: str, words: str) -> None:
    assert words in page_of(name)


def test_a_new_page_with_the_name_of_one_that_was_left_out_is_not_left_out() -> None:
    assert "left this page out" not in page_of("page-left-out-whose-name-another-has-now")


def test_it_asks_nothing() -> None:
    tree = played("other-paragraph").end

    assert open_questions({path: data for path, data in tree.files.items() if path.startswith("review/")}) == []


def test_a_quiet_update_leaves_it_and_the_next_news_replaces_it() -> None:
    tree, upstream = played("other-paragraph").end, played("other-paragraph").case.steps[-1].upstream
    next_hub = Tree({**upstream.files, "hub.toml": upstream.files["hub.toml"].replace(b"2026.2", b"2026.3")})
    quiet = after(tree, updated(tree, next_hub).changes)
    louder = Tree({**next_hub.files, "round-1/new.md": b"---\nminutes: 5\n---\n\n# Stretch\n\nStand up.\n"})
    now = after(quiet, updated(quiet, louder).changes)

    assert quiet.files[WHATS_NEW] == tree.files[WHATS_NEW]
    assert b"## Stretch" in now.files[WHATS_NEW]
    assert b"Why it matters" not in now.files[WHATS_NEW]


def test_words_that_somebody_wrote_on_it_are_kept_and_told() -> None:
    tree, upstream = played("other-paragraph").end, played("other-paragraph").case.steps[-1].upstream
    noted = after(tree, {WHATS_NEW: tree.files[WHATS_NEW] + b"\nTell Sam about this.\n"})
    louder = Tree({**upstream.files, "round-1/new.md": b"---\nminutes: 5\n---\n\n# Stretch\n\nStand up.\n"})
    result = updated(noted, louder)

    assert updated(noted, upstream).changes == {}
    assert b"Tell Sam about this." in (result.changes[f"{KEPT}whats-new.md"] or b"")
    assert any(f"{KEPT}whats-new.md" in sentence for _, sentence in result.news)


def test_windows_line_ends_are_no_words() -> None:
    tree, upstream = played("other-paragraph").end, played("other-paragraph").case.steps[-1].upstream
    saved = after(tree, {WHATS_NEW: tree.files[WHATS_NEW].replace(b"\n", b"\r\n")})
    louder = Tree({**upstream.files, "round-1/new.md": b"---\nminutes: 5\n---\n\n# Stretch\n\nStand up.\n"})

    assert not [path for path in updated(saved, louder).changes if path.startswith(KEPT)]


def test_only_other_line_ends_are_nothing_new() -> None:
    case = played("other-paragraph")
    upstream = case.case.steps[-1].upstream
    crlf = {
        path: data.replace(b"\n", b"\r\n") if path.endswith(".md") else data for path, data in upstream.files.items()
    }

    assert not updated(case.end, Tree(crlf)).brought
