"""Where a TOML file says what: the line of every value, and the span of every header, key and value (pure).

The text must be valid: ``tomllib`` has read it before. Grammar: TOML 1.0.0 (toml.io/en/v1.0.0).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

Path = tuple[str | int, ...]  # names of tables and keys, and positions in lists: ("round", "round-1", "agenda", 0)

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})' r"|'''.*?'''(?:'{0,2})" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\r\n]+")


@dataclass(frozen=True)
class TomlPlace:
    """One header, ``key = value`` or item of a list, as it is written.

    ``start`` and ``end`` span the brackets of a header, the key up to the end of its value, or the item; ``value`` is
    where the value begins (a header's end). ``names`` are the parts of its key: what each names, and its span.
    ``inside`` is the list or inline table in which it stands, None for what has a line of its own.
    """

    path: Path
    start: int
    value: int
    end: int
    names: tuple[tuple[Path, int, int], ...] = ()
    inside: Path | None = None
    header: bool = False


@dataclass(frozen=True)
class Layout:
    """Where everything in ``text`` is written, and ``lines``: the line (from 1) of every path, ``()`` on line 1."""

    text: str
    places: tuple[TomlPlace, ...]
    lines: dict[Path, int]

    def at(self, path: Path) -> TomlPlace | None:
        """Return the value or item at ``path``; None for a table that has lines of its own."""
        return next((place for place in self.places if place.path == path and not place.header), None)

    def inside(self, path: Path) -> list[TomlPlace]:
        """Return the items of the list, or the pairs of the inline table, at ``path``, in order."""
        return [place for place in self.places if place.inside == path]

    def below(self, path: Path) -> list[TomlPlace]:
        """Return the headers, pairs and items that make up ``path``, without what is inside their values."""
        found = (place for place in self.places if place.path[: len(path)] == path)
        return [place for place in found if place.inside is None or len(place.inside) < len(path)]

    def through(self, path: Path) -> TomlPlace | None:
        """Return the last pair whose dotted key goes through the table at ``path``."""
        pairs = (place for place in self.places if path in [own for own, _, _ in place.names[:-1]])
        return max((place for place in pairs if not place.header), key=lambda place: place.end, default=None)

    def has_remarks(self, path: Path) -> bool:
        """Whether remarks have lines of their own in the table at ``path``, which has a header."""
        headers = [place for place in self.places if place.header]
        at = next((number for number, place in enumerate(headers) if place.path == path), None)
        if at is None:
            return False
        after = headers[at + 1].start if at + 1 < len(headers) else len(self.text)
        lines = self.text[headers[at].end : after].split("\n")[1:]
        return any(line.lstrip().startswith("#") for line in lines)

    def closed(self, path: Path) -> bool:
        """Whether no header can add to the table at ``path``: it, or the nearest around it, is in braces or dotted."""
        while path and path not in self.lines:
            path = path[:-1]
        return bool(path) and (self.at(path) or self.through(path)) is not None


def layout(text: str) -> Layout:
    """Return where everything in ``text`` is written. A key's line is where its first part is, an item's its first."""
    finder = _Finder(text)
    finder.document()
    return Layout(text, tuple(finder.places), finder.lines)


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.places: list[TomlPlace] = []
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
        start, line, several = self.at, self.line(), self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        names: list[tuple[Path, int, int]] = []
        path: Path = ()
        for part, first, last in self.key():
            path = self.newest(path, line) if path else path
            path = (*path, part)
            names.append((path, first, last))
        self.lines.setdefault(path, line)
        if several:
            self.counts[path] = self.counts.get(path, 0) + 1
        self.at += 2 if several else 1
        path = self.newest(path, line)
        self.places.append(TomlPlace(path, start, self.at, self.at, tuple(names), None, True))
        return path

    def newest(self, path: Path, line: int) -> Path:
        """Return ``path``, or the path of its last table where it is an array of tables."""
        self.lines.setdefault(path, line)
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
        self.lines.setdefault(path, line)
        return path

    def key(self) -> list[tuple[str, int, int]]:
        """Read a dotted key and the space after it; return its parts and their spans."""
        parts = [self.key_part()]
        while self.skip(_SPACE) == ".":
            self.at += 1
            parts.append(self.key_part())
        return parts

    def key_part(self) -> tuple[str, int, int]:
        self.skip(_SPACE)
        start = self.at
        if match := _BARE_KEY.match(self.text, start):
            self.at = match.end()
            return match[0], start, self.at
        quoted = self.string()
        return str(tomllib.loads(f"key = {quoted}")["key"]), start, self.at

    def string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no string on line {self.line()}")
        self.at = match.end()
        return match[0]

    def pair(self, table: Path, inside: Path | None = None) -> None:
        """Read ``key = value``."""
        start, line, path = self.at, self.line(), table
        names: list[tuple[Path, int, int]] = []
        for part, first, last in self.key():
            path = (*path, part)
            names.append((path, first, last))
            self.lines.setdefault(path, line)
        self.at += 1  # the =
        self.skip(_SPACE)
        value = self.at
        self.value(path)
        self.places.append(TomlPlace(path, start, value, self.at, tuple(names), inside))

    def value(self, path: Path) -> None:
        char = self.text[self.at]
        if char == "[":
            self.items(path)
        elif char == "{":
            self.inline_table(path)
        elif char in "\"'":
            self.string()
        elif match := _PLAIN.match(self.text, self.at):
            self.at += len(match[0].rstrip())

    def items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.skip() != "]":
            start, own = self.at, (*path, index)
            self.lines[own] = self.line()
            self.value(own)
            self.places.append(TomlPlace(own, start, start, self.at, (), path))
            index += 1
            if self.skip() == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        while self.skip() != "}":
            self.pair(path, path)
            if self.skip() == ",":
                self.at += 1
        self.at += 1
