"""What the kit computes and puts into pages: meetings on the home page, the day on a plan, the place of a session."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from kit.model.page import PageKind
from kit.render.site.blocks import mark_bare_links, name_task_boxes
from kit.render.site.home import home
from kit.render.site.meeting import meeting
from kit.render.site.place import place
from kit.render.site.scrolling import wrap_tables
from kit.render.site.state import Site


def insert(app: Sphinx, document: nodes.document, name: str) -> None:
    """Put the computed parts of the page called ``name`` into its resolved document."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    name_task_boxes(document)
    mark_bare_links(document)
    wrap_tables(document)
    page = site.edition.pages.get(name)
    if page is None:
        return
    if page.kind is PageKind.HOME:
        _into_home(app, site, document)
    elif page.kind is PageKind.PLAN:
        _into_plan(app, site, document, name)
    elif page.kind is PageKind.SESSION and (context := place(app, site, name)):
        _top(document).insert(0, _render(app, "kit-crumb.html", context))
        _after_title(document, _render(app, "kit-place.html", context))


def _into_home(app: Sphinx, site: Site, document: nodes.document) -> None:
    """Open the page with its title and first words beside the next meeting; put rounds after the author's lead."""
    context = home(app, site)
    after = [_raw("</div></div>"), *(_render(app, name, context) for name in ("kit-rounds.html", "kit-join.html"))]
    for node in after:
        _after_lead(document, node)
    _top(document).insert(0, _raw('<div class="kit-hero"><div class="kit-hero-words">'))
    _after_first_words(document, _render(app, "kit-next.html", context))


def _into_plan(app: Sphinx, site: Site, document: nodes.document, name: str) -> None:
    round_ = next((one for one in site.edition.rounds if one.plan == name), None)
    if round_:
        context = meeting(app, site, round_)
        _after_lead(document, _render(app, "kit-day.html", context))
        _after_title(document, _render(app, "kit-ticket.html", context))


def _render(app: Sphinx, template: str, context: dict[str, Any]) -> nodes.raw:
    return _raw(app.builder.templates.render(template, context))


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def _top(document: nodes.document) -> nodes.Element:
    return next(document.findall(nodes.section), document)


def _after_lead(document: nodes.document, node: nodes.Node) -> None:
    top = _top(document)
    position = next((top.index(child) for child in top.children if isinstance(child, nodes.section)), len(top))
    top.insert(position, node)


def _title_at(top: nodes.Element) -> int:
    return next((place for place, child in enumerate(top.children) if isinstance(child, nodes.title)), -1)


def _after_title(document: nodes.document, node: nodes.Node) -> None:
    top = _top(document)
    top.insert(_title_at(top) + 1, node)


def _after_first_words(document: nodes.document, node: nodes.Node) -> None:
    """Put ``node`` after the title, and after the paragraph below it where there is one."""
    top = _top(document)
    place = _title_at(top) + 1
    has_words = place < len(top) and isinstance(top[place], nodes.paragraph)
    top.insert(place + has_words, node)
