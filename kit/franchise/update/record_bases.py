"""Recording what upstream says under each override, for those that nobody has recorded yet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kit.franchise.agenda.formats import agenda_key, picked_entries
from kit.franchise.compose.overrides import Op, Overrides, read_overrides
from kit.franchise.compose.settings import given
from kit.franchise.compose.words import base_text
from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import Heading, Lock, PageLock, SettingsLock, file_digest
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import read_hub, read_region


def record(tree: Tree, region: RegionFile, overrides: Overrides, lock: Lock) -> Lock:
    """Return ``lock`` with a base for every override of the region in ``tree``, and without those that are gone.

    What is recorded already stays. A target that upstream does not have gets no base: composing reports it.
    """
    upstream = HubPages(upstream_seen(tree, region))
    pages = {}
    for name in overrides.sections.keys() | overrides.pages.keys():
        known = lock.pages.get(name, PageLock())
        page = _page(name, overrides, known, upstream)
        if page.bases:
            pages[name] = page
    return Lock(pages, _settings(tree, region, lock.settings, upstream))


def recorded_anew(new: Tree, lock: Lock) -> Lock:
    """Return ``lock`` for the region as it is in ``new``: what went is left out, what is new to it is added."""
    region = read_region(new, [])
    return record(new, region, read_overrides(new, []), lock) if region else lock


def outline(upstream: HubPages, name: str) -> tuple[Heading, ...]:
    """Return the headings of upstream's page as the lock keeps them."""
    return tuple(Heading(one.anchor, one.level, one.title) for one in upstream.sections(name))


def page_base(key: str, upstream: HubPages, name: str) -> Any:
    """Return what upstream says under the key of a change to the page as a whole; see ``lock`` for the keys."""
    if key.startswith("set."):
        return upstream.fields(name).get(key.removeprefix("set."))
    if key == "order":
        return upstream.anchors(name)
    return name if key == "rename" else file_digest(f"{name}.md", upstream.tree.files[f"{name}.md"])


def page_keys(overrides: Overrides, name: str) -> list[str]:
    """Return the keys of what ``page.toml`` of the page changes."""
    if name not in overrides.pages:
        return []
    content = overrides.pages[name].content
    keys = [f"set.{field}" for field in content.set]
    given = (("drop", content.drop), ("rename", content.rename is not None), ("order", content.order is not None))
    return keys + [key for key, there in given if there]


def _page(name: str, overrides: Overrides, known: PageLock, upstream: HubPages) -> PageLock:
    bases: dict[str, Any] = {}
    wanted = [f"{one.anchor}.{one.op.value}" for one in overrides.sections.get(name, ())]
    there = name in upstream.names
    for key in wanted + page_keys(overrides, name):
        if key in known.bases:
            bases[key] = known.bases[key]
        elif there and key in wanted and (text := upstream.section(name, key.rpartition(".")[0])) is not None:
            bases[key] = base_text(Op(key.rpartition(".")[2]), text)
        elif there and key not in wanted:
            bases[key] = page_base(key, upstream, name)
    bases |= {key: value for key, value in known.bases.items() if key.partition("?")[0] in bases and "?" in key}
    if known.outline or not there:
        return replace(known, bases=bases)
    return PageLock(upstream.id_of(name), upstream.head(name), outline(upstream, name), bases)


def _settings(tree: Tree, region: RegionFile, known: SettingsLock, upstream: HubPages) -> SettingsLock:
    files = {path: _digest(upstream.tree, path) for path in tree.under("files").files}
    pages = {path: _digest(upstream.tree, path) for path in tree.under("pages").files}
    agenda = {
        (key := agenda_key(name, one.format)): known.agenda.get(key) or picked_entries(upstream, name, one.format)
        for name, one in region.round.items()
        if one.agenda
    }
    hub = read_hub(upstream.tree, [])
    theirs = given(hub) if hub else {}
    set_by_both = {
        table: {key: theirs[table][key] for key in values if key in theirs.get(table, {})}
        for table, values in given(region).items()
    }
    return replace(
        known,
        variables=_kept(known.variables, set_by_both["variables"]),
        brand=_kept(known.brand, set_by_both["brand"]),
        files=_kept(known.files, files),
        pages=_kept(known.pages, pages),
        agenda=_kept(known.agenda, {name: entries for name, entries in agenda.items() if entries is not None}),
    )


def _kept(known: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {key: known.get(key, value) for key, value in wanted.items()}


def _digest(tree: Tree, path: str) -> str | None:
    return file_digest(path, tree.files[path]) if path in tree.files else None
