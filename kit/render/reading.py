"""One Sphinx reading of an edition's pages, from which every writer takes its documents."""

from __future__ import annotations

from typing import Protocol

from docutils import nodes

from kit.model.edition import Edition


class Reading(Protocol):
    """The pages of one edition, read once."""

    edition: Edition

    def document(self, name: str) -> nodes.document:
        """Return a fresh copy of the page called ``name`` (``round-1/how-ready``), resolved and filled.

        Variables are text, gaps are ``gap`` nodes, links to pages are references whose ``refuri`` is relative to the
        page's own place in the site, and each activity has ``scaled``. Facilitator nodes are still in place.
        The ``uri`` of a picture is its path in ``edition.tree``.
        """
        ...
