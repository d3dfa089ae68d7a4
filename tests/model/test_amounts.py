"""One of a thing is told as one."""

from __future__ import annotations

import pytest

from kit.model.amounts import amount


@pytest.mark.parametrize(
    ("count", "word", "words", "told"),
    [
        (1, "file", "", "1 file"),
        (2, "file", "", "2 files"),
        (0, "file", "", "0 files"),
        (1, "guess or change", "guesses and changes", "1 guess or change"),
        (3, "guess or change", "guesses and changes", "3 guesses and changes"),
    ],
)
def test_a_word_follows_its_number(count: int, word: str, words: str, told: str) -> None:
    assert amount(count, word, words) == told
