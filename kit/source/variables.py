"""``{{ name }}`` in text: which variables are used, and what else stands between double braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kit.model.findings import Code, Finding

_NAME = re.compile(r"[ \t]*([a-z][a-z0-9_-]{0,39})[ \t]*")
_IN_LINK = re.compile(r"\]\(\s*<?[^\s()<>]*$|\]:\s*<?\S*$")


def braces(text: str, file: str, line: int, place: str, found: list[Finding]) -> Iterator[tuple[str, int]]:
    """Yield (name, line) of each variable in ``text``, which begins on ``line``; misuse goes to ``found``.

    ``place`` says where the text stands if no variable can stand there ("a heading"), else it is "".
    A zero byte in ``text`` stands for what is not text.
    """
    start = text.find("{{")
    counted = 0
    while start != -1:
        line, counted = line + text.count("\n", counted, start), start
        end = text.find("}}", start + 2)
        if end == -1:
            found.append(_open(file, line))
            return
        where = place or ("a link" if _IN_LINK.search(text[max(0, start - 200) : start]) else "")
        name = _NAME.fullmatch(text, start + 2, end)
        if where or not name:
            found.append(_misused(text[start + 2 : end], where, file, line))
        else:
            yield name[1], line
        start = text.find("{{", end + 2)


def _open(file: str, line: int) -> Finding:
    message = "Two braces open here and are not closed, so they would be shown as they stand."
    hint = "Write a variable with two braces on either side, such as {{ venue }}."
    return Finding(Code.BAD_VARIABLE, file, line, message, hint)


def _misused(inside: str, where: str, file: str, line: int) -> Finding:
    written = "{{" + inside.replace("\0", "…").replace("\n", " ")[:40] + "}}"
    if where:
        message = f"{written} stands in {where}, where a variable cannot be filled in."
        return Finding(Code.BAD_VARIABLE, file, line, message, "Put it into the text below or beside it.")
    message = f"{written} is not the name of a variable: a name is small letters, digits, _ and - only."
    hint = "Write a name alone and on one line, such as {{ venue }}, or put the braces between backticks to show them."
    return Finding(Code.BAD_VARIABLE, file, line, message, hint)
