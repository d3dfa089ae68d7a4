"""Small pages at old addresses that lead on to the new ones, the 404 page, the sitemap and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from kit.model.edition import Edition
from kit.render.html import picture_address, script_text
from kit.render.palette import brand_css
from kit.render.site.about import linked
from kit.render.site.head import for_search_engines, page_url, relative
from kit.render.site.redirects import Lead, leads
from kit.render.site.state import Site


def lead_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of what stands at each old address, for Sphinx to write."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    for lead in leads(site.edition, app.env.all_docs.keys() | site.generated.keys()):
        name = "kit-retired.html" if lead.retired or lead.off_agenda else "kit-moved.html"
        yield lead.page, _lead(app, site.edition, lead), name


_MOVED = "This page has moved", ""
_RETIRED = "This page was retired", "What was here is no longer part of the material, and nothing took its place."
_OFF_AGENDA = "Not part of our meeting", "This session is in the material, and we have left it out of our day."


def _lead(app: Sphinx, edition: Edition, lead: Lead) -> dict[str, Any]:
    page = lead.to.partition("#")[0]
    to = relative(app, lead.page, lead.to)
    title, said = _OFF_AGENDA if lead.off_agenda else _RETIRED if lead.retired else _MOVED
    sections = {anchor: relative(app, lead.page, one) for anchor, one in lead.sections.items()}
    return {
        "title": title,
        "said": said,
        "to": to,
        "to_title": edition.pages[page].title if page in edition.pages else edition.name,
        "address": page_url(edition, page) or to.partition("#")[0],
        "lead": script_text({"to": to, "at": sections}),
    }


def keep_out_of_search(app: Sphinx) -> tuple[()]:
    """Take out of the search what is not part of the region's meeting: Sphinx puts every page that it reads there."""
    site: Site | None = app.config.kit_site
    index = app.builder.indexer if isinstance(app.builder, StandaloneHTMLBuilder) else None
    if site is not None and index is not None and site.edition.off_agenda:
        index.prune(app.env.all_docs.keys() - site.edition.off_agenda.keys())
    return ()


def not_found(_: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the page shows that a host sends for addresses that do not exist.

    It may be shown at any depth, so its links are absolute where the site's address is known, else ``astray.js`` looks
    for the site's first folder; it carries its own style. (sphinx-notfound-page rewrites the links of a whole page too,
    but not without an address.)
    """
    edition = site.edition
    root = page_url(edition, "index")
    pages = [("index", "Home"), *((one.page, one.title) for one in site.menu.entries)]
    return {
        "root": root,
        "logo": picture_address(edition.brand.logo, data)
        if (data := edition.tree.files.get(edition.brand.logo))
        else "",
        "menu": [(title, _path(edition, name, root)) for name, title in pages],
        "foot": [(title, _path(edition, name, root)) for name, title in site.foot],
        "contact": linked(edition.contact),
        "style": brand_css(edition.brand),
    }


def _path(edition: Edition, name: str, root: str) -> str:
    """Return where a page lies below ``root``, or below the site's first folder where its address is not known."""
    return page_url(edition, name).removeprefix(root) if root else f"{name}.html"


def write_for_search_engines(app: Sphinx, failed: Exception | None) -> None:
    """Write ``sitemap.xml`` and ``robots.txt`` into the site that Sphinx has just written."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    for name, data in for_search_engines(site.edition, site.may_be_found(app.env.all_docs)).items():
        (Path(app.outdir) / name).write_bytes(data)
