"""Units: what people see as one thing on a page (a paragraph, a list item, a row, a block), with no byte lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from kit.source.markdown.block_parser import CODE, DEEPEST
from kit.source.markdown.parser import block_tokens
from kit.source.tree.text import split_lines
from kit.system.memo import lasting

if TYPE_CHECKING:
    from markdown_it.token import Token


# The smallest blocks of a text with the lines on which they stand, from markdown-it's tokens.


class UnitKind(Enum):
    """What a unit is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEAD_ROW = "head row"
    ROW = "row"
    TABLE = "table"  # a head row and its rows put together, see ``tables.py``
    FENCE = "fence"
    CODE = "code"
    HTML = "html"
    BREAK = "break"
    TARGET = "target"
    OTHER = "other"


@dataclass(frozen=True)
class Leaf:
    """A block on the lines from ``start`` up to ``end`` (from 0, exclusive).

    ``path`` has one letter for each list (u, o), quote (q), note (f) or definition (d) around it, outermost first.
    ``content`` is its text without the marks of what is around it. ``cells`` are those of a table's row, in its head
    after ``text-align:`` and a side where the line below says one; ``mark`` and ``info`` are a fence's opening line.
    """

    kind: UnitKind
    start: int
    end: int
    path: str
    content: str
    cells: tuple[str, ...] = ()
    mark: str = ""
    info: str = ""


_AROUND = {
    "bullet_list": "u",
    "ordered_list": "o",
    "blockquote": "q",
    "alert": "q",
    "footnote_reference": "f",
    "dd": "d",
}
_PLAIN = {
    "code_block": UnitKind.CODE,
    "html_block": UnitKind.HTML,
    "hr": UnitKind.BREAK,
    "myst_target": UnitKind.TARGET,
    "myst_line_comment": UnitKind.HTML,
    "myst_block_break": UnitKind.BREAK,
}
_BLANK = " \t>\r\n"


def leaves(text: str, lines: Sequence[str]) -> list[Leaf]:
    """Return the blocks of ``text`` in order; ``lines`` are its lines.

    What is on lines that belong to no block, such as a link definition, is a block of its own kind, line by line.
    """
    found = list(_Walk(block_tokens(text)).leaves())
    covered = {line for leaf in found for line in range(leaf.start, leaf.end)}
    found += [_other(number, line) for number, line in enumerate(lines) if number not in covered and line.strip(_BLANK)]
    return _with_targets(sorted(found, key=lambda leaf: leaf.start))


def _other(number: int, line: str) -> Leaf:
    path = "q" if line.lstrip(" ").startswith(">") else ""
    return Leaf(UnitKind.OTHER, number, number + 1, path, line.removeprefix("\ufeff").strip(_BLANK))


def _with_targets(found: Sequence[Leaf]) -> list[Leaf]:
    """Join targets with the heading that they name."""
    joined: list[Leaf] = []
    for leaf in found:
        while leaf.kind is UnitKind.HEADING and not leaf.path and joined and joined[-1].kind is UnitKind.TARGET:
            target = joined.pop()
            leaf = replace(leaf, start=target.start, content=f"({target.content})= {leaf.content}")
        joined.append(leaf)
    return joined


class _Walk:
    """One pass over the tokens, with what is around the current one."""

    def __init__(self, parsed: Sequence[Token]) -> None:
        self.parsed = parsed
        self.path: list[str] = []
        self.item: tuple[int, int] | None = None  # the lines of a list item whose first block is still to come

    def leaves(self) -> Iterator[Leaf]:
        for at, token in enumerate(self.parsed):
            if token.type == "list_item_open":
                first, last = token.map or [0, 1]
                self.item = (first, last)
            elif token.type == "list_item_close" and self.item is not None:
                yield Leaf(UnitKind.ITEM, self.item[0], self.item[0] + 1, "".join(self.path), "")
                self.item = None
            elif token.nesting and (around := _AROUND.get(re.sub(r"_(open|close)$", "", token.type))):
                self._step(token, around)
            elif leaf := self._leaf(at, token):
                yield leaf
                self.item = None

    def _step(self, token: Token, around: str) -> None:
        if token.nesting > 0:
            label = str(token.meta.get("label", "")) if around == "f" else ""
            self.path.append(f"f({label})" if label else around)
        elif self.path:
            self.path.pop()

    def _leaf(self, at: int, token: Token) -> Leaf | None:
        start, end = token.map or [0, 1]
        start, end = (start if self.item is None else min(start, self.item[0])), max(end, start + 1)
        path = "".join(self.path)
        if token.type in ("paragraph_open", "dt_open", "heading_open"):
            return self._words(token, Leaf(UnitKind.PARAGRAPH, start, end, path, self.parsed[at + 1].content))
        if token.type == "tr_open":
            cells = self._cells(at)
            head = self.parsed[at - 1].type == "thead_open"
            kind = UnitKind.HEAD_ROW if head else UnitKind.ROW
            return Leaf(kind, start, end + head, path, "", cells)
        if token.type in ("fence", "colon_fence"):
            return Leaf(UnitKind.FENCE, start, end, path, token.content, (), token.markup, token.info.strip())
        kind_or_none = _PLAIN.get(token.type)
        return Leaf(kind_or_none, start, end, path, token.content) if kind_or_none else None

    def _words(self, token: Token, leaf: Leaf) -> Leaf:
        if token.type == "heading_open":
            return replace(leaf, kind=UnitKind.HEADING, content=f"{token.tag} {leaf.content}")
        if token.type == "dt_open":
            return replace(leaf, path=leaf.path + "t")
        return replace(leaf, kind=UnitKind.ITEM) if self.item is not None else leaf

    def _cells(self, at: int) -> tuple[str, ...]:
        cells = []
        for token in self.parsed[at + 1 :]:
            if token.type == "tr_close":
                break
            if token.type in ("th_open", "td_open"):
                cells.append(f"{token.attrGet('style') or ''} ".lstrip() if token.type == "th_open" else "")
            elif token.type == "inline":
                cells[-1] += token.content
        return tuple(cells)


