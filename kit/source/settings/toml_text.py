"""The text of a TOML file with one thing put in, changed or taken out, in the style in which it is written. Pure.

Nothing here is verified: ``toml_edit`` reads what comes out, and believes it only if it says what it should.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from kit.source.settings.toml_places import Layout, Path, TomlPlace, layout
from kit.source.tree.text import line_end, split_lines

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:,[ \t]*+)?(?:#[^\n]*)?\r?\n")
_EMPTY_LINES = re.compile(r"(?:[ \t]*\r?\n)+")
_MANY = 1_000_000  # pairs of items to compare: no list of settings is so long, and none may take minutes

Splice = tuple[int, int, str]  # what goes, from where to where, and what comes in its place


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


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return the text with each of ``splices`` made, the wider where two begin at one place or overlap."""
    pieces, end = [], 0
    for first, last, new in sorted(splices, key=lambda splice: (splice[0], splice[1])):
        pieces += [text[end:first], new]
        end = max(end, last)
    return "".join([*pieces, text[end:]])


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


def changed(there: Layout, place: TomlPlace, value: Any, old: Any) -> str:
    """Return the text with another value at ``place``; a list is changed item by item, if it is not a very long one."""
    if isinstance(old, list) and isinstance(value, list) and 0 < len(old) * (len(value) + 1) < _MANY:
        return _with_items(there, place.path, [literal(item) for item in old], [literal(item) for item in value])
    return _spliced(there.text, [(place.value, place.end, literal(value, line_end(there.text)))])


def _with_items(there: Layout, path: Path, old: Sequence[str], new: Sequence[str]) -> str:
    """Return the text with a list changed so that each item that stays keeps its line and its remark."""
    items, gone, splices, count = there.inside(path), set[int](), list[Splice](), 0
    for verb, first, last, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = 0 if verb == "equal" else min(last - first, stop - start)
        splices += [(items[first + at].start, items[first + at].end, new[start + at]) for at in range(both)]
        if verb != "equal" and stop - start > both:
            splices += _new_items(there.text, items, first + both, new[start + both : stop])
            count += stop - start - both
        elif verb != "equal":
            gone |= {at + count for at in range(first + both, last)}
    there = layout(_spliced(there.text, splices))
    return _spliced(there.text, _item_spans(there.text, there.inside(path), gone))


def _new_items(text: str, items: Sequence[TomlPlace], at: int, new: Sequence[str]) -> list[Splice]:
    """Return what puts items in before the one at ``at``, on lines of their own if their neighbour has one."""
    near = items[max(at - 1, 0)]
    alone = _own_lines(text, near)
    if alone is None:
        words = "".join(f", {item}" for item in new) if at else "".join(f"{item}, " for item in new)
        return [(near.end, near.end, words) if at else (near.start, near.start, words)]
    lines = "".join(f"{text[alone[0] : near.start]}{item},{line_end(text)}" for item in new)
    if not at:
        return [(alone[0], alone[0], lines)]
    comma = [] if _COMMA.match(text, near.end) else [(near.end, near.end, ",")]
    return [*comma, (alone[1], alone[1], lines)]


def _own_lines(text: str, item: TomlPlace) -> tuple[int, int] | None:
    """Return the lines that an item of a list shares with nothing but its comma and its remark, else None."""
    start, after = _line_start(text, item.start), _REST_OF_LINE.match(text, item.end)
    return (start, after.end()) if after and not text[start : item.start].strip() else None


def without(there: Layout, path: Path) -> str:
    """Return the text without what stands at ``path``."""
    places = there.below(path)
    splices = _line_spans(there.text, [place for place in places if place.inside is None])
    for inside in {place.inside for place in places if place.inside is not None}:
        items, gone = there.inside(inside), set(places)
        splices += _item_spans(there.text, items, {at for at, item in enumerate(items) if item in gone})
    return _spliced(there.text, splices)


def _line_spans(text: str, places: Sequence[TomlPlace]) -> list[Splice]:
    """Return what takes out the lines of values and headers; of the empty lines around a header one stays."""
    splices: list[Splice] = []
    for place in places:
        first, last = _line_start(text, place.start), _next_line(text, place.end)
        if splices and splices[-1][1] == first:
            first = splices.pop()[0]
        splices.append((first, last, ""))
    headers = {_line_start(text, place.start) for place in places if place.header}
    for at, (first, last, _) in enumerate(splices):
        if first in headers and not text[_line_start(text, first - 1) : first].strip():
            empty = _EMPTY_LINES.match(text, last)
            splices[at] = (first, empty.end() if empty else last, "")
    return splices


def _item_spans(text: str, items: Sequence[TomlPlace], gone: Collection[int]) -> list[Splice]:
    """Return what takes items out of a list or braces, those at the places ``gone``, each with a comma beside it."""
    splices: list[Splice] = []
    kept: TomlPlace | None = None
    for at, item in enumerate(items):
        if at not in gone:
            kept = item
        elif not item.names and (alone := _own_lines(text, item)):
            splices.append((*alone, ""))
        elif comma := _COMMA.match(text, item.end):
            splices.append((item.start, comma.end(), ""))
        elif kept is None:
            rest = text[item.end :]
            splices.append((item.start, item.end + len(rest) - len(rest.lstrip(" \t")), ""))
        else:
            comma_alone = "#" not in text[kept.end : item.start]
            splices.append((kept.end if comma_alone else item.start, item.end, ""))
    return splices


def remarked(there: Layout, place: TomlPlace, lines: Sequence[str]) -> str:
    """Return the text with ``lines`` as remarks above ``place``, which begins a line."""
    start, end = _line_start(there.text, place.start), line_end(there.text)
    indent = there.text[start : place.start]
    return there.text[:start] + "".join(f"{indent}# {line}{end}" for line in lines) + there.text[start:]


def commented(there: Layout, place: TomlPlace, words: str) -> str:
    """Return the text with ``words`` as a remark where ``place`` was, after the line's own remark if it has one."""
    text = there.text
    if place.inside is None:
        return f"{text[: place.start]}# {words}{text[place.end :]}"
    around = [own for own in there.places if own.start < place.start and place.end < own.end]  # from the inside out
    line = next(own for own in around if own.inside is None or (not own.names and _own_lines(text, own)))
    shorter = without(there, place.path)
    end = line.end - len(text) + len(shorter)
    rest = shorter[end : _next_line(shorter, end)].rstrip()
    end += len(rest)
    return f"{shorter[:end]}{'; ' if '#' in rest else ' # '}{words}{shorter[end:]}"
