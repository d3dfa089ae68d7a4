"""The parts of a session's page that the PDFs are put together from.

They are taken out of the doctree before anything is drawn, so that a footnote is always drawn where it is first used.
"""

from __future__ import annotations

from docutils import nodes

from kit.render import nodes as kit_nodes
from kit.render.handout.blocks import blocks
from kit.render.handout.sheet import Block, Context

_OWN = (kit_nodes.activity, kit_nodes.facilitator, kit_nodes.slide, kit_nodes.handout)
_RUN = (kit_nodes.activity, kit_nodes.facilitator)


def lead_of(document: nodes.document, context: Context) -> list[Block]:
    """Return what stands between the title and the first section, without the kit's own blocks."""
    top = next(document.findall(nodes.section), None)
    inner = top.children if top is not None else document.children
    return blocks([one for one in inner if not isinstance(one, (nodes.section, nodes.title, *_OWN))], context)


def handouts_of(document: nodes.document, context: Context) -> list[tuple[str, list[Block]]]:
    """Return the title ("" without one) and blocks of each handout, in order."""
    return [
        (context.words(node, "title"), blocks(node.children, context.for_form()))
        for node in list(document.findall(kit_nodes.handout))
    ]


def handout_titles(document: nodes.document, context: Context) -> list[str]:
    """Return the titles of a page's handouts, without those that have none."""
    return [title for node in document.findall(kit_nodes.handout) if (title := context.words(node, "title"))]


def notes_of(document: nodes.document, context: Context) -> list[Block]:
    """Return the facilitator notes of a page, without anything around them."""
    return blocks([node for node in document.findall(kit_nodes.facilitator) if not _noted(node)], context)


def steps_of(document: nodes.document, context: Context) -> list[Block]:
    """Return what a facilitator runs a session from: activities and notes, under the headings of their sections."""
    top = next(document.findall(nodes.section), None)
    if top is None:
        return []
    _free_notes(top)
    _prune(top)
    return blocks([one for one in top.children if not isinstance(one, nodes.title)], context)


def _noted(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, kit_nodes.facilitator):
        parent = parent.parent
    return parent is not None


def _free_notes(top: nodes.Element) -> None:
    """Put the notes that stand in a slide in its place: slides are not printed, and what a facilitator says is."""
    for slide in list(top.findall(kit_nodes.slide)):
        notes = [node for node in slide.findall(kit_nodes.facilitator) if not _noted(node)]
        if slide.parent is not None:
            slide.parent.replace(slide, notes)


def _prune(section: nodes.Element) -> None:
    for child in list(section.children):
        if isinstance(child, (nodes.title, *_RUN)):
            continue
        if not any(isinstance(one, _RUN) for one in child.findall()):
            section.remove(child)
        elif isinstance(child, nodes.section):
            _prune(child)
