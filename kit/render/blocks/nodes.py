"""The kit's own doctree nodes: what the Sphinx reading makes of blocks, and every writer takes.

A reading leaves them region-independent; ``Reading.document`` returns them filled for one edition.
"""

from __future__ import annotations

from docutils import nodes


class activity(nodes.General, nodes.Element):
    """A timed part of a session.

    Attributes: ``title``, ``grouping`` (str), ``minutes`` and ``shortest`` (int or None, as the page says),
    ``index`` (its position among the page's activities, from 0), and, once filled, ``scaled`` (minutes on the agenda).
    """


class facilitator(nodes.General, nodes.Element):
    """Notes for facilitators only: the run sheet and the speaker notes. Attribute: ``title`` (str, may be empty)."""


class slide(nodes.General, nodes.Element):
    """A slide that the author wrote. Attribute: ``title`` (str, may be empty)."""


class handout(nodes.General, nodes.Element):
    """A part of the page that is also printed. Attribute: ``title`` (str, may be empty)."""


class rule(nodes.General, nodes.Element):
    """A rule (``___``), anywhere and as many as one likes. In a handout it is a line to write on."""


class language(nodes.General, nodes.Element):
    """A passage in another language. Attribute: ``tag`` (str, such as ``cy``)."""


class language_span(nodes.Inline, nodes.TextElement):
    """Words in another language within a paragraph. Attribute: ``tag`` (str)."""


class variable(nodes.Inline, nodes.TextElement):
    """A ``{{ name }}`` that each edition fills with its own value. Attribute: ``name`` (str)."""


class gap(nodes.Inline, nodes.TextElement):
    """A variable that nobody has filled in yet, shown as its child text. Attribute: ``name`` (str)."""
