"""``passage``: text, tables and pictures that stand in some kinds of format only, which its ``:in:`` names."""

from __future__ import annotations

from typing import Any

from sphinx.writers.html5 import HTML5Translator

from kit.model.blocks import PASSAGE
from kit.render.blocks.block import Block, Directive, InSlide, Paper, label_of
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class passage(own):
    """A part of a page that is read as if nothing were around it."""

    block = PASSAGE.name


class _Directive(Directive):
    made = passage
    optional_arguments = 0

    def attributes(self) -> dict[str, Any]:
        """Return no attributes: it has no title."""
        return {}


def _open(writer: HTML5Translator, node: passage) -> None:
    writer.body.append("<div>\n")
    writer.body += label_of(node)


def _close(writer: HTML5Translator, _: passage) -> None:
    writer.body.append("</div>\n")


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    return paper.blocks(block.blocks)


def _in_slide(block: OwnBlock, slide: InSlide) -> list[Any]:
    return slide.blocks(block.blocks)


BLOCK = Block(PASSAGE, _Directive, _paper, page=(_open, _close), in_slide=_in_slide)
