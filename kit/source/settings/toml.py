"""TOML with lines: values by ``tomllib``, and mistakes as sentences with ``file:line`` (pure)."""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.settings.toml_places import Path, layout
from kit.source.tree.rules import MAX_SETTINGS
from kit.source.tree.text import decode, unusual_space
from kit.system.memo import remembered

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)\Z")
_QUOTES = 'Put text in straight quotes, such as name = "Midlands".'
_NAME = 'Names are of letters, digits, - and _, such as [round.round-1] or name = "Midlands"'
_TWICE = (
    "has a name in square brackets that stands further up already",
    "Delete this line, and move the lines below it up to the others of that name.",
)
# What tomllib's message holds, in order of looking, with what it means and what to do.
_MEANINGS = (
    ("Cannot overwrite", "gives a value for a second time", "Keep one of the two and delete the other."),
    ("Cannot declare", *_TWICE),
    ("Cannot mutate", "adds to a part that was ended further up", "Write all of its values in one place."),
    ("Cannot redefine", *_TWICE),
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
    ("Invalid initial character for a key", "has a name that begins with a character that no name has", _NAME),
    ("Invalid statement", "does not begin with a name", 'Write it like this: name = "Midlands"'),
    ("Invalid value", "has a value that is neither text in quotes, a number, a date, true nor false", _QUOTES),
)
_OTHER = ("cannot be understood as TOML", 'Write it as a name, an = and a value, such as name = "Midlands".')
# A name of many parts, a.b.c: a parser spends the square of their number on it, and no file of ours has four.
# A bare part is looked at from its first letter only (?<!), and taken whole (++): a long word would else be read again
# from each of its letters.
_MANY_PARTS = re.compile(r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""")
_QUOTED = re.compile(r"\"[^\"\n]*+\"|'[^'\n]*+'")
_UNQUOTED = re.compile(r"=\s*+(\d{1,2}:\d{2})(?![\d:])")  # start = 09:30


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
    if space := unusual_space(_QUOTED.sub("", text.split("\n")[line - 1]).partition("#")[0]):
        message = f"This line holds {space} where a plain one must be."
        hint = "Delete the spaces of this line that stand outside quotes, and type them anew with the space bar alone."
        return Finding(Code.BAD_TOML, file, line, message, hint)
    meaning, hint = next(((said, todo) for sign, said, todo in _MEANINGS if sign in error), _OTHER)
    meaning, hint = _closer(text.split("\n")[:line], error) or (meaning, hint)
    if (unquoted := _UNQUOTED.search(text.split("\n")[line - 1])) and "Expected newline or end" in error:
        meaning = "has a time without quotes"
        hint = f'Write a time in quotes, as "{unquoted[1]:0>5}"'
    if re.search("[“”‘’]", text.split("\n")[line - 1]) and hint in (_QUOTES, _NAME):
        meaning, hint = "has curly quotation marks, which word processors put in", _QUOTES
    message = f"This line {meaning}."
    if date := _DATE.search(text.split("\n")[line - 1]):
        message, hint = _about_date(date, message, hint)
    elif _IN_WORDS.search(text.split("\n")[line - 1]):
        message, hint = _OTHER_FORM, "Write year, month and day: 2027-01-20"
    return Finding(Code.BAD_TOML, file, line, message, hint)


_VALUE = re.compile(r"""\s*+([\w-]++)\s*+=\s*+([^\s"'“”‘’\[\]{}#][^"'“”‘’\[\]{}#]{0,80}|#[0-9a-fA-F]{6}\b)""")
_COMMA = re.compile(r"[\w\"'],\s*+(#.*)?\Z")
_TRUTH = frozenset({"true", "false"})


def _closer(lines: list[str], error: str) -> tuple[str, str] | None:
    """Return what is wrong and what to do in the words of the last of ``lines``, or None where they do not tell."""
    last = lines[-1].strip()
    header = next((line.strip() for line in reversed(lines) if line.lstrip().startswith("[")), "")
    if "Cannot overwrite" in error and header.startswith("[["):
        hint = f"Keep one of the two; if you mean both, put {header} above the second, on a line of its own."
        return "gives a value for a second time", hint
    if last.replace(" ", "").startswith("[[["):
        name = last.partition("#")[0].strip("[] \t") or "round.round-1.agenda"
        return "has more than two square brackets", f"Write [[{name}]], or delete the line."
    if "end of a table declaration" in error and last.endswith("]"):
        return "has a space or another sign in its square brackets", "Write names as they are, such as [round.round-1]"
    if "declaration" in error and last.startswith("[") and "]" not in last:
        closed = "]]" if last.startswith("[[") else "]"
        return "has square brackets that are not closed", f"Write {last}{closed}"
    if "Expected newline or end" in error and _COMMA.search(last):
        return "ends in a comma", "Delete the comma."
    if "Expected newline or end" in error and last.partition("#")[0].count('"') > 2:
        return "has quotation marks inside a text in quotation marks", "Write single ones inside: \"The 'Old' Hall\""
    if "Invalid value" in error and (value := _VALUE.match(lines[-1])):
        key, text = value[1], value[2].strip()
        if text.lower() in _TRUTH:
            return f"has {text} with a capital letter", f"Write {key} = {text.lower()}"
        return "has text without quotes", f'Write {key} = "{text}"'
    return None


# A date by itself: year first, as TOML has it, or day first, as people write it.
_DATE = re.compile(
    r"=[ \t]*+(?:[\[{][ \t]*+)?"
    r"((\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2}))(?![\d/.-])"
)
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "|".join(name[:3] for name in _NAMES)
_IN_WORDS = re.compile(
    rf"=[ \t]*+\d{{1,2}}(?:st|nd|rd|th)?[ \t]++(?:of[ \t]++)?(?:{_MONTH})", re.IGNORECASE
)  # = 24 March 2027
_OTHER_FORM = "This line has a date in a form that the file cannot hold."


def _about_date(date: re.Match[str], message: str, hint: str) -> tuple[str, str]:
    """Return what is wrong with a date on the line, and how it is written."""
    year, month, day = (int(part) for part in (date.group(2, 3, 4) if date[2] else date.group(7, 6, 5)))
    year += 2000 if not date[2] and year < 100 else 0
    if nothing := _no_such_day(year, month, day):
        return f"There is no {nothing}.", "Write a day that the calendar has, as year, month and day: 2027-01-20"
    written = f"{year:04}-{month:02}-{day:02}"
    return (message, hint) if date[1] == written else (_OTHER_FORM, f"Write year, month and day: {written}")


def _no_such_day(year: int, month: int, day: int) -> str:
    """Return what the calendar has not, such as "30 February 2027", or "" for a day that it has."""
    if not 1 <= month <= len(_NAMES):
        return f"month {month}"
    if year < datetime.MINYEAR:
        return f"year {year}"
    there = 1 <= day <= calendar.monthrange(year, month)[1]
    return "" if there else f"{day} {_NAMES[month - 1]} {year}"
