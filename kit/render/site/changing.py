"""“Change this section”: a mark beside each heading, and at the foot of the page what can be changed, once for all.

The mark is for a mouse alone: it shows when one is on the heading. The list at the foot has the same addresses for
everybody else, and beside them how to ask for a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from kit.facilitate.addresses import address_of, page_address
from kit.model.page import Page, PageKind
from kit.model.repository import Change, Repository
from kit.render.nodes import inserted
from kit.render.site.forges import edit_file, issue, lines_of, mail, new_file
from kit.render.site.state import Site


@dataclass(frozen=True)
class Way:
    """How to change one section: ``edit`` is where, and ``text`` what its words are now, where ``edit`` begins empty.

    ``beside`` are where more text of the section is edited, which the group put in beside it.
    ``ask`` and ``mail`` lead to those who change it for one; ``mail`` is "" where nobody's address is known.
    """

    anchor: str
    title: str
    edit: str
    text: str
    beside: tuple[str, ...]
    ask: str
    mail: str


# The mark beside a heading. It has no words, so that whatever reads headings hears none.
_MARK = Markup('<a class="kit-pencil" href="{}" title="Change this section" aria-hidden="true" tabindex="-1"></a>')


def ways(site: Site, page: Page) -> list[Way]:
    """Return how to change each section of ``page``, in their order."""
    repository = site.edition.repository
    if repository is None or site.edition.packed:
        return []
    return [_way(site, repository, page, one) for one in site.edition.changes.get(page.name, ())]


def _way(site: Site, repository: Repository, page: Page, change: Change) -> Way:
    edit, text = _to_edit(repository, change)
    shown = page_address(site.edition, page.name)
    to = address_of(site.edition.contact)
    return Way(
        anchor=change.anchor,
        title=change.title,
        edit=edit,
        text=text,
        beside=tuple(edit_file(repository, one) for one in change.beside),
        ask=issue(repository, change.address),
        mail=mail(to, change, f"{shown}#{change.anchor}" if shown else "") if to.startswith("mailto:") else "",
    )


def _to_edit(repository: Repository, change: Change) -> tuple[str, str]:
    """Return where ``change`` is made, and where its present words stand if they have to be copied from there."""
    if not change.new:
        return edit_file(repository, change.file), ""
    edit, filled = new_file(repository, change.file, change.text)
    return edit, "" if filled or change.source is None else lines_of(repository, *change.source)


def mark_headings(site: Site, document: nodes.document, page: Page) -> None:
    """Put the marks into the resolved document of ``page``."""
    if not (found := {one.anchor: one.edit for one in ways(site, page)}):
        return
    for section in document.findall(nodes.section):
        edit = next((found[one] for one in section["ids"] if one in found), "")
        title = next((one for one in section.children if isinstance(one, nodes.title)), None)
        if edit and title is not None:
            title += inserted("", html=_MARK.format(edit), computed=True)


def add_changes(app: Sphinx, name: str, _template: str, context: dict[str, Any], _: nodes.document | None) -> None:
    """Add what ``kit-change.html`` shows at the foot of the page called ``name`` to ``context``."""
    site: Site | None = app.config.kit_site
    page = site.edition.pages.get(name) if site else None
    if site is None or page is None or not (found := ways(site, page)):
        return
    repository = site.edition.repository
    if repository is not None:
        context["kit_ways"] = found
        context["kit_kept_in"] = repository.called
        if page.kind in (PageKind.HOME, PageKind.PLAN):
            context["kit_settings"] = edit_file(repository, site.edition.settings_file)
