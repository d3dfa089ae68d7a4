"""``slide``: a slide that the author wrote."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils.parsers.rst import directives

from kit.model.blocks import SLIDE
from kit.render.blocks.block import Block, Directive, Paper
from kit.render.content.model import OwnBlock
from kit.render.content.traverse import notes_in
from kit.render.nodes import own


class slide(own):
    """A slide that the author wrote.

    Attributes: ``title`` (str, may be empty), ``instead`` (whether it takes the place of an activity's own slide).
    """

    block = SLIDE.name


class _Directive(Directive):
    made = slide
    option_spec: ClassVar[dict[str, Any]] = {"instead": directives.flag}

    def attributes(self) -> dict[str, Any]:
        """Return title, and whether it stands instead of another."""
        return {**super().attributes(), "instead": "instead" in self.options}


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return the notes that stand in a slide: slides are not printed, and what a facilitator says is."""
    return paper.blocks(notes_in(block.blocks))


BLOCK = Block(SLIDE, _Directive, _paper, slides=lambda block, deck: deck.slide(block))
