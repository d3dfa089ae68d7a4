"""The words of a page as readers meet them, piece by piece, and the heads of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kit.model.page import Prose, Table, Words
from kit.source.markdown.block_parser import ParsedPart, names
from kit.source.markdown.inline import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_LANG = "lang"
_BREAKS = ("softbreak", "hardbreak")


def prose(read: Sequence[ParsedPart]) -> Prose:
    """Return the words and tables of the parts of a page, in the order of lines."""
    words = [one for part in read for one in _words(part)]
    tables = [one for part in read for one in _tables(part)]
    indented = [one for part in read for one in _indented(part)]
    unseen = [one for part in read for one in _unseen(part)]
    ordered = tuple(sorted(words, key=_line)), tuple(sorted(tables, key=_line))
    listings = [(block.first, block.info) for part in read for block in part.blocks if block.is_code and block.info]
    return Prose(*ordered, tuple(sorted(indented)), tuple(sorted(unseen)), tuple(sorted(listings)))


_UNSEEN = {"myst_line_comment": "%", "myst_block_break": "+++"}


def _unseen(part: ParsedPart) -> Iterator[tuple[int, str, str]]:
    """Yield lines that are left out; a remark only where it parts a sentence, as % does in "about 50 / % of all"."""
    words_end = None
    for token in part.tokens:
        first, end = token.map or (0, 0)
        if (sign := _UNSEEN.get(token.type)) and token.content.strip() and (sign != "%" or first == words_end):
            yield part.first + first, sign, " ".join(token.content.split())
        if token.type == "paragraph_open":
            words_end = end


def _indented(part: ParsedPart) -> Iterator[tuple[int, str]]:
    for token in part.tokens:
        if token.type == "code_block":
            yield part.first + (token.map or [0])[0], token.content


def _line(one: Words | Table) -> int:
    return one.line


def _words(part: ParsedPart) -> Iterator[Words]:
    around = names(part.around)
    for at, token in enumerate(part.tokens):
        text = said(token.children or ()) if token.type == "inline" else ""
        if text:
            before = part.tokens[at - 1].type
            alone = before == "paragraph_open" and token.level == 1 and _is_bold(token.children or ())
            kind = "heading" if before == "heading_open" else "bold" if alone and _goes_on(part, at) else "text"
            line = part.first + (token.map or [0])[0]
            yield Words(text, line, kind, around, visible(token.children or ()), token.content)


def said(children: Sequence[Token]) -> str:
    """Return what inline tokens say in the language of their page: no code, no pictures, no words marked as foreign."""
    spoken = "".join(_said(one) for one in children)
    return "\n".join(" ".join(line.split()) for line in spoken.split("\n")).strip()


def _said(token: Token) -> str:
    if token.type == "text":
        return token.content
    if token.type == "myst_role" and token.meta["name"] != _LANG:
        return token.content.rpartition("<")[0] or token.content
    return "\n" if token.type in _BREAKS else " " if token.type in ("myst_role", "code_inline", "image") else ""


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether the whole of a paragraph is one bold run."""
    shown = [one for one in children if one.type != "text" or one.content.strip()]
    closings = [at for at, one in enumerate(shown) if one.type == "strong_close"]
    return bool(shown) and shown[0].type == "strong_open" and closings == [len(shown) - 1]


def _goes_on(part: ParsedPart, at: int) -> bool:
    """Whether something that is no heading or line follows the paragraph whose words are token ``at``."""
    after = part.tokens[at + 2].type if at + 2 < len(part.tokens) else ""
    return bool(after) and after not in ("heading_open", "hr", "myst_target", "myst_line_comment")


def _tables(part: ParsedPart) -> Iterator[Table]:
    around = names(part.around)
    line, cells, in_head = 0, list[str](), False
    for token in part.tokens:
        if token.type == "thead_open":
            line, cells, in_head = part.first + (token.map or [0])[0], [], True
        elif token.type == "thead_close":
            in_head = False
            yield Table(tuple(cells), line, around)
        elif in_head and token.type == "inline":
            cells.append(token.content.strip())
