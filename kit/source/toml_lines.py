"""Where each value of a TOML file stands (pure). The text is known to be valid: ``tomllib`` has read it before.

Grammar: TOML 1.0.0 (toml.io). A key's line is where its first part is written; an item's, where it begins.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")


def find_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) of every table, key and array item of ``text``, by path; ``()`` is line 1."""
    finder = _Finder(text)
    finder.document()
    return finder.lines


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}  # how many tables each array of tables has so far
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def skip(self, blank: re.Pattern[str] = _BLANK) -> str:
        """Pass over what means nothing and return the next character, "" at the end."""
        match = blank.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def document(self) -> None:
        table: Path = ()
        while char := self.skip():
            if char == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]`` and return the path of the table it opens."""
        line, several = self.line(), self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        *parents, name = self.key()
        path: Path = ()
        for part in parents:
            path = self.newest((*path, part), line)
        path = (*path, name)
        self.lines.setdefault(path, line)
        if several:
            self.counts[path] = self.counts.get(path, 0) + 1
        self.at += 2 if several else 1
        return self.newest(path, line)

    def newest(self, path: Path, line: int) -> Path:
        """Return ``path``, or the path of its last table where it is an array of tables."""
        self.lines.setdefault(path, line)
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
        self.lines.setdefault(path, line)
        return path

    def key(self) -> list[str]:
        """Read a dotted key and the space after it."""
        parts = [self.key_part()]
        while self.skip(_SPACE) == ".":
            self.at += 1
            parts.append(self.key_part())
        return parts

    def key_part(self) -> str:
        self.skip(_SPACE)
        if match := _BARE_KEY.match(self.text, self.at):
            self.at = match.end()
            return match[0]
        quoted = self.string()
        return str(tomllib.loads(f"key = {quoted}")["key"])

    def string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no string on line {self.line()}")
        self.at = match.end()
        return match[0]

    def pair(self, table: Path) -> None:
        """Read ``key = value``."""
        line, path = self.line(), table
        for part in self.key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self.at += 1  # the =
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: Path) -> None:
        char = self.text[self.at]
        if char == "[":
            self.items(path)
        elif char == "{":
            self.inline_table(path)
        elif char in "\"'":
            self.string()
        elif match := _PLAIN.match(self.text, self.at):
            self.at = match.end()

    def items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.skip() != "]":
            self.lines[(*path, index)] = self.line()
            self.value((*path, index))
            index += 1
            if self.skip() == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        while self.skip() != "}":
            self.pair(path)
            if self.skip() == ",":
                self.at += 1
        self.at += 1
