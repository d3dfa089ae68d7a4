"""The smallest blocks of a text with the lines on which they stand, from markdown-it's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from kit.source.markdown import block_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token


class Kind(Enum):
    """What a unit is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEAD_ROW = "head row"
    ROW = "row"
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

    kind: Kind
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
    "code_block": Kind.CODE,
    "html_block": Kind.HTML,
    "hr": Kind.BREAK,
    "myst_target": Kind.TARGET,
    "myst_line_comment": Kind.HTML,
    "myst_block_break": Kind.BREAK,
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
    return Leaf(Kind.OTHER, number, number + 1, path, line.removeprefix("\ufeff").strip(_BLANK))


def _with_targets(found: Sequence[Leaf]) -> list[Leaf]:
    """Join targets with the heading that they name."""
    joined: list[Leaf] = []
    for leaf in found:
        while leaf.kind is Kind.HEADING and not leaf.path and joined and joined[-1].kind is Kind.TARGET:
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
                yield Leaf(Kind.ITEM, self.item[0], self.item[0] + 1, "".join(self.path), "")
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
            return self._words(token, Leaf(Kind.PARAGRAPH, start, end, path, self.parsed[at + 1].content))
        if token.type == "tr_open":
            cells = self._cells(at)
            head = self.parsed[at - 1].type == "thead_open"
            kind = Kind.HEAD_ROW if head else Kind.ROW
            return Leaf(kind, start, end + head, path, "", cells)
        if token.type in ("fence", "colon_fence"):
            return Leaf(Kind.FENCE, start, end, path, token.content, (), token.markup, token.info.strip())
        kind_or_none = _PLAIN.get(token.type)
        return Leaf(kind_or_none, start, end, path, token.content) if kind_or_none else None

    def _words(self, token: Token, leaf: Leaf) -> Leaf:
        if token.type == "heading_open":
            return replace(leaf, kind=Kind.HEADING, content=f"{token.tag} {leaf.content}")
        if token.type == "dt_open":
            return replace(leaf, path=leaf.path + "t")
        return replace(leaf, kind=Kind.ITEM) if self.item is not None else leaf

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
