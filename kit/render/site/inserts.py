"""What the kit computes and puts into pages: meetings on the home page, the day on a plan, the place of a session."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from kit.facilitate.library import purposes
from kit.model.page import ACTIVITIES, Page, PageKind
from kit.render.nodes import inserted
from kit.render.site.activities import to_choose
from kit.render.site.blocks import mark_bare_links, name_task_boxes
from kit.render.site.changing import mark_headings
from kit.render.site.context import toc_line
from kit.render.site.coverage import PAGE, round_points, session_points
from kit.render.site.home import groups_section, home
from kit.render.site.meeting import TAKE, meeting, to_take
from kit.render.site.session import place, shared
from kit.render.site.sources import round_sources
from kit.render.site.state import Site
from kit.render.site.tables import wrap_tables

NOTICE = "kit-notice.html"  # what people must know first of a meeting


class Dress(SphinxPostTransform):
    """Put right what browsers need of a page of the site: boxes to tick, bare addresses, tables on phones."""

    default_priority = 960  # when links are resolved, the theme has put tables into boxes, and notes are out

    def run(self, **_: object) -> None:
        """Change the nodes."""
        if self.config.kit_site is not None:
            name_task_boxes(self.document)
            mark_bare_links(self.document)
            wrap_tables(self.document)


def compute(app: Sphinx, document: nodes.document, name: str) -> None:
    """Put everything that is computed into the resolved document of the page called ``name``.

    Without these nodes, ``computed_in``, the document is the same for each group that has the page.
    """
    site: Site | None = app.config.kit_site
    page = site.edition.pages.get(name) if site else None
    if site is not None and page is not None:
        _insert(app, site, document, page)
        _insert_beside(app, site, document, page)
        mark_headings(site, document, page)


def computed_in(document: nodes.document) -> list[nodes.Element]:
    """Return the nodes that ``compute`` put into ``document``, in their order."""
    return list(_computed_below(document))


def _computed_below(part: nodes.Element) -> Iterator[nodes.Element]:
    """Yield those below ``part``; they stand between the blocks of sections and in titles, and nowhere deeper."""
    for one in part.children:
        if isinstance(one, inserted) and one.get("computed"):
            yield one
        elif isinstance(one, nodes.section | nodes.title):
            yield from _computed_below(one)


def _insert(app: Sphinx, site: Site, document: nodes.document, page: Page) -> None:
    """Put in what stands at the top of a page."""
    name = page.name
    if page.kind is PageKind.HOME:
        _into_home(app, site, document)
    elif page.kind is PageKind.PLAN:
        _into_plan(app, site, document, name)
    elif page.kind.is_session and (context := place(app, site, name)):
        _top(document).insert(0, _render(app, "kit-crumb.html", context))
        _after_title(document, _render(app, "kit-place.html", context))
        _after_title(document, _render(app, NOTICE, context))
    elif page.kind is PageKind.SHARED and (context := shared(app, site, name)):
        _after_title(document, _render(app, "kit-shared.html", context))
    elif page.kind is PageKind.SHARED and ACTIVITIES in site.generated and purposes(page):
        _after_title(document, _render(app, "kit-to-choose.html", to_choose(app, site, page)))
    elif name in site.edition.off_agenda and (round_ := site.edition.round_of(name)):
        context = {"href": app.builder.get_relative_uri(name, round_.plan), "round": round_.title}
        _after_title(document, _render(app, "kit-off-agenda.html", context))
    elif (round_ := site.edition.round_of(name)) and name in round_.sessions:
        context = {"href": app.builder.get_relative_uri(name, round_.plan), "round": round_.title}
        _top(document).insert(0, _render(app, "kit-crumb.html", {**context, "position": "Spare session"}))


def _into_home(app: Sphinx, site: Site, document: nodes.document) -> None:
    """Open the page with its title and first words beside the next meeting; put rounds after the author's lead."""
    context = home(app, site)
    after = [
        _computed(Markup("</div></div>")),
        *(_render(app, name, context) for name in ("kit-rounds.html", "kit-join.html")),
    ]
    for node in after:
        _after_lead(document, node)
    _top(document).insert(0, _computed(Markup('<div class="kit-hero"><div class="kit-hero-words">')))
    _after_first_words(document, _render(app, "kit-next.html", context))
    _top(document).insert(0, _render(app, NOTICE, context))


