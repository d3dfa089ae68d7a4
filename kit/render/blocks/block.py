"""What a block's file says of it: how Sphinx reads it, and how it looks on a page, on paper and on slides."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from kit.model.blocks import IN, BlockKind
from kit.model.formats import in_words, kinds_in
from kit.render.content import model as content
from kit.render.content.traverse import text_of, walk
from kit.render.nodes import own


class Directive(SphinxDirective):
    """A block with an optional title and a body of Markdown, kept as one node of ``made``."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    made: ClassVar[type[own]]

    def __init_subclass__(cls) -> None:
        """Let every block say in which kinds of format it stands."""
        cls.option_spec = {**(cls.option_spec or {}), IN: directives.unchanged}

    def attributes(self) -> dict[str, Any]:
        """Return the attributes of the node."""
        return {"title": self.arguments[0].strip() if self.arguments else ""}

    def run(self) -> list[nodes.Node]:
        """Return the one node, with its body parsed."""
        node = self.made("", **self.attributes(), kinds=sorted(kinds_in(self.options.get(IN, ""))))
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class Paper(Protocol):
    """Where on paper a block stands; what it draws are the dictionaries of ``kit/render/handout/typst/``."""

    @property
    def level(self) -> int:
        """The level of the next heading."""

    @property
    def notes(self) -> bool:
        """Whether facilitators' notes belong on this paper."""

    def text(self, words: str, line: int | None) -> str:
        """Return words as they can be drawn."""

    def blocks(self, found: Iterable[content.Block]) -> list[dict[str, Any]]:
        """Return what stands inside a block, drawn."""

    def for_form(self) -> Paper:
        """The same place on a sheet to write on."""


class InSlide(Protocol):
    """Where on a slide a block stands that is part of something else."""

    def text(self, words: str) -> Any:
        """Return a paragraph of plain words."""

    def blocks(self, found: Iterable[content.Block]) -> list[Any]:
        """Return what blocks show here."""

    def in_language(self, tag: str) -> InSlide:
        """The same place, in another language."""


class Deck(Protocol):
    """The slides of a session in the making, as far as the block at hand."""

    def activity(self, block: content.OwnBlock) -> None:
        """Add the slide of something that takes minutes."""

    def slide(self, block: content.OwnBlock) -> None:
        """Add the slides that a block's words and headings make."""

    def note(self, block: content.OwnBlock) -> None:
        """Put words into the speaker notes of the slide that they belong to."""

    def say(self, block: content.OwnBlock) -> None:
        """Put words to say aloud into the speaker notes, before all others."""


def nothing(*_: object) -> list[Any]:
    """Return what a block shows that shows nothing."""
    return []


@dataclass(frozen=True)
class Block:
    """One of the kit's own blocks, whole.

    ``page`` opens and closes it in HTML, None where no page shows it. ``paper`` returns its drawn form, ``in_slide``
    what stands for it on the slide of something else, and ``slides``, None where it makes none, adds its own.
    """

    kind: BlockKind
    directive: type[Directive]
    paper: Callable[[content.OwnBlock, Paper], list[dict[str, Any]]]
    page: tuple[Callable[[HTML5Translator, Any], None], Callable[[HTML5Translator, Any], None]] | None = None
    in_slide: Callable[[content.OwnBlock, InSlide], list[Any]] = nothing
    slides: Callable[[content.OwnBlock, Deck], None] | None = None


# A box on a page: its kind, its title, which it has under a heading in the same words too, and facts about it.


def open_box(writer: HTML5Translator, node: nodes.Element, label: str, facts: Iterable[str] = ()) -> None:
    """Write the head of a block's box, and open its body. ``facts`` are HTML."""
    name = html.escape(f"{label}: {node['title']}" if node["title"] else label)
    writer.body.append(
        f'<div class="kit-block kit-{label.lower()}" role="group" aria-label="{name}">\n<div class="kit-block-head">'
    )
    writer.body.append(f'<p class="kit-block-kind">{label}</p>\n')
    if node["title"]:
        writer.body.append(f'<p class="kit-block-title">{html.escape(node["title"])}</p>\n')
    shown = [*facts, *label_of(node)]
    writer.body.append("\n".join(shown) + '</div>\n<div class="kit-block-body">\n')


def label_of(node: nodes.Element) -> list[str]:
    """Return, as HTML, in which of the kinds of a page's rounds a block stands; nothing where it is in all of them."""
    words = in_words(node.get("only", ()))
    return [f'<p class="kit-block-only">{words[0].upper()}{words[1:]}</p>'] if words else []


def close_box(writer: HTML5Translator, _: nodes.Element) -> None:
    """Close a block's box."""
    writer.body.append("</div>\n</div>\n")


# How much room a block takes on paper.

WHOLE = 900  # characters: a block that is no longer is kept on one page
AS_TALL_AS = {content.Picture: 450, content.Table: 70}  # characters that take the room of a picture, or of a row


def is_short(block: content.OwnBlock, most: float = WHOLE) -> bool:
    """Whether a block takes about the room of ``most`` characters of text or less."""
    every = list(walk(block.blocks))
    rows = sum(len(one.head) + len(one.body) for one in every if isinstance(one, content.Table))
    pictures = sum(isinstance(one, content.Picture) for one in every)
    room = len(text_of(block.blocks)) + AS_TALL_AS[content.Picture] * pictures + AS_TALL_AS[content.Table] * rows
    return room <= most
