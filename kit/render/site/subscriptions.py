"""Calendars to subscribe to, beside the home page: ``group.ics`` with all meetings of the group of the site."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from kit.facilitate.calendar import group_calendar
from kit.render.site.state import Site

GROUP = "group.ics"


def write_subscriptions(app: Sphinx, failed: Exception | None) -> None:
    """Write ``group.ics`` into the site that Sphinx has just written, or take an old one away without dates."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    path = Path(app.outdir) / GROUP
    if data := group_calendar(site.edition):
        path.write_bytes(data)
    else:
        path.unlink(missing_ok=True)
