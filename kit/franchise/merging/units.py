"""Units: what people see as one thing on a page (a paragraph, a list item, a row, a block), with no byte lost."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kit.franchise.merging.leaves import Kind, Leaf, leaves
from kit.source.parts import CODE, DEEPEST
from kit.source.text import split_lines

_OPTION = re.compile(r"[ \t]*:[A-Za-z][\w-]*:(?=[ \t]|$)")
_HARD = re.compile(r"(?:\\|[ \t]{2,})\n[ \t>]*")
_SPACE = re.compile(r"[ \t]*\n[ \t>]*|[ \t]+")
_END = re.compile(r"\r\n|\r")


@dataclass(frozen=True)
class Unit:
    """One unit with the empty lines after it; ``leaf`` says what it is."""

    text: str
    leaf: Leaf

    @property
    def kind(self) -> Kind:
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


@lru_cache(maxsize=4096)  # an update of many overrides comes back to each of their texts
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


@lru_cache(maxsize=8192)
def _key(leaf: Leaf, depth: int) -> str:
    return f"{leaf.path}/{leaf.kind.value}/{_content(leaf, depth)}"


def _content(leaf: Leaf, depth: int) -> str:
    if leaf.kind in (Kind.ROW, Kind.HEAD_ROW):
        return "\n".join(squeezed(cell) for cell in leaf.cells)
    if leaf.kind is Kind.FENCE:
        return _fence(leaf, depth)
    if leaf.kind in (Kind.CODE, Kind.HTML):
        return "\n".join(line_key(line) for line in split_lines(leaf.content)).strip("\n")
    return "" if leaf.kind is Kind.BREAK else squeezed(leaf.content)


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
    return one == other or keys(one) == keys(other)
