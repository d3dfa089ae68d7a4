"""The first words of what a search finds: the texts of each page, in a script that only search.html loads.

A page that was opened from a folder may not read other pages, so Sphinx's own way, which fetches each page that was
found, shows nothing from a USB stick; elsewhere it takes the words of menus and buttons along.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.render.site.state import Site

EXCERPTS = "excerpts.js"
_NO_WORDS = (nodes.footnote_reference, nodes.raw)
EXCERPTS_OF = "kit-excerpts"  # among what Sphinx keeps of each page, and forgets when it reads the page again


def gather_excerpts(
    app: Sphinx, name: str, _template: str, _context: dict[str, Any], document: nodes.document | None
) -> None:
    """Note the texts of a page that is being written, by the section that they stand in.

    By then facilitators' notes are no longer in ``document``, and what the kit puts into pages is no text. The document
    keeps them, for the next site that it is written into.
    """
    if document is not None:
        if EXCERPTS_OF not in document:
            document[EXCERPTS_OF] = _excerpts(document)
        app.env.metadata[name][EXCERPTS_OF] = document[EXCERPTS_OF]


def write_excerpts(app: Sphinx, failed: Exception | None) -> None:
    """Write the excerpts of all pages that searches find into the site that Sphinx has just written."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    found = sorted(app.env.found_docs - site.edition.off_agenda.keys())
    pages = {name: kept[EXCERPTS_OF] for name in found if EXCERPTS_OF in (kept := app.env.metadata[name])}
    text = f"const EXCERPTS = {json.dumps(pages, separators=(',', ':'))};\n"
    (Path(app.outdir) / EXCERPTS).write_text(text, encoding="utf-8", newline="\n")


def _excerpts(document: nodes.document) -> dict[str, list[str]]:
    """Return the texts of a page by the address of their section; footnotes, which stand in none, come last."""
    found: dict[str, list[str]] = {}
    for one in [*document.findall(nodes.section), document]:
        found.setdefault(_anchor(one), []).extend(_texts(one))
    return {anchor: texts for anchor, texts in found.items() if texts}


def _anchor(section: nodes.Element) -> str:
    """Return the section's address on its page, as results of a search have it; that of the whole page is ""."""
    top = isinstance(section, nodes.document) or isinstance(section.parent, nodes.document)
    return "" if top else f"#{section['ids'][0]}"


def _texts(section: nodes.Element) -> list[str]:
    """Return what a section says, text by text, without sections in it and its own title."""
    return [text for one in _holders(section) if (text := " ".join(_words(one).split()))]


def _holders(part: nodes.Element) -> Iterator[nodes.TextElement]:
    """Yield what holds the words of ``part``: paragraphs, terms, captions, lines of code."""
    for one in part.children:
        if isinstance(one, nodes.section | nodes.label | nodes.raw | nodes.Invisible):
            continue
        if isinstance(one, nodes.title) and isinstance(part, nodes.section):
            continue
        if isinstance(one, nodes.TextElement):
            yield one
        elif isinstance(one, nodes.Element):
            yield from _holders(one)


def _words(text: nodes.TextElement) -> str:
    """Return the words of ``text`` without the numbers of footnotes and the signs that are drawn in it."""
    letters = (one for one in text.findall(nodes.Text) if not isinstance(one.parent, _NO_WORDS))
    return "".join(one.astext() for one in letters)
