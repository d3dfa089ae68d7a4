"""What a run sheet takes from a page: its activities, notes and slides in order, with the headings above them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from kit.render.blocks.activity import activity
from kit.render.blocks.slide import slide
from kit.render.nodes import kind_of, off_page


@dataclass(frozen=True)
class Piece:
    """One of them. ``kind`` is heading, activity, notes or slide; ``body`` is what stands in it, without the others.

    ``minutes`` are those of the agenda, None where nobody says.
    """

    kind: str
    title: str
    body: nodes.Element | None = None
    minutes: int | None = None
    grouping: str = ""


def pieces(document: nodes.document, page: str) -> list[Piece]:
    """Return the pieces of the resolved page called ``page``. A heading is there only where something follows it."""
    found: list[Piece] = []
    for piece in _walk(document, page):
        if piece.kind == "heading" and found and found[-1].kind == "heading":
            found.pop()
        found.append(piece)
    return found[:-1] if found and found[-1].kind == "heading" else found


def _walk(node: nodes.Element, page: str) -> Iterator[Piece]:
    for child in node.children:
        if isinstance(child, nodes.section):
            yield Piece("heading", _title(child))
            yield from _walk(child, page)
        elif isinstance(child, nodes.Element) and (kind := kind_of(child)) and kind.run_sheet:
            yield _block(child, page)
            yield from _walk(child, page)
        elif isinstance(child, slide):
            yield Piece("slide", child["title"])
            yield from _walk(child, page)
        elif isinstance(child, nodes.Element):
            yield from _walk(child, page)


def _title(section: nodes.section) -> str:
    heading = section.next_node(nodes.title)
    return heading.astext() if heading is not None else ""


def _block(node: nodes.Element, page: str) -> Piece:
    body = node.deepcopy()
    for inner in [one for one in body.findall(off_page) if one is not body]:
        if inner.parent is not None:
            inner.parent.remove(inner)
    holder = nodes.container()
    holder.extend(body.children)
    for box in list(holder.findall(addnodes.seealso)):  # which docutils, that writes pieces, has no title for
        box.replace_self(nodes.admonition("", nodes.title("", "See also"), *box.children, classes=["seealso"]))
    for one in holder.findall(nodes.Element):  # pieces of many pages meet on one sheet
        captioned = isinstance(one, nodes.figure | nodes.table | nodes.container)
        one["ids"] = [f"{page.replace('/', '-')}--{name}" for name in one["ids"][:1] if captioned]
    if isinstance(node, activity):
        return Piece("activity", node["title"], holder, node.get("scaled"), node["grouping"])
    return Piece("notes", node["title"], holder)
