"""The groups on a hub's home page: who there is, where, and when each meets next. Pure but for ``groups_section``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

from kit.facilitate.clock import people_date, people_time
from kit.model.areas import AREAS
from kit.model.edition import Edition
from kit.model.group import Group, GroupRound
from kit.render.site.tiles import anchor, tiles
from kit.render.staging import GUIDES

TUTORIAL = f"{GUIDES}/tutorial/first-region"
# What RFC 2606 and RFC 6761 keep for examples: nobody can own an address below them.
_EXAMPLES = ("example", "example.org", "example.com", "example.net")


@dataclass(frozen=True)
class Meeting:
    """A meeting in the list; ``iso`` is "" without a date, ``detail`` has the time and the place."""

    iso: str
    date: str
    title: str
    href: str
    detail: str


@dataclass(frozen=True)
class Listed:
    """A group in the list."""

    anchor: str
    name: str
    href: str
    areas: str
    meetings: tuple[Meeting, ...]
    undated: int


def groups_section(app: Sphinx, edition: Edition) -> dict[str, Any]:
    """Return what the section about groups shows on the home page of the hub ``edition``."""
    return {
        "groups": [_listed(one) for one in edition.groups],
        "tiles": tiles(edition.groups),
        "areas": any(one.areas for one in edition.groups),
        "examples": examples(edition.groups),
        "start": _start(app, edition),
    }


def examples(groups: Sequence[Group]) -> str:
    """Return "all" or "some" where groups have addresses that are kept for examples, else ""."""
    invented = [one for one in groups if is_example(one)]
    return "" if not invented else "all" if len(invented) == len(groups) else "some"


def is_example(group: Group) -> bool:
    """Whether a group's web or e-mail address shows that it is invented."""
    hosts = [urlsplit(group.url or "").hostname or "", (group.contact or "").rpartition("@")[2]]
    return any(host == end or host.endswith(f".{end}") for host in hosts for end in _EXAMPLES)


def _start(app: Sphinx, edition: Edition) -> str:
    if TUTORIAL in app.env.all_docs:
        return app.builder.get_relative_uri("index", TUTORIAL)
    return f"{edition.guides_url}tutorial/first-region.html" if edition.guides_url else ""


def _listed(group: Group) -> Listed:
    dated = sorted((one for one in group.rounds if one.date), key=lambda one: (one.date, one.id))
    return Listed(
        anchor=anchor(group),
        name=group.name,
        href=group.url or "",
        areas=_and([AREAS[area] for area in group.areas]),
        meetings=tuple(_meeting(one) for one in dated),
        undated=len(group.rounds) - len(dated),
    )


def _meeting(one: GroupRound) -> Meeting:
    time = _people(one.start)
    return Meeting(
        iso=one.date.isoformat() if one.date else "",
        date=people_date(one.date) if one.date else "",
        title=one.title,
        href=one.url or "",
        detail=", ".join(part for part in (time, one.venue or "") if part),
    )


def _people(time: str | None) -> str:
    if time is None:
        return ""
    hours, _, minutes = time.partition(":")
    return people_time(int(hours) * 60 + int(minutes))


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
