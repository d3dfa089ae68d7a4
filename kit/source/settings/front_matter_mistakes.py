"""What PyYAML says about front matter that it cannot parse, as a sentence for organisers with what to write (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from kit.model.findings import Code, Finding
from kit.source.tree.paths import shown
from kit.source.tree.text import UNUSUAL_SPACES, unusual_space

_IN_QUOTES = 'Put the whole value in quotes, such as break: "Lunch: bring your own".'
_NAME_THE_LIST = "Write the name of the list on a line of its own above it, such as agenda:"
_HAS_VALUE = re.compile(r"[a-z_]++: ++[^\s#].*")
_OF_AN_ITEM = ("id", "session", "parallel", "break", "title", "sitting", "minutes", "at")
# A value between braces that goes on to a colon, as in {title: Thanks: and goodbye} and {id: tea break: Tea}.
_VALUE_WITH_COLON = re.compile(
    r"(?P<key>[a-z_]{1,40}): ++(?P<value>[^:,{}\[\]\"']{0,100}?)"
    r"(?P<name>[^\s:,{}\[\]\"']{1,100}): (?P<rest>[^,{}]{0,100})"
)
_PLAIN_LINE = re.compile(r"(?P<key>\s*(?:- +)?[a-z_]+): +(?P<value>[^\"'\[{#&*!|>%@`\\][^\"\\#]{0,100})")
# What PyYAML's problem or context holds, in order of looking, with what it means and what to do.
_MEANINGS = (
    ("'\\t'", "holds a tab where YAML takes only spaces", "Replace the tab with spaces."),
    ("mapping values are not allowed", "holds a second colon", _IN_QUOTES),
    ("that cannot start any token", "has a value that begins with a special character", _IN_QUOTES),
    ("quoted scalar", "has a quotation mark that is opened and never closed", "Close it with the same mark."),
    ("flow sequence", "has a [ that is not closed, or a comma missing", "Write lists as [one, two, three]."),
    (
        "flow mapping",
        "has a { that is not closed, or a comma missing",
        "Write items as {session: how-ready, minutes: 20}.",
    ),
    ("could not find expected ':'", "is not a name, a colon and a value", "Write it like this: minutes: 20"),
    ("alphabetic or numeric character", "uses & or * with no name after it", _IN_QUOTES),
    ("block sequence", "does not line up with the list it belongs to", "Give all items of a list the same indent."),
    ("block collection", "does not line up with the lines around it", "Give all names of a group the same indent."),
    ("block mapping", "does not line up with the lines around it", "Give all names of a group the same indent."),
)
_RETYPE = "Delete what stands behind the colon or hyphen, and type a space with the space bar alone."
_AFTER_MARK = re.compile(
    f"^\\s*(?:- *)?[A-Za-z_][\\w-]*[{UNUSUAL_SPACES}]*:[{UNUSUAL_SPACES}]|^[\\s{UNUSUAL_SPACES}]*-?[{UNUSUAL_SPACES}]"
)
_NO_COLON = ("is not a name, a colon and a value", "Write it like this: minutes: 20")
_INDENTED = ("is indented further than the line above it allows", "Give it the same indent as its neighbours.")
_OTHER = ("cannot be understood as YAML", "Write it as a name, a colon, a space and a value, such as minutes: 20")


def sentence(file: str, first: int, lines: Sequence[str], error: BaseException) -> Finding:
    """Return the finding for an error that PyYAML, or building on it, raised about ``lines``, from line ``first``."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    words = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    meaning, hint = next(((said, todo) for sign, said, todo in _MEANINGS if sign in words), _OTHER)
    if isinstance(error, yaml.MarkedYAMLError) and "never closed" in meaning and start is not None:
        mark = start
    at = min(mark.line, max(len(lines) - 1, 0)) if mark is not None else 0
    if space := wrong_space(lines[at] if lines else ""):
        meaning, hint = f"holds {space} where a plain one must be", _RETYPE
    elif told := None if "a tab" in meaning else _plain_fault(lines[: at + 1]):
        at, meaning, hint = told
    elif meaning == "holds a second colon":
        at, (meaning, hint) = _one_colon(lines, at, (meaning, hint))
    elif "a { that" in meaning and "got ':'" in words:
        meaning, hint = _colon_in_braces(lines[at]) or (meaning, hint)
    return Finding(Code.BAD_YAML, file, first + at, f"This line of the front matter {meaning}.", hint)


def not_keys(file: str, line: int, text: str) -> Finding:
    """Return the finding for front matter that is YAML, and no names with values; ``text`` is its first line."""
    if space := wrong_space(text):
        return space_in_line(file, line, space)
    if told := _fault(text, ""):
        return Finding(Code.BAD_YAML, file, line, f"This line of the front matter {told[0]}.", told[1])
    message = "The front matter needs lines of a name, a colon, a space and a value."
    return Finding(Code.BAD_YAML, file, line, message, "Write it like this: minutes: 20")


def space_in_line(file: str, line: int, space: str) -> Finding:
    """Return the finding for a line with a space of another kind, whose name is ``space``."""
    message = f"This line of the front matter holds {space} where a plain one must be."
    return Finding(Code.BAD_YAML, file, line, message, _RETYPE)


