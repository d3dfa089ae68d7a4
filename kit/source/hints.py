"""Hints in the author's own words: how what was written as one value is written as the list that it should be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kit.source.paths import shown
from kit.source.toml_lines import Path

_MOST = 120  # characters: a hint that repeats more than this says less
_NUMBERS = re.compile(r"[0-9]{1,4}")
_SEPARATOR = re.compile(r"\s*[,;]\s*")
_OF_NAMES = frozenset({"materials", "standard", "languages", "areas", "parallel", "order"})  # others hold sentences
_PER_PERSON = "1 per person"


def own_words(kind: str, value: Any, path: Path, file: str, holds_parts: bool) -> str:
    """Return the hint for a mistake of pydantic's ``kind`` at ``path``, or "" where it has none in own words.

    ``holds_parts`` says that each item of the list wanted has names of its own, such as an agenda's.
    """
    if kind == "list_type":
        return _parts(value, path, file) if holds_parts else _list(value, str(path[-1]), file)
    if kind == "string_type" and isinstance(value, Mapping):
        items = list(_items(value))
        one = len(items) == len(value) == 1 and len(items[0]) <= _MOST
        return f"Put it in straight quotes: {_quoted(items[0])}" if one else ""
    return ""


def _list(value: Any, key: str, file: str) -> str:
    items = list(_items(value, key in _OF_NAMES))
    if key == "standard":
        items = _NUMBERS.findall(" ".join(items))
    if not items or sum(map(len, items)) > _MOST:
        return ""
    full = [item if key != "materials" or ":" in item else f"{item}: {_PER_PERSON}" for item in items]
    own = ", with your own numbers" if full != items else ""
    written = ", ".join(items if key == "standard" else map(_quoted, full))
    return f"Write {key}{': ' if file.endswith('.md') else ' = '}[{written}]{own}"


def _items(value: Any, split: bool = False) -> Iterator[str]:
    """Yield the items that a text, a number or a set of names and values was most likely meant as."""
    if isinstance(value, Mapping):
        yield from (f"{key}: {item}" for key, item in value.items() if not isinstance(item, list | Mapping))
    elif isinstance(value, str):
        yield from filter(None, _SEPARATOR.split(value.strip()) if split else [value.strip()])
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)


def _parts(value: Any, path: Path, file: str) -> str:
    if not file.endswith(".md"):
        name = ".".join(str(part) for part in path)
        return f"Put each one below a line of its own that says [[{shown(name)}]]"
    session = value.strip() if isinstance(value, str) and re.fullmatch(r"[a-z0-9/_-]{1,64}", value.strip()) else ""
    return f"Write each item on a line of its own below {path[-1]}, such as - {{session: {session or 'how-ready'}}}"


def _quoted(text: str) -> str:
    return shown(json.dumps(text, ensure_ascii=False))
