"""The kit's own blocks: activities, facilitator notes, handouts, and passages in another language."""

from __future__ import annotations

from collections.abc import Callable

from docutils import nodes

from kit.facilitate.clock import people_minutes
from kit.render import nodes as kit_nodes
from kit.render.handout.sheet import Block, Context

WHOLE = 900  # characters: an activity that is no longer is kept on one page; notes only up to half of that
AS_TALL_AS = {nodes.image: 450, nodes.row: 70}  # characters: text that takes about the room of a picture or a row


def _activity(node: nodes.Element, context: Context) -> list[Block]:
    """Return an activity with what it takes in one line, such as "20 minutes, pairs"."""
    minutes = node.get("scaled", node.get("minutes"))
    facts = [people_minutes(minutes) if minutes else "", context.words(node, "grouping")]
    return [
        {
            "k": "activity",
            "title": context.words(node, "title"),
            "level": context.level,
            "facts": ", ".join(fact for fact in facts if fact),
            "whole": _size(node) <= WHOLE,
            "c": context.blocks(node.children),
        }
    ]


def _size(node: nodes.Element) -> int:
    """Return about how much room a block takes, in characters of text."""
    more = sum(tall * len(list(node.findall(kind))) for kind, tall in AS_TALL_AS.items())
    return len(node.astext()) + more


def _facilitator(node: nodes.Element, context: Context) -> list[Block]:
    """Return facilitator notes, for a run sheet only: every other PDF is made without them."""
    if not context.sheet.notes:
        return []
    whole = _size(node) <= WHOLE / 2
    body = context.blocks(node.children)
    return [{"k": "facilitator", "title": context.words(node, "title"), "whole": whole, "c": body}]


def _handout(node: nodes.Element, context: Context) -> list[Block]:
    """Return a handout in its place on the page. Handouts of their own are taken out by ``handouts_of``."""
    title = context.words(node, "title")
    return [{"k": "fold", "title": [title] if title else [], "c": context.for_form().blocks(node.children)}]


def _language(node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "passage", "lang": node["tag"].partition("-")[0], "c": context.blocks(node.children)}]


def _rule(_node: nodes.Element, context: Context) -> list[Block]:
    return [{"k": "ruled", "lines": 1} if context.form else {"k": "rule"}]


HANDLERS: dict[str, Callable[[nodes.Element, Context], list[Block]]] = {
    kit_nodes.activity.__name__: _activity,
    kit_nodes.facilitator.__name__: _facilitator,
    kit_nodes.handout.__name__: _handout,
    kit_nodes.language.__name__: _language,
    kit_nodes.rule.__name__: _rule,
}