_CURLY = "“”„‟‘’‚‛"


def curly_value(file: str, line: int, value: str) -> Finding | None:
    """Return the finding for a value in curly quotation marks, which YAML takes for a part of the text, or None."""
    if len(value) < 2 or value[0] not in _CURLY or value[-1] not in _CURLY:
        return None
    message = "This line of the front matter has curly quotation marks, which would be shown as part of the text."
    return Finding(Code.BAD_YAML, file, line, message, f'Write straight ones: "{shown(value.strip(_CURLY))}"')


# Faults that a line shows by itself, and for which PyYAML blames another line or another reason.

_MOST = 120  # characters: a hint that repeats more of a line says less
_BULLET = re.compile(r"(\s*+)[•●▪◦‣·∙*+–—][ \t]*+(\S.*)")
_TIGHT_DASH = re.compile(r"(\s*+)-([\"'{\w].*)")
_TIGHT_COLON = re.compile(r"([a-z_]++):([^\s/].*)")
_EQUALS = re.compile(r"([a-z_]++)[ \t]*+=[ \t]*+(\S.*)")
_NO_MARK = re.compile(r"([a-z_]++) ++(\d++)\s*")
_NO_DASH = re.compile(r"\s++([\"']).*\1\s*")
_OPEN = re.compile(r"\s*+(?:- ++|[a-z_]++: ++)*+([\"'])(.*)")


def _plain_fault(lines: Sequence[str]) -> tuple[int, str, str] | None:
    """Return the first of ``lines`` with such a fault: its position, what is wrong and what to do; or None."""
    above = ""
    for at, line in enumerate(lines):
        if told := _fault(line, above):
            return at, *told
        above = line if line.strip() else above
    return None


def _fault(line: str, above: str) -> tuple[str, str] | None:
    if not line.strip() or line.lstrip().startswith("#") or len(line) > _MOST:
        return None
    if space := wrong_space(line):
        return f"holds {space} where a plain one must be", _RETYPE
    if bullet := _BULLET.fullmatch(line):
        return "begins with a sign that makes no list here", f"Write a hyphen and a space: - {shown(bullet[2])}"
    if tight := _TIGHT_DASH.fullmatch(line):
        return "has no space behind its hyphen", f"Write - {shown(tight[2])}"
    if key := _EQUALS.fullmatch(line) or _NO_MARK.fullmatch(line) or _TIGHT_COLON.fullmatch(line):
        return "is not a name, a colon, a space and a value", f"Write {key[1]}: {shown(key[2].strip())}"
    if _NO_DASH.fullmatch(line) and above.lstrip().startswith("- ") and not _left_open(above):
        return "has no hyphen before it, as the other items of its list have", f"Write - {shown(line.strip())}"
    if quote := _left_open(line):
        return "has a quotation mark that is opened and never closed", f"Put a {quote} at the end of it."
    return None


def _left_open(line: str) -> str:
    """Return the quotation mark that begins a value and does not end it, or "" where all are in pairs."""
    begun = _OPEN.fullmatch(line)
    return begun[1] if begun and begun[1] not in begun[2] else ""


def wrong_space(line: str) -> str:
    """Return the name of a space that YAML takes for a letter, where it stands at a colon, a hyphen or an indent."""
    return unusual_space(line) if _AFTER_MARK.search(line) else ""


def _colon_in_braces(line: str) -> tuple[str, str] | None:
    """Return what is wrong where a value between braces goes on to a colon: a comma is missing, or it is the text's."""
    for part in _VALUE_WITH_COLON.finditer(line):
        value, name, rest = part["value"].strip(), part["name"], part["rest"].strip()
        if name in _OF_AN_ITEM:
            return f"has no comma before {name}", f"Write {part['key']}: {shown(value)}, {name}: {shown(rest)}"
        text = shown(f"{value} {name}: {rest}".strip())
        return "holds a second colon", f'Put the whole value in quotes: {part["key"]}: "{text}"'
    return None


def _one_colon(lines: Sequence[str], at: int, otherwise: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    """Return the line really at fault where PyYAML blames a colon for what the line above it began."""
    line, above = lines[at], lines[at - 1] if at else ""
    if line.lstrip().startswith("- ") and _HAS_VALUE.fullmatch(above):
        return at, ("begins a list below a name that has a value already", _NAME_THE_LIST)
    if f"{line} ".count(": ") != 1 or not above.strip():
        return at, (otherwise[0], _quoted(line) or otherwise[1])
    return (at - 1, _NO_COLON) if ":" not in above else (at, _INDENTED)


def _quoted(line: str) -> str:
    """Return the hint to write ``line`` with its value in quotes, or "" where it holds more than a name and text."""
    match = _PLAIN_LINE.fullmatch(line.rstrip())
    if match is None:
        return ""
    key, value = match["key"].strip(), f'"{shown(match["value"])}"'
    return f"Put the whole value in quotes: {key}: {f'[{value}]' if key == 'materials' else value}"
