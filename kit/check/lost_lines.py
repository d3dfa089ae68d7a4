"""Lines with words that a sign in front leaves out of every output, where that was hardly meant. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from kit.check.lost_cells import LONGEST
from kit.model.findings import Code, Finding
from kit.model.page import Page

_REMARK = (
    "a line that begins with % is taken for a remark.",
    "To have it shown, write \\% in place of %. For a remark to yourselves, put an empty line above it.",
)
_BREAK = (
    "a line that begins with +++ parts the cells of a notebook, which this is not.",
    "Take the +++ out, and the words are shown.",
)


def lost_lines(page: Page) -> Iterator[Finding]:
    """Yield a warning for each line with words that nobody would see."""
    for line, sign, lost in page.prose.unseen:
        text = lost if len(lost) <= LONGEST else f"{lost[: LONGEST - 1]}…"
        why, hint = _REMARK if sign == "%" else _BREAK
        yield Finding(Code.LOST_LINE, page.path, line, f'"{text}" is shown nowhere: {why}', hint)
