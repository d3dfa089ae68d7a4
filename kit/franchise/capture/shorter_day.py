"""A day that was made to fit, as changes in region.toml: other minutes, another order, and what is left out. Pure.

A region's agenda has ``talk`` (20 minutes) and ``clinic`` (40), which may go. Made to fit into 15 minutes, it says
``item = "talk", minutes = 15`` and ``drop = "clinic"``; where it said ``item = "talk", minutes = 20`` before, that
change becomes the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.agenda.operations import as_toml, difference
from kit.franchise.capture.agendas import REGION, Entries, base_agenda, entries, set_agenda
from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.compose.front_matter import Entry, identity, session_names
from kit.franchise.hub_pages import HubPages
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from kit.model.tree import Tree
from kit.source.settings.toml_edit import CannotWrite, TomlEditor


@dataclass(frozen=True)
class ShorterDay:
    """What is to become of the day of ``round``: only ``items`` are left, in their order; ``start`` is like "13:00"."""

    round: Round
    items: Sequence[Item]
    start: str = ""


def lines_for_region(composed: Tree, day: ShorterDay) -> list[str]:
    """Return the lines of region.toml that make ``day``. Raises CannotWrite where no changes of an agenda can."""
    there = entries(HubPages(composed), day.round.plan)
    changes = difference(there, _shortened(there, day))
    if changes is None:
        raise _unsaid(day)
    toml = TomlEditor(REGION, b"")
    _set_start(toml, day)
    for one in changes:
        toml.append(("round", day.round.name, "agenda"), as_toml(one))
    return toml.data.decode().split("\n")[:-1]


def with_day(view: ComposedRegion, day: ShorterDay) -> bytes:
    """Return region.toml as it makes ``day``, from the agenda that it makes now. Raises CannotWrite."""
    toml = TomlEditor(REGION, view.local[REGION])
    _set_start(toml, day)
    wanted = _shortened(entries(view.pages, day.round.plan), day)
    base = base_agenda(view, view.local, day.round.name, day.round.plan)
    if base is None or not set_agenda(toml, day.round.name, base, wanted):
        raise _unsaid(day)
    return toml.data


def _set_start(toml: TomlEditor, day: ShorterDay) -> None:
    if day.start:
        toml.set(("round", day.round.name, "start"), day.start)


def _shortened(there: Sequence[Entry], day: ShorterDay) -> Entries:
    """Return the entries of an agenda as ``day`` has them. What divides sittings is no item of a day, and stays."""
    planned, items = ({item.id: item for item in each} for each in (day.round.agenda, day.items))
    found: Entries = []
    for entry in there:
        before = planned[identity(entry)]
        now = before if before.kind is ItemKind.SITTING else items.get(before.id)
        if now is not None:
            left = [page in now.sessions for page in before.sessions]
            times = {"minutes": now.minutes} if now.minutes != before.minutes else {}
            found.append({**entry, **_still_parallel(entry, left), **times})
    return _placed(found, [item.id for item in day.items])


def _placed(there: Entries, order: Sequence[str]) -> Entries:
    """Return ``there`` in ``order``; what that does not name keeps its place."""
    named = {identity(entry): entry for entry in there}
    queue = (named[one] for one in order if one in named)
    return [next(queue) if identity(entry) in order else entry for entry in there]


def _still_parallel(entry: Entry, left: Sequence[bool]) -> dict[str, Any]:
    if all(left):
        return {}
    return {"parallel": [name for name, stays in zip(session_names(entry), left, strict=True) if stays]}


def _unsaid(day: ShorterDay) -> CannotWrite:
    message = f"The agenda of {day.round.name} is written in a way that no lines of region.toml can change like this."
    return CannotWrite(message, "Change the minutes by hand where the agenda is written.")