def _into_plan(app: Sphinx, site: Site, document: nodes.document, name: str) -> None:
    round_ = site.edition.round_planned_by(name)
    if round_:
        context = meeting(app, site, round_)
        _after_lead(document, _render(app, "kit-day.html", context))
        _after_title(document, _render(app, "kit-ticket.html", context))
        _after_title(document, _render(app, NOTICE, context))


def _render(app: Sphinx, template: str, context: dict[str, Any]) -> inserted:
    return _computed(Markup(app.builder.templates.render(template, context)))  # noqa: S704 - templates of ours escape


def _computed(text: Markup) -> inserted:
    return inserted("", html=text, computed=True)


def _top(document: nodes.document) -> nodes.Element:
    return next(document.findall(nodes.section), document)


def _after_lead(document: nodes.document, node: nodes.Node) -> None:
    top = _top(document)
    top.insert(_first(top, nodes.section), node)


def _first(top: nodes.Element, kind: type[nodes.Element]) -> int:
    """Return the place of the first child of a kind, or the end."""
    return next((place for place, child in enumerate(top.children) if isinstance(child, kind)), len(top))


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


# Puts what the kit knows of groups and the standard into pages: after the home page's rounds, at the end of others.

NEIGHBOURS = "neighbours--groups"  # the id of the section at a page's end
_MANY = 3  # more changes than these are folded away


def _insert_beside(app: Sphinx, site: Site, document: nodes.document, page: Page) -> None:
    """Put in what stands before a page's own sections and at its end, after ``_insert``, whose parts stand first."""
    top = next(document.findall(nodes.section), document)
    first = _first(top, nodes.section)
    if page.kind.is_session and first == len(top):  # a page without sections: its lead, then what it covers
        first = min(_first(top, nodes.paragraph) + 1, len(top))
    for one in reversed(list(_before(app, site, page))):
        top.insert(first, one)
    top.extend(_after(app, site, page))


def _before(app: Sphinx, site: Site, page: Page) -> Iterator[inserted]:
    """Yield what stands above the author's own sections."""
    if page.kind is PageKind.HOME:
        if site.edition.standard and site.edition.standard.points:
            where = {"href": app.builder.get_relative_uri(page.name, PAGE), "standard": site.edition.standard.name}
            yield _render(app, "kit-standard-link.html", where)
        if not site.edition.is_region:
            yield _render(app, "kit-groups.html", groups_section(app, site.edition))
    elif page.kind is PageKind.PLAN:
        round_ = site.edition.round_planned_by(page.name)
        if round_ and (line := round_points(app, site.edition, round_)):
            yield _render(app, "kit-points.html", {**line, "lead": "Covers"})
    elif page.kind.is_session and (line := session_points(app, site.edition, page.name)):
        yield _render(app, "kit-points.html", {**line, "lead": "Standard"})


def _after(app: Sphinx, site: Site, page: Page) -> Iterator[inserted]:
    """Yield what stands at the end."""
    round_ = site.edition.round_planned_by(page.name)
    if round_ and (used := round_sources(app, site, round_)):
        yield _render(app, "kit-sources.html", {"sources": used})
    if round_ and (taken := to_take(app, site, round_)):
        yield _render(app, "kit-take.html", taken)
    if found := site.neighbours.get(page.name):
        many = sum(len(one.changes) for one in found)
        yield _render(app, "kit-neighbours.html", {"groups": found, "many": many, "folded": many > _MANY})


def name_beside(
    app: Sphinx, name: str, _template: str, context: dict[str, Any], _document: nodes.document | None
) -> None:
    """Name what stands at the end of the page called ``name`` in its contents, too."""
    site: Site | None = app.config.kit_site
    if site is None or not (lines := list(_at_the_end(app, site, name))):
        return
    end = "</ul>\n</li>\n</ul>"
    head, found, rest = context.get("kit_contents", Markup()).rpartition(end)
    if found:
        context["kit_contents"] = head + Markup().join(starmap(toc_line, lines)) + found + rest


def _at_the_end(app: Sphinx, site: Site, name: str) -> Iterator[tuple[str, str]]:
    """Yield id and title of each section that ``_after`` puts at the end of the page called ``name``."""
    round_ = site.edition.round_planned_by(name)
    if round_ and (taken := to_take(app, site, round_)):
        yield TAKE, taken["take_title"]
    if name in site.neighbours:
        yield NEIGHBOURS, "How other groups ran this"
