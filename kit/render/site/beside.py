"""Puts what the kit knows of groups and the standard into pages: after the home page's rounds, at the end of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.model.page import Page, PageKind
from kit.render.site.coverage import PAGE, round_points, session_points
from kit.render.site.groups import groups_section
from kit.render.site.state import Site

NEIGHBOURS = "neighbours--groups"  # the id of the section at a page's end
_MANY = 3  # more changes than these are folded away


def insert_beside(app: Sphinx, document: nodes.document, name: str) -> None:
    """Put the parts of the page called ``name`` into its resolved document, after ``insert`` has put in the others."""
    site: Site | None = app.config.kit_site
    page = site.edition.pages.get(name) if site else None
    if site is None or page is None:
        return
    top = next(document.findall(nodes.section), document)
    first = next((top.index(child) for child in top.children if isinstance(child, nodes.section)), len(top))
    for one in reversed(list(_before(app, site, page))):
        top.insert(first, one)
    top.extend(_after(app, site, page))


def _before(app: Sphinx, site: Site, page: Page) -> Iterator[nodes.raw]:
    """Yield what stands above the author's own sections."""
    if page.kind is PageKind.HOME:
        if site.edition.standard and site.edition.standard.points:
            where = {"href": app.builder.get_relative_uri(page.name, PAGE), "standard": site.edition.standard.name}
            yield _render(app, "kit-standard-link.html", where)
        if not site.edition.is_region:
            yield _render(app, "kit-groups.html", groups_section(app, site.edition))
    elif page.kind is PageKind.PLAN:
        round_ = next((one for one in site.edition.rounds if one.plan == page.name), None)
        if round_ and (line := round_points(app, site.edition, round_)):
            yield _render(app, "kit-points.html", {**line, "lead": "Covers"})
    elif page.kind is PageKind.SESSION and (line := session_points(app, site.edition, page.name)):
        yield _render(app, "kit-points.html", {**line, "lead": "Standard"})


def _after(app: Sphinx, site: Site, page: Page) -> Iterator[nodes.raw]:
    """Yield what stands at the end."""
    if found := site.neighbours.get(page.name):
        many = sum(len(one.changes) for one in found)
        yield _render(app, "kit-neighbours.html", {"groups": found, "many": many, "folded": many > _MANY})


def name_beside(
    app: Sphinx, name: str, _template: str, context: dict[str, Any], _document: nodes.document | None
) -> None:
    """Name what stands at the end of the page called ``name`` in its contents, too."""
    site: Site | None = app.config.kit_site
    if site is None or name not in site.neighbours:
        return
    end = "</ul>\n</li>\n</ul>"
    head, found, rest = str(context.get("toc", "")).rpartition(end)
    if found:
        line = f'<li><a class="reference internal" href="#{NEIGHBOURS}">How other groups ran this</a></li>\n'
        context["toc"] = f"{head}{line}{found}{rest}"


def _render(app: Sphinx, template: str, context: dict[str, Any]) -> nodes.raw:
    return nodes.raw("", app.builder.templates.render(template, context), format="html")
