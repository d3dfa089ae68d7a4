"""Pages for addresses that are no longer, and lists of those that are: stubs, 404, sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from kit.check.statement import contact_of
from kit.model.edition import Edition
from kit.render.palette import brand_css
from kit.render.site.about import ABOUT, linked
from kit.render.site.coverage import PAGE as STANDARDS
from kit.render.site.head import for_search_engines, page_url, relative, script_text
from kit.render.site.redirects import Lead, leads
from kit.render.site.state import Site

NOT_FOUND = "404"


def lead_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of what stands at each old address, for Sphinx to write."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    for lead in leads(site.edition, app.env.all_docs.keys() | ABOUT.keys()):
        name = "kit-retired.html" if lead.retired else "kit-moved.html"
        yield lead.page, _lead(app, site.edition, lead), name


def _lead(app: Sphinx, edition: Edition, lead: Lead) -> dict[str, Any]:
    page = lead.to.partition("#")[0]
    to = relative(app, lead.page, lead.to)
    sections = {anchor: relative(app, lead.page, one) for anchor, one in lead.sections.items()}
    return {
        "title": "This page was retired" if lead.retired else "This page has moved",
        "kit_unlisted": True,
        "to": to,
        "to_title": edition.pages[page].title if page in edition.pages else edition.name,
        "address": page_url(edition, page) or to.partition("#")[0],
        "script": script_text({"to": to, "at": sections}),
    }


def not_found_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that a host shows for addresses that do not exist.

    It may be shown at any depth, so its links are absolute where the site's address is known, and it carries its own
    style. (sphinx-notfound-page rewrites the links of a whole page too, but not without an address.)
    """
    site: Site | None = app.config.kit_site
    if site is not None:
        yield NOT_FOUND, _not_found(site.edition), "kit-404.html"


def _not_found(edition: Edition) -> dict[str, Any]:
    root = page_url(edition, "index")
    rounds = [{"title": one.title, "href": page_url(edition, one.plan)} for one in edition.rounds if root]
    return {
        "title": "Page not found",
        "root": root,
        "rounds": rounds,
        "contact": linked(contact_of(edition)),
        "style": brand_css(edition.brand),
    }


def write_for_search_engines(app: Sphinx, failed: Exception | None) -> None:
    """Write ``sitemap.xml`` and ``robots.txt`` into the site that Sphinx has just written."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    for name, data in for_search_engines(site.edition, _to_be_found(app, site.edition)).items():
        (Path(app.outdir) / name).write_bytes(data)


def _to_be_found(app: Sphinx, edition: Edition) -> set[str]:
    """Return the pages for everybody. What is only for organisers is not in it, nor is what only leads on."""
    days = {f"{one.name}/day" for one in edition.rounds if one.timetable.items}
    standards = {STANDARDS} if (Path(app.outdir) / f"{STANDARDS}.html").exists() else set()
    return app.env.all_docs.keys() | ABOUT.keys() | days | standards
