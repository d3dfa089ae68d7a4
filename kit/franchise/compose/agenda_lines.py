"""Writing a changed agenda the way its author wrote the rest: flow or block style, remarks and untouched lines. Pure.

A change is made in the line that is there wherever that can be done; whatever comes out is read back, and where it does
not say what it should, the kit's own plain form is used instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import Any

from kit.franchise.compose.front_matter import TIMES, Entry, field_lines, front_data, identity, texts, yaml_lines
from kit.source.settings.front_matter import FrontMatter
from kit.source.tree.text import split_lines

_VALUE = r"""("(?:\\.|[^"\\])*"|'[^']*'|[^,}\s]+)"""
_OPENING = re.compile(r"[ ]*-[ ]+")  # what stands before the first field of an entry in block style
_NAME = re.compile(r"([A-Za-z_]+):(?:[ ]|$)")


def agenda_lines(text: str, front: FrontMatter | None, entries: Sequence[Entry]) -> list[str]:
    """Return ``agenda:`` and its ``entries`` as lines, those that ``text`` holds already as they are written there.

    An entry that only has other minutes keeps its line, remark included: ``- {session: talk, minutes: 20}  # short``
    becomes ``- {session: talk, minutes: 30}  # short``. Reading the lines back decides whether that came out right.
    """
    plain = ["agenda:", *yaml_lines(entries)]
    kept = _kept(text, front, entries)
    return kept if kept and texts(front_data(kept).get("agenda")) == texts(entries) else plain


def _kept(text: str, front: FrontMatter | None, entries: Sequence[Entry]) -> list[str]:
    before = front.data.get("agenda") if front else None
    if front is None or not isinstance(before, list) or not before or not all(isinstance(one, dict) for one in before):
        return []
    lines = [line.rstrip("\r\n") for line in split_lines(text)]
    blocks = _blocks(lines, front, len(before))
    left = dict(enumerate(before))
    result = [lines[front.spans["agenda"][0] - 1]]
    for entry in entries:
        place = _same(left, entry)
        own = left.pop(place) if place is not None else None
        result += _entry(entry, own, blocks[place] if place is not None else [], blocks[0])
    last = max((front.lines["agenda", len(before) - 1], _content_last(lines, front, len(before) - 1)))
    return [*result, *lines[last : front.spans["agenda"][1]]]


def _blocks(lines: Sequence[str], front: FrontMatter, count: int) -> list[list[str]]:
    """Return the lines of each entry, with the remarks above it."""
    ends = [front.spans["agenda"][0], *(_content_last(lines, front, at) for at in range(count))]
    return [list(lines[first:last]) for first, last in pairwise(ends)]


def _content_last(lines: Sequence[str], front: FrontMatter, at: int) -> int:
    last = front.lines.get(("agenda", at + 1), front.spans["agenda"][1] + 1) - 1
    while last > front.lines["agenda", at] and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
        last -= 1
    return last


def _same(left: Mapping[int, Any], entry: Entry) -> int | None:
    exact = (at for at, one in left.items() if texts(one) == texts(entry))
    alike = (at for at, one in left.items() if identity(one) == identity(entry))
    return next(exact, next(alike, None))


def _entry(entry: Entry, own: Any, block: list[str], first: list[str]) -> list[str]:
    """Return the lines of ``entry``: those of ``own``, changed, or new ones in the style of the ``first`` entry."""
    if own is not None and texts(own) == texts(entry):
        return block
    style = list(dropwhile(_is_remark, block if own is not None else first))
    remarks = list(takewhile(_is_remark, block)) if own is not None else []
    if style and style[0].lstrip().startswith("- {"):
        line = _retimed(style[-1], own, entry) if own is not None else ""
        indent = style[0][: len(style[0]) - len(style[0].lstrip())]
        return [*remarks, line or indent + yaml_lines([entry])[0].lstrip()]
    known = own if own is not None else {}
    fields = _fields(style)
    return [*remarks, *_block(entry, known, fields, style)] if fields else [*remarks, *yaml_lines([entry])]


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _fields(style: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of each field of an entry in block style by its name, without what they are indented by."""
    match = _OPENING.match(style[0]) if style else None
    found: dict[str, list[str]] = {}
    for line in style if match else []:
        text = line[match.end() :] if match else ""
        name = _NAME.match(text)
        if name is None and not found:
            return {}
        name_of = name[1] if name else next(reversed(found))
        found.setdefault(name_of, []).append(text)
    return found


def _block(entry: Entry, own: Entry, fields: Mapping[str, list[str]], style: Sequence[str]) -> list[str]:
    match = _OPENING.match(style[0])
    dash = match[0] if match else "  - "
    names = [*(name for name in fields if name in entry), *(name for name in entry if name not in fields)]
    lines: list[str] = []
    for name in names:
        if name in own and texts(own[name]) == texts(entry[name]):
            lines += fields[name]
        else:
            plain = yaml_lines([{name: entry[name]}])[0].strip()[3:-1]
            before = fields[name] if name in own else []
            lines += field_lines(plain, [line for line in before if not _is_remark(line)]) if before else [plain]
            lines += filter(_is_remark, before)
    return [(" " * len(dash) if at else dash) + line for at, line in enumerate(lines)]


def _retimed(line: str, own: Entry, entry: Entry) -> str:
    """Return ``line`` with its minutes and fixed point changed, or "" if more than that changed."""
    others = [{key: one for key, one in texts(each).items() if key not in TIMES} for each in (own, entry)]
    if others[0] != others[1] or not re.fullmatch(r"\s*- \{.*\}(\s+#.*)?", line):
        return ""
    for key in TIMES:
        if key in entry and key in own:
            value = f'"{entry[key]}"' if key == "at" else str(entry[key])
            match = re.search(rf"\b{key}:\s*{_VALUE}", line)
            if match and str(entry[key]) != str(own[key]):
                line = line[: match.start(1)] + value + line[match.end(1) :]
        elif key in own:
            line = re.sub(rf",\s*{key}:\s*{_VALUE}", "", line, count=1)
        elif key in entry:
            value = f'"{entry[key]}"' if key == "at" else str(entry[key])
            place = line.find(", at:") if key == "minutes" and ", at:" in line else line.rindex("}")
            line = f"{line[:place]}, {key}: {value}{line[place:]}"
    return line
