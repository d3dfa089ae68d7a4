"""The page of the library of activities, and the lines about it on the pages of those that no agenda has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

from kit.check.ways_in import seats
from kit.facilitate.clock import if_late, people_minutes
from kit.facilitate.group_size import people_group
from kit.facilitate.library import is_online, library
from kit.facilitate.materials import materials_of, without_columns
from kit.model.edition import Edition
from kit.model.page import ACTIVITIES, Page
from kit.model.purposes import PURPOSES
from kit.model.schema import SessionMeta
from kit.render.reading.source_folder import GUIDES
from kit.render.site.home import lead
from kit.render.site.state import Site

_GUIDE = "how-to/borrow-an-activity"


@dataclass(frozen=True)
class Offered:
    """An activity in the list. ``name`` is what an agenda calls it, ``facts`` are short lines about it."""

    title: str
    href: str
    name: str
    lead: str
    facts: tuple[str, ...]
    needed: str


@dataclass(frozen=True)
class Shelf:
    """The activities for one purpose; ``anchor`` is the id of its heading."""

    anchor: str
    title: str
    activities: tuple[Offered, ...]


def activities(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the page about activities shows."""
    shelves = [
        Shelf(f"for--{purpose}", PURPOSES[purpose], tuple(_offered(app, site.edition, page) for page in pages))
        for purpose, pages in library(site.edition).items()
    ]
    return {
        "kit_summary": "Activities that you can put into a meeting of your own, by what they are good for.",
        "shelves": shelves,
        "guide": _guide(app, site.edition),
    }


def to_choose(app: Sphinx, site: Site, page: Page) -> dict[str, Any]:
    """Return what the page of an activity says that is in the library, and that no agenda has."""
    return {
        "activity": _offered(app, site.edition, page),
        "library": app.builder.get_relative_uri(page.name, ACTIVITIES),
        "left_out": page.name in site.edition.off_agenda,
    }


def _guide(app: Sphinx, edition: Edition) -> str:
    """Return where one learns to borrow an activity, or "" where nobody knows."""
    if f"{GUIDES}/{_GUIDE}" in app.env.all_docs:
        return app.builder.get_relative_uri(ACTIVITIES, f"{GUIDES}/{_GUIDE}")
    return f"{edition.guides_url}{_GUIDE}.html" if edition.guides_url else ""


def _offered(app: Sphinx, edition: Edition, page: Page) -> Offered:
    meta = page.meta if isinstance(page.meta, SessionMeta) else SessionMeta()
    return Offered(
        title=page.title,
        href=app.builder.get_relative_uri(ACTIVITIES, page.name),
        name=page.name,
        lead=lead(app, page.name),
        facts=tuple(_facts(edition, page, meta)),
        needed=", ".join(dict.fromkeys(without_columns(one.name) for one in materials_of(page))),
    )


def _facts(edition: Edition, page: Page, meta: SessionMeta) -> Iterator[str]:
    if meta.minutes:
        yield ", ".join(filter(None, [people_minutes(meta.minutes), if_late(meta.minutes, meta.shortest)]))
    if meta.group_size:
        yield f"Groups of {people_group(meta.group_size)}"
    offered = seats(page)
    if offered:
        yield "On your feet, or from a seat" if all(offered) else "On your feet"
    if is_online(edition, page):
        yield "Online too"
