"""The first words of what a search finds: the paragraphs of each page, in a script that only search.html loads.

A page that was opened from a folder may not read other pages, so Sphinx's own way, which fetches each page that was
found, shows nothing from a USB stick; elsewhere it takes the words of menus and buttons along.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.render.site.state import Site

EXCERPTS = "excerpts.js"
_KEY = "kit-excerpts"  # among what Sphinx keeps of each page, and forgets when it reads the page again


def gather_excerpts(
    app: Sphinx, name: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Note the paragraphs of a page that is being written, by the section that they stand in.

    By then facilitators' notes are no longer in ``document``, and what the kit puts into pages is no paragraph.
    """
    if document is not None:
        app.env.metadata[name][_KEY] = {_anchor(one): found for one in _sections(document) if (found := _texts(one))}


def write_excerpts(app: Sphinx, failed: Exception | None) -> None:
    """Write the excerpts of all pages that searches find into the site that Sphinx has just written."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    found = sorted(app.env.found_docs - site.edition.off_agenda.keys())
    pages = {name: kept[_KEY] for name in found if _KEY in (kept := app.env.metadata[name])}
    text = f"const EXCERPTS = {json.dumps(pages, separators=(',', ':'))};\n"
    (Path(app.outdir) / EXCERPTS).write_text(text, encoding="utf-8", newline="\n")


def _sections(document: nodes.document) -> list[nodes.Element]:
    return [document, *document.findall(nodes.section)]


def _anchor(section: nodes.Element) -> str:
    """Return the section's address on its page, as results of a search have it; that of the whole page is ""."""
    top = isinstance(section, nodes.document) or isinstance(section.parent, nodes.document)
    return "" if top else f"#{section['ids'][0]}"


def _texts(section: nodes.Element) -> list[str]:
    """Return the paragraphs of a section, without those of sections in it, and without the numbers of footnotes."""
    inside = (one for one in section.findall(nodes.paragraph) if _section_of(one) is section)
    return [text for one in inside if (text := " ".join(_words(one).split()))]


def _words(paragraph: nodes.paragraph) -> str:
    letters = (one for one in paragraph.findall(nodes.Text) if not isinstance(one.parent, nodes.footnote_reference))
    return "".join(one.astext() for one in letters)


def _section_of(node: nodes.Node) -> nodes.Node:
    while not isinstance(node, nodes.section | nodes.document):
        node = node.parent
    return node
