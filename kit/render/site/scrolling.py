"""Tables that may be wider than a phone: each stands in a box of its own that scrolls and that the keyboard reaches."""

from __future__ import annotations

import html
from collections import Counter

from docutils import nodes

_BOX = "table-wrapper"


def wrap_tables(document: nodes.document) -> None:
    """Give each table's box a name and a place in the order of focus; kit.js takes both away where nothing scrolls."""
    seen = Counter[str]()
    for box in [one for one in document.findall(nodes.container) if _BOX in one["classes"]]:
        title = _name(box)
        seen[title] += 1
        name = f"Table: {title}" if seen[title] == 1 else f"Table {seen[title]}: {title}"
        opening = f'<div class="{_BOX}" role="region" tabindex="0" aria-label="{html.escape(name)}">'
        place = box.parent.index(box)
        box.parent[place : place + 1] = [_raw(opening), *box.children, _raw("</div>")]


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def _name(box: nodes.Element) -> str:
    """Return the table's caption, else the title of the block or section that it stands in."""
    caption = box.next_node(nodes.title)
    around: nodes.Node | None = box
    while caption is None and around is not None:
        if isinstance(around, nodes.section):
            caption = around.next_node(nodes.title)
        elif isinstance(around, nodes.Element) and around.get("title"):
            return str(around["title"])
        around = around.parent
    return " ".join(caption.astext().split()) if caption is not None else "values"
