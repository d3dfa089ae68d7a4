"""The kit's own blocks as Sphinx directives: activity, facilitator, slide, handout, lang; and the role lang."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from kit.render.blocks import nodes as kit_nodes

_WORDS_AND_TAG = re.compile(r"(?P<words>.*\S)\s*<(?P<tag>[A-Za-z0-9-]+)>\Z", re.DOTALL)


class Block(SphinxDirective):
    """A block with an optional title and a body of Markdown, kept as one node of ``made``."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    made: ClassVar[type[nodes.Element]]

    def attributes(self) -> dict[str, Any]:
        """Return the attributes of the node."""
        return {"title": self.arguments[0].strip() if self.arguments else ""}

    def run(self) -> list[nodes.Node]:
        """Return the one node, with its body parsed."""
        node = self.made("", **self.attributes())
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class ActivityBlock(Block):
    """``activity``: a timed part of a session."""

    made = kit_nodes.activity
    option_spec: ClassVar[dict[str, Any]] = {
        "minutes": directives.positive_int,
        "shortest": directives.positive_int,
        "grouping": directives.unchanged,
    }

    def attributes(self) -> dict[str, Any]:
        """Return title, minutes, shortest (minutes or None) and grouping."""
        timing = {name: self.options.get(name) for name in ("minutes", "shortest")}
        return {**super().attributes(), **timing, "grouping": self.options.get("grouping", "").strip()}


class FacilitatorBlock(Block):
    """``facilitator``: notes that attendees never see."""

    made = kit_nodes.facilitator


class SlideBlock(Block):
    """``slide``: a slide that the author wrote."""

    made = kit_nodes.slide


class HandoutBlock(Block):
    """``handout``: a part of the page that is also printed."""

    made = kit_nodes.handout


class LanguageBlock(Block):
    """``lang TAG``: a passage in another language."""

    made = kit_nodes.language
    required_arguments = 1
    optional_arguments = 0

    def attributes(self) -> dict[str, Any]:
        """Return the language tag."""
        return {"tag": self.arguments[0].strip()}


class LanguageRole(SphinxRole):
    """``{lang}`WORDS <TAG>```: words in another language, written as other roles write text and target."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words as one span, or a message where the tag is missing."""
        match = _WORDS_AND_TAG.match(self.text)
        if not match:
            message = self.inliner.reporter.error(
                f"The lang role needs words and a language, such as Croeso <cy>, not {self.text!r}.", line=self.lineno
            )
            return [], [message]
        return [kit_nodes.language_span(self.rawtext, match["words"], tag=match["tag"])], []


BLOCKS: dict[str, type[Block]] = {
    "activity": ActivityBlock,
    "facilitator": FacilitatorBlock,
    "slide": SlideBlock,
    "handout": HandoutBlock,
    "lang": LanguageBlock,
}


def add_directives(app: Sphinx) -> None:
    """Add the kit's blocks and role to Sphinx."""
    for name, block in BLOCKS.items():
        app.add_directive(name, block)
    app.add_role("lang", LanguageRole())
