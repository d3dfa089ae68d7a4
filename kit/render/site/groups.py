"""The groups on a hub's home page: who there is, where, and when each meets next. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kit.facilitate.clock import people_date, people_time
from kit.facilitate.status import TITLES
from kit.model.areas import AREAS
from kit.model.edition import CANCELLED, POSTPONED
from kit.model.group import Group, GroupRound

# What RFC 2606 and RFC 6761 keep for examples: nobody can own an address below them.
_EXAMPLES = ("example", "example.org", "example.com", "example.net")


@dataclass(frozen=True)
class Meeting:
    """A meeting in the list.

    ``iso`` is the day on which people are to come, or "", ``day`` and ``date`` the one to show. ``detail`` has the time
    and the place, ``state`` says what became of it, "" where it is as planned.
    """

    iso: str
    day: str
    date: str
    title: str
    href: str
    detail: str
    state: str


@dataclass(frozen=True)
class Listed:
    """A group in the list."""

    anchor: str
    name: str
    href: str
    areas: str
    meetings: tuple[Meeting, ...]
    undated: int


def examples(groups: Sequence[Group]) -> str:
    """Return "all" or "some" where groups have addresses that are kept for examples, else ""."""
    invented = [one for one in groups if is_example(one)]
    return "" if not invented else "all" if len(invented) == len(groups) else "some"


def is_example(group: Group) -> bool:
    """Whether a group's web or e-mail address shows that it is invented."""
    hosts = [urlsplit(group.url or "").hostname or "", (group.contact or "").rpartition("@")[2]]
    return any(host == end or host.endswith(f".{end}") for host in hosts for end in _EXAMPLES)


def listed(group: Group) -> Listed:
    """Return how a list of groups shows ``group``."""
    dated = sorted((one for one in group.rounds if _day(one)), key=lambda one: (_day(one), one.id))
    return Listed(
        anchor=anchor(group),
        name=group.name,
        href=group.url or "",
        areas=_and([AREAS[area] for area in group.areas]),
        meetings=tuple(meeting(one) for one in dated),
        undated=len(group.rounds) - len(dated),
    )


def meeting(one: GroupRound) -> Meeting:
    """Return how a list of groups shows a meeting."""
    time, day = _people(one.start), _day(one)
    called_off = one.status == CANCELLED or one.date is None
    return Meeting(
        iso=one.date.isoformat() if one.date and not called_off else "",
        day=day.isoformat() if day else "",
        date=people_date(day) if day else "",
        title=one.title,
        href=one.url or "",
        detail=", ".join(part for part in (time, one.venue or "") if part and not called_off),
        state=TITLES.get(one.status, ""),
    )


def _day(one: GroupRound) -> datetime.date | None:
    """Return the day under which a meeting is listed: one that was postponed to no day yet has its old one."""
    return one.date or (one.was if one.status == POSTPONED else None)


def _people(time: str | None) -> str:
    if time is None:
        return ""
    hours, _, minutes = time.partition(":")
    return people_time(int(hours) * 60 + int(minutes))


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


# The areas of the United Kingdom as tiles, each of one size, placed about where it lies.
# Tiles are text in a grid, not a drawing: they wrap and grow with the reader's letters, and each is its own
# alternative.
@dataclass(frozen=True)
class Tile:
    """One area. ``names`` are its groups; ``target`` is the id of the first of them in the list, or ""."""

    area: str
    title: str
    names: tuple[str, ...]
    target: str

    @property
    def count(self) -> str:
        """How many groups it has, in words."""
        many = len(self.names)
        return "No group yet" if not many else f"{many} group{'s' * (many != 1)}"


def anchor(group: Group) -> str:
    """Return the id of a group's entry in the list."""
    return f"group--{group.id}"


def tiles(groups: Sequence[Group]) -> tuple[Tile, ...]:
    """Return all areas, from north to south, with the groups that are for them."""
    return tuple(_tile(area, title, [one for one in groups if area in one.areas]) for area, title in AREAS.items())


def _tile(area: str, title: str, groups: Sequence[Group]) -> Tile:
    return Tile(area, title, tuple(one.name for one in groups), anchor(groups[0]) if groups else "")
