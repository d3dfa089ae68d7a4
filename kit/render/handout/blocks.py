"""Blocks of a page as the Typst templates draw them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kit.render.blocks.registry import BLOCKS
from kit.render.content import model as content
from kit.render.content.traverse import text_of
from kit.render.handout.cards import card, cards
from kit.render.handout.inline import heading, inlines, plain, stripped
from kit.render.handout.pictures import picture
from kit.render.handout.sheet import Block, Context, Sheet
from kit.render.handout.tables import table

WHOLE = 600  # characters: a task that is no longer is kept on one page
LONGEST_PROMPT = 60  # characters: a line that ends in a colon and is no longer asks for an answer
LEADS_ON = ("bullets", "numbers", "task", "terms", "code", "ruled")  # what the colon before it leads to


def context_for(sheet: Sheet, page: str, written: content.Content, level: int = 2) -> Context:
    """Return the context for the start of the page ``written``, whose headings begin at ``level``."""
    footnotes = {one: note for one, note in written.footnotes.items() if sheet.notes or not note.private}
    return Context(sheet, page, blocks, level, footnotes)


def blocks(found: Iterable[content.Block], context: Context) -> list[Block]:
    """Return the drawn form of blocks, in order."""
    made = [one for block in found for one in _HANDLERS[type(block)](block, context)]
    return _prompted(_ruled(made), context)


def _ruled(made: list[Block]) -> list[Block]:
    """Put lines to write on that follow each other into one block, and keep the question before them beside it."""
    joined: list[Block] = []
    for block in made:
        if block["k"] != "ruled":
            joined.append(block)
        elif joined and joined[-1]["k"] == "ruled":
            joined[-1]["lines"] += block["lines"]
        else:
            if joined and joined[-1]["k"] == "paragraph":
                joined[-1]["keep"] = True
            joined.append(block)
    return joined


def _prompted(made: list[Block], context: Context) -> list[Block]:
    """In a handout, draw a line to write on after a short paragraph that ends in a colon and leads to nothing."""
    if context.form:
        for block, after in zip(made, [*made, {"k": "end"}][1:], strict=True):
            if block["k"] == "paragraph" and after["k"] not in LEADS_ON:
                words = plain(block["c"])
                block["write"] = words.endswith(":") and len(words) <= LONGEST_PROMPT
    return made


def _paragraph(block: content.Paragraph, context: Context) -> list[Block]:
    words = stripped(inlines(block.words, context))
    return [{"k": "paragraph", "c": words}] if words else []


def _heading(block: content.Heading, context: Context) -> list[Block]:
    return [{"k": "heading", "level": max(context.level - 1, 1), "c": heading(block.words, context)}]


def _label(block: content.Label, context: Context) -> list[Block]:
    words = heading(block.words, context)
    return [{"k": "label", "c": words}] if words else []


def _picture(block: content.Picture, context: Context) -> list[Block]:
    made = picture(block, context)
    return [] if made is None else [{**made, "alt": ""}, *_told(block, context)] if context.sheet.large else [made]


def _told(block: content.Picture, context: Context) -> list[Block]:
    """Return what large print says below a picture, whose own words do not grow, in the place of its alt text."""
    return [{"k": "paragraph", "c": [context.text(block.alt, block.line)]}] if block.alt else []


def _figure(block: content.Figure, context: Context) -> list[Block]:
    return [
        {
            "k": "figure",
            "picture": picture(block.picture, context) if block.picture else None,
            "caption": stripped(inlines(block.caption, context)),
            "legend": blocks(block.legend, context),
        }
    ]


def _list(block: content.List, context: Context) -> list[Block]:
    if not block.numbering and any(item.done is not None for item in block.items):
        return [_task(item, context) for item in block.items]
    items = [blocks(item.blocks, context) for item in block.items]
    if block.numbering:
        return [{"k": "numbers", "start": block.start, "pattern": f"{block.numbering}.", "items": items}]
    return [{"k": "bullets", "items": items}]


def _task(item: content.Item, context: Context) -> Block:
    whole = len(text_of(item.blocks)) <= WHOLE
    return {"k": "task", "checked": bool(item.done), "whole": whole, "c": blocks(item.blocks, context)}


def _terms(block: content.Definitions, context: Context) -> list[Block]:
    items = []
    for item in block.items:
        terms = [stripped(inlines(term, context)) for term in item.terms]
        items.append({"terms": terms, "c": blocks(item.blocks, context)})
    return [{"k": "terms", "items": items}]


def _code(block: content.CodeBlock, context: Context) -> list[Block]:
    return [{"k": "code", "text": context.text(block.text, block.line)}]


def _quote(block: content.Quote, context: Context) -> list[Block]:
    by = stripped(inlines(block.by, context))
    return [{"k": "quote", "by": by, "c": blocks(block.blocks, context)}]


def _note(block: content.Admonition, context: Context) -> list[Block]:
    title = heading(block.title, context)
    return [{"k": "note", "title": title, "c": blocks(block.blocks, context)}]


def _rule(_: content.Rule, context: Context) -> list[Block]:
    return [{"k": "ruled", "lines": 1} if context.form else {"k": "rule"}]


def _grid(block: content.Grid, context: Context) -> list[Block]:
    return cards(block, context) or [one for item in block.items for one in blocks(item, context)]


def _unknown(part: content.Unknown, context: Context) -> list[Block]:
    return [{"k": "paragraph", "c": [context.unknown(part)]}]


_HANDLERS: dict[type, Callable[[Any, Context], list[Block]]] = {
    content.Paragraph: _paragraph,
    content.Section: lambda block, context: blocks(block.blocks, context.deeper()),
    content.Heading: _heading,
    content.Label: _label,
    content.Figure: _figure,
    content.Picture: _picture,
    content.List: _list,
    content.Definitions: _terms,
    content.Table: table,
    content.CodeBlock: _code,
    content.Quote: _quote,
    content.Admonition: _note,
    content.Rule: _rule,
    content.Grid: _grid,
    content.Card: card,
    content.CardPart: lambda block, context: blocks(block.blocks, context),
    content.Fold: lambda block, context: [{"k": "fold", "title": [], "c": blocks(block.blocks, context)}],
    content.OwnBlock: lambda block, context: BLOCKS[block.name].paper(block, context),
    content.Unknown: _unknown,
}
