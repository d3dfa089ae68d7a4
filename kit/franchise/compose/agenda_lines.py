"""Writing a changed agenda the way its author wrote the rest: flow or block style, remarks and untouched lines. Pure.

A change is made in the line that is there wherever that can be done; whatever comes out is read back, and where it does
not say what it should, the kit's own plain form is used instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import dropwhile, pairwise, takewhile
from typing import Any

from kit.franchise.compose.front_matter import TIMES, Entry, field_lines, front_data, identity, pairs, texts, yaml_lines
from kit.source.settings.front_matter import FrontMatter
from kit.source.tree.text import split_lines

_VALUE = r"""("(?:\\.|[^"\\])*"|'[^']*'|[^,}\s]+)"""
_OPENING = re.compile(r"[ ]*-[ ]+")  # what stands before the first field of an entry in block style
_NAME = re.compile(r"([A-Za-z_]+):(?:[ ]|$)")


def agenda_lines(text: str, front: FrontMatter | None, agenda: Any) -> list[str]:
    """Return ``agenda:`` as lines, with a list of entries or a table that holds it; what ``text`` has stays as it is.

    An entry that only has other minutes keeps its line, remark included: ``- {session: talk, minutes: 20}  # short``
    becomes ``- {session: talk, minutes: 30}  # short``. Reading the lines back decides whether that came out right.
    """
    entries = agenda["items"] if isinstance(agenda, Mapping) else agenda
    kept = _kept(text, front, agenda, entries)
    if kept and texts(front_data(kept).get("agenda")) == texts(agenda):
        return kept
    return [*_heading(agenda), *_indented(yaml_lines(entries), agenda)]


def formats_lines(formats: Mapping[str, Any]) -> list[str]:
    """Return ``agendas:`` as lines, with the agenda of each of the ``formats`` in the kit's own plain form."""
    lines = ["agendas:"]
    for name, agenda in formats.items():
        items = agenda.get("items") if isinstance(agenda, Mapping) else agenda
        entries = [one for one in items if isinstance(one, Mapping)] if isinstance(items, list) else []
        own = [f"{name}:", *_heading(agenda)[1:], *_indented(yaml_lines(entries), agenda)]
        lines += [f"  {line}" for line in own]
    return lines


def _heading(agenda: Any) -> list[str]:
    """Return the lines above the entries: those of a table say what else it says."""
    if not isinstance(agenda, Mapping):
        return ["agenda:"]
    facts = [f"  {pair}" for key, value in agenda.items() if key != "items" for pair in pairs({key: value})]
    return ["agenda:", *facts, "  items:"]


def _indented(lines: Sequence[str], agenda: Any) -> list[str]:
    """Return the ``lines`` of a list as they stand below ``agenda:``, in a table further in."""
    return [f"  {line}" if line and isinstance(agenda, Mapping) else line for line in lines]


def _kept(text: str, front: FrontMatter | None, agenda: Any, entries: Sequence[Entry]) -> list[str]:
    written = front.data.get("agenda") if front else None
    before = written.get("items") if isinstance(written, dict) else written
    if front is None or not isinstance(before, list) or not before or not all(isinstance(one, dict) for one in before):
        return []
    lines = [line.rstrip("\r\n") for line in split_lines(text)]
    first, head, end = _places(front)
    ends = [head, *(_content_last(lines, front, at, end) for at in range(len(before)))]
    blocks = [list(lines[start:last]) for start, last in pairwise(ends)]
    left = dict(enumerate(before))
    result: list[str] = []
    for entry in entries:
        place = _same(left, entry)
        own = left.pop(place) if place is not None else None
        result += _entry(entry, own, blocks[place] if place is not None else [], blocks[0])
    rest = lines[ends[-1] : front.spans["agenda"][1]]
    if _besides(written) == _besides(agenda):
        return [*lines[first - 1 : head], *result, *rest]
    return [*_heading(agenda), *_indented([*result, *rest], agenda)] if isinstance(written, list) else []


def _besides(agenda: Any) -> Any:
    """Return what a table says besides its items, None for a list."""
    return {key: one for key, one in texts(agenda).items() if key != "items"} if isinstance(agenda, Mapping) else None


def _path(front: FrontMatter) -> tuple[str, ...]:
    return ("agenda", "items") if ("agenda", "items") in front.lines else ("agenda",)


def _places(front: FrontMatter) -> tuple[int, int, int]:
    """Return the first line of the agenda, that above its items, and the last that can be one of theirs."""
    first, last = front.spans["agenda"]
    head = front.lines[_path(front)]
    following = [line for path, line in front.lines.items() if len(path) == 2 and path[0] == "agenda" and line > head]
    return first, head, min([last, *(line - 1 for line in following if _path(front) != ("agenda",))])


def _content_last(lines: Sequence[str], front: FrontMatter, at: int, end: int) -> int:
    """Return the last line of the entry ``at``, without the remarks that follow it."""
    path = _path(front)
    last = front.lines.get((*path, at + 1), end + 1) - 1
    while last > front.lines[(*path, at)] and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
        last -= 1
    return max(last, front.lines[(*path, at)])


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
