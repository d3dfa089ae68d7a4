"""Cards to cut out: a grid of nothing but cards, in a handout."""

from __future__ import annotations

from kit.render.content import model as content
from kit.render.content.traverse import text_of
from kit.render.handout.fonts import width
from kit.render.handout.inline import heading
from kit.render.handout.sheet import Block, Context

MOST = 3  # columns: a card of an A4 page is then 56 mm wide, and words of 12 pt still fit
MOST_LARGE = 2  # the same in large print
PAGE, LARGE_PAGE, SIDES = 170, 113, 10  # millimetres: between the margins, in text of 12 pt, and beside the words


def cards(grid: content.Grid, context: Context) -> list[Block]:
    """Return the cards of a grid as one block, or nothing where it holds anything but cards or is no handout's.

    The block has the number of ``columns`` and its ``items``: what stands ``over`` the title and ``under`` the text,
    the ``title`` as words, and the text. ``parts`` says that a word is wider than its card, so that it must part.
    """
    found = [item[0] for item in grid.items if len(item) == 1 and isinstance(item[0], content.Card)]
    if not context.form or not found or len(found) != len(grid.items):
        return []
    columns = min(grid.columns, MOST_LARGE if context.sheet.large else MOST, len(found))
    room = (LARGE_PAGE if context.sheet.large else PAGE) / columns - SIDES
    items = [{**_cut_out(one, context), "parts": _is_crowded(one, room)} for one in found]
    return [{"k": "cards", "columns": columns, "items": items, "fills": False}]


def _is_crowded(card: content.Card, room: float) -> bool:
    """Whether a word of a card is wider than ``room`` (millimetres), in the letters of a title of 14 pt."""
    return any((width(word, True) or 0) * 14 / 12 > room for word in text_of([card]).split())


def _cut_out(card: content.Card, context: Context) -> Block:
    parts = {part: _part(card, part) for part in ("header", "title", "footer")}
    rest = [block for block in card.blocks if not isinstance(block, content.CardPart)]
    title = [word for label in parts["title"] if isinstance(label, content.Label) for word in label.words]
    inner = context.deeper().for_card()
    return {
        "level": context.level,
        "title": heading(title, context),
        "over": inner.blocks(parts["header"]),
        "c": inner.blocks(rest),
        "under": inner.blocks(parts["footer"]),
    }


def _part(card: content.Card, name: str) -> list[content.Block]:
    found = (block for block in card.blocks if isinstance(block, content.CardPart) and block.part == name)
    return [inner for part in found for inner in part.blocks]


def card(block: content.Card, context: Context) -> list[Block]:
    """Return a card that is not cut out."""
    return [{"k": "card", "c": context.for_card().blocks(block.blocks)}]
