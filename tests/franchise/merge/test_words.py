"""Changes marked in words, and what is nowhere to be found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.merge.words import lost, marked
from tests.franchise.merge.random_pages import Three, threes
from tests.helpers import examples


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Take ten minutes.\n", "Take five minutes.\n", "Take [was: ten | now: five] minutes.\n"),
        ("Then share it.\n", "Then share it now.\n", "Then share [was: it. | now: it now.]\n"),
        ("Then do share it.\n", "Then share it.\n", "Then [taken out: do] share it.\n"),
        ("- a\n- b\n", "- a\n- new words\n- b\n", "- a\n- [added: new words]\n- b\n"),
        ("One.\n\nOld para.\n\nTwo.\n", "One.\n\nTwo.\n", "One.\n\n[taken out: Old para.]\n\nTwo.\n"),
        ("| a | b |\n|--|--|\n| x y | 5 |\n", "| a | b |\n|--|--|\n| x z | 6 |\n", None),
        (":::{note} A\n:class: b\n\nC.\n:::\n", ":::{note} A\n:class: d\n\nC.\n:::\n", None),
        ("One two.\n", "One\ntwo.\r\n", "One\ntwo.\r\n"),
    ],
)
def test_changes_are_marked_in_words(before: str, after: str, expected: str | None) -> None:
    if expected is None:
        expected = after.replace("x z | 6", "x [was: y | now: z] | [was: 5 | now: 6]")
        expected = expected.replace(":class: d", ":class: [was: b | now: d]")

    assert marked(before, after) == expected


@settings(max_examples=examples(60))
@given(threes())
def test_every_word_of_both_texts_can_still_be_read(three: Three) -> None:
    text = marked(three.base, three.theirs)

    assert marked(three.base, three.base) == three.base
    for side in (three.base, three.theirs):
        assert set(re.findall(r"[^\W\d]+", side)) <= set(re.findall(r"[^\W\d]+", text))


@pytest.mark.parametrize(
    ("old", "places", "expected"),
    [
        ("## A b\n\nOne. Two.\n", ["# A b\n", "Three. Two.\n"], ["One."]),
        ("- One\n  goes on.\n", ["> One goes on.\n"], []),
        (":::{note} T\n:class: a\n\nIn it.\n:::\n", ["In it.\n"], ["{note} T", ":class: a"]),
        ("| a | b |\n|--|--:|\n| c | d |\n", ["| a | b |\n|--|--|\n| c | e |\n"], ["d"]),
        ("```\nx = 1\ny = 2\n```\n", ["```\ny = 2\n```\n"], ["x = 1"]),
        ("| a |\nb\n|:-:|\n", ["| a |\n|---|\n"], ["| a |\nb\n|:-:|"]),
        ("| a |\nb\n|:-:|\n", ["b\n\n| a |\n|---|\n"], []),
        ("| a |\n|---|\n|---|\n", ["| a |\n|---|\n"], []),
        ('It\'s "ours" - now...[^1]\n', ["It’s “ours” – now…[^2]\n"], []),
        ("", [], []),
    ],
)
def test_what_is_nowhere_is_named(old: str, places: list[str], expected: list[str]) -> None:
    assert lost(old, *places) == expected


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(["One.", "Two words.", "Three."]), unique=True))
def test_a_text_is_never_lost_from_itself(sentences: list[str]) -> None:
    text = " ".join(sentences)

    assert lost(text, text) == []
    assert lost(text, "") == sentences
