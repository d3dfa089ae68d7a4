"""Changing single fields of a page's front matter, and no other line of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.composing.pieces import Piece, line_end
from kit.franchise.composing.restyle import field_lines
from kit.source.frontmatter import FrontMatter
from kit.source.text import split_lines


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
