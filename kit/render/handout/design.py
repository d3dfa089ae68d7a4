"""What sphinx-design makes, for paper: cards are cut out of a handout, tabs and dropdowns are open."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from kit.render.handout.cards import cards
from kit.render.handout.inline import heading, inlines, stripped
from kit.render.handout.sheet import Block, Context


def _container(node: nodes.Element, context: Context) -> list[Block]:
    kind = node.get("design_component", "")
    if kind == "grid-row" and (cut := cards(node, context)):
        return cut
    if kind == "card":
        return [{"k": "card", "c": context.for_card().blocks(node.children)}]
    if kind == "card-title":
        return _title(node, context)
    if kind in ("dropdown", "tab-item"):
        return [{"k": "fold", "title": [], "c": context.blocks(node.children)}]
    return context.blocks(node.children)


def _title(node: nodes.Element, context: Context) -> list[Block]:
    words = heading(node, context)
    return [{"k": "label", "c": words}] if words else []


def _words(node: nodes.Element, context: Context) -> list[Block]:
    words = stripped(inlines(node.children, context))
    return [{"k": "paragraph", "c": words}] if words else []


HANDLERS: dict[str, Callable[[nodes.Element, Context], list[Block]]] = {
    "container": _container,
    "dropdown_title": _title,
    "sd_tab_label": _title,
    "PassthroughTextElement": _words,
}
