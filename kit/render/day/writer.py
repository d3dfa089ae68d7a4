"""Writes the day pages with the rest of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from kit.render.day.content import day_of
from kit.render.day.page import day_page
from kit.render.site.state import Site, pieces_of


def day_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each round's day page, for Sphinx to write; none without an agenda."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    for round_ in site.edition.rounds:
        if round_.timetable.items:
            day = day_of(site.edition, round_, lambda name: pieces_of(app, site, name))
            yield f"{round_.name}/day", {"day_page": day_page(day)}, "kit-day-page.html"
