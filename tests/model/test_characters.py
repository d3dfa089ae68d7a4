"""Characters that hide or turn text are found in any guise, and what people really write is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.model.characters import escaped, hidden, refused, without_unseen

BAD = "\x00\x07\x0b\x0c\x1b\x7f\x85\x9b\u061c\u2028\u2029\u202a\u202e\u2066\u2069\u206a\ufff9\ufffe\uffff\ufdd0"
TAGS = "\U000e0001\U000e0041\U000e007f\U0001ffff\U0010fffe"
KEPT = "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 👩‍💻 ❤️ 1️⃣ Ŵŷ “a” £5 漢字 हिन्दी שלום"


@pytest.mark.parametrize("char", BAD + TAGS)
def test_no_text_and_no_value_may_hold_it(char: str) -> None:
    assert list(refused(f"a{char}b")) == [(char, 1)]
    assert hidden(f"a{char}b") == char
    assert char not in escaped(f"a{char}b")


@pytest.mark.parametrize("char", "\n\r\t\u200b\u200e\u200f\u2060\u2064\ufeff")
def test_a_text_may_hold_it_and_a_value_on_one_line_may_not(char: str) -> None:
    assert list(refused(f"a{char}b")) == []
    assert hidden(f"a{char}b") == char
    assert len(escaped(f"a{char}b").splitlines()) == 1


def test_what_people_write_is_taken_as_it_is() -> None:
    assert list(refused(KEPT)) == []
    assert hidden(KEPT) == ""
    assert escaped(KEPT) == KEPT


def test_a_flag_hides_nothing_that_stands_beside_it() -> None:
    flag = "🏴\U000e0067\U000e007f\U000e0067"

    assert [char for char, _ in refused(flag)] == ["\U000e0067", "\U000e007f", "\U000e0067"]


def test_words_are_found_as_they_are_read() -> None:
    assert without_unseen("Pro\u00adcure\u200bment") == "Procurement"


@given(st.text())
def test_what_is_shown_is_one_line_that_steers_nothing(text: str) -> None:
    assert len(escaped(text).splitlines()) <= 1
    assert hidden(escaped(text)) == ""
