"""A region with two meetings, and its site, for tests of what the kit computes on pages."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.render.downloads import Download
from kit.render.reading.reading import read
from tests.render.editions import edition
from tests.render.site.written import write_into

FILES: Mapping[str, str | bytes] = {
    "index.md": "# Westshire\n\nWe meet.\n\nCome along.\n\n## Who it is for\n\nEverybody.\n",
    "round-1/index.md": "# Meet & greet\n\nA first meeting.\n\n## What to bring\n\nA pen.\n",
    "round-1/talk.md": "# A talk\n\nPeople talk.\n",
    "round-1/work.md": "# Work\n\nPeople work.\n",
    "round-2/index.md": "# Second time\n\nAnother.\n",
}
DAY = {"arrive": 15, "round-1/talk": 30, "tea": 10, "round-1/work": 20}
FIRST, SECOND = datetime.date(2027, 1, 20), datetime.date(2027, 3, 17)
VENUE = "Town Hall & Annexe"


def region(files: Mapping[str, str | bytes] | None = None, **changes: Any) -> Edition:
    """Return a region with two dated rounds from 1pm; ``files`` are added to its tree."""
    made = edition({**FILES, **(files or {})}, DAY, start=13 * 60)
    first = dataclasses.replace(made.rounds[0], date=FIRST)
    second = dataclasses.replace(first, name="round-2", title="Second time", date=SECOND)
    settings: dict[str, Any] = {
        "name": "Westshire",
        "is_region": True,
        "based_on": "The hub",
        "variables": {"venue": VENUE, "contact": "peers@example.org"},
        "rounds": (first, second),
    }
    return dataclasses.replace(made, **settings | changes)


def site_of(made: Edition, folder: Path) -> Path:
    """Write the site of an edition below ``folder`` and return where it is; nothing may be wrong with it."""
    found: list[Finding] = []
    downloads = {
        "round-1": [
            Download("downloads/round-1/attendee.pdf", "Attendee pack", "PDF", 120_400),
            Download("downloads/round-1/round-1.ics", "Add to your calendar", "calendar file", 1_300),
            Download("downloads/round-1/sign-in.pdf", "Sign-in sheet", "PDF", 60_000, organisers=True),
        ]
    }
    write_into(folder / "site", read(made, folder / "work", found), downloads)
    assert found == []
    return folder / "site"
