"""Every one of the kit's own blocks, by name. A new one is a row here, one in ``kit/model/blocks.py``, and its file."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from kit.render.blocks import activity, facilitator, handout, lang, passage, say, slide
from kit.render.blocks.block import Block
from kit.render.nodes import own

BLOCKS: dict[str, Block] = {
    one.kind.name: one
    for one in (
        slide.BLOCK,
        activity.BLOCK,
        handout.BLOCK,
        say.BLOCK,
        facilitator.BLOCK,
        lang.BLOCK,
        passage.BLOCK,
    )
}


def add_blocks(app: Sphinx) -> None:
    """Tell Sphinx how the blocks are read, and how pages show them."""
    for name, block in BLOCKS.items():
        app.add_directive(name, block.directive)
        app.add_node(block.directive.made, html=block.page or (_never, None))
    app.add_role("lang", lang.LangRole())


def _never(writer: HTML5Translator, node: own) -> None:
    """Stop the build: what no page shows is gone before a page is written."""
    raise AssertionError(f"{node.tagname} would have been written into {writer.builder.current_docname}")
