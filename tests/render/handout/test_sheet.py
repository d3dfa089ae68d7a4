"""Words that are longer than a line."""

from __future__ import annotations

import re

import pytest

from kit.render.handout.sheet import LONGEST, breakable


def test_words_of_usual_length_stay_as_they_are() -> None:
    text = "Nobody needs antidisestablishmentar or https://www.example.org/a/path?with=a&query=in-it"

    assert breakable(text) == text


def test_a_word_longer_than_a_line_may_break_with_hyphens() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"

    broken = breakable(f"The ({word}).")

    assert "\u00ad" in broken
    assert broken.replace("\u00ad", "") == f"The ({word})."


@pytest.mark.parametrize("text", ["https://example.org/" + "a1b2" * 20, "x=" + "9" * 60])
def test_an_address_breaks_without_a_sign_that_would_change_it(text: str) -> None:
    broken = breakable(text)

    assert "\u00ad" not in broken
    assert broken.replace("\u200b", "") == text
    assert max(len(part) for part in re.split(r"\W", broken)) <= LONGEST
