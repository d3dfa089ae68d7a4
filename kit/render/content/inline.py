"""From docutils' inline nodes to words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx_design.badges_buttons import sd_badge
from sphinx_design.shared import PassthroughTextElement

from kit.model.page import DECORATIVE
from kit.render import nodes as kit_nodes
from kit.render.content import model as content

Words = tuple[content.Inline, ...]
Made = TypeVar("Made")

_BREAK = re.compile(r"<br ?/?>")
_DRAWN = ("<svg", '<input class="task-list')  # icons, and the boxes that are known from the class of their items
_PERCENT = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%\s*$")


def words(children: Iterable[nodes.Node]) -> Words:
    """Return inline nodes as words."""
    return tuple(part for child in children for part in _part(child))


def line_of(node: nodes.Node) -> int | None:
    """Return the line on which ``node`` or the nearest node around it was written, counted from 1."""
    here: nodes.Node | None = node
    while here is not None:
        if here.line:
            return int(here.line)
        here = here.parent
    return None


def handler(node: nodes.Node, table: Mapping[type[Any], Made]) -> Made | None:
    """Return the entry of ``table`` for the kind of a node, or for the nearest kind that it is derived from."""
    return next((table[kind] for kind in type(node).__mro__ if kind in table), None)


def unknown(node: nodes.Node) -> content.Unknown:
    """Return a node of a kind that no output knows, with its words."""
    return content.Unknown(type(node).__name__, node.astext(), line_of(node))


def picture(image: nodes.Element) -> content.Picture:
    """Return a picture, whether a block or within a line."""
    alt = str(image.get("alt", "")).strip()
    match = _PERCENT.match(str(image.get("width", "")))
    width = min(float(match[1]), 100.0) if match else None
    said = "" if alt.lower() == DECORATIVE else alt or None
    return content.Picture(str(image.get("uri", "")), said, width, line_of(image))


def _part(node: nodes.Node) -> Words:
    translate = handler(node, _PARTS)
    return (unknown(node),) if translate is None else translate(node)


def _styled(style: content.Style) -> Callable[[Any], Words]:
    return lambda node: (content.Styled(style, words(node.children)),)


def _link(node: nodes.Element) -> Words:
    address = str(node.get("refuri", "")) or (f"#{node['refid']}" if "refid" in node else "")
    covers, hidden = ("sd-stretched-link" in node["classes"], "sd-hide-link-text" in node["classes"])
    return (content.Link(address, words(node.children), covers, hidden),)


def _raw(node: nodes.Element) -> Words:
    """Take line breaks; what else MyST and sphinx-design write as HTML is drawn, or stands in other formats too."""
    text = node.astext().strip()
    if node.get("format") != "html" or text.startswith(_DRAWN):
        return ()
    return (content.LineBreak(),) if _BREAK.fullmatch(text) else (content.Unknown("HTML", text, line_of(node)),)


_PARTS: dict[type[Any], Callable[[Any], Words]] = {
    nodes.Text: lambda node: (content.Text(str(node), line_of(node)),),
    nodes.strong: _styled(content.Style.STRONG),
    nodes.emphasis: _styled(content.Style.EMPHASIS),
    nodes.title_reference: _styled(content.Style.EMPHASIS),
    nodes.superscript: _styled(content.Style.SUPERSCRIPT),
    nodes.subscript: _styled(content.Style.SUBSCRIPT),
    kit_nodes.gap: _styled(content.Style.GAP),
    sd_badge: _styled(content.Style.BADGE),
    nodes.literal: lambda node: (content.Literal(node.astext(), "kbd" in node["classes"], line_of(node)),),
    kit_nodes.language_span: lambda node: (content.Foreign(node["tag"], words(node.children)),),
    nodes.abbreviation: lambda node: (
        content.Abbreviation(words(node.children), str(node.get("explanation", "")), line_of(node)),
    ),
    nodes.reference: _link,
    nodes.footnote_reference: lambda node: (content.FootnoteMark(node.get("refid", ""), node.astext(), line_of(node)),),
    nodes.image: lambda node: (picture(node),),
    nodes.raw: _raw,
    **dict.fromkeys(
        (nodes.inline, nodes.target, addnodes.pending_xref, addnodes.download_reference, PassthroughTextElement),
        lambda node: words(node.children),
    ),
    **dict.fromkeys((addnodes.index, nodes.comment, nodes.substitution_definition, nodes.system_message), lambda _: ()),
}
