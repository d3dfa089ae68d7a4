"""Three-way merging of sequences, and the longest common part under it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.franchise.merge.sequences import matches, reversed_matches
from kit.franchise.merge.three_way import Change, diff3

SHORT = st.text("abc", max_size=9)


def changes(base: str, ours: str, theirs: str) -> list[tuple[Change, str, str, str]]:
    return [
        (chunk.change, base[slice(*chunk.base)], ours[slice(*chunk.ours)], theirs[slice(*chunk.theirs)])
        for chunk in diff3(base, ours, theirs)
        if chunk.change is not Change.NOBODY
    ]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("abc", "xbc", "aby", [(Change.OURS, "a", "x", "a"), (Change.THEIRS, "c", "c", "y")]),
        ("ab", "xb", "ay", [(Change.OURS, "a", "x", "a"), (Change.THEIRS, "b", "b", "y")]),
        ("abc", "axc", "axc", [(Change.BOTH, "b", "x", "x")]),
        ("abc", "axc", "ayc", [(Change.CONFLICT, "b", "x", "y")]),
        ("ac", "axc", "ayc", [(Change.CONFLICT, "", "x", "y")]),
        ("abc", "ac", "abyc", [(Change.OURS, "b", "", "b"), (Change.THEIRS, "", "", "y")]),
        ("abcd", "axyd", "abzcd", [(Change.CONFLICT, "bc", "xy", "bzc")]),
    ],
)
def test_only_changes_that_overlap_conflict(
    base: str, ours: str, theirs: str, expected: list[tuple[Change, str, str, str]]
) -> None:
    assert changes(base, ours, theirs) == expected


@given(SHORT, SHORT, SHORT)
def test_chunks_cover_every_sequence_once(base: str, ours: str, theirs: str) -> None:
    chunks = diff3(base, ours, theirs)

    assert "".join(base[slice(*chunk.base)] for chunk in chunks) == base
    assert "".join(ours[slice(*chunk.ours)] for chunk in chunks) == ours
    assert "".join(theirs[slice(*chunk.theirs)] for chunk in chunks) == theirs


@given(SHORT, SHORT)
def test_matches_rise_agree_and_are_as_many_as_can_be(a: str, b: str) -> None:
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            longest[i + 1][j + 1] = longest[i][j] + 1 if one == other else max(longest[i][j + 1], longest[i + 1][j])

    for found in (matches(a, b), reversed_matches(a, b)):
        assert all(a[i] == b[j] for i, j in found)
        assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))
        assert len(found) == longest[-1][-1]


def test_a_repeated_line_that_was_added_is_the_last_of_its_kind() -> None:
    assert matches(["a", "", "b"], ["a", "", "", "b"]) == [(0, 0), (1, 1), (2, 3)]
