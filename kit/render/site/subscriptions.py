"""Calendars to subscribe to, beside the home page: ``group.ics`` with all meetings of the group of the site.

A hub that lists other groups has ``groups.ics`` too, with the meetings of them all.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from kit.facilitate.calendar import group_calendar
from kit.facilitate.groups_calendar import groups_calendar
from kit.render.site.state import Site

GROUP, GROUPS = "group.ics", "groups.ics"
SUBSCRIPTIONS = frozenset({GROUP, GROUPS})


def write_subscriptions(app: Sphinx, failed: Exception | None) -> None:
    """Write the calendars into the site that Sphinx has just written, or take an old one away without dates."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    of_groups = b"" if site.edition.is_region else groups_calendar(site.edition)
    for name, data in ((GROUP, group_calendar(site.edition)), (GROUPS, of_groups)):
        path = Path(app.outdir) / name
        if data:
            path.write_bytes(data)
        else:
            path.unlink(missing_ok=True)
