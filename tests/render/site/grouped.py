"""A small hub that knows two groups, one of which wrote markup into every text that it could."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from kit.model.edition import Edition, Point, Standard
from kit.model.group import Group
from kit.render.reading.reading import read
from tests.render.editions import edition
from tests.render.site.written import write_into

FILES = {
    "index.md": "# Home\n\nHello.\n\n## More\n\nText.\n",
    "round-1/index.md": "# Meet\n\nAll.\n\n## Bring\n\nA pen.\n",
    "round-1/talk.md": "# Talk\n\nHello.\n\n## First\n\nText.\n",
    "round-1/quiet.md": "# Quiet\n\nNothing.\n",
}
OFFICIAL = {4: "Do & <be> four"}
STANDARD = Standard(
    "five",
    "Five & more",
    "https://five.example.org/",
    "",
    tuple(Point(n, f"Point <{n}>", "", OFFICIAL.get(n, "")) for n in range(1, 6)),
)
NASTY = 'Us <img src=x onerror=alert(1)> & "them" \''


def group(name: str, **changes: Any) -> Group:
    """Return a group as a file gives it."""
    return Group.model_validate({"schema": 1, "id": name.lower(), "name": name, **changes}, by_alias=True)


NORTH = group(
    "North",
    url="https://north.example.net.uk/",
    areas=["north-east", "scotland"],
    rounds=[
        {"id": "round-2", "title": "Again", "date": "2027-05-06", "venue": NASTY},
        {
            "id": "round-1",
            "title": NASTY,
            "date": "2027-02-03",
            "start": "13:00",
            "url": "https://north.example.net.uk/round-1/",
        },
        {"id": "round-3", "title": "Some day"},
    ],
    variations=[
        {"page": "round-1/talk", "section": NASTY, "title": NASTY, "kind": "replaced", "why": NASTY},
        {"page": "round-1/talk", "kind": "retimed", "minutes": 25, "url": "https://north.example.net.uk/talk?a=1&b=2"},
    ],
)
SOUTH = group("South", areas=["south-east"])


def made(**changes: Any) -> Edition:
    """Return a hub with a round, a standard and two groups."""
    one = edition(FILES, {"round-1/talk": 30, "round-1/quiet": 10}, metas={"round-1/talk": {"standard": [2, 3]}})
    return dataclasses.replace(one, **{"standard": STANDARD, "groups": (NORTH, SOUTH), **changes})


def site(one: Edition, folder: Path) -> Path:
    """Write the site of an edition."""
    write_into(folder / "site", read(one, folder / "work", []))
    return folder / "site"
