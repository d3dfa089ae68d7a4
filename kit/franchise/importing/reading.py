"""Foreign Markdown and HTML as one kind of tree, whose elements know the line on which they were written. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from kit.franchise.importing.lines import Line
from kit.franchise.importing.model import Told
from kit.franchise.importing.unseen import take_out_unseen
from kit.model.findings import Code
from kit.source.tree.damage import DamagedError, reading_bytes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LINE = "data-line"
MAX_DEPTH = 100  # of elements in each other; people's pages have ten
_OPENING = re.compile(r"<[A-Za-z][\w-]*")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    # Beyond its limit the parser drops words without a sound; a page that reaches ours is too deep, and told.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * MAX_DEPTH}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin)
    for name, made in _NOTES.items():
        parser.add_render_rule(name, made)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # the writer looks at addresses itself
    parser.normalizeLink = _as_written  # type: ignore[method-assign]  # as above
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001 - the name is markdown-it's
    return True


def _as_written(url: str) -> str:
    return url


def _label(tokens: Sequence[Token], at: int) -> str:
    meta = tokens[at].meta
    return escape(str(meta.get("label") or f"note-{meta.get('id', 0) + 1}"), True)


def _reference(_: Any, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return f'<span data-note="{_label(tokens, at)}"></span>'


def _note(_: Any, tokens: Sequence[Token], at: int, *__: Any) -> str:
    return f'<div data-note-text="{_label(tokens, at)}">'


def _nothing(*_: Any) -> str:
    return ""


def _end(*_: Any) -> str:
    return "</div>"


_NOTES = {
    "footnote_ref": _reference,
    "footnote_open": _note,
    "footnote_close": _end,
    "footnote_anchor": _nothing,
    "footnote_block_open": _nothing,
    "footnote_block_close": _nothing,
}


def tree_of_markdown(lines: Sequence[Line], told: Told) -> Any | None:
    """Return the body of the page that ``lines`` make, as a tree of HTML elements, or None, told."""
    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse("\n".join(line.text for line in lines), env)
    numbers = [line.number for line in lines] or [1]
    for token in tokens:
        number = numbers[min(token.map[0], len(numbers) - 1)] if token.map else None
        if number:
            _mark(token, number)
    return tree_of_html(parser.renderer.render(tokens, parser.options, env), told, lines_known=False)


def _mark(token: Token, number: int) -> None:
    if token.type == "html_block":
        token.content = _with_lines(token.content, number)
    elif token.type != "inline":
        token.attrSet(LINE, str(number))
    for child in token.children or ():
        if child.type == "html_inline":
            child.content = _with_lines(child.content, number)
        elif child.type in ("link_open", "image"):
            child.attrSet(LINE, str(number))
        number += child.type in ("softbreak", "hardbreak")


def _with_lines(html: str, first: int) -> str:
    def numbered(found: re.Match[str]) -> str:
        return f'{found[0]} {LINE}="{first + html.count(chr(10), 0, found.start())}"'

    return _OPENING.sub(numbered, html)


def tree_of_html(html: str, told: Told, lines_known: bool = True) -> Any | None:
    """Return the body of the page ``html`` as a tree, or None, told, where it is none or lies too deep in itself.

    ``lines_known`` says that the lines of ``html`` are those of the source.
    """
    from lxml import html as parser
    from lxml.etree import ParserError

    settings = parser.HTMLParser(no_network=True, encoding="utf-8")
    start = "" if re.search(r"<(?:html|head|title|body)\b", html, re.IGNORECASE) else "<body>"
    try:
        with reading_bytes():
            root = parser.document_fromstring(f"{start}{html}".encode(), parser=settings)
    except (DamagedError, ParserError):
        told.left_out(None, "There is no text in this file.")
        return None
    if _depth(root) > MAX_DEPTH:
        message = f"Its parts lie more than {MAX_DEPTH} deep in each other, as no page that people write does."
        told.say(Code.UNSAFE_SIZE, None, message, "Copy its words into a new page.")
        return None
    take_out_unseen(root, told, None if lines_known else 1)
    if lines_known:
        for element in root.iter():
            element.set(LINE, str(element.sourceline or 1))
    return root


def number_blocks(root: Any, told: Told) -> None:
    """Give each element of a document without lines a number, and tell ``told`` the heading above each."""
    heading = ""
    for number, element in enumerate(root.iter(), 1):
        if re.fullmatch(r"h[1-6]", str(element.tag)):
            heading = " ".join("".join(element.itertext()).split())[:100]
        element.set(LINE, str(number))
        told.headings[number] = heading


def _depth(root: Any) -> int:
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def line_of(element: Any) -> int | None:
    """Return the line on which an element stands, as far as it or what is around it says."""
    while element is not None:
        if (line := element.get(LINE, "")).isdigit():
            return int(line)
        element = element.getparent()
    return None
