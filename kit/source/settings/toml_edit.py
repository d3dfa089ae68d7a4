"""Changing single values of a TOML file as text, so that every other line, remark and empty line stays. Pure.

Each change is parsed again and compared with what it should give before it is believed.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from kit.source.settings.toml import Path, find_lines
from kit.source.tree.text import line_end, split_lines

_HEADER = re.compile(r"\s*\[")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ONE_LINE = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|\[(?:[^\]"'#]|"(?:\\.|[^"\\])*"|'[^']*')*\]|[^\s#"'\[{]+)""")


Keys = Sequence[str | int]  # names of tables, and places in lists of tables


class CannotWrite(ValueError):
    """A file is written in a way in which a value cannot be changed line by line."""


def literal(value: Any) -> str:
    """Return ``value`` as TOML on one line; JSON's text in quotes is TOML's too but for the character DEL."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key))} = {literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(literal(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def set_value(text: str, table: Keys, key: str, value: Any) -> str:
    """Return ``text`` with ``key`` of ``table`` (() for the top) set to ``value``; a table that is missing is added.

    Raises CannotWrite where that does not come out right.
    """
    wanted = tomllib.loads(_plain(text))
    holder = _at(wanted, table)
    if key in holder and holder[key] == value and type(holder[key]) is type(value):
        return text
    write = _replaced if key in holder else _added
    holder[key] = value
    return _checked(write(text, table, key, value), wanted)


def remove_value(text: str, table: Keys, key: str) -> str:
    """Return ``text`` without ``key`` of ``table``, and without the table if nothing else is in it."""
    wanted = tomllib.loads(_plain(text))
    holder = _at(wanted, table)
    if key not in holder:
        return text
    if line_of_value(text, table, key) is None:
        raise CannotWrite(key)
    del holder[key]
    found = _lines(text)
    lines = split_lines(text)
    del lines[found[*table, key] - 1]
    if table and not holder:
        del _at(wanted, table[:-1])[str(table[-1])]
        del lines[found[tuple(table)] - 1]
    return _checked("".join(lines), wanted)


def append_table(text: str, name: Sequence[str], values: Mapping[str, Any], after: int | None) -> str:
    """Return ``text`` with ``[[name]]`` holding ``values`` added below line ``after``, at the end if that is None."""
    end = line_end(text)
    block = [
        f"[[{'.'.join(_key(part) for part in name)}]]",
        *(f"{key} = {literal(one)}" for key, one in values.items()),
    ]
    lines = split_lines(text)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    at = len(lines) if after is None else after
    gap = [end] if after is None and lines and lines[-1].strip() else []
    return "".join([*lines[:at], *gap, *(line + end for line in block), *lines[at:]])


def block_end(text: str, first: int) -> int:
    """Return the last line with content of the table whose header stands on line ``first``."""
    lines = split_lines(text)
    after = next((at for at in range(first, len(lines)) if _HEADER.match(lines[at])), len(lines))
    while after > first and (not lines[after - 1].strip() or lines[after - 1].lstrip().startswith("#")):
        after -= 1
    return after


def without_lines(text: str, first: int, last: int) -> str:
    """Return ``text`` without its lines ``first`` to ``last``."""
    lines = split_lines(text)
    return "".join(lines[: first - 1] + lines[last:])


def line_of_value(text: str, table: Keys, key: str) -> int | None:
    """Return the line of a value that stands whole on a line of its own, else None."""
    line = _lines(text).get((*table, key))
    if line is None:
        return None
    old = split_lines(text)[line - 1]
    start = _start(old, key)
    value = _ONE_LINE.match(old, start) if start else None
    return line if value and re.fullmatch(r"[ \t]*(#.*)?[\r\n]*", old[value.end() :]) else None


def _at(data: dict[str, Any], table: Keys) -> dict[str, Any]:
    holder: Any = data
    for part in table:
        holder = holder[part] if isinstance(part, int) else holder.setdefault(part, {})
    if not isinstance(holder, dict):
        raise CannotWrite(str(table))
    return holder


def _checked(text: str, wanted: Mapping[str, Any]) -> str:
    try:
        given = tomllib.loads(_plain(text))
    except tomllib.TOMLDecodeError as error:
        raise CannotWrite(str(error)) from error
    if given != wanted:
        raise CannotWrite("the values came out differently")
    return text


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _lines(text: str) -> dict[Path, int]:
    return find_lines(_plain(text))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _start(line: str, key: str) -> int:
    written = re.match(rf"\s*(?:{re.escape(key)}|{re.escape(json.dumps(key))})\s*=\s*", line)
    return written.end() if written else 0


def _replaced(text: str, table: Keys, key: str, value: Any) -> str:
    line = line_of_value(text, table, key)
    if line is None:
        raise CannotWrite(key)
    lines = split_lines(text)
    old, start = lines[line - 1], _start(lines[line - 1], key)
    there = _ONE_LINE.match(old, start)
    lines[line - 1] = old[:start] + literal(value) + (old[there.end() :] if there else "")
    return "".join(lines)


def _added(text: str, table: Keys, key: str, value: Any) -> str:
    lines, end = split_lines(text), line_end(text)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    new = f"{_key(key)} = {literal(value)}{end}"
    header = _lines(text).get(tuple(table)) if table else 0
    if header is None or (table and not _HEADER.match(lines[header - 1])):
        gap = [end] if lines and lines[-1].strip() else []
        return "".join([*lines, *gap, f"[{'.'.join(_key(str(part)) for part in table)}]{end}", new])
    at = block_end("".join(lines), header)
    return "".join([*lines[:at], new, *lines[at:]])


def table_line(text: str, path: Keys) -> int:
    """Return the line on which the header of the table at ``path`` stands. Raises CannotWrite if there is none."""
    line = _lines(text).get(tuple(path))
    if line is None or not _HEADER.match(split_lines(text)[line - 1]):
        raise CannotWrite(str(path))
    return line
