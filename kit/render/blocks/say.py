"""``say``: the words that whoever leads says aloud."""

from __future__ import annotations

from typing import Any

from kit.model.blocks import SAY
from kit.render.blocks.block import WHOLE, Block, Directive, Paper, is_short
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class say(own):
    """Words to say aloud, for facilitators only. Attribute: ``title`` (str, may be empty)."""

    block = SAY.name


class _Directive(Directive):
    made = say


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return the words to say, large, for a run sheet only."""
    if not paper.notes:
        return []
    title = paper.text(block.title, block.line)
    return [{"k": "say", "title": title, "whole": is_short(block, WHOLE), "c": paper.blocks(block.blocks)}]


BLOCK = Block(SAY, _Directive, _paper, slides=lambda block, deck: deck.say(block))
