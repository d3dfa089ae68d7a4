"""``facilitator``: notes that attendees never see."""

from __future__ import annotations

from typing import Any

from kit.model.blocks import FACILITATOR
from kit.render.blocks.block import WHOLE, Block, Directive, Paper, is_short
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class facilitator(own):
    """Notes for facilitators only: the run sheet and the speaker notes. Attribute: ``title`` (str, may be empty)."""

    block = FACILITATOR.name


class _Directive(Directive):
    made = facilitator


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return facilitator notes, for a run sheet only: every other PDF is made without them."""
    if not paper.notes:
        return []
    title, whole = paper.text(block.title, block.line), is_short(block, WHOLE / 2)
    return [{"k": "facilitator", "title": title, "whole": whole, "c": paper.blocks(block.blocks)}]


BLOCK = Block(FACILITATOR, _Directive, _paper, slides=lambda block, deck: deck.note(block))
