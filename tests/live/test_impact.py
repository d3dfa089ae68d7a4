"""What a change of an edition reaches: words stay on their page, all that others may show of it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.live.impact import near, reaches_everything
from kit.model.edition import Edition
from tests.live.edits import Edit, replacing, writing
from tests.live.trees import svg, write_hub

SCORE = "round-1/score.md"


def edition_of(root: Path) -> Edition:
    found = examine(root).edition
    assert found is not None
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_hub(tmp_path)


@pytest.mark.parametrize(
    "edit",
    [
        replacing(SCORE, "Because of this.", "Because\n\nof that."),
        replacing(SCORE, "1. Read the point.", "1. Read all of it."),
        replacing(SCORE, "- Go first.", "- Go last."),
        replacing("about.md", "Who we are.", "Who we were."),
    ],
)
def test_words_stay_where_they_are(root: Path, edit: Edit) -> None:
    before = edition_of(root)
    edit(root)

    assert not reaches_everything(before, edition_of(root))


@pytest.mark.parametrize(
    "edit",
    [
        replacing(SCORE, "# How ready", "# Quite how ready"),
        replacing(SCORE, "## Why it matters", "### Why it matters"),
        replacing(SCORE, ":grouping: pairs", ":grouping: tables"),
        replacing(SCORE, "standard: [1]", "standard: []"),
        replacing(SCORE, "![A wall with scores](wall.svg)", ""),
        replacing("hub.toml", "Town hall", "Old mill"),
        replacing("standards/ours.toml", "Ask them.", "Ask."),
        replacing("round-1/index.md", "minutes: 15}", "minutes: 20}"),
        replacing("countdown.md", "Ask.", "Ask them."),
        writing("round-1/wall.svg", svg("#000000")),
        writing("more.md", "# More\n\nAnd more.\n"),
    ],
)
def test_what_other_pages_may_show_reaches_them(root: Path, edit: Edit) -> None:
    before = edition_of(root)
    edit(root)

    assert reaches_everything(before, edition_of(root))


def test_near_a_session_are_the_plans_that_hold_or_borrow_it_and_the_pages_beside_the_rounds(root: Path) -> None:
    plans = {"round-1/index", "round-2/index"}

    assert near(edition_of(root), ["round-1/score"]) == {"round-1/score", "index", "about", *plans}
    assert near(edition_of(root), ["round-1/next-steps"]) == {"round-1/next-steps", "index", "about", "round-1/index"}
