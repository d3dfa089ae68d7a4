"""Comments in Markdown, which nobody but writers saw: taken out, and told with their words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.franchise.importing.lines import CODE, Line
from kit.franchise.importing.model import Told
from kit.franchise.importing.unseen import COMMENT

_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}(.*?)(?:\{%-?\s*endcomment\s*-?%\}|\Z)", re.DOTALL)


def without_remarks(text: str, first: int, told: Told) -> str:
    """Return ``text``, which begins on line ``first``, without what Jekyll leaves out."""
    for found in _REMARK.finditer(text):
        told.left_out(first + text.count("\n", 0, found.start()), COMMENT, said=found[1])
    return _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)


def without_comments(lines: Sequence[Line], told: Told) -> list[Line]:
    """Return ``lines`` without the comments of HTML; code keeps them."""
    out: list[Line] = []
    code, comment = "", _Comment(told)
    for line in lines:
        text = line.text
        if not comment.open and (found := CODE.match(text)):
            if code and text.strip(" >").startswith(code) and not found["info"].strip():
                code = ""
            elif not code:
                code = found["mark"]
        out.append(Line(text if code else comment.outside(text, line.number), line.number))
    comment.close()
    return out


class _Comment:
    """Whether a comment is open: the line on which it began, and what it said so far."""

    def __init__(self, told: Told) -> None:
        self.told, self.open = told, 0
        self.said: list[str] = []

    def outside(self, text: str, number: int) -> str:
        """Return what of a line stands outside comments."""
        kept = ""
        while text:
            before, found, text = text.partition("-->" if self.open else "<!--")
            if not self.open:
                kept += before
                self.open = number if found else 0
                continue
            self.said.append(before)
            if found:
                self.close()
        return kept

    def close(self) -> None:
        """End the comment, and tell of it unless it is empty or a title that GitHub hides."""
        said = " ".join(self.said)
        if self.open and said.strip():
            self.told.left_out(self.open, COMMENT, said=said)
        self.open, self.said = 0, []
