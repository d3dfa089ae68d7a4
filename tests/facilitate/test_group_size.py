"""A page says the size of groups in one way: as its text does."""

from __future__ import annotations

import pytest

from kit.facilitate.group_size import people_group


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3-6", "three to six"),
        ("2", "two"),
        ("4 – 10", "four to ten"),
        ("10-16", "10 to 16"),
        ("pairs, then 4", "pairs, then 4"),
        (None, ""),
    ],
)
def test_the_size_of_a_group_is_said_in_words_up_to_ten(written: str | None, said: str) -> None:
    assert people_group(written) == said
