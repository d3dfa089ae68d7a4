"""Settling open questions in the editor, by the code that settles them on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.franchise.update.review import answers
from tests.live.editor.regions import OURS, WHY, asked, write_asking_region
from tests.live.trees import write_hub

OWN = "## Why it matters\n\nBoth, put together."


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_asking_region(tmp_path)


def question(region: Path) -> dict[str, Any]:
    """Return the one open question."""
    (one,) = asked(region, "questions")["questions"]
    found: dict[str, Any] = one
    return found


def left(region: Path) -> list[str]:
    """Return the addresses of the questions that the review folder still asks."""
    pages = {f"review/{one.name}": one.read_bytes() for one in (region / "review").glob("*.md")}
    return [one.address for one in answers(pages)]


def test_a_question_shows_what_both_sides_say_and_said(region: Path) -> None:
    one = question(region)

    assert (one["address"], one["title"], one["writes"]) == ("round-1/score#why-it-matters", one["title"], True)
    texts = {each["title"]: each["text"] for each in one["texts"]}
    assert texts["What you say now"] == OURS.strip()
    assert "that" in texts["What upstream says now"]
    assert "Because of this." in texts["What it said when you changed it"]
    assert one["text"] == OURS.strip()
    assert one["why"].startswith("You and upstream both changed the same words here.")


@pytest.mark.parametrize(("choice", "file"), [("keep", OURS.encode()), ("take", None), ("text", f"{OWN}\n".encode())])
def test_each_answer_is_written_and_undone_like_that_of_resolve(region: Path, choice: str, file: bytes | None) -> None:
    one = question(region)
    answer = asked(region, "settle", address=one["address"], choice=choice, text=OWN, mark=one["mark"])

    assert answer["answer"] == "saved"
    place = region / WHY
    assert (place.read_bytes() if place.exists() else None) == file
    assert left(region) == []

    asked(region, "undo", mark=answer["undo"]["mark"])
    assert place.read_bytes() == OURS.encode()
    assert left(region) == [one["address"]]


def test_an_answer_that_would_bring_a_mistake_leaves_the_question_open(region: Path) -> None:
    one = question(region)
    text = "## Why it matters\n\n[x](nowhere.md)"
    answer = asked(region, "settle", address=one["address"], choice="text", text=text, mark=one["mark"])

    assert (answer["answer"], answer["findings"][0]["level"]) == ("refused", "error")
    assert left(region) == [one["address"]]


def test_words_without_a_word_settle_nothing(region: Path) -> None:
    one = question(region)
    answer = asked(region, "settle", address=one["address"], choice="text", text=" ", mark=one["mark"])

    assert "is empty" in answer["message"]
    assert left(region) == [one["address"]]


def test_a_question_that_somebody_wrote_on_since_is_shown_anew(region: Path) -> None:
    one = question(region)
    page = next((region / "review").glob("round-1*.md"))
    page.write_text(f"{page.read_text(encoding='utf-8')}\nMore words.\n", encoding="utf-8")
    answer = asked(region, "settle", address=one["address"], choice="take", mark=one["mark"])

    assert answer["answer"] == "changed"
    assert answer["questions"][0]["text"] == "More words."
    assert (region / WHY).read_bytes() == OURS.encode()


@pytest.mark.parametrize("address", ["round-1/score#nowhere", "../../etc/passwd", ""])
def test_what_is_no_question_is_not_settled(region: Path, address: str) -> None:
    assert asked(region, "settle", address=address, choice="take", mark="")["answer"] == "changed"


def test_a_hub_has_no_questions(tmp_path: Path) -> None:
    assert asked(write_hub(tmp_path), "questions")["questions"] == []
