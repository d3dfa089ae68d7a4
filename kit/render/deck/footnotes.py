"""Footnotes that the words of a slide refer to, because a slide has no foot of the page to go to."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from kit.render import nodes as kit_nodes

FENCES = (kit_nodes.facilitator, kit_nodes.slide, kit_nodes.activity, kit_nodes.handout)


def footnotes_of(parts: Sequence[nodes.Node], notes: bool = False) -> list[nodes.footnote]:
    """Return the footnotes that ``parts`` refer to, each once, in order; not those of blocks that show elsewhere.

    Footnotes that facilitator notes define, which the reading marks, are only for ``notes``.
    """
    wanted = [ref for part in parts for ref in part.findall(nodes.footnote_reference) if not _elsewhere(ref, part)]
    document = wanted[0].document if wanted else None
    if document is None:
        return []
    known = [note for note in document.findall(nodes.footnote) if notes or not note.get("facilitator")]
    named = {identity: note for note in known for identity in note["ids"]}
    return [named[identity] for identity in dict.fromkeys(ref.get("refid", "") for ref in wanted) if identity in named]


def _elsewhere(ref: nodes.Node, top: nodes.Node) -> bool:
    """Whether a block of its own kind holds ``ref``, from ``top`` down."""
    current: nodes.Node | None = ref
    while current is not None and current is not top.parent:
        if isinstance(current, FENCES):
            return True
        current = current.parent
    return False
