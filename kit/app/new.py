"""Beginning a session or a round: the page, its place on the agenda, and nothing written over."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kit.app.introduced import changed, introduced
from kit.app.region import open_region, write_changes
from kit.franchise.compose.compose import compose
from kit.franchise.compose.front_matter import identity
from kit.franchise.hub_pages import HubPages
from kit.franchise.scaffold import pages as scaffold
from kit.model.characters import hidden
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.model.values import Folder
from kit.publish.journal import apply, recover
from kit.source.tree.read import read_tree
from kit.system.locks import locked
from kit.system.memo import remembering

SHORTEST_SESSION, SHORTEST_ROUND = 10, 90  # minutes that the templates can be cut to

Changes = Mapping[str, bytes]


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


@dataclass(frozen=True)
class _Place:
    """The hub or region at ``root``: its files, its pages as composed, and whether it is a region."""

    tree: Tree
    pages: HubPages
    is_region: bool

    def file(self, page: str) -> str:
        return f"pages/{page}.md" if self.is_region else f"{page}.md"

    @property
    def rounds(self) -> list[str]:
        return sorted(name.removesuffix("/index") for name in self.pages.names if name.count("/index") == 1)


@remembering()
def new_session(
    root: Path, address: str, title: str | None, minutes: int, after: str | None, dry_run: bool
) -> tuple[Begun, str | None]:
    """Write a session to begin with and put it on its round's agenda, after the item with the id ``after``.

    Returns what was begun, and None or a sentence that people must read. Raises WrongUsage where the address cannot be
    or is taken, or there is no such item, and FindingsError, with nothing written, where a mistake would come of it.
    """
    with locked(root):
        place = _look(root)
        folder, page = _named(place, address)
        text = scaffold.session_page(_title(title, page), minutes, datetime.date.today())
        begun = Begun(_title(title, page), place.file(f"{folder}/{page}"))
        changes: dict[str, bytes] = {begun.file: text.encode()}
        if folder in place.rounds:
            begun, more = _on_agenda(place, begun, folder, page, after)
            changes |= more
        elif after:
            raise WrongUsage(f"{folder} is no round, so it has no agenda.", "Leave out --after.")
        return begun, _write(root, place, changes, dry_run)


@remembering()
def new_round(root: Path, name: str, title: str | None, minutes: int, dry_run: bool) -> tuple[Begun, str | None]:
    """Write the plan of a round to begin with; in a region, region.toml gets a table for it.

    Returns and raises what ``new_session`` does.
    """
    with locked(root):
        place = _look(root)
        _refuse_name(name, "peerkit new round round-6")
        taken = next((page for page in sorted(place.pages.names) if page.split("/")[0] == name), None)
        if taken:
            raise WrongUsage(f"{name} is there already, with {taken}.md.", "Choose a name that nothing has yet.")
        begun = Begun(_title(title, name), place.file(f"{name}/index"), main=scaffold.MAIN_PART)
        text = scaffold.round_page(begun.title, minutes, datetime.date.today(), place.pages.names)
        changes = {begun.file: text.encode()}
        if place.is_region:
            changes["region.toml"] = scaffold.with_round(place.tree.files["region.toml"], name)
        return begun, _write(root, place, changes, dry_run)


def _look(root: Path) -> _Place:
    """Read the hub or region at ``root``. Raises FindingsError where it holds errors of its own."""
    is_region = (root / "region.toml").is_file()
    found: list[Finding] = []
    if is_region:
        tree = open_region(root).tree
    else:
        recover(root)
        tree = read_tree(root, found)
    composed = compose(tree, found)
    if composed is None or has_errors(found):
        raise FindingsError(found)
    return _Place(tree, HubPages(composed.tree), is_region)


def _named(place: _Place, address: str) -> tuple[str, str]:
    """Return the folder and the name that ``address`` says, if a page of it can be written."""
    folder, slash, page = address.removesuffix(".md").partition("/")
    if not slash:
        hint = f"Say where it belongs, such as {(place.rounds or ['round-1'])[0]}/{folder}."
        raise WrongUsage(f"{address} names no round.", hint)
    for part in (folder, page):
        _refuse_name(part, "peerkit new session round-1/one-page-less")
    if not any(name.startswith(f"{folder}/") for name in place.pages.names):
        near = difflib.get_close_matches(folder, place.rounds, 1, 0.6)
        hint = f"Did you mean {near[0]}/{page}?" if near else f"The rounds are: {', '.join(place.rounds) or 'none'}."
        raise WrongUsage(f"There is no round called {folder}.", f"{hint} To begin one: peerkit new round {folder}")
    if f"{folder}/{page}" in place.pages.names or place.file(f"{folder}/{page}") in place.tree.files:
        hint = f"Choose another name; to change that page: peerkit edit {folder}/{page}"
        own = "Choose another name, or open that page and change it."
        raise WrongUsage(f"There is a page {folder}/{page} already.", hint if place.is_region else own)
    return folder, page


def _refuse_name(name: str, example: str) -> None:
    try:
        TypeAdapter(Folder).validate_python(name)
    except ValidationError as error:
        reason = error.errors()[0].get("ctx", {}).get("error")
        raise WrongUsage(f"The name {reason}", f"Such as: {example}") from None


def _title(given: str | None, name: str) -> str:
    """Return the title that was given, else the name as one. Raises WrongUsage where it cannot stand on a line."""
    title = (given or "").strip() or scaffold.title_of(name)
    if hidden(title) or "{{" in title:
        raise WrongUsage("The title holds characters that cannot stand in a heading.", "Write it in plain words.")
    return title


def _on_agenda(
    place: _Place, begun: Begun, round_name: str, session: str, after: str | None
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


def _write(root: Path, place: _Place, changes: Changes, dry_run: bool) -> str | None:
    """Write ``changes`` so that undo takes them back. Raises FindingsError where they would bring a mistake."""
    if wrong := introduced(place.tree, changed(place.tree, changes)):
        raise FindingsError(wrong, in_tree=False, message="Nothing was written, because this would bring a mistake.")
    if dry_run:
        return None
    if place.is_region:
        return write_changes(open_region(root), changes, "new")
    return apply(root, changes, "new")
