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


@given(st.from_regex(PLAIN, fullmatch=True))
def test_a_plain_line_holds_no_sign_of_a_mistake(line: str) -> None:
    signs = (*AT_START, *ANYWHERE, LATE_NUMBER, TASK, TASK_OF_ITEM, LONG_DASH, BRACES)

    assert not [one.pattern for one in signs if one.pattern.search(line)]
