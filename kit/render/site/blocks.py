"""How the kit's own words and rules look in HTML, and what is put right in a page before it is written."""

from __future__ import annotations

import html
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.render import nodes as kit_nodes


class Computed(str):
    """A piece of a page's HTML that tells of the meeting or the group, and is another on each group's site."""

    __slots__ = ()


class Told(str):
    """A piece of a page's HTML that is the value of the variable called ``name``."""

    name = ""


_BOX = re.compile(
    r'<input class="task-list-item-checkbox" (?P<done>checked="checked" )?disabled="disabled" type="checkbox">'
)


def _visit_span(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<span lang="{html.escape(node["tag"])}">')


def _visit_gap(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append('<span class="kit-gap">')


def _visit_rule(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append('<hr class="kit-rule">\n')
    raise nodes.SkipNode


def _visit_inserted(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(Computed(node["html"]) if node.get("computed") else node["html"])
    raise nodes.SkipNode


def _open_told(self: HTML5Translator, _: nodes.Element) -> None:
    self.context.append(len(self.body))


def _close_told(self: HTML5Translator, node: nodes.Element) -> None:
    """Make one piece of the value."""
    start = self.context.pop()
    piece = Told("".join(self.body[start:]))
    piece.name = node["name"]
    self.body[start:] = [piece]


def _close_span(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append("</span>")


def _nothing(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write nothing of what only holds others."""


def _never(self: HTML5Translator, node: nodes.Element) -> None:
    """Stop the build: open variables are filled before a page is written."""
    raise AssertionError(f"{node.tagname} would have been written into {self.builder.current_docname}")


def name_task_boxes(document: nodes.Element) -> None:
    """Put named signs in the place of MyST's check boxes, which have no name and cannot be ticked anyway."""
    for raw in list(document.findall(nodes.raw)):
        if match := _BOX.fullmatch(raw.astext()):
            sign, name = ("☑", "Done") if match["done"] else ("☐", "To do")
            text = f'<span class="kit-box" role="img" aria-label="{name}">{sign}</span> '
            raw.replace_self(nodes.raw("", text, format="html"))


def mark_bare_links(document: nodes.Element) -> None:
    """Mark links whose words are their address, so that paper does not say it twice."""
    for link in document.findall(nodes.reference):
        if link.get("refuri", "") == link.astext():
            link["classes"].append("kit-bare")


def add_words(app: Sphinx) -> None:
    """Tell Sphinx how the kit's own words and rules are written."""
    app.add_node(kit_nodes.language_span, html=(_visit_span, _close_span))
    app.add_node(kit_nodes.rule, html=(_visit_rule, None))
    app.add_node(kit_nodes.inserted, html=(_visit_inserted, None))
    app.add_node(kit_nodes.gap, html=(_visit_gap, _close_span))
    app.add_node(kit_nodes.several, html=(_nothing, _nothing))
    app.add_node(kit_nodes.told, html=(_open_told, _close_told))
    app.add_node(kit_nodes.variable, html=(_never, None))
