"""Cards to cut out: a grid of nothing but cards, in a handout."""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from kit.render.handout.inline import heading, inlines, stripped
from kit.render.handout.sheet import Block, Context

MOST = 3  # columns: a card of an A4 page is then 56 mm wide, and words of 12 pt still fit
_COLUMNS = re.compile(r"sd-row-cols-(?:lg-)?(\d+)")
_PARTS = {"card-header": "over", "card-footer": "under", "card-title": "title"}


def cards(grid: nodes.Element, context: Context) -> list[Block] | None:
    """Return the cards of a grid as one block, or None where it holds anything but cards or is no handout's.

    The block has the number of ``columns`` and its ``items``: what stands ``over`` the title and ``under`` the text,
    the ``title`` as words, and the text.
    """
    items = [one for one in grid.children if isinstance(one, nodes.Element)]
    found = [card for item in items if (card := _only_card(item)) is not None]
    if not context.form or not found or len(found) != len(items):
        return None
    made = [_card(card, context) for card in found]
    return [{"k": "cards", "columns": min(_columns(grid), len(made)), "items": made}]


def _only_card(item: nodes.Element) -> nodes.Element | None:
    inner = [one for one in item.children if isinstance(one, nodes.Element)]
    return inner[0] if len(inner) == 1 and inner[0].get("design_component") == "card" else None


def _columns(grid: nodes.Element) -> int:
    """Return how many columns the grid has on the widest screen, as many as paper has room for."""
    numbers = [int(match[1]) for one in grid["classes"] if (match := _COLUMNS.fullmatch(one))]
    return min(numbers[-1] if numbers else 2, MOST)


def _card(card: nodes.Element, context: Context) -> Block:
    parts: dict[str, list[nodes.Node]] = {"over": [], "title": [], "text": [], "under": []}
    for node in _flat(card):
        kind = node.get("design_component", "") if isinstance(node, nodes.Element) else ""
        parts[_PARTS.get(kind, "text")] += node.children if kind in _PARTS else [node]
    inside = context.deeper().for_card()
    return {
        "level": context.level,
        "title": heading(nodes.inline("", "", *parts["title"]), context),
        "over": inside.blocks(parts["over"]),
        "c": inside.blocks(parts["text"]),
        "under": inside.blocks(parts["under"]),
    }


def _flat(card: nodes.Element) -> list[nodes.Node]:
    """Return the parts of a card in order, those of its body among them."""
    found: list[nodes.Node] = []
    for node in card.children:
        body = isinstance(node, nodes.Element) and node.get("design_component") == "card-body"
        found += node.children if body else [node]
    return found


# What sphinx-design makes, for paper: cards are cut out of a handout, tabs and dropdowns are open.


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
