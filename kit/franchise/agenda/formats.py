"""The formats of a round as its plan's front matter holds them: a list of entries, or a table with such a list. Pure.

::

    agenda: [...]                                        the plan's own, with its people in a room
    agendas:
      online: [...]                                      called so, and so of this kind
      evening: {kind: online, minutes: 90, items: [...]}

A region that picks ``online`` has ``agenda: {kind: online, items: [...]}`` in its composed plan, since a list there
would be one for a room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.franchise.compose.front_matter import Entry
from kit.franchise.hub_pages import HubPages
from kit.model.formats import Kind, kind_called
from kit.model.schema import RegionFile, RoundFile


def agenda_key(name: str, format_name: str | None) -> str:
    """Return the name under which the lock keeps the agenda of a round's picked format."""
    return f"{name}@{format_name}" if format_name else name


def in_format(region: RegionFile, pages: HubPages, format_name: str) -> RegionFile:
    """Return ``region`` as if it had picked the format of this name in each round that has it; "" is none."""
    plans = [name for name in pages.names if name.endswith("/index")] if format_name else []
    rounds = {
        name: region.round.get(name, RoundFile()).model_copy(update={"format": format_name})
        for name in (plan.removesuffix("/index") for plan in plans)
        if entries_of(pages.fields(f"{name}/index"), format_name) is not None
    }
    return region.model_copy(update={"round": {**region.round, **rounds}})


def picked_entries(upstream: HubPages, name: str, format_name: str | None) -> list[dict[str, Any]] | None:
    """Return the entries of a round's picked format in upstream, None where it has no plan or no such format."""
    plan = f"{name}/index"
    return entries_of(upstream.fields(plan), format_name) if plan in upstream.names else None


def entries_of(plan: Mapping[str, Any], format_name: str | None = None) -> list[dict[str, Any]] | None:
    """Return the entries of a plan's own agenda or of another format, None where its front matter has no such format.

    What is no table is left out: the plan's own checks report it.
    """
    formats = plan if format_name is None else plan.get("agendas")
    name = format_name or "agenda"
    if not isinstance(formats, Mapping) or (format_name is not None and name not in formats):
        return None
    value = formats.get(name)
    items = value.get("items") if isinstance(value, Mapping) else value
    return [entry for entry in items if isinstance(entry, dict)] if isinstance(items, list) else []


def with_entries(entries: Sequence[Entry], plan: Mapping[str, Any], format_name: str | None = None) -> Any:
    """Return ``entries`` as the ``agenda`` of the plan whose format of this name they are: a table if a list says less.

    What the format says of itself, such as its kind and its minutes, stays.
    """
    formats = plan if format_name is None else plan.get("agendas")
    value = formats.get(format_name or "agenda") if isinstance(formats, Mapping) else None
    table = value if isinstance(value, Mapping) else {}
    facts = {key: one for key, one in table.items() if key != "items" and one is not None}
    if format_name is not None:
        facts = {"kind": str(kind_called(format_name)), **facts}
        facts = {key: one for key, one in facts.items() if (key, one) != ("kind", Kind.ROOM)}
    return {**facts, "items": list(entries)} if facts or (table and format_name is None) else list(entries)
