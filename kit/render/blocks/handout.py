"""``handout``: a part of the page that is also printed."""

from __future__ import annotations

from typing import Any

from kit.model.blocks import HANDOUT
from kit.render.blocks.block import Block, Directive, InSlide, Paper, close_box, open_box
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class handout(own):
    """A part of the page that is also printed. Attribute: ``title`` (str, may be empty)."""

    block = HANDOUT.name


class _Directive(Directive):
    made = handout


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return a handout in its place on the page. Handouts of their own are taken out by ``handouts_of``."""
    title = paper.text(block.title, block.line)
    return [{"k": "fold", "title": [title] if title else [], "c": paper.for_form().blocks(block.blocks)}]


def _in_slide(block: OwnBlock, slide: InSlide) -> list[Any]:
    return [slide.text(f"On your handout: {block.title or 'see the sheet'}")]


BLOCK = Block(
    HANDOUT,
    _Directive,
    _paper,
    page=(lambda writer, node: open_box(writer, node, "Handout"), close_box),
    in_slide=_in_slide,
)
