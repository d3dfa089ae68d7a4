"""Tables of pages, as browsers and screen readers need them."""

from __future__ import annotations

from collections import Counter

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.render.nodes import inserted


def add_cells(app: Sphinx) -> None:
    """Tell Sphinx to write an empty heading cell as a plain one, so that nobody hears a heading without words."""
    app.add_node(nodes.entry, override=True, html=(_visit_cell, HTML5Translator.depart_entry))


def _visit_cell(self: HTML5Translator, node: nodes.entry) -> None:
    HTML5Translator.visit_entry(self, node)
    is_heading = self.body[-1].startswith("<th")
    if is_heading and not node.astext().strip() and node.next_node(nodes.image) is None:
        self.body[-1] = f"<td{self.body[-1].removeprefix('<th')}"
        self.context[-1] = self.context[-1].replace("</th>", "</td>")


_BOX = "table-wrapper"


def wrap_tables(document: nodes.Element) -> None:
    """Give each table's box a name and a place in the order of focus; kit.js takes both away where nothing scrolls."""
    seen = Counter[str]()
    for box in [one for one in document.findall(nodes.container) if _BOX in one["classes"]]:
        title = _name(box)
        seen[title] += 1
        name = f"Table: {title}" if seen[title] == 1 else f"Table {seen[title]}: {title}"
        opening = Markup('<div class="{}" role="region" tabindex="0" aria-label="{}">').format(_BOX, name)
        place = box.parent.index(box)
        closing = inserted("", html=Markup("</div>"))
        box.parent[place : place + 1] = [inserted("", html=opening), *box.children, closing]


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
