"""``lang TAG``: a passage in another language; and the role ``lang`` for words within a line."""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from kit.model.blocks import LANG
from kit.render.blocks.block import Block, Directive, InSlide, Paper, label_of
from kit.render.content.model import OwnBlock
from kit.render.nodes import language_span, own

_WORDS_AND_TAG = re.compile(r"(?P<words>.*\S)\s*<(?P<tag>[A-Za-z0-9-]+)>\Z", re.DOTALL)


class lang(own):
    """A passage in another language. Attribute: ``tag`` (str, such as ``cy``)."""

    block = LANG.name


class _Directive(Directive):
    made = lang
    required_arguments = 1
    optional_arguments = 0

    def attributes(self) -> dict[str, Any]:
        """Return the language tag."""
        return {"tag": self.arguments[0].strip()}


class LangRole(SphinxRole):
    """``{lang}`WORDS <TAG>```: words in another language, written as other roles write text and target."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words as one span, or a message where the tag is missing."""
        match = _WORDS_AND_TAG.match(self.text)
        if not match:
            message = self.inliner.reporter.error(
                f"The lang role needs words and a language, such as Croeso <cy>, not {self.text!r}.", line=self.lineno
            )
            return [], [message]
        return [language_span(self.rawtext, match["words"], tag=match["tag"])], []


def _open(writer: HTML5Translator, node: lang) -> None:
    writer.body.append(f'<div lang="{html.escape(node["tag"])}">\n')
    writer.body += label_of(node)


def _close(writer: HTML5Translator, _: lang) -> None:
    writer.body.append("</div>\n")


def _paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    return [{"k": "passage", "lang": block.values["tag"].partition("-")[0], "c": paper.blocks(block.blocks)}]


def _in_slide(block: OwnBlock, slide: InSlide) -> list[Any]:
    return slide.in_language(block.values["tag"]).blocks(block.blocks)


BLOCK = Block(LANG, _Directive, _paper, page=(_open, _close), in_slide=_in_slide)
