"""Words of a document that its page cannot take: kept beside it, and all others stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Peerkit
from tests.cli.letters import WHY, edit, files, paragraph, word, written
from tests.helpers import build_file_tree
from tests.regions import PLAN, SESSION


def test_what_has_no_place_is_kept_in_a_review_page(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)

    def change(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Our five", "Their ten"

    edit(letter, change)
    ended = peerkit("-C", region, "capture", "--word", letter)

    kept = (region / "review/kept/how-ready.md").read_text(encoding="utf-8")
    assert ended.code == 1
    assert "review/kept/how-ready.md" in ended.err
    assert "> Our five\n> Their ten\n" in kept
    assert ": error:" not in peerkit("-C", region, "check").err


def test_words_that_somebody_struck_through_stay_and_are_told(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)

    def change(document: Any) -> None:
        for run in paragraph(document, "In pairs.").runs:
            run.font.strike = True
        paragraph(document, "Read the point.").add_run(" Twice.").font.double_strike = True

    edit(letter, change)
    ended = peerkit("-C", region, "capture", "--word", letter)

    kept = (region / "review/kept/how-ready.md").read_text(encoding="utf-8")
    assert ended.code == 1
    assert "struck through and did not delete, so they stay on the page: In pairs." in ended.err
    assert "> Twice.\n" in kept
    assert "Read the point. Twice." in (region / "overrides/round-1/how-ready/score-yourselves.replace.md").read_text(
        encoding="utf-8"
    )


def test_a_second_file_takes_nothing_of_the_first_one_s_review_page(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    kept = {"review/kept/how-ready.md": "# Of the first\n"}
    build_file_tree(region, kept)
    word(peerkit, region, letter)
    edit(letter, lambda one: setattr(one.add_table(1, 1).cell(0, 0), "text", "Our five"))

    assert peerkit("-C", region, "capture", "--word", letter).code == 1
    assert (region / "review/kept/how-ready.md").read_text(encoding="utf-8") == "# Of the first\n"
    assert "Our five" in (region / "review/kept/how-ready-2.md").read_text(encoding="utf-8")


MISTAKES: dict[str, Callable[[Any], object]] = {
    "a name that nothing fills in": written("In pairs.", "In pairs, zebra, at {{ nowhere }}."),
    "words above the title": lambda one: above(one, "How ready are we?", "A zebra."),
    "a new block": lambda one: above(one, "In pairs.", "::: {slide} zebra"),
    "two of them": lambda one: (
        above(one, "How ready are we?", "A zebra."),
        above(one, "In pairs.", "{{ nowhere }}"),
    ),
}


def above(document: Any, words: str, new: str) -> object:
    """Put a new paragraph above the one that holds ``words``."""
    return paragraph(document, words).insert_paragraph_before(new)


@pytest.mark.parametrize("name", MISTAKES)
def test_words_that_would_break_the_page_are_kept_aside_and_all_others_stored(
    peerkit: Peerkit, hub: Path, letter: Path, name: str
) -> None:
    word(peerkit, hub, letter)
    edit(letter, MISTAKES[name])
    edit(letter, written("Because of this.", "Because of that."))

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    page = (hub / "round-1/how-ready.md").read_text(encoding="utf-8")
    assert page == SESSION.replace("Because of this.", "Because of that.")
    kept = (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")
    assert "zebra" in kept
    assert "So the page did not take these words:" in kept or "In a new block, below" in kept


def test_one_paragraph_that_no_page_can_hold_leaves_the_others_their_place(
    peerkit: Peerkit, hub: Path, letter: Path
) -> None:
    word(peerkit, hub, letter)
    edit(letter, lambda one: [above(one, "In pairs.", words) for words in ("First.", "&zebra; &lt; \\back", "Second.")])

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    page = (hub / "round-1/how-ready.md").read_text(encoding="utf-8")
    assert page == SESSION.replace("In pairs.", "First.\n\nSecond.\n\nIn pairs.")
    assert "> &zebra; &lt; \\back" in (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")


def test_in_a_region_too_one_wrong_paragraph_refuses_no_other(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter, "round-1")
    edit(letter, MISTAKES["words above the title"])
    edit(letter, written("What this round is for.", "Why we meet."))
    edit(letter, written("Because of this.", "Because of that."))

    assert peerkit("-C", region, "capture", "--word", letter).code == 1

    made = {path for path in files(region) if path.startswith("overrides/")}
    assert made == {"overrides/round-1/index/meet-the-standard.replace.md", f"{WHY}.replace.md"}
    assert "> A zebra." in (region / "review/kept/how-ready.md").read_text(encoding="utf-8")


def test_a_page_that_lost_what_others_need_is_kept_whole(peerkit: Peerkit, hub: Path, letter: Path) -> None:
    plan = PLAN.replace("for.", "for: [why](how-ready.md#why-it-matters).")
    build_file_tree(hub, {"round-1/index.md": plan})
    word(peerkit, hub, letter)
    edit(
        letter, lambda one: paragraph(one, "Why it matters")._p.getparent().remove(paragraph(one, "Why it matters")._p)
    )

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    assert "So nothing of it was stored." in ended.err
    assert (hub / "round-1/how-ready.md").read_text(encoding="utf-8") == SESSION
    assert "Because of this." in (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")
