"""The path rule: what it takes, what it refuses and why, and which names are skipped or clash."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.source.tree.paths import PICTURE_SUFFIXES, path_problem, skipped, suggestion, twins

GOOD = (
    *("index.md", "hub.toml", "round-1/how-ready.md", "round-1/how-ready.cy.md", "round_2/a/b/pic.jpeg"),
    *("brand/deck.potx", "round-1/how-ready/score.replace.md", "0/1.png", "a" * 64 + ".md", "icon.md", "com10.md"),
)
BAD = {
    "Round-1/index.md": "small letters",
    "round 1/index.md": "small letters",
    "round-1/Café.md": "small letters",
    "round-1/photo.PNG": "it ends in",
    "round-1/notes.docx": "it ends in",
    "deck.pptm": "it ends in",
    "page.md.exe": "it ends in",
    "page.cym.md": "it ends in",
    "index.md.": "it ends in",
    "index.md ": "it ends in",
    "licence": "no ending",
    "con.md": "device",
    "round-1/NUL.cy.md": "device",
    "lpt9/index.md": "device",
    "../hub.toml": "small letters",
    "/etc/index.md": "empty",
    "round-1//index.md": "empty",
    "": "empty",
    "c:/index.md": "small letters",
    "a\\..\\b.md": "small letters",
    "-index.md": "small letters",
    "index\n.md": "small letters",
    "index.md\n": "it ends in",
    "a" * 65 + ".md": "longer than 64",
    "a/b/c/d/e.md": "5 names deep",
}


@pytest.mark.parametrize("path", GOOD)
def test_paths_that_keep_the_rule_have_no_problem(path: str) -> None:
    assert path_problem(path) is None


@pytest.mark.parametrize("path", BAD)
def test_paths_that_break_the_rule_are_told_why(path: str) -> None:
    assert BAD[path] in (path_problem(path) or "no problem")


def test_overrides_may_lie_one_part_deeper() -> None:
    assert path_problem("a/b/c/d/e.replace.md", parts=5) is None
    assert path_problem("a/b/c/d/e/f.replace.md", parts=5) is not None


def test_a_problem_never_holds_a_character_that_moves_the_cursor() -> None:
    assert "\x1b" not in (path_problem("a\x1b[2Jb.md") or "")


@given(st.text(min_size=1, max_size=90))
def test_whatever_passes_is_small_ascii_and_stays_inside_the_tree(path: str) -> None:
    if path_problem(path) is None:
        assert re.fullmatch(r"[a-z0-9_/.-]+", path)
        assert ".." not in path.split("/")
        assert unicodedata.normalize("NFD", path).casefold() == path


@given(st.text(min_size=1, max_size=90).filter(lambda path: path.count("/") < 4))
@example("𝐀")  # letters that are capitals only once they are taken apart
@example("Ⅷ ℌ")
def test_a_suggested_name_keeps_the_rule(path: str) -> None:
    assert path_problem(suggestion(path.replace(".", "") + ".md")) is None


@pytest.mark.parametrize(
    "path",
    [
        *(".git/config", ".DS_Store", "round-1/~$how-ready.docx", "round-1/Thumbs.db", "thumbs.db", "Desktop.ini"),
        *("_build/hub/index.html", "README.md", "round-1/.hidden/page.md"),
    ],
)
def test_what_editors_and_systems_leave_behind_is_skipped(path: str) -> None:
    assert skipped(path)


@pytest.mark.parametrize("path", ["round-1/README.md", "readme.md", "index.md", "build/index.md", "a/_builds/x.md"])
def test_nothing_else_is_skipped(path: str) -> None:
    assert not skipped(path)


def test_names_that_differ_only_in_case_or_composition_are_twins() -> None:
    composed, decomposed = "caf\u00e9.md", "cafe\u0301.md"

    assert twins([composed, "a.md", "A.md", decomposed, "strasse.md", "stra\u00dfe.md"]) == [
        ("a.md", "A.md"),
        (composed, decomposed),
        ("strasse.md", "stra\u00dfe.md"),
    ]


def test_a_path_is_not_its_own_twin() -> None:
    assert twins(["a.md", "a.md", "b.md"]) == []


def test_vector_pictures_count_as_pictures() -> None:
    assert {".svg", ".png", ".webp"} <= PICTURE_SUFFIXES


@pytest.mark.parametrize(
    ("path", "better"),
    [
        ("overrides/round-1/one/part.replace.md.txt", "overrides/round-1/one/part.replace.md"),
        ("overrides/round-1/one/Part.Replace.MD", "overrides/round-1/one/part.replace.md"),
        ("overrides/round-1/one/page.toml.txt", "overrides/round-1/one/page.toml"),
        ("round-1/My Story.md.txt", "round-1/my-story.md"),
    ],
)
def test_a_suggestion_for_an_override_is_an_override(path: str, better: str) -> None:
    """Notepad adds .txt, and Windows hides it; the tutorial promises help."""
    assert suggestion(path) == better
