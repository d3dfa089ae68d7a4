"""Advice on plain words: what is told of a page's words, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.check.plain_words import lix
from kit.model.findings import Code
from kit.model.page import Page, PageKind
from kit.source.markdown.page import read_page
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

CODES = frozenset(
    {
        Code.MIXED_CONTRACTIONS,
        Code.UNSAID_TIME,
        Code.LONG_SENTENCE,
        Code.HARD_TO_READ,
        Code.SOMEBODY,
        Code.BARE_LETTERS,
    }
)
HEAD = "---\nminutes: 20\n---\n\n# How ready are we?\n\n"
PLACE = "round-1/how-ready.md"
SENTENCE = "we go on and on and on and on "  # nine words


def found(root: Path, text: str, **more: str) -> list[Code]:
    files = {name.replace("_", "-") + ".md": content for name, content in more.items()}
    tree = build_file_tree(root, HUB | {PLACE: HEAD + text + "\n"} | files)
    return [one.code for one in examine(tree).findings if one.code in CODES]


def notes(*lines: str) -> str:
    return "\n".join([":::{facilitator}", *(f"- {one}" for one in lines), ":::"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Don't wait.", "Do not wait."),
        ("You can’t see it.", "You cannot see it."),
        ("It won't do.", "It will not do."),
        ("It is not here.", "It isn't here."),
    ],
)
def test_notes_that_write_one_verb_in_two_ways_are_told_once(tmp_path: Path, first: str, second: str) -> None:
    assert found(tmp_path, notes(first, second, second)) == [Code.MIXED_CONTRACTIONS]


@pytest.mark.parametrize(
    "text",
    [
        notes("Don't wait.", "It is not here."),
        notes("Don't wait.", "Do *not* wait, ever."),
        notes("Don't wait.") + "\n\nDo not wait.",
        notes("Do it or don't. Do nothing."),
    ],
)
def test_two_verbs_a_stressed_not_and_the_text_of_the_page_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


@pytest.mark.parametrize(
    "time",
    ["13:05", "09:30", "1.05pm", "1:05 pm", "1:05PM", "1:05 p.m.", "01:05pm", "1:42pm", "13:05pm", "at 1 pm"],
)
def test_a_clock_time_that_people_do_not_say_so_is_told(tmp_path: Path, time: str) -> None:
    assert found(tmp_path, f"We begin {time} sharp.") == [Code.UNSAID_TIME]


@pytest.mark.parametrize(
    "text",
    [
        "We begin at 1:05pm, and end at 4pm.",
        "Python 3.11, part 1.4.12, git 2.32 and a scale of 1:50.",
        "The first card says 8:20.",
        "A film in 16:9, and a run of 1:23:45.",
        "We begin at `13:05`.",
        "Write 1:05pm, and not “13:05”.",
        "3 amps, 5 ample rooms.",
    ],
)
def test_times_of_the_house_versions_and_scales_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_a_sentence_of_more_than_forty_words_is_told_and_a_list_is_no_sentence(tmp_path: Path) -> None:
    assert found(tmp_path, SENTENCE * 5) == [Code.LONG_SENTENCE]
    assert found(tmp_path, (SENTENCE * 2 + "so: ") * 3) == []
    assert found(tmp_path, "\n".join(f"- {SENTENCE}" for _ in range(6))) == []


def page_of(text: str) -> Page:
    page = read_page("a.md", f"# A\n\n{text}\n".encode(), PageKind.PAGE, [])
    assert page is not None
    return page


def test_lix_is_words_of_a_sentence_and_long_words_of_a_hundred() -> None:
    """Ten words in each sentence, three of them with seven letters or more: 10 + 30."""
    assert lix(page_of("Several careful teachers go to sea in a red boat. " * 10)) == 40


def test_a_few_words_have_no_measure() -> None:
    assert lix(page_of("Incomprehensible considerations notwithstanding.")) == 0


def test_a_page_of_long_words_throughout_is_told_and_a_plain_one_is_not(tmp_path: Path) -> None:
    hard = "Organisational stakeholders should operationalise their strategic considerations before implementation. "

    assert found(tmp_path, hard * 15) == [Code.HARD_TO_READ]
    assert found(tmp_path, "People who run a service should do what they plan. " * 15) == []


def test_somebody_is_told_in_a_hub_and_not_in_quotation_marks(tmp_path: Path) -> None:
    assert found(tmp_path, "Ask somebody. Anybody will do. Nobody minds.") == [Code.SOMEBODY, Code.SOMEBODY]
    assert found(tmp_path, "Write “someone”, not “somebody”.") == []


def test_a_region_may_say_somebody(tmp_path: Path) -> None:
    tree = build_file_tree(tmp_path, region_files({"pages/round-1/ours.md": HEAD + "Ask somebody.\n"}))

    assert [one for one in examine(tree).findings if one.code is Code.SOMEBODY] == []


def test_letters_that_nothing_explains_are_told_where_they_first_stand(tmp_path: Path) -> None:
    assert found(tmp_path, "Ask the LGA. The LGA knows.\n\nAsk two LGAs.") == [Code.BARE_LETTERS]


@pytest.mark.parametrize(
    "text",
    [
        "Ask the Local Government Association (LGA). The LGA knows.",
        "Ask the LGA (it speaks for councils).",
        "By the rules for pages (WCAG 2.2), or WCAG.",
        "The LGA is an association of councils.",
        "The LGA stands for councils.",
        "Ask the Local Government Association, or LGA.",
        "The Ministry of Housing is the MOH.",
        "A PDF for the NHS, on a USB stick.",
        "Look at GOV.UK, UTF-8 and the UK.",
        "Write the word PLAN: a plan is a line.",
        "Set `LGA` in {{ venue }}.",
    ],
)
def test_letters_that_the_page_explains_or_that_everyone_knows_are_left_alone(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_letters_of_a_glossary_on_another_page_are_explained(tmp_path: Path) -> None:
    words = "# Words\n\n:::{glossary}\nLGA\n: Speaks for councils.\n:::\n"

    assert found(tmp_path, "Ask the LGA.", words=words) == []
