"""What stands in the head of each page: what it is about, its own address, its meeting, and sections that moved."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.model.page import PageKind
from kit.render.site.linked_data import event, script_text
from kit.render.site.redirects import sections_moved
from kit.render.site.sitemap import page_url
from kit.render.site.state import Site

LONGEST = 160  # characters of a description; search engines cut longer ones
HIDDEN = frozenset({"search", "404"})  # of no use to whoever comes from a search engine


def add_head(app: Sphinx, name: str, _template: str, context: dict[str, Any], document: nodes.document | None) -> None:
    """Add what ``kit-head.html`` needs to ``context``."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    edition, page = site.edition, site.edition.pages.get(name)
    hidden = context.get("kit_private") or context.get("kit_unlisted") or (name in HIDDEN and page is None)
    summary = shortened(context.get("kit_summary") or first_words(document))
    address = "" if hidden else page_url(edition, name)
    round_ = next((one for one in edition.rounds if one.plan == name), None)
    meeting = event(edition, round_, address, summary) if round_ else None
    moved = {anchor: relative(app, name, to) for anchor, to in sections_moved(edition, name).items()} if page else {}
    context |= {
        "kit_hidden": hidden,
        "kit_summary": summary,
        "kit_address": address,
        "kit_locale": edition.language.replace("-", "_"),
        "kit_type": "article" if page and page.kind is not PageKind.HOME else "website",
        "kit_event": script_text(meeting) if meeting else "",
        "kit_moved": script_text(moved) if moved else "",
    }


def first_words(document: nodes.document | None) -> str:
    """Return the first paragraph of a resolved page as plain text, or ""."""
    if document is None:
        return ""
    top = next(document.findall(nodes.section), document)
    first = next((child for child in top.children if isinstance(child, nodes.paragraph)), None)
    return " ".join(first.astext().split()) if first is not None else ""


def shortened(text: str) -> str:
    """Return ``text`` cut at a word where it is too long for a description."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(",;:–- ") + "…"


def relative(app: Sphinx, here: str, address: str) -> str:
    """Return ``address`` (``page`` or ``page#anchor``) as the page called ``here`` links to it."""
    page, mark, anchor = address.partition("#")
    if page == here:
        return mark + anchor
    return relative_uri(app.builder.get_target_uri(here), app.builder.get_target_uri(page)) + mark + anchor
