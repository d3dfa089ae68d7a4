"""A page as the parts that a document shows one below the other: words that people may edit, and what stays. Pure.

Each part knows where its words stand in the page, so that other words can be put there and no other byte changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from kit.franchise.capture.fragments import head_last
from kit.franchise.merge.units import Leaf, UnitKind, is_code, leaves, options_end
from kit.franchise.word.spans import spans
from kit.model.blocks import BLOCKS
from kit.source.markdown.block_parser import DEEPEST
from kit.source.markdown.inline import NO_TEXT
from kit.source.tree.text import split_lines


class Kind(Enum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    TERM = "term"
    MEANING = "meaning"
    CELL = "cell"
    TITLE = "title"  # of a block, on its opening line
    LABEL = "label"  # where a block begins: its name and options
    END = "end"  # where a block ends
    FACTS = "facts"  # the front matter
    CODE = "code"
    PICTURE = "picture"  # alone in a paragraph
    OTHER = "other"

    @property
    def editable(self) -> bool:
        """Whether people may change its words."""
        return self not in (Kind.LABEL, Kind.END, Kind.FACTS, Kind.CODE, Kind.PICTURE, Kind.OTHER)


@dataclass(frozen=True)
class Part:
    """One part: ``words`` stand in the page from character ``start`` to before ``end``.

    What follows a line's end inside these is ``lead``, such as the spaces of an item. ``first`` and ``last`` are the
    page's lines of the whole part, from 0, ``last`` exclusive. ``level`` is that of a heading, or how deep a list is.
    ``around`` are the names of the blocks around it, and ``cell`` is a table's number, and the row and column in it.
    """

    kind: Kind
    words: str
    start: int
    end: int
    first: int
    last: int
    lead: str = ""
    level: int = 0
    around: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    number: int = 0


@dataclass(frozen=True)
class _Line:
    """A line of the page, or what is left of it inside a block: where it begins, its number, and its text."""

    at: int
    number: int
    text: str


@dataclass
class _Found:
    parts: list[Part] = field(default_factory=list)
    tables: int = 0


def parts(text: str) -> list[Part]:
    """Return the parts of the page ``text`` in order."""
    lines, at = [], 0
    for number, line in enumerate(split_lines(text)):
        lines.append(_Line(at, number, line))
        at += len(line)
    head = head_last(text)
    found = _Found()
    if head:
        words = "".join(line.text for line in lines[1 : head - 1]).rstrip("\r\n")
        found.parts.append(Part(Kind.FACTS, words, lines[1].at, lines[1].at + len(words), 0, head))
    _walk(lines[head:], (), found)
    return found.parts


def _walk(lines: Sequence[_Line], around: tuple[str, ...], found: _Found) -> None:
    texts = [line.text for line in lines]
    text = "".join(texts)
    for leaf in leaves(text, texts):
        here = lines[leaf.start : leaf.end]
        if not here:
            continue
        if leaf.kind is UnitKind.FENCE:
            _fence(here, leaf, around, found)
        elif leaf.kind in (UnitKind.HEAD_ROW, UnitKind.ROW):
            _row(here[0], leaf, around, found)
        else:
            found.parts.append(_plain(here, leaf, around))


_MARKS = {UnitKind.CODE: Kind.CODE, UnitKind.HTML: Kind.OTHER, UnitKind.BREAK: Kind.OTHER}
_WORDS = (UnitKind.HEADING, UnitKind.PARAGRAPH, UnitKind.ITEM)
_TARGETS = re.compile(r"(?:\([^\n]*\)= )+(?=h[1-6] )")


def _plain(here: Sequence[_Line], leaf: Leaf, around: tuple[str, ...]) -> Part:
    words = leaf.content
    level = leaf.path.count("u") + leaf.path.count("o")
    if leaf.kind is UnitKind.HEADING:
        words = _TARGETS.sub("", words)
        level, words = int(words[1]), words[3:]
    place = _located(here, words) if leaf.kind in _WORDS and words.strip() else None
    if place is None:
        return _as_it_is(here, _MARKS.get(leaf.kind, Kind.OTHER), around)
    start, end, lead = place
    if leaf.kind is not UnitKind.HEADING and _is_picture(words):
        return _as_it_is(here, Kind.PICTURE, around)
    return Part(_kind(leaf), words, start, end, here[0].number, here[-1].number + 1, lead, level, around)


def _is_picture(words: str) -> bool:
    seen = spans(words).tokens
    return bool(seen) and seen[0].written.startswith("![") and {one.solid for one in seen} == {seen[0].solid} != {0}


def _kind(leaf: Leaf) -> Kind:
    if leaf.kind is UnitKind.HEADING:
        return Kind.HEADING
    if leaf.kind is UnitKind.ITEM:
        return Kind.NUMBER if leaf.path.rstrip("qd").endswith("o") else Kind.BULLET
    last = leaf.path[-1:]
    return {"t": Kind.TERM, "d": Kind.MEANING, "q": Kind.QUOTE}.get(last, Kind.PARAGRAPH)


def _as_it_is(here: Sequence[_Line], kind: Kind, around: tuple[str, ...]) -> Part:
    text = "".join(line.text for line in here).rstrip("\r\n")
    return Part(kind, text, here[0].at, here[0].at + len(text), here[0].number, here[-1].number + 1, around=around)


def _located(here: Sequence[_Line], words: str) -> tuple[int, int, str] | None:
    """Return where ``words`` begin and end, and what stands before their second line; None where they are not there."""
    wanted = words.split("\n")
    for first in range(len(here) - len(wanted) + 1):
        leads = [_before(line.text, want) for line, want in zip(here[first:], wanted, strict=False)]
        if None in leads or len(leads) != len(wanted):
            continue
        start = here[first].at + len(leads[0] or "")
        last = here[first + len(wanted) - 1]
        lead = leads[1] if len(leads) > 1 else _further(leads[0] or "")
        return start, last.at + len(leads[-1] or "") + len(wanted[-1]), lead or ""
    return None


def _before(line: str, words: str) -> str | None:
    """Return what stands on ``line`` before ``words``, None where these are not what it ends with."""
    bare = line.rstrip("\r\n")
    trimmed = bare.rstrip(" \t") if not words.endswith((" ", "\t")) else bare
    for whole in (bare, trimmed, re.sub(r"[ \t]+#+$", "", trimmed)):
        if words and whole.endswith(words):
            return whole[: len(whole) - len(words)]
    return None


def _further(lead: str) -> str:
    """Return what stands before the further lines of words with ``lead`` before their first."""
    return re.sub(r"[^\s>]", " ", lead)


_PIPE = re.compile(r"(?<!\\)\|")


def _row(line: _Line, leaf: Leaf, around: tuple[str, ...], found: _Found) -> None:
    head = leaf.kind is UnitKind.HEAD_ROW
    before = found.parts[-1].cell if found.parts else None
    found.tables += head
    row = 0 if head or before is None else before[1] + 1
    bare = line.text.rstrip("\r\n")
    edges = [-1, *(pipe.start() for pipe in _PIPE.finditer(bare)), len(bare)]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    if not bare[cells[0][0] : cells[0][1]].strip(" \t>"):
        cells = cells[1:]
    if len(cells) > 1 and not bare[cells[-1][0] : cells[-1][1]].strip():
        cells = cells[:-1]
    last = line.number + (2 if head else 1)
    for column, (left, right) in enumerate(cells[: len(leaf.cells)]):
        raw = bare[left:right]
        words = raw.strip()
        start = line.at + left + (len(raw) - len(raw.lstrip()) if words else min(1, len(raw)))
        cell = (found.tables, row, column)
        found.parts.append(
            Part(Kind.CELL, words, start, start + len(words), line.number, last, "", int(head), around, cell)
        )


def _fence(here: Sequence[_Line], leaf: Leaf, around: tuple[str, ...], found: _Found) -> None:
    opening, word = here[0], leaf.info.split(maxsplit=1)[0] if leaf.info else ""
    if is_code(leaf.mark, leaf.info) or len(around) >= DEEPEST:
        found.parts.append(_as_it_is(here, Kind.CODE, around))
        return
    name = word.strip("{}")
    body, closed = _body(here, leaf)
    count = options_end([line.text for line in body])
    options = [line.text.strip() for line in body[:count]]
    inside = (*around, name)
    last = here[-1].number + 1
    label = "\n".join([name, *options])
    found.parts.append(Part(Kind.LABEL, label, opening.at, opening.at, opening.number, last, around=inside))
    title = leaf.info[len(word) :].strip()
    if title and name not in NO_TEXT:
        start = opening.at + opening.text.rindex(title)
        at = opening.number
        found.parts.append(Part(Kind.TITLE, title, start, start + len(title), at, at + 1, around=inside))
    _walk(body[count:], inside, found)
    end = here[-1].number if closed else last
    found.parts.append(Part(Kind.END, name, here[-1].at, here[-1].at, end, last, around=inside))


def _body(here: Sequence[_Line], leaf: Leaf) -> tuple[list[_Line], bool]:
    """Return the lines inside a fence as they are without what stands before it, and whether a line closes it."""
    wanted = split_lines(leaf.content)
    body = []
    for line, text in zip(here[1:], wanted, strict=False):
        bare = line.text.rstrip("\r\n")
        cut = len(bare) - len(text.rstrip("\r\n"))
        body.append(_Line(line.at + cut, line.number, line.text[cut:]))
    return body, len(here) > len(wanted) + 1


def called(name: str) -> str:
    """Return what people call the block ``name``."""
    return BLOCKS[name].called[0] if name in BLOCKS else name.replace("-", " ")
