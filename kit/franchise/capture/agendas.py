"""Capturing the agendas of an edited tree as operations in region.toml. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from kit.franchise.agenda.formats import picked_entries, with_entries
from kit.franchise.agenda.operations import (
    as_toml,
    difference,
    made,
    operations_in,
    plain_id,
    verb_of,
    write_operations,
)
from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.fragments import head_last
from kit.franchise.capture.pages import Pages
from kit.franchise.compose.agenda import drop_pages
from kit.franchise.compose.front_matter import Entry, session_names, texts
from kit.franchise.hub_pages import HubPages
from kit.model.agenda_schema import AgendaOperation
from kit.model.tree import Tree
from kit.source.settings.toml_edit import CannotWrite, TomlEditor
from kit.source.tree.text import split_lines

REGION = "region.toml"
Entries = list[dict[str, Any]]
Kept = tuple[int | None, AgendaOperation]  # the place of an operation in region.toml, and what is to stand there


def capture_agendas(view: ComposedRegion, files: dict[str, bytes], pages: Pages, edited: Tree) -> list[str]:
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
        if wanted is None or (texts(wanted) == texts(entries(drafted, plan)) and not _lost(view, name, pages)):
            continue
        toml = TomlEditor(REGION, files[REGION])
        try:
            base = base_agenda(view, files, name, plan)
            if base is None or not set_agenda(toml, name, base, wanted):
                continue
        except CannotWrite:
            continue
        files[REGION] = toml.data
        told += _told(view.pages.title(plan), name, difference(there, wanted) or [])
    return told


def _lost(view: ComposedRegion, name: str, pages: Pages) -> bool:
    """Whether operations of the round may name items that go with their pages."""
    return bool(pages.dropped) and name in view.region.round and bool(view.region.round[name].agenda)


def entries(pages: HubPages, plan: str) -> Entries:
    """Return the entries of a plan's agenda as its front matter holds them."""
    return picked_entries(pages, plan.removesuffix("/index"), None) or []


def base_agenda(view: ComposedRegion, files: Mapping[str, bytes], name: str, plan: str) -> Entries | None:
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
        left = drop_pages(entries(before, plan), name, retired)
        fields = {**before.fields(plan), "agenda": with_entries(left, before.fields(plan))}
        if fields == after.fields(plan) and _body(before, plan) == _body(after, plan):
            found[f"{plan}.md"] = again.files[f"{plan}.md"]
    return found


def _body(pages: HubPages, name: str) -> list[str]:
    text = pages.text(name) or ""
    return split_lines(text)[head_last(text) :]


def set_agenda(toml: TomlEditor, name: str, base: Sequence[Entry], wanted: Sequence[Entry]) -> bool:
    """Let region.toml turn ``base`` into ``wanted`` for the round ``name``; return whether operations can say that.

    Raises CannotWrite where they cannot be written there.
    """
    for plan in _plans(operations_in(toml, name), base, wanted):
        if made(base, [one for _, one in plan]) == texts(wanted):
            write_operations(toml, name, plan)
            return True
    return False


def _named(operation: AgendaOperation) -> tuple[str, str]:
    verb, name = verb_of(operation)
    return verb, plain_id(name)


def _plans(known: Sequence[AgendaOperation], base: Sequence[Entry], wanted: Sequence[Entry]) -> Iterator[list[Kept]]:
    """Yield ways to say it, those that keep the most of what region.toml says first."""
    yield list(enumerate(known))
    now = made(base, known)
    changes = difference(now, wanted) if now is not None else None
    if changes is not None:
        touched = {_named(one)[1] for one in changes}
        kept: list[Kept] = [(at, one) for at, one in enumerate(known) if _named(one)[1] not in touched]
        yield from _completed(known, kept, base, wanted)
    yield from _completed(known, [], base, wanted)


def _completed(
    known: Sequence[AgendaOperation], kept: Sequence[Kept], base: Sequence[Entry], wanted: Sequence[Entry]
) -> Iterator[list[Kept]]:
    """Yield ``kept`` with what is missing: in the place of an operation of the same kind, or at the end."""
    between = made(base, [one for _, one in kept])
    changes = difference(between, wanted) if between is not None else None
    if changes is None:
        return
    free = {_named(one): at for at, one in enumerate(known) if at not in {place for place, _ in kept}}
    placed: list[Kept] = [(free.get(_named(one)), one) for one in changes]
    inside = [one for one in placed if one[0] is not None]
    yield [*sorted([*kept, *inside], key=lambda one: one[0] or 0), *(one for one in placed if one[0] is None)]
    yield [*kept, *((None, one) for _, one in placed)]


def _told(title: str, name: str, operations: Sequence[AgendaOperation]) -> list[str]:
    return [f"Agenda of {title} ({name}): {_words(one)}." for one in operations]


def _words(operation: AgendaOperation) -> str:
    (verb, own), said = _named(operation), as_toml(operation)
    where = next((f"{key} {said[key]}" for key in ("after", "before") if key in said), "at the end")
    if verb == "drop":
        return f"{own} is left out"
    if verb != "item":
        return f"{own} comes {where}" if verb == "move" else f"{own} is added {where}"
    times = [f"lasts {said['minutes']} minutes"] if "minutes" in said else []
    if "at" in said:
        times.append(f"starts at {said['at']}" if said["at"] else "has no fixed start any more")
    return f"{own} {' and '.join(times)}"
