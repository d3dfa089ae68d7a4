"""Changing single fields of a page's front matter, and no other line of it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kit.franchise.compose.pieces import Piece
from kit.source.settings.agenda import entry_id
from kit.source.settings.front_matter import FrontMatter, read_front_matter
from kit.source.tree.text import line_end, split_lines


@dataclass(frozen=True)
class Edit:
    """New lines for one field, without line ends, written on behalf of ``line`` of ``file``; no lines remove it."""

    lines: Sequence[str]
    file: str
    line: int | None


def flow(value: Any) -> str:
    """Return ``value`` as YAML on one line: text in double quotes, lists and tables in flow style."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def edited(head: str, front: FrontMatter | None, edits: Mapping[str, Edit], file: str) -> list[Piece]:
    """Return the front matter ``head`` of ``file`` with ``edits`` by field, in pieces.

    A field that is there is replaced in its place; a new one goes last. ``head`` runs to the closing ``---``.
    """
    if not edits:
        return [Piece(head, file, 1)]
    end = line_end(head)
    if front is None:
        return _new_front_matter(edits, end, head, file)
    lines = split_lines(head)
    starts = {front.spans[key][0]: key for key in edits if key in front.spans}
    pieces: list[Piece] = []
    number = 1
    while number < front.last:
        key = starts.get(number)
        if key is None:
            pieces.append(Piece(lines[number - 1], file, number))
            number += 1
        else:
            first, last = front.spans[key]
            pieces += _written(edits[key], end, lines[first - 1 : last])
            number = last + 1
    for key, edit in edits.items():
        if key not in front.spans:
            pieces += _written(edit, end)
    return [*pieces, Piece("".join(lines[front.last - 1 :]), file, front.last)]


def _written(edit: Edit, end: str, before: Sequence[str] = ()) -> list[Piece]:
    """Return a field's new lines; a single one is written like the lines that it replaces."""
    plain = [line.rstrip("\r\n") for line in before]
    lines = field_lines(edit.lines[0], plain) if len(edit.lines) == 1 else edit.lines
    text = "".join(line + end for line in lines)
    return [Piece(text, edit.file, edit.line, fixed=True)] if text else []


def _new_front_matter(edits: Mapping[str, Edit], end: str, head: str, file: str) -> list[Piece]:
    fields = [piece for edit in edits.values() for piece in _written(edit, end)]
    mark = "\ufeff" if head.startswith("\ufeff") else ""
    if not fields:
        return [Piece(head, file, 1)]
    fence = Piece(mark + "---" + end, file, None, fixed=True)
    close = Piece("---" + end + end, file, None, fixed=True)
    return [fence, *fields, close, Piece(head.removeprefix("\ufeff"), file, 1)]


# The entries of an agenda as front matter holds them, and writing them back as YAML. Pure.

Entry = Mapping[str, Any]  # keys id, KINDS, minutes, at; values are text, numbers or lists

KINDS = ("session", "parallel", "break", "title", "sitting")  # of which an entry has exactly one
TIMES = ("minutes", "at")

_KEYS = ("id", *KINDS, *TIMES)
_BARE = re.compile(r"[A-Za-z](?:[A-Za-z0-9 /-]*[A-Za-z0-9])?|[1-9][0-9]{0,3}")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})  # YAML 1.1 reads these as no text
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # what JSON writes bare and YAML refuses


def identity(entry: Entry) -> str:
    """Return the id of an entry: the one given, or by default its session's name or its text's slug."""
    words = (_text(entry, key) for key in ("break", "title", "sitting"))
    return entry_id(_text(entry, "id"), _text(entry, "session"), next(filter(None, words), None))


def session_names(entry: Entry) -> list[str]:
    """Return the sessions of an entry as they are written: one, several side by side, or none."""
    if isinstance(side_by_side := entry.get("parallel"), Sequence) and not isinstance(side_by_side, str):
        return [str(name) for name in side_by_side]
    return [name] if (name := _text(entry, "session")) else []


def texts(value: Any) -> Any:
    """Return entries with every value as text, as front matter holds them, so that they can be compared."""
    if isinstance(value, Mapping):
        return {str(key): texts(one) for key, one in value.items() if one is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [texts(one) for one in value]
    return str(value)


def yaml_lines(entries: Sequence[Entry]) -> list[str]:
    """Return ``entries`` as lines of YAML, one each in flow style, to stand below ``agenda:``.

    Text that could mean something else in YAML is written in double quotes, ``at`` always. Values that are empty are
    left out. Reading the lines back gives the same values, as text.
    """
    return [f"  - {{{', '.join(pairs(entry))}}}" for entry in entries]


def _text(entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) else None


def pairs(entry: Entry) -> list[str]:
    """Return the keys and values of ``entry`` as YAML, such as ``minutes: 20``; those without a value are left out."""
    keys = [*(key for key in _KEYS if key in entry), *(key for key in entry if key not in _KEYS)]
    return [f"{_entry_scalar(key)}: {_value(key, entry[key])}" for key in keys if entry[key] is not None]


def _value(key: str, value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_entry_scalar(str(one)) for one in value)}]"
    return _quoted(str(value)) if key == "at" else _entry_scalar(str(value))


