"""``slide``: a slide that the author wrote."""

from __future__ import annotations

from typing import Any

from kit.model.blocks import SLIDE
from kit.render.blocks.block import Block, Directive, Paper
from kit.render.content.model import OwnBlock
from kit.render.content.traverse import notes_in
from kit.render.nodes import own


class slide(own):
    """A slide that the author wrote. Attribute: ``title`` (str, may be empty)."""

    block = SLIDE.name


class _Directive(Directive):
    made = slide


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return the notes that stand in a slide: slides are not printed, and what a facilitator says is."""
    return paper.blocks(notes_in(block.blocks))


BLOCK = Block(SLIDE, _Directive, _paper, slides=lambda block, deck: deck.slide(block))
