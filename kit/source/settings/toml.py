"""TOML with lines: values by ``tomllib``, and mistakes as sentences with ``file:line`` (pure)."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.tree.text import decode
from kit.system.memo import remembered

# Where each value of a TOML file stands (pure). The text is known to be valid: ``tomllib`` has read it before.
# Grammar: TOML 1.0.0 (toml.io). A key's line is where its first part is written; an item's, where it begins.

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


_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")
_QUOTES = 'Put text in straight quotes, such as name = "Midlands".'
# What tomllib's message holds, in order of looking, with what it means and what to do.
_MEANINGS = (
    ("Cannot overwrite", "gives a value for a second time", "Keep one of the two and delete the other."),
    ("Cannot declare", "opens a table that the file has already", "Put its lines below the first one."),
    ("Cannot mutate", "adds to a table that is closed already", "Write all of its values in one place."),
    ("Cannot redefine", "opens a table that the file has already", "Put its lines below the first one."),
    ("Unescaped '\\'", "has a backslash inside double quotes", "Use / in paths, or single quotes around the text."),
    ("hex value", "has a backslash inside double quotes", "Use / in paths, or single quotes around the text."),
    ("Illegal character '\\n'", "has a quotation mark that is opened and never closed", "Close it on the same line."),
    ("Unterminated string", "has a quotation mark that is opened and never closed", "Close it with the same mark."),
    ("Expected '=' after a key", "has a name with no = after it", 'Write it like this: name = "Midlands"'),
    ("Expected newline or end", "goes on after its value has ended", "Give every value a line of its own."),
    ("Unclosed array", "has a [ that is not closed, or a comma missing", "Write lists as [1, 2, 3]."),
    ("Unclosed inline table", "has a { that is not closed, or a comma missing", 'Write {how-ready = "Sam"}.'),
    ("at the end of a table declaration", "has a table's name that is not closed", "Write it like this: [variables]"),
    ("at the end of an array declaration", "has a table's name that is not closed", "Write [[round.round-1.agenda]]."),
    ("Invalid date or datetime", "has a date that no calendar has", "Write dates like this: 2027-01-20"),
    ("Invalid initial character for a key", "begins with a character that no name has", _QUOTES),
    ("Invalid statement", "does not begin with a name", 'Write it like this: name = "Midlands"'),
    ("Invalid value", "has a value that is neither text in quotes, a number, a date, true nor false", _QUOTES),
)
_OTHER = ("cannot be understood as TOML", 'Write it as a name, an = and a value, such as name = "Midlands".')
# A name of many parts, a.b.c: a parser spends the square of their number on it, and no file of ours has four.
_MANY_PARTS = re.compile(r"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){20}""")
_UNQUOTED = re.compile(r"=\s*(?:(\d{1,2}:\d{2})(?![\d:])|\d{1,2}[/.-]\d)")  # start = 09:30, date = 20/1/2027


@dataclass(frozen=True)
class TomlData:
    """A parsed file. ``lines`` gives the line (from 1) of each value by its path of keys and positions."""

    data: dict[str, Any]
    lines: Mapping[Path, int]


@remembered
def read_toml(file: str, data: bytes, found: list[Finding]) -> TomlData | None:
    """Return what the TOML file called ``file`` says, or None with a finding; CRLF and a byte order mark are fine."""
    text = decode(file, data, found)
    if text is None:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if many := _MANY_PARTS.search(text):
        line = text.count("\n", 0, many.start()) + 1
        message = "A name on this line has more than 20 parts with dots between them."
        found.append(Finding(Code.UNSAFE_SIZE, file, line, message, "Write it flatter."))
        return None
    try:
        return TomlData(tomllib.loads(text), find_lines(text))
    except RecursionError:
        message = "The file is nested too deeply to be read."
        found.append(Finding(Code.UNSAFE_SIZE, file, None, message, "Write it flatter."))
    except ValueError as error:  # TOMLDecodeError is one; a number of thousands of digits raises another
        found.append(_sentence(file, text, str(error)))
    return None


def line_of(lines: Mapping[Path, int], path: Path) -> int | None:
    """Return the line of the value at ``path``, or of its nearest parent that is known, or None."""
    for length in range(len(path), -1, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _sentence(file: str, text: str, error: str) -> Finding:
    place = _PLACE.search(error)
    last = text.rstrip("\n").count("\n") + 1
    line = (min(int(place[1]), last) if place[1] else last) if place else 1
    meaning, hint = next(((said, todo) for sign, said, todo in _MEANINGS if sign in error), _OTHER)
    if (unquoted := _UNQUOTED.search(text.split("\n")[line - 1])) and "Expected newline or end" in error:
        meaning = "has a time or a date that is written as no value can be"
        hint = f'Write a time in quotes, as "{unquoted[1]:0>5}"' if unquoted[1] else "Write dates like this: 2027-01-20"
    if re.search("[“”‘’]", text.split("\n")[line - 1]) and hint == _QUOTES:
        meaning = "has curly quotation marks, which word processors put in"
    return Finding(Code.BAD_TOML, file, line, f"This line {meaning}.", hint)