def _entry_scalar(text: str) -> str:
    return text if _BARE.fullmatch(text) and text.lower() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes: JSON's escapes are YAML's too (YAML 1.2.2, chapter 5.7)."""
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


# Writing a changed field the way its author wrote it: quotes, lists, remarks and untouched lines. Pure.
# A change is made in the line that is there wherever that can be done; whatever comes out is read back, and where it
# does not say what it should, the kit's own plain form is used instead.

_FIELD = re.compile(r"""([^\s:]+:[ \t]*)("(?:\\.|[^"\\])*"|'[^']*'|\[[^\]#]*\]|[^\s"'\[{#][^#]*?)([ \t]*|[ \t]+#.*)""")
_ITEM = re.compile(r"""([ \t]*- )("(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\[{#][^#]*?)([ \t]*|[ \t]+#.*)""")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 /-]*[A-Za-z0-9])?")
_NULLS = frozenset({"null"})


def field_lines(line: str, before: Sequence[str]) -> list[str]:
    """Return the field ``line`` (``key: value``, in the kit's form) written like the lines ``before`` of that field.

    No line has its end. Without ``before``, plain words go without quotes.
    """
    key, _, value = line.partition(": ")
    given = front_data([line]).get(key)
    for lines in (_in_place(given, before), _like(key, given, value, before), [line]):
        if lines and front_data(lines).get(key) == given:
            return lines
    return [line]


def _like(key: str, given: Any, value: str, before: Sequence[str]) -> list[str]:
    if not before:
        return [f"{key}: {_scalar(given, '')}"] if isinstance(given, str) else []
    if len(before) == 1 and (match := _FIELD.fullmatch(before[0])):
        if isinstance(given, str):
            value = _scalar(given, match[2])
        elif isinstance(given, list) and not re.search("[\"']", match[2]):
            value = f"[{', '.join(_scalar(str(one), '') for one in given)}]"
        return [match[1] + value + match[3]]
    if isinstance(given, dict):
        return _like_table(given, before)
    items = [_ITEM.fullmatch(one) for one in before[1:]]
    if not isinstance(given, list) or not items or not all(items):
        return []
    there = {
        str(front_data([f"x: {one[2]}"]).get("x")): line for one, line in zip(items, before[1:], strict=True) if one
    }
    first = items[0]
    style = (first[1], first[2]) if first else ("  - ", "")
    return [before[0], *(there.get(str(one), style[0] + _scalar(str(one), style[1])) for one in given)]


def _in_place(given: Any, before: Sequence[str]) -> list[str]:
    """Return the lines ``before`` with each changed word or number in its place; [] where more than these changed."""
    text = "\n".join(before)
    node = yaml.compose(text, Loader=yaml.BaseLoader) if before else None
    changes = list(_scalars(node.value[0][1], given)) if isinstance(node, yaml.MappingNode) else [None]
    if None in changes:
        return []
    for change in reversed(changes):
        start, end, value = change or (0, 0, "")
        text = text[:start] + _scalar(value, text[start:end]) + text[end:]
    return text.split("\n")


def _scalars(node: yaml.Node, given: Any) -> Iterator[tuple[int, int, str] | None]:
    """Yield where other words or numbers go, in order; None where a list or table is not as long as it was."""
    if isinstance(node, yaml.SequenceNode) and isinstance(given, list) and len(node.value) == len(given):
        for one, value in zip(node.value, given, strict=True):
            yield from _scalars(one, value)
    elif isinstance(node, yaml.MappingNode) and isinstance(given, dict):
        keys = [str(name.value) for name, _ in node.value]
        if keys != list(given):
            yield None
            return
        for (_, one), value in zip(node.value, given.values(), strict=True):
            yield from _scalars(one, value)
    elif not isinstance(node, yaml.ScalarNode) or not isinstance(given, str) or node.style in ("|", ">"):
        yield None
    elif node.value != given:
        yield node.start_mark.index, node.end_mark.index, given


def _like_table(given: Mapping[str, Any], before: Sequence[str]) -> list[str]:
    """Return a table with a line for each key written like the lines ``before``; [] where keys have several lines."""
    leads = [line[: len(line) - len(line.lstrip(" "))] for line in before[1:]]
    there = {line.strip().partition(":")[0]: line.strip() for line in before[1:]}
    if not leads or len(set(leads)) > 1:
        return []
    lines = [field_lines(f"{key}: {flow(one)}", [there[key]] if key in there else []) for key, one in given.items()]
    return [before[0], *(leads[0] + line for found in lines for line in found)]


def _scalar(text: str, like: str) -> str:
    if like.startswith("'") and "'" not in text:
        return f"'{text}'"
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NULLS
    return text if plain and not like.startswith(('"', "'")) else json.dumps(text, ensure_ascii=False)


def front_data(lines: Sequence[str]) -> Mapping[str, Any]:
    """Return what ``lines`` of front matter say."""
    front = read_front_matter("", "\n".join(["---", *lines, "---", ""]), [])
    return front.data if front else {}
