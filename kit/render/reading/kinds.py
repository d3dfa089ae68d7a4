"""The blocks of a page that stand in some kinds of format only: taken out where no round of such a kind uses it."""

from __future__ import annotations

from collections.abc import Collection

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from kit.model.edition import Edition
from kit.model.formats import EVERY, Kind
from kit.render.nodes import own


class KeepKinds(SphinxPostTransform):
    """Leave what stands in rounds that use the page, and say which where it is not in all of them."""

    default_priority = 5  # before anything is resolved or filled

    def run(self, **_: object) -> None:
        """Take the other blocks out, and set ``only`` on some."""
        edition: Edition = self.config.kit_edition
        name = self.env.current_document.docname
        if name in edition.pages:
            keep(self.document, edition.kinds_of(name))


def keep(document: nodes.document, kinds: Collection[Kind]) -> None:
    """Take out of ``document`` blocks that stand in none of ``kinds``; the others have ``only``, [] for all of them."""
    for node in list(document.findall(own)):
        stands = kinds_of_block(node).intersection(kinds)
        if not stands and node.parent is not None:
            node.parent.remove(node)
        node["only"] = sorted(stands) if stands != frozenset(kinds) else []


def kinds_of_block(node: own) -> frozenset[Kind]:
    """Return the kinds of format in which a block stands."""
    return frozenset(Kind(one) for one in node.get("kinds", EVERY))


def as_in(document: nodes.document, kind: Kind) -> nodes.document:
    """Return ``document`` as it is in rounds of ``kind``, itself where nothing in it differs."""
    if all(kind in kinds_of_block(node) for node in document.findall(own)):
        return document
    copy = document.deepcopy()
    keep(copy, {kind})
    return copy
