"""What PyYAML says about front matter that it cannot parse, as a sentence for organisers (pure)."""

from __future__ import annotations

import re

import yaml

from kit.model.findings import Code, Finding
from kit.source.frontmatter_span import Block
from kit.source.paths import shown

_IN_QUOTES = 'Put the whole value in quotes, such as break: "Lunch: bring your own".'
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
_NO_COLON = ("is not a name, a colon and a value", "Write it like this: minutes: 20")
_INDENTED = ("is indented further than the line above it allows", "Give it the same indent as its neighbours.")
_OTHER = ("cannot be understood as YAML", "Write it as a name, a colon, a space and a value, such as minutes: 20")


def sentence(file: str, block: Block, error: Exception) -> Finding:
    """Return the finding for an error that PyYAML, or building on it, raised about ``block``."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    words = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')}"
    meaning, hint = next(((said, todo) for sign, said, todo in _MEANINGS if sign in words), _OTHER)
    if isinstance(error, yaml.MarkedYAMLError) and "never closed" in meaning and start is not None:
        mark = start
    at = min(mark.line, max(len(block.lines) - 1, 0)) if mark is not None else 0
    if meaning == "holds a second colon":
        at, (meaning, hint) = _one_colon(block, at, (meaning, hint))
    return Finding(Code.BAD_YAML, file, block.first + at, f"This line of the front matter {meaning}.", hint)


def _one_colon(block: Block, at: int, otherwise: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    """Return the line really at fault where PyYAML blames a colon for what the line above it began."""
    line, above = block.lines[at], block.lines[at - 1] if at else ""
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
