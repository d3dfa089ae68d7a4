"""Slugs: the same title gives the same anchor everywhere, whatever its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.source.markdown.slugs import anchors, slug, unique

CASES = {
    "How ready are we?": "how-ready-are-we",
    "  Spaces   and\ttabs ": "spaces-and-tabs",
    "Café Ŵyl": "cafe-wyl",
    "What's next — and when?": "what-s-next-and-when",
    "Step 1/2: Ask_and listen": "step-1-2-ask-and-listen",
    "½ an hour": "12-an-hour",
    "Wait…": "wait",
    "ﬁrst": "first",
    "!?": "section",
    "": "section",
    "日本語": "section",
    "CON": "con-section",
    "Aux!": "aux-section",
    "lpt9": "lpt9-section",
    "con 1": "con-1",
    "com0": "com0",
    "a" * 70: "a" * 60,
    "b" * 59 + " cc": "b" * 59,
    "b" * 57 + " cc": "b" * 57 + "-cc",
    "b" * 60 + " cc": "b" * 60,
    "one two three four five six seven eight nine ten eleven twelve thirteen": (
        "one-two-three-four-five-six-seven-eight-nine-ten-eleven"
    ),
}


@pytest.mark.parametrize(("title", "expected"), CASES.items())
def test_a_title_has_one_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        (["a", "a", "a"], ["a", "a-2", "a-3"]),
        (["a", "a", "a-2"], ["a", "a-3", "a-2"]),
        (["a-2", "a", "a"], ["a-2", "a", "a-3"]),
        (["a", "a", "a-2", "a-2"], ["a", "a-3", "a-2", "a-2-2"]),
        ([], []),
    ],
)
def test_duplicates_are_numbered_and_never_take_a_real_name(slugs: list[str], expected: list[str]) -> None:
    assert unique(slugs) == expected


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"])))
def test_unique_slugs_differ_and_first_ones_keep_their_names(slugs: list[str]) -> None:
    result = unique(slugs)

    assert len(set(result)) == len(slugs)
    for name in set(slugs):
        assert result[slugs.index(name)] == name


@given(st.text())
def test_a_slug_can_be_a_file_name_and_is_its_own_slug(title: str) -> None:
    name = slug(title)

    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name[0] != "-" != name[-1]
    assert slug(name) == name


@pytest.mark.parametrize(
    ("slugs", "targets", "expected"),
    [
        (["pairs", "work-in-pairs"], ["", "pairs"], ["pairs-2", "pairs"]),
        (["work-in-pairs", "pairs"], ["pairs", ""], ["pairs", "pairs-2"]),
        (["pairs", "pairs-2", "x"], ["", "", "pairs"], ["pairs-3", "pairs-2", "pairs"]),
        (["break", "break-2"], ["break", ""], ["break", "break-2"]),
        (["pairs"], ["pairs"], ["pairs"]),
    ],
)
def test_explicit_targets_are_given_out_first_and_slugs_yield(
    slugs: list[str], targets: list[str], expected: list[str]
) -> None:
    assert anchors(slugs, targets, {one for one in targets if one}) == expected
