"""The text of a TOML file with one thing put in, changed or taken out, in the style in which it is written. Pure.

Nothing here is verified: ``toml_edit`` reads what comes out, and believes it only if it says what it should.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.source.settings.toml_places import Layout, Path, Place, layout
from kit.source.tree.text import line_end, split_lines

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\n]*)?\r?\n")
_EMPTY_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")


def literal(value: Any, end: str = "\n") -> str:
    """Return ``value`` as TOML on one line, a list of tables as one table a line with the line end ``end``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{bare_or_quoted(str(key))} = {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and all(isinstance(item, Mapping) for item in value):
            return f"[{end}" + "".join(f"    {literal(item)},{end}" for item in value) + "]"
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, str):  # JSON's text in quotes is TOML's too but for the character DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def table_lines(header: str, values: Mapping[str, Any], end: str = "\n") -> str:
    """Return a table as lines: ``header`` as it is given, such as ``[[event]]``, and a line for each value."""
    lines = [f"{bare_or_quoted(key)} = {literal(value, end)}" for key, value in values.items()]
    return "".join(line + end for line in (header, *lines) if line)


def bare_or_quoted(name: str, like: str = "") -> str:
    """Return ``name`` as a key, in quotation marks like those of a key that begins with ``like``."""
    if like == "'" and "'" not in name and name.isprintable():
        return f"'{name}'"
    return name if _BARE.fullmatch(name) and like != '"' else literal(name)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


# Putting in.


def added(there: Layout, path: Path, value: Any) -> str:
    """Return the text with ``value`` at ``path``, where nothing stands, written in the way of the table around it."""
    text, parent, end = there.text, path[:-1], line_end(there.text)
    if parent and parent not in there.lines and there.closed(parent):
        return added(there, parent, {path[-1]: value})
    pair = f"{bare_or_quoted(str(path[-1]))} = {literal(value, end)}"
    if (braces := there.at(parent)) is not None:
        if pairs := there.inside(parent):
            return f"{text[: pairs[-1].end]}, {pair}{text[pairs[-1].end :]}"
        return f"{text[: braces.value]}{{{pair}}}{text[braces.end :]}"
    if (dotted := there.through(parent)) is not None:
        pair = f"{text[dotted.start : next(last for own, _, last in dotted.names if own == parent)]}.{pair}"
        if dotted.inside is not None:
            return f"{text[: dotted.end]}, {pair}{text[dotted.end :]}"
        return _with_lines(text, _next_line(text, dotted.end), pair + end)
    if not parent or any(place.header and place.path == parent for place in there.places):
        return _with_lines(text, _table_end(there, parent), pair + end)
    return _with_table(there, parent, "[{}]", pair + end)


def _table_end(there: Layout, path: Path) -> int:
    """Return where a new line of a table goes: below its last value, else below its header, at the top without one."""
    own = [
        place.end
        for place in there.places
        if place.inside is None and (place.path if place.header else place.path[: -len(place.names)]) == path
    ]
    if own:
        return _next_line(there.text, own[-1])
    return 0 if any(place.header for place in there.places) else len(there.text)


def with_block(there: Layout, path: Path, count: int, table: Mapping[str, Any]) -> str:
    """Return the text with another ``[[...]]`` below the last of ``count`` that are there."""
    text, end = there.text, line_end(there.text)
    if not count:
        return _with_table(there, path, "[[{}]]", table_lines("", table, end))
    block = there.below((*path, count - 1))
    header = next(text[place.start : place.end] for place in block if place.header)
    at = _next_line(text, max(place.end for place in block))
    return _with_lines(text, at, table_lines(header, table, end))


def _with_table(there: Layout, path: Path, header: str, lines: str) -> str:
    """Return the text with a table of its own for ``path``: at the end, or where the table of a list ends it is in."""
    text = there.text
    name = ".".join(bare_or_quoted(part) for part in path if isinstance(part, str))
    lines = header.format(name) + line_end(text) + lines
    in_list = [length for length, part in enumerate(path, 1) if isinstance(part, int)]
    if not in_list:
        return _with_lines(text, len(text), lines, gap=True)
    return _with_lines(text, _next_line(text, max(place.end for place in there.below(path[: in_list[-1]]))), lines)


def _with_lines(text: str, at: int, lines: str, gap: bool = False) -> str:
    """Return the text with ``lines`` put in at ``at``, below an empty line where there should be a ``gap``."""
    above, end = text[:at], line_end(text)
    if above and not above.endswith("\n"):
        above += end
    if gap and above and split_lines(above)[-1].strip():
        above += end
    return above + lines + text[at:]


