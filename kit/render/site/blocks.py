"""How the kit's blocks look in HTML."""

from __future__ import annotations

import html
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.render.blocks import nodes as kit_nodes

_BOX = re.compile(
    r'<input class="task-list-item-checkbox" (?P<done>checked="checked" )?disabled="disabled" type="checkbox">'
)


def _under_own_heading(node: nodes.Element) -> bool:
    """Whether the heading just above says the block's title already."""
    section = node.parent
    heading = section.next_node(nodes.title) if isinstance(section, nodes.section) else None
    return heading is not None and heading.astext().strip() == node["title"].strip()


def _open(self: HTML5Translator, node: nodes.Element, kind: str, label: str, facts: list[str]) -> None:
    name = html.escape(f"{label}: {node['title']}" if node["title"] else label)
    self.body.append(
        f'<div class="kit-block kit-{kind}" role="group" aria-label="{name}">\n<div class="kit-block-head">'
    )
    self.body.append(f'<p class="kit-block-kind">{label}</p>\n')
    if node["title"] and not _under_own_heading(node):
        self.body.append(f'<p class="kit-block-title">{html.escape(node["title"])}</p>\n')
    self.body.append("\n".join(facts) + '</div>\n<div class="kit-block-body">\n')


def _close(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append("</div>\n</div>\n")


def _close_passage(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_activity(self: HTML5Translator, node: nodes.Element) -> None:
    minutes = node.get("scaled")
    facts = [f'<p class="kit-block-minutes"><b>{minutes}</b> minute{"s" * (minutes != 1)}</p>'] if minutes else []
    who = f'<p class="kit-block-who">{html.escape(_sentence(node["grouping"]))}</p>' if node["grouping"] else ""
    _open(self, node, "activity", "Activity", [*facts, who])


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _visit_handout(self: HTML5Translator, node: nodes.Element) -> None:
    _open(self, node, "handout", "Handout", [])


def _visit_language(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<div lang="{html.escape(node["tag"])}">\n')


def _visit_span(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<span lang="{html.escape(node["tag"])}">')


def _visit_gap(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append('<span class="kit-gap">')


def _visit_rule(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append('<hr class="kit-rule">\n')
    raise nodes.SkipNode


def _close_span(self: HTML5Translator, _: nodes.Element) -> None:
    self.body.append("</span>")


def _never(self: HTML5Translator, node: nodes.Element) -> None:
    """Stop the build: notes, slides and open variables are gone before a page is written."""
    raise AssertionError(f"{node.tagname} would have been written into {self.builder.current_docname}")


def name_task_boxes(document: nodes.document) -> None:
    """Put named signs in the place of MyST's check boxes, which have no name and cannot be ticked anyway."""
    for raw in list(document.findall(nodes.raw)):
        if match := _BOX.fullmatch(raw.astext()):
            sign, name = ("☑", "Done") if match["done"] else ("☐", "To do")
            text = f'<span class="kit-box" role="img" aria-label="{name}">{sign}</span> '
            raw.replace_self(nodes.raw("", text, format="html"))


def mark_bare_links(document: nodes.document) -> None:
    """Mark links whose words are their address, so that paper does not say it twice."""
    for link in document.findall(nodes.reference):
        if link.get("refuri", "") == link.astext():
            link["classes"].append("kit-bare")


def add_blocks(app: Sphinx) -> None:
    """Tell Sphinx how the kit's nodes are written."""
    app.add_node(kit_nodes.activity, html=(_visit_activity, _close))
    app.add_node(kit_nodes.handout, html=(_visit_handout, _close))
    app.add_node(kit_nodes.language, html=(_visit_language, _close_passage))
    app.add_node(kit_nodes.language_span, html=(_visit_span, _close_span))
    app.add_node(kit_nodes.rule, html=(_visit_rule, None))
    app.add_node(kit_nodes.gap, html=(_visit_gap, _close_span))
    for node in (kit_nodes.facilitator, kit_nodes.slide, kit_nodes.variable):
        app.add_node(node, html=(_never, None))
