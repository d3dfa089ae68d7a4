"""The kit's own doctree nodes: what the Sphinx reading makes of a page, and every writer takes.

A reading leaves them region-independent; ``Reading.document`` returns them filled for one edition.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from kit.model.blocks import BLOCKS, LEADERS, BlockKind, Shown


class own(nodes.General, nodes.Element):
    """One of the kit's own blocks; each has its node in its file in ``kit/render/blocks/``."""

    block: ClassVar[str]  # its name in kit.model.blocks


def kind_of(node: nodes.Node) -> BlockKind | None:
    """Return the facts of one of the kit's own blocks, None for any other node."""
    return BLOCKS[node.block] if isinstance(node, own) else None


def _shown(node: nodes.Node) -> Shown | None:
    """Return where the words of a block are shown; a handout for the host or speaker is theirs alone."""
    kind = kind_of(node)
    if kind is None or not isinstance(node, own):
        return None
    return Shown.NOTES if node.get("for") in LEADERS else kind.shown


def is_note(node: nodes.Node) -> bool:
    """Whether ``node`` is a block that only those who lead see."""
    return _shown(node) is Shown.NOTES


def off_page(node: nodes.Node) -> bool:
    """Whether ``node`` is a block that no page shows."""
    return _shown(node) not in (None, Shown.PAGE)


class rule(nodes.General, nodes.Element):
    """A rule (``___``), anywhere and as many as one likes. In a handout it is a line to write on."""


class several(nodes.General, nodes.Element):
    """Nodes that are written one after the other, with nothing around them."""


class inserted(nodes.General, nodes.Element):
    """What the kit writes into a page of the site. Attributes: ``html`` (str), ``computed`` (bool).

    What is ``computed`` tells of the meeting or the group; the rest belongs to the page. It is no ``raw``: a search
    reads the words of those as if they were the page's own.
    """


class language_span(nodes.Inline, nodes.TextElement):
    """Words in another language within a paragraph. Attribute: ``tag`` (str)."""


class variable(nodes.Inline, nodes.TextElement):
    """A ``{{ name }}`` that each edition fills with its own value. Attribute: ``name`` (str)."""


class told(nodes.Inline, nodes.TextElement):
    """The value of a variable in a paragraph of the site, as its children. Attribute: ``name`` (str)."""


class gap(nodes.Inline, nodes.TextElement):
    """A variable that nobody has filled in yet, shown as its child text. Attribute: ``name`` (str)."""
