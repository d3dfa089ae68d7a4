"""Cells of tables that name nothing are no headings: the corner above row names, and heads that were left empty."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


def add_cells(app: Sphinx) -> None:
    """Tell Sphinx to write an empty heading cell as a plain one, so that nobody hears a heading without words."""
    app.add_node(nodes.entry, override=True, html=(_visit, HTML5Translator.depart_entry))


def _visit(self: HTML5Translator, node: nodes.entry) -> None:
    HTML5Translator.visit_entry(self, node)
    is_heading = self.body[-1].startswith("<th")
    if is_heading and not node.astext().strip() and node.next_node(nodes.image) is None:
        self.body[-1] = f"<td{self.body[-1].removeprefix('<th')}"
        self.context[-1] = self.context[-1].replace("</th>", "</td>")
