"""Beginning a session or a round: the page, its place on the agenda, and nothing written over."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kit.app.place import Place, look, refuse_name, refuse_taken, write_pages
from kit.franchise.compose.front_matter import identity
from kit.franchise.scaffold import pages as scaffold
from kit.model.characters import hidden
from kit.model.errors import WrongUsage
from kit.system.locks import locked
from kit.system.memo import remembering

SHORTEST_SESSION, SHORTEST_ROUND = 10, 90  # minutes that the templates can be cut to


@dataclass(frozen=True)
class Begun:
    """What was begun: the page's file, counted from the root, and where it stands on an agenda.

    ``agenda`` is the file that says so, "" where none does, and ``after`` the item before it, or None. ``main`` is the
    item of a new round for which sessions are to be written, or "".
    """

    title: str
    file: str
    agenda: str = ""
    after: str | None = None
    main: str = ""


@remembering()
def new_session(
    root: Path, address: str, title: str | None, minutes: int, after: str | None, dry_run: bool
) -> tuple[Begun, str | None]:
    """Write a session to begin with and put it on its round's agenda, after the item with the id ``after``.

    Returns what was begun, and None or a sentence that people must read. Raises WrongUsage where the address cannot be
    or is taken, or there is no such item, and FindingsError, with nothing written, where a mistake would come of it.
    """
    with locked(root):
        place = look(root)
        folder, page = _named(place, address)
        text = scaffold.session_page(_title(title, page), minutes, datetime.date.today())
        begun = Begun(_title(title, page), place.file(f"{folder}/{page}"))
        changes: dict[str, bytes] = {begun.file: text.encode()}
        if folder in place.rounds:
            begun, more = _on_agenda(place, begun, folder, page, after)
            changes |= more
        elif after:
            raise WrongUsage(f"{folder} is no round, so it has no agenda.", "Leave out --after.")
        return begun, write_pages(root, place, changes, dry_run, "new")


@remembering()
def new_round(root: Path, name: str, title: str | None, minutes: int, dry_run: bool) -> tuple[Begun, str | None]:
    """Write the plan of a round to begin with; in a region, region.toml gets a table for it.

    Returns and raises what ``new_session`` does.
    """
    with locked(root):
        place = look(root)
        refuse_name(name, "peerkit new round round-6")
        refuse_taken(place, name)
        begun = Begun(_title(title, name), place.file(f"{name}/index"), main=scaffold.MAIN_PART)
        text = scaffold.round_page(begun.title, minutes, datetime.date.today(), place.pages.names)
        changes = {begun.file: text.encode()}
        if place.is_region:
            changes["region.toml"] = scaffold.with_round(place.tree.files["region.toml"], name)
        return begun, write_pages(root, place, changes, dry_run, "new")


def _named(place: Place, address: str) -> tuple[str, str]:
    """Return the folder and the name that ``address`` says, if a page of it can be written."""
    folder, slash, page = address.removesuffix(".md").partition("/")
    if not slash:
        hint = f"Say where it belongs, such as {(place.rounds or ['round-1'])[0]}/{folder}."
        raise WrongUsage(f"{address} names no round.", hint)
    for part in (folder, page):
        refuse_name(part, "peerkit new session round-1/one-page-less")
    if not any(name.startswith(f"{folder}/") for name in place.pages.names):
        near = difflib.get_close_matches(folder, place.rounds, 1, 0.6)
        hint = f"Did you mean {near[0]}/{page}?" if near else f"The rounds are: {', '.join(place.rounds) or 'none'}."
        raise WrongUsage(f"There is no round called {folder}.", f"{hint} To begin one: peerkit new round {folder}")
    if f"{folder}/{page}" in place.pages.names or place.file(f"{folder}/{page}") in place.tree.files:
        hint = f"Choose another name; to change that page: peerkit edit {folder}/{page}"
        own = "Choose another name, or open that page and change it."
        raise WrongUsage(f"There is a page {folder}/{page} already.", hint if place.is_region else own)
    return folder, page


def _title(given: str | None, name: str) -> str:
    """Return the title that was given, else the name as one. Raises WrongUsage where it cannot stand on a line."""
    title = (given or "").strip() or scaffold.title_of(name)
    if hidden(title) or "{{" in title:
        raise WrongUsage("The title holds characters that cannot stand in a heading.", "Write it in plain words.")
    return title


def _on_agenda(
    place: Place, begun: Begun, round_name: str, session: str, after: str | None
) -> tuple[Begun, dict[str, bytes]]:
    """Return ``begun`` with its place on the round's agenda, and the file that says it."""
    plan = f"{round_name}/index"
    entries = place.pages.fields(plan).get("agenda", [])
    entries = entries.get("items", []) if isinstance(entries, Mapping) else entries
    ids = [identity(entry) for entry in entries]
    if after is not None and after not in ids:
        near = difflib.get_close_matches(after, ids, 1, 0)
        hint = f"Did you mean {near[0]}? Its items are: {', '.join(ids)}." if ids else "Leave out --after."
        raise WrongUsage(f"The agenda of {round_name} has no item {after}.", hint)
    beside = after or scaffold.place_for(entries)
    own = place.tree.files.get(file := place.file(plan))
    if own is not None:
        data = scaffold.on_plan(own.decode(), file, session, beside).encode()
    else:
        file = "region.toml"
        data = scaffold.on_region(place.tree.files[file], round_name, session, beside)
    return Begun(begun.title, begun.file, file, beside), {file: data}
