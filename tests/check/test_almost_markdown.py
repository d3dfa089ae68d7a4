"""What looks like Markdown: lines that are passed over hold none of the signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.check.almost_markdown import (
    ANYWHERE,
    AT_START,
    BRACES,
    LATE_NUMBER,
    LONG_DASH,
    PLAIN,
    TASK,
    TASK_OF_ITEM,
)
from kit.check.other_markup import OTHER_ANYWHERE, OTHER_AT_START


@given(st.from_regex(PLAIN, fullmatch=True))
def test_a_plain_line_holds_no_sign_of_a_mistake(line: str) -> None:
    signs = (*AT_START, *OTHER_AT_START, *ANYWHERE, *OTHER_ANYWHERE, LATE_NUMBER, TASK, TASK_OF_ITEM, LONG_DASH, BRACES)

    assert not [one.pattern for one in signs if one.pattern.search(line)]
