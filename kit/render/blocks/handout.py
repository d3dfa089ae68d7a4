"""``handout``: a part of the page that is also printed."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.writers.html5 import HTML5Translator

from kit.model.blocks import HANDOUT, LEADERS, PERSON
from kit.render.blocks.block import WHOLE, Block, Directive, InSlide, Paper, close_box, is_short, open_box
from kit.render.content.model import OwnBlock
from kit.render.nodes import own


class handout(own):
    """A part of the page that is also printed.

    Attributes: ``title`` (str, may be empty), ``for`` (str: who gets it, a person, table or group, or host, speaker).
    """

    block = HANDOUT.name


class _Directive(Directive):
    made = handout
    option_spec: ClassVar[dict[str, Any]] = {"for": directives.unchanged}

    def attributes(self) -> dict[str, Any]:
        """Return title, and who gets it."""
        return {**super().attributes(), "for": self.options.get("for", PERSON)}


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    """Return a handout in its place on the page. Handouts of their own are taken out by ``handouts_of``."""
    leader = block.values["for"] if block.values["for"] in LEADERS else ""
    if leader and not paper.notes:
        return []
    title = ": ".join(filter(None, (leader and f"For the {leader}", paper.text(block.title, block.line))))
    whole = bool(leader) and is_short(block, WHOLE)  # it is handed to somebody
    return [
        {"k": "fold", "title": [title] if title else [], "whole": whole, "c": paper.for_form().blocks(block.blocks)}
    ]


def shared_by(block_for: str) -> str:
    """Return who shares a handout, such as "One for each table"; "" where each person has one."""
    return "" if block_for == PERSON else f"One for each {block_for}"


def _open(writer: HTML5Translator, node: handout) -> None:
    shared = shared_by(node["for"])
    open_box(writer, node, "Handout", [f'<p class="kit-block-who">{shared}</p>'] if shared else [])


def _in_slide(block: OwnBlock, slide: InSlide) -> list[Any]:
    if block.values["for"] in LEADERS:
        return []
    return [slide.text(f"On your handout: {block.title or 'see the sheet'}")]


BLOCK = Block(
    HANDOUT,
    _Directive,
    _paper,
    page=(_open, close_box),
    in_slide=_in_slide,
)
