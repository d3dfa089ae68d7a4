"""What a hub knows of its groups: the version each has, what it changed, and what waits there."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kit.app.region import open_region
from kit.franchise.update.draft import State
from kit.franchise.update.review import answers
from kit.franchise.update.update import drafted
from kit.franchise.variations import variations
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.group import Group
from kit.model.tree import Tree
from kit.source.settings.files import read_hub
from kit.source.tree.groups import read_groups, read_seen
from kit.source.tree.read import read_tree


@dataclass(frozen=True)
class Known:
    """One group. ``changes`` counts what visitors see of what it changed, and ``date`` is its next meeting.

    ``seen`` is the day on which its facts were last fetched. Of a group whose whole folder is at hand ``states`` counts
    its overrides by their states against the hub as it is, and ``questions`` those that are open; else both are None.
    """

    id: str
    name: str
    version: str
    changes: int
    date: datetime.date | None = None
    seen: datetime.date | None = None
    states: Mapping[State, int] | None = None
    questions: int | None = None


@dataclass(frozen=True)
class KnownGroups:
    """The hub's name and version, its groups by name, and what was wrong with files of theirs."""

    hub: str
    version: str
    groups: Sequence[Known]
    found: Sequence[Finding] = field(default_factory=tuple)


def known_groups(root: Path, folder: Path, today: datetime.date) -> KnownGroups:
    """Return what the files in ``folder`` say of the groups of the hub at ``root``: facts of theirs, or whole folders.

    A group of which both are there is told by its folder. Raises WrongUsage where ``root`` is a region.
    """
    if (root / "region.toml").is_file():
        raise WrongUsage(f"{root} is a region, and --groups is about those of a hub.", "Leave out --groups.")
    found: list[Finding] = []
    tree = read_tree(root, found)
    hub = read_hub(tree, found)
    if hub is None or has_errors(found):
        raise FindingsError(found)
    seen = read_seen(folder)
    told = {one.id: _told(one, seen, today) for one in read_groups(folder, hub.id, found)}
    whole = [_whole(place, tree, today) for place in sorted(folder.iterdir()) if (place / "region.toml").is_file()]
    told |= {one.id: one for one in whole}
    return KnownGroups(hub.name, hub.version, sorted(told.values(), key=lambda one: one.name.casefold()), tuple(found))


def _told(group: Group, seen: Mapping[str, datetime.date], today: datetime.date) -> Known:
    version = group.based_on.version if group.based_on else group.version
    dates = [one.date for one in group.rounds if one.date]
    return Known(group.id, group.name, version, len(group.variations), _next(dates, today), seen.get(group.id))


def _whole(place: Path, hub: Tree, today: datetime.date) -> Known:
    region = open_region(place)
    settings, found = region.settings, list[Finding]()
    states = Counter(one.state for one in drafted(region.tree, hub, settings, found).states)
    dates = [one.date for one in settings.round.values() if one.date]
    changes = len(variations(region.tree, settings))
    questions = len(list(answers(region.tree.files)))
    pin = settings.upstream.version
    return Known(settings.id, settings.name, pin, changes, _next(dates, today), None, states, questions)


def _next(dates: Sequence[datetime.date], today: datetime.date) -> datetime.date | None:
    return min((one for one in dates if one >= today), default=None)