# Changing and taking out.


def changed(there: Layout, place: Place, value: Any, old: Any) -> str:
    """Return the text with another value at ``place``."""
    if isinstance(old, list) and isinstance(value, list) and old:
        return _with_items(there, place.path, [literal(item) for item in old], [literal(item) for item in value])
    return there.text[: place.value] + literal(value, line_end(there.text)) + there.text[place.end :]


def _with_items(there: Layout, path: Path, old: Sequence[str], new: Sequence[str]) -> str:
    """Return the text with a list changed item by item, from its end, each item keeping its line and remark."""
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for _, first, last, start, stop in (step for step in reversed(steps) if step[0] != "equal"):
        both = min(last - first, stop - start)
        for place in range(last - 1, first + both - 1, -1):
            there = layout(without(there, (*path, place)))
        if stop - start > both:
            there = layout(_with_new_items(there, path, first + both, new[start + both : stop]))
        for step in range(both):
            item = there.inside(path)[first + step]
            there = layout(there.text[: item.start] + new[start + step] + there.text[item.end :])
    return there.text


def _with_new_items(there: Layout, path: Path, at: int, new: Sequence[str]) -> str:
    """Return the text with items put in before the one at ``at``, on lines of their own if their neighbour has one."""
    text, near = there.text, there.inside(path)[max(at - 1, 0)]
    alone = _own_lines(text, near)
    if alone is None:
        words = "".join(f", {item}" for item in new) if at else "".join(f"{item}, " for item in new)
        place = near.end if at else near.start
        return text[:place] + words + text[place:]
    lines = "".join(f"{text[alone[0] : near.start]}{item},{line_end(text)}" for item in new)
    if not at:
        return text[: alone[0]] + lines + text[alone[0] :]
    comma = "" if _COMMA.match(text, near.end) else ","
    return text[: near.end] + comma + text[near.end : alone[1]] + lines + text[alone[1] :]


def _own_lines(text: str, item: Place) -> tuple[int, int] | None:
    """Return the lines that an item of a list shares with nothing but its comma and its remark, else None."""
    start, after = _line_start(text, item.start), _REST_OF_LINE.match(text, item.end)
    return (start, after.end()) if after and not text[start : item.start].strip() else None


def without(there: Layout, path: Path) -> str:
    """Return the text without what stands at ``path``; from its end, so that places further up stay true."""
    text = there.text
    for place in sorted(there.below(path), key=lambda place: place.start, reverse=True):
        text = _without_line(text, place) if place.inside is None else _without_item(text, there, place)
    return text


def _without_line(text: str, place: Place) -> str:
    """Return the text without the lines of one value or header; of the empty lines around a header one stays."""
    above, below = text[: _line_start(text, place.start)], text[_next_line(text, place.end) :]
    if place.header and (not above or not split_lines(above)[-1].strip()):
        below = _EMPTY_LINES.sub("", below, count=1)
    return above + below


def _without_item(text: str, there: Layout, place: Place) -> str:
    """Return the text without an item of a list or a pair in braces, and without a comma beside it."""
    if not place.names and (alone := _own_lines(text, place)):
        return text[: alone[0]] + text[alone[1] :]
    if comma := _COMMA.match(text, place.end):
        return text[: place.start] + text[comma.end() :]
    before = [item.end for item in there.inside(place.inside or ()) if item.end <= place.start]
    if not before:
        return text[: place.start] + text[place.end :].lstrip(" \t")
    comma_alone = "#" not in text[before[-1] : place.start]
    return text[: before[-1] if comma_alone else place.start] + text[place.end :]


def commented(there: Layout, place: Place, words: str) -> str:
    """Return the text with ``words`` as a remark where ``place`` was, after the line's own remark if it has one."""
    text = there.text
    if place.inside is None:
        return f"{text[: place.start]}# {words}{text[place.end :]}"
    around = [own for own in there.places if own.start < place.start and place.end < own.end]  # from the inside out
    line = next(own for own in around if own.inside is None or (not own.names and _own_lines(text, own)))
    shorter = _without_item(text, there, place)
    end = line.end - len(text) + len(shorter)
    rest = shorter[end : _next_line(shorter, end)].rstrip()
    end += len(rest)
    return f"{shorter[:end]}{'; ' if '#' in rest else ' # '}{words}{shorter[end:]}"
