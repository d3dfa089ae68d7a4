"""TOML with lines: values by ``tomllib``, and mistakes as sentences with ``file:line`` (pure)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.settings.toml_places import Path, layout
from kit.source.tree.rules import MAX_SETTINGS
from kit.source.tree.text import decode
from kit.system.memo import remembered

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)\Z")
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
# A bare part is looked at from its first letter only (?<!), and taken whole (++): a long word would else be read again
# from each of its letters.
_MANY_PARTS = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""")
_UNQUOTED = re.compile(r"=\s*(?:(\d{1,2}:\d{2})(?![\d:])|\d{1,2}[/.-]\d)")  # start = 09:30, date = 20/1/2027


@dataclass(frozen=True)
class TomlData:
    """A parsed file. ``lines`` gives the line (from 1) of each value by its path of keys and positions."""

    data: dict[str, Any]
    lines: Mapping[Path, int]


@remembered
def read_toml(file: str, data: bytes, found: list[Finding]) -> TomlData | None:
    """Return what the TOML file called ``file`` says, or None with a finding; CRLF and a byte order mark are fine."""
    if len(data) > MAX_SETTINGS:
        message = f"The file is longer than {MAX_SETTINGS // 1024} KB, and no settings are."
        found.append(Finding(Code.UNSAFE_SIZE, file, None, message, "Make it smaller or split it."))
        return None
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
        return TomlData(tomllib.loads(text), layout(text).lines)
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
