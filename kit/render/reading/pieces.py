"""What the site's run sheet takes from a page: the same pieces as ``kit.render.content.pieces``, as doctrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx_design.tabs import sd_tab_input, sd_tab_label

from kit.render.content.pieces import CUES, HEADING, PROSE
from kit.render.nodes import is_note, kind_of, own, several

_NO_PROSE = (nodes.Invisible, nodes.title, nodes.footnote, nodes.transition, nodes.system_message, addnodes.toctree)


@dataclass(frozen=True, eq=False)
class Piece:
    """One of them. ``kind`` is the name of a block, ``HEADING`` or ``PROSE``; ``body`` is what stands in it.

    ``minutes`` are those of the agenda and ``shortest`` the fewest that do, None where nobody says. ``level`` is how
    deep its heading is, from 1.
    """

    kind: str
    title: str
    body: nodes.Element | None = None
    minutes: int | None = None
    grouping: str = ""
    level: int = 0
    shortest: int | None = None


def pieces(document: nodes.document, page: str) -> list[Piece]:
    """Return the pieces of the resolved page called ``page``."""
    return list(_walk(document, page, "", 0))


def _walk(node: nodes.Element, page: str, under: str, level: int) -> Iterator[Piece]:
    prose: list[nodes.Element] = []
    for child in node.children:
        if isinstance(child, nodes.section) or _is_part(child):
            yield from _prose(prose, page, under, level)
            prose = []
        if isinstance(child, nodes.section):
            title = _title(child)
            yield Piece(HEADING, title, level=level + 1)
            yield from _walk(child, page, title, level + 1)
        elif isinstance(child, own) and _is_part(child):
            yield from _part(child, page, under, level)
        elif isinstance(child, nodes.Element) and not isinstance(child, _NO_PROSE):
            prose.append(child)
    yield from _prose(prose, page, under, level)


def _is_part(node: nodes.Node) -> bool:
    kind = kind_of(node)
    return kind is not None and not kind.prose


def _title(section: nodes.section) -> str:
    heading = section.next_node(nodes.title)
    return heading.astext() if heading is not None else ""


def _part(node: own, page: str, under: str, level: int) -> Iterator[Piece]:
    shown = None if node.block in CUES else _body(node.children, page)
    title = node["title"] or (under if node.block in CUES else "")
    yield Piece(node.block, title, shown, node.get("scaled"), node.get("grouping", ""), level, node.get("shortest"))
    if not is_note(node):
        yield from _parts_inside(node, page, under, level)


def _parts_inside(node: nodes.Element, page: str, under: str, level: int) -> Iterator[Piece]:
    for child in node.children:
        if isinstance(child, own) and _is_part(child):
            yield from _part(child, page, under, level)
        elif isinstance(child, nodes.Element):
            yield from _parts_inside(child, page, under, level)


def _prose(found: Sequence[nodes.Element], page: str, under: str, level: int) -> Iterator[Piece]:
    if found:
        yield Piece(PROSE, "", _body(found, page), level=level)
    for node in found:
        yield from _parts_inside(node, page, under, level)


def _body(found: Iterable[nodes.Node], page: str) -> several:
    """Return nodes of ``page`` without the kit's own blocks inside, fit for a sheet where pieces of many pages meet."""
    holder = several("", *(one.deepcopy() for one in found))
    for inner in [one for one in holder.findall(own) if _is_part(one)]:
        if inner.parent is not None:
            inner.parent.remove(inner)
    for box in list(holder.findall(addnodes.seealso)):  # which docutils, that writes pieces, has no title for
        box.replace_self(nodes.admonition("", nodes.title("", "See also"), *box.children, classes=["seealso"]))
    _open_tabs(holder)
    elements = list(holder.findall(nodes.Element))
    captioned = {name for one in elements if isinstance(one, nodes.figure | nodes.table) for name in one["ids"][:1]}
    for one in elements:
        kept = isinstance(one, nodes.figure | nodes.table) or (
            isinstance(one, nodes.container) and not captioned.intersection(one["ids"])  # a table's wrapper has its id
        )
        one["ids"] = [f"{page.replace('/', '-')}--{name}" for name in one["ids"][:1] if kept]
    return holder


def _open_tabs(holder: nodes.Element) -> None:
    """Show what stands in tabs one below the other: on a sheet nobody opens them."""
    for one in list(holder.findall(nodes.Element)):
        if isinstance(one, sd_tab_input):
            one.parent.remove(one)
        elif isinstance(one, sd_tab_label):
            one.replace_self(nodes.paragraph("", "", nodes.strong("", "", *one.children)))
        elif "sd-tab-content" in one["classes"]:
            one["classes"] = []