_OPTION = re.compile(r"[ \t]*:[A-Za-z][\w-]*:(?=[ \t]|$)")
_HARD = re.compile(r"(?:\\|(?<![ \t])[ \t]{2,})\n[ \t>]*")
_SPACE = re.compile(r"[ \t]*\n[ \t>]*|[ \t]+")
_END = re.compile(r"\r\n|\r")
_NO_LETTER = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class Unit:
    """One unit with the empty lines after it; ``leaf`` says what it is."""

    text: str
    leaf: Leaf

    @property
    def kind(self) -> UnitKind:
        """What the unit is."""
        return self.leaf.kind

    @property
    def path(self) -> str:
        """The lists and quotes that it stands in, a letter each, outermost first."""
        return self.leaf.path

    @property
    def body(self) -> str:
        """Its text without the last line end and the empty lines after it."""
        lines = split_lines(self.text)
        empty = " \t>\r\n" if "q" in self.path else " \t\r\n"
        while lines and not lines[-1].strip(empty):
            lines.pop()
        return "".join(lines).rstrip(" \t\r\n")

    @property
    def gap(self) -> str:
        """The line end and the empty lines after the body."""
        return self.text[len(self.body) :]


@lasting(4096)  # an update of many overrides comes back to each of their texts
def _units(text: str) -> tuple[Unit, ...]:
    lines = split_lines(text)
    found = leaves(text, lines)
    if not found:
        return ()
    starts = [0, *(leaf.start for leaf in found[1:]), len(lines)]
    cut = zip(found, starts, starts[1:], strict=False)
    return tuple(Unit("".join(lines[start:end]), leaf) for leaf, start, end in cut)


def units(text: str) -> list[Unit]:
    """Return the units of ``text``, the body of a section or block without front matter, in order.

    Their texts put together are ``text``, byte for byte, except that a text of empty lines alone has no units. Empty
    lines before the first unit belong to it. Items of lists are units, nested ones too, and so are rows of tables
    (the head with the line below it); a fence is one unit with all that it holds.
    """
    return list(_units(text))


def squeezed(text: str) -> str:
    """Return words in one canonical form: NFC, no spaces at line ends, line breaks as spaces unless they are hard."""
    text = unicodedata.normalize("NFC", _END.sub("\n", text.removeprefix("\ufeff"))).strip(" \t\n")
    return "\\\n".join(_SPACE.sub(" ", part).strip(" ") for part in _HARD.split(text))


def line_key(line: str) -> str:
    """Return a line of code or markup in canonical form: NFC, without its end and spaces before that."""
    return unicodedata.normalize("NFC", line.removeprefix("\ufeff")).rstrip(" \t\r\n")


def key(unit: Unit) -> str:
    """Return the canonical form of ``unit``, by which two units are the same.

    It does not tell apart: a byte order mark or none, line ends, spaces at line ends, where lines of a paragraph or
    list item break (hard breaks count), NFC and NFD, the number of empty lines, marks of lists and their numbers, the
    width of a table's columns, the length of a fence's marks, and the two ways to write a heading.
    """
    return _key(unit.leaf, 0)


@lasting(8192)
def _key(leaf: Leaf, depth: int) -> str:
    return f"{leaf.path}/{leaf.kind.value}/{_content(leaf, depth)}"


def _content(leaf: Leaf, depth: int) -> str:
    if leaf.kind in (UnitKind.ROW, UnitKind.HEAD_ROW):
        return "\n".join(squeezed(cell) for cell in leaf.cells)
    if leaf.kind is UnitKind.FENCE:
        return _fence(leaf, depth)
    if leaf.kind in (UnitKind.CODE, UnitKind.HTML):
        return "\n".join(line_key(line) for line in split_lines(leaf.content)).strip("\n")
    return "" if leaf.kind is UnitKind.BREAK else squeezed(leaf.content)


def is_code(mark: str, info: str) -> bool:
    """Return whether a fence that opens with ``mark`` and ``info`` holds text that is shown as it stands."""
    word = info.split(maxsplit=1)[0] if info else ""
    name = word[1:-1] if len(word) > 2 and word[0] == "{" and word[-1] == "}" else ""
    return name in CODE or not (name or mark.startswith(":"))


def options_end(lines: list[str]) -> int:
    """Return how many of a directive's first lines are options."""
    return next((number for number, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def _fence(leaf: Leaf, depth: int) -> str:
    lines = split_lines(leaf.content)
    opening = f"{leaf.mark[:1]} {squeezed(leaf.info)}"
    if depth >= DEEPEST or is_code(leaf.mark, leaf.info):
        return "\n".join([opening, *(line_key(line) for line in lines)]).rstrip("\n")
    count = options_end(lines)
    options = [line_key(line).strip() for line in lines[:count]]
    return "\n".join([opening, *options, *keys("".join(lines[count:]), depth + 1)])


def keys(text: str, depth: int = 0) -> list[str]:
    """Return the canonical forms of the units of ``text``, which stands ``depth`` blocks deep, in order."""
    return [_key(unit.leaf, depth) for unit in _units(text)]


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same, as ``key`` sees it."""
    return one == other or (_letters(one) == _letters(other) and keys(one) == keys(other))


def _letters(text: str) -> str:
    """Return the letters of ``text``: texts in which they differ cannot be the same, which is soon known."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFC", text))
