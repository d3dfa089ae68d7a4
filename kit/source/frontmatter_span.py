"""Where front matter begins and ends (pure), also where an author forgot a line of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kit.model.findings import Code, Finding
from kit.source.text import split_lines

_KEY = re.compile(r"[A-Za-z_][\w -]*:(\s|$)")
_MEMBER = re.compile(r"(\s+\S|\s*-\s|#[^#]*:|\s*$|[\]}])")


@dataclass(frozen=True)
class Block:
    """The YAML between the lines of ``---``. Lines count from 1 in the file.

    ``opening`` is the line of the first ``---``, ``first`` the first line of YAML, ``last`` the closing ``---``, or
    the last line that looks like YAML where that is missing. ``lines`` are the YAML's lines without their ends.
    """

    opening: int
    first: int
    last: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The YAML, with plain line ends, so that PyYAML counts lines as the file does."""
        return "\n".join(self.lines) + "\n"


def find_block(file: str, text: str, found: list[Finding]) -> Block | None:
    """Return the front matter of ``text``, or None where there is none; a missing ``---`` is a finding."""
    lines = [line.rstrip() for line in split_lines(text.removeprefix("\ufeff"))]
    opening = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if opening < len(lines) and lines[opening] == "---" and (opening == 0 or _is_key(lines, opening + 1)):
        return _opened(file, lines, opening, found)
    if _is_key(lines, opening) and (end := _closing(lines, opening)) is not None:
        message = "The front matter has no --- before it, so it would be shown as text."
        found.append(Finding(Code.BAD_YAML, file, opening + 1, message, "Put a line of --- above this one, as line 1."))
        return Block(opening + 1, opening + 1, end + 1, tuple(lines[opening:end]))
    return None


def _opened(file: str, lines: list[str], opening: int, found: list[Finding]) -> Block:
    if opening:
        message = "The front matter does not begin on the first line, so it would be shown as text."
        found.append(Finding(Code.BAD_YAML, file, opening + 1, message, "Delete the empty lines above it."))
    end = _closing(lines, opening + 1, any_line=True)
    if end is not None:
        return Block(opening + 1, opening + 2, end + 1, tuple(lines[opening + 1 : end]))
    end = next((at for at in range(opening + 1, len(lines)) if not _looks_like_yaml(lines[at])), len(lines))
    while end > opening + 1 and not lines[end - 1]:
        end -= 1
    message = f"The front matter that begins on line {opening + 1} is never closed."
    found.append(Finding(Code.BAD_YAML, file, opening + 1, message, f"Put a line of --- after line {end}."))
    return Block(opening + 1, opening + 2, end, tuple(lines[opening + 1 : end]))


def _closing(lines: list[str], start: int, any_line: bool = False) -> int | None:
    """Return the index of the next ``---``; unless ``any_line``, only where all lines before it look like YAML."""
    for at in range(start, len(lines)):
        if lines[at] == "---":
            return at
        if not any_line and not (lines[at] and _looks_like_yaml(lines[at])):
            return None
    return None


def _is_key(lines: list[str], at: int) -> bool:
    return at < len(lines) and bool(_KEY.match(lines[at]))


def _looks_like_yaml(line: str) -> bool:
    return bool(_KEY.match(line) or _MEMBER.match(line))
