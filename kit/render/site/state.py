"""What is known while a site is being written. It exists only then, as Sphinx's setting ``kit_site``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from kit.facilitate.neighbours import Neighbour, neighbours
from kit.model.edition import Edition
from kit.model.formats import Kind
from kit.render.downloads import Download
from kit.render.reading.pieces import Piece
from kit.render.site import pages
from kit.render.site.navigation import Entry, Menu, menu
from kit.render.site.pages import Listed, Made, pages_of


@dataclass
class Site:
    """One site. ``pieces`` fills while pages are written: what the run sheets need, by page and kind of format.

    ``written`` fills with those pieces as HTML: for each page, by run sheet and piece. ``tags`` fills with what loads
    styles and scripts, by folder and file.
    """

    edition: Edition
    downloads: Mapping[str, Sequence[Download]] = field(default_factory=dict)
    guides: tuple[Entry, ...] = ()
    pieces: dict[str, Mapping[Kind, list[Piece]]] = field(default_factory=dict)
    written: dict[str, dict[tuple[str, Piece], Any]] = field(default_factory=dict)
    tags: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def has_guides(self) -> bool:
        """Whether the guides are part of this site."""
        return bool(self.guides)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Neighbour, ...]]:
        """What other groups changed, by page."""
        return neighbours(self.edition)

    @cached_property
    def generated(self) -> Mapping[str, Made]:
        """The pages that the kit makes itself, by name."""
        return pages_of(self.edition)

    def listed(self, where: Listed) -> dict[str, str]:
        """Return the titles of those that are listed ``where``, by name."""
        return {name: one.title for name, one in self.generated.items() if where in one.page.listed}

    def may_be_found(self, read: Iterable[str]) -> set[str]:
        """Return the pages that search engines may show, of those that Sphinx has ``read`` and the kit's own."""
        return {*read, *self.listed(Listed.SITEMAP)} - self.edition.off_agenda.keys()

    @cached_property
    def foot(self) -> list[tuple[str, str]]:
        """Name and title of the pages to which the foot of every page leads, whoever wrote them."""
        there = self.generated.keys() | self.edition.pages.keys()
        return [(one.name, one.title) for one in pages.PAGES if Listed.FOOT in one.listed and one.name in there]

    @cached_property
    def menu(self) -> Menu:
        """The menu beside every page."""
        own = tuple(Entry(name, title) for name, title in self.listed(Listed.MENU).items())
        return menu(self.edition, (*own, *self.guides))


def pieces_of(app: Sphinx, site: Site, page: str, kind: Kind) -> list[Piece]:
    """Return the pieces of the page called ``page`` in a round of ``kind``, of one that was not built none."""
    if page not in site.pieces and page in app.env.all_docs:  # Sphinx left a page as it was
        app.env.apply_post_transforms(app.env.get_doctree(page), page)
    return site.pieces.get(page, {}).get(kind, [])


def html_builder(app: Sphinx) -> StandaloneHTMLBuilder:
    """Return the builder that writes the site; raise TypeError where Sphinx was started with another."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        raise TypeError(app.builder.name)
    return app.builder
