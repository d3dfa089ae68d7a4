"""Capturing the agendas of an edited tree as operations in region.toml. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from kit.franchise.capture.agenda_operations import (
    operations_for,
    plain,
    set_agenda,
)
from kit.franchise.capture.fragments import head_last
from kit.franchise.capture.pages import Pages
from kit.franchise.capture.view import View
from kit.franchise.compose.agenda import drop_pages
from kit.franchise.compose.front_matter import session_names
from kit.franchise.hub_pages import HubPages
from kit.franchise.operations import Operation, verb_of, write_operations
from kit.model.tree import Tree
from kit.source.settings.toml_edit import CannotWrite, TomlEditor
from kit.source.tree.text import split_lines

REGION = "region.toml"
Entries = list[dict[str, Any]]


def capture_agendas(view: View, files: dict[str, bytes], pages: Pages, edited: Tree) -> list[str]:
    """Write the operations for every edited agenda into region.toml among ``files``; return sentences on them.

    An agenda that operations cannot give is left alone: its plan does not come out right then and is kept whole.
    """
    told: list[str] = []
    after = HubPages(edited)
    draft = view.composed_with(files)
    drafted = HubPages(draft.tree) if draft else view.pages
    for plan in sorted(name for name in view.upstream_of if name.count("/") == 1 and name.endswith("/index")):
        name = plan.split("/")[0]
        if plan in pages.whole.values():
            with suppress(CannotWrite):  # operations on an agenda that is kept whole have no effect, and do no harm
                files[REGION] = _without(files, name)
            continue
        wanted = drop_pages(entries(after, plan), name, pages.retired) if plan in after.names else None
        there = drop_pages(entries(view.pages, plan), name, pages.retired)
        if wanted is None or (plain(wanted) == plain(entries(drafted, plan)) and not _lost(view, name, pages)):
            continue
        toml = TomlEditor(REGION, files[REGION])
        try:
            base = _base(view, files, name, plan)
            if base is None or not set_agenda(toml, name, base, wanted):
                continue
        except CannotWrite:
            continue
        files[REGION] = toml.data
        told += _told(view.pages.title(plan), name, operations_for(there, wanted) or [])
    return told


def _lost(view: View, name: str, pages: Pages) -> bool:
    """Whether operations of the round may name items that go with their pages."""
    return bool(pages.dropped) and name in view.region.round and bool(view.region.round[name].agenda)


def entries(pages: HubPages, plan: str) -> Entries:
    """Return the entries of a plan's agenda as its front matter holds them."""
    value = pages.fields(plan).get("agenda")
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _base(view: View, files: Mapping[str, bytes], name: str, plan: str) -> Entries | None:
    """Return the agenda as it would be without the region's operations. Raises CannotWrite."""
    composed = view.composed_with({**files, REGION: _without(files, name)})
    return entries(HubPages(composed.tree), plan) if composed else None


def _without(files: Mapping[str, bytes], name: str) -> bytes:
    """Return region.toml without the operations of the round ``name``. Raises CannotWrite."""
    toml = TomlEditor(REGION, files[REGION])
    write_operations(toml, name, [])
    return toml.data


def without_dropped(edited: Tree, again: Tree, retired: Collection[str]) -> dict[str, bytes]:
    """Return plans as composed ``again`` that differ from the edited ones by items of dropped pages only.

    Dropping a page drops its items; nobody needs to take them out by hand.
    """
    before, after = HubPages(edited), HubPages(again)
    found = {}
    for plan in before.names & after.names:
        name = plan.split("/")[0]
        pages = {
            one if "/" in one else f"{name}/{one}" for entry in entries(before, plan) for one in session_names(entry)
        }
        if not plan.endswith("/index") or not pages.intersection(retired):
            continue
        fields = {**before.fields(plan), "agenda": drop_pages(entries(before, plan), name, retired)}
        if fields == after.fields(plan) and _body(before, plan) == _body(after, plan):
            found[f"{plan}.md"] = again.files[f"{plan}.md"]
    return found


def _body(pages: HubPages, name: str) -> list[str]:
    text = pages.text(name) or ""
    return split_lines(text)[head_last(text) :]


def _told(title: str, name: str, operations: Sequence[Operation]) -> list[str]:
    return [f"Agenda of {title} ({name}): {_words(one)}." for one in operations]


def _words(operation: Operation) -> str:
    verb, own = verb_of(operation)
    where = next((f"{key} {operation[key]}" for key in ("after", "before") if key in operation), "at the end")
    if verb == "drop":
        return f"{own} is left out"
    if verb != "item":
        return f"{own} comes {where}" if verb == "move" else f"{own} is added {where}"
    times = [f"lasts {operation['minutes']} minutes"] if "minutes" in operation else []
    if "at" in operation:
        times.append(f"starts at {operation['at']}" if operation["at"] else "has no fixed start any more")
    return f"{own} {' and '.join(times)}"
