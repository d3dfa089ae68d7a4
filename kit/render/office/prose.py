"""Markdown of a message, filled in, as HTML and as plain text. Pure.

Values go into the parsed tokens, never into Markdown, so that nothing in them is read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from kit.facilitate.addresses import address_of
from kit.facilitate.variables import TO_BE_CONFIRMED, VARIABLE
from kit.source.markdown.addresses import AddressKind, anchor_of, kind_of_address, path_from
from kit.source.markdown.parser import tokens

_DROPPED = frozenset({"front_matter", "html_block", "myst_line_comment"})
_WRITER = MarkdownIt("commonmark", {"html": False})
_ALONE = re.compile(VARIABLE.pattern + r"\Z")


@dataclass(frozen=True)
class Filling:
    """What goes into a text. ``values`` and ``lists`` are by name, "" is a gap.

    ``site`` is where pages are published, or "" where they are not; ``path`` is the page's own, from which its links
    count, and ``pages`` are the paths of those that are built. A paragraph that names
    one of ``optional`` is left out where that is a gap.
    """

    values: Mapping[str, str]
    path: str
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    site: str = ""
    pages: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def prose(text: str, filling: Filling) -> list[Token]:
    """Return the tokens of ``text`` (Markdown, front matter and all) without comments, filled in and links made whole.

    Its first heading is left out: it names the message or step, and is no part of what it says.
    """
    found = [token for token in tokens(text) if token.type not in _DROPPED]
    return list(_filled(_without_title(found), filling))


def to_html(found: Sequence[Token]) -> Markup:
    """Return tokens as HTML; text in them is escaped."""
    return Markup(_WRITER.renderer.render(found, _WRITER.options, {}))  # noqa: S704 - escaped by the parser


def to_text(found: Sequence[Token]) -> str:
    """Return tokens as plain text: paragraphs of one line each, lists with hyphens, addresses behind what they are."""
    return "\n\n".join(_blocks(SyntaxTreeNode(found).children)) + "\n"


def _without_title(found: Sequence[Token]) -> list[Token]:
    start = next((at for at, token in enumerate(found) if token.type == "heading_open"), None)
    return [*found] if start is None else [*found[:start], *found[start + 3 :]]


def _filled(found: Sequence[Token], filling: Filling) -> Iterator[Token]:
    skip = 0
    for at, token in enumerate(found):
        if skip:
            skip -= 1
        elif token.type == "paragraph_open" and _is_unsaid(found[at + 1].content, filling):
            skip = 2
        elif token.type == "paragraph_open" and (name := _list_in(found[at + 1])) in filling.lists:
            yield from _list(filling.lists[name])
            skip = 2
        else:
            if token.type == "inline":
                token.children = list(_inline(token.children or (), filling))
            yield token


def _is_unsaid(text: str, filling: Filling) -> bool:
    named = {match[1] for match in VARIABLE.finditer(text)} & filling.optional
    return any(not filling.values.get(name) for name in named)


def _list_in(inline: Token) -> str:
    match = _ALONE.match(inline.content.strip())
    return match[1] if match else ""


def _list(lines: Sequence[str]) -> Iterator[Token]:
    yield Token("bullet_list_open", "ul", 1, block=True)
    for line in lines or [TO_BE_CONFIRMED]:
        yield Token("list_item_open", "li", 1, block=True)
        yield from paragraph([text_token(line)], hidden=True)
        yield Token("list_item_close", "li", -1, block=True)
    yield Token("bullet_list_close", "ul", -1, block=True)


def paragraph(children: list[Token], hidden: bool = False) -> list[Token]:
    """Return the tokens of a paragraph; one that is ``hidden`` stands in a list without a paragraph's space."""
    content = "".join(one.content for one in children)
    return [
        Token("paragraph_open", "p", 1, block=True, hidden=hidden),
        Token("inline", "", 0, content=content, children=children, block=True),
        Token("paragraph_close", "p", -1, block=True, hidden=hidden),
    ]


def _inline(children: Iterable[Token], filling: Filling) -> Iterator[Token]:
    lost = False
    for token in children:
        if token.type == "link_open":
            address = _whole(str(token.attrs["href"]), filling)
            lost = not address
            token.attrs = {"href": address}
        if token.type == "text":
            yield from _words(token.content, filling)
        elif not (lost and token.type in ("link_open", "link_close")):
            yield token


def _words(text: str, filling: Filling) -> Iterator[Token]:
    position = 0
    for match in VARIABLE.finditer(text):
        yield text_token(text[position : match.start()])
        value = filling.values.get(match[1]) or "; ".join(filling.lists.get(match[1], ())) or TO_BE_CONFIRMED
        address = address_of(value)
        yield from _link(address, value) if address else [text_token(value)]
        position = match.end()
    yield text_token(text[position:])


def text_token(content: str) -> Token:
    """Return the token of plain words."""
    return Token("text", "", 0, content=content)


def _link(address: str, words: str) -> list[Token]:
    return [Token("link_open", "a", 1, attrs={"href": address}), text_token(words), Token("link_close", "a", -1)]


def _whole(address: str, filling: Filling) -> str:
    """Return where a link leads for somebody who has only the message, or "" where it leads nowhere."""
    if kind_of_address(address) is AddressKind.WEB:
        return address
    path = path_from(filling.path, address) or ""
    if not filling.site or path not in filling.pages:
        return ""
    anchor = anchor_of(address)
    return f"{filling.site.rstrip('/')}/{path.removesuffix('.md')}.html" + (f"#{anchor}" if anchor else "")


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        if node.type in ("bullet_list", "ordered_list"):
            yield _items(node)
        else:
            yield "".join(_said(one) for one in node.children)


def _items(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    marks = (f"{first + at}. " if node.type == "ordered_list" else "- " for at in range(len(node.children)))
    return "\n".join(_item(mark, item) for mark, item in zip(marks, node.children, strict=True))


def _item(mark: str, item: SyntaxTreeNode) -> str:
    text = "\n".join(_blocks(item.children))
    return mark + text.replace("\n", "\n" + " " * len(mark))


def _said(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return " " if node.type == "softbreak" else "\n"
    inner = "".join(_said(one) for one in node.children) if node.children else node.content
    if node.type != "link":
        return inner
    address = str(node.attrs["href"])
    return inner if address.removeprefix("mailto:") == inner else f"{inner} ({address})"
