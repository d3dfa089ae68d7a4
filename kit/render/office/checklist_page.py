"""The checklist of a round as a page for organisers, which stands in no menu and no search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.clock import people_date
from kit.render.office.checklist import checklist
from kit.render.site.state import Site


def checklist_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each round's checklist, for Sphinx to write. It goes with the run sheet."""
    site: Site | None = app.config.kit_site
    if site is None or not site.edition.publish_run_sheet:
        return
    for one in site.edition.rounds:
        if parts := checklist(site.edition, one):
            name = f"{one.name}/checklist"
            listed = {
                "title": one.title,
                "date": people_date(one.date) if one.date else "No date yet",
                "parts": parts,
                "back": app.builder.get_relative_uri(name, one.plan),
                "run_sheet": app.builder.get_relative_uri(name, f"{one.name}/run-sheet"),
            }
            yield name, {"title": f"Checklist: {one.title}", "list": listed}, "kit-checklist.html"
