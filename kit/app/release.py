"""Releasing a hub's material: nothing vanished unsaid, notes on what changed, and the version stamped."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.app.assemble import epoch
from kit.app.introduced import changed, errors, introduced
from kit.franchise.home import NOTES_TITLE, RELEASE_NOTES
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import normalised
from kit.franchise.share.release import Vanished, notes, vanished, what_changed
from kit.franchise.upstream.sources import reach
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.publish.archive import zipped
from kit.publish.journal import apply, recover
from kit.source.settings.files import HUB, read_hub
from kit.source.settings.toml_edit import TomlEditor
from kit.source.tree.read import read_tree
from kit.source.tree.zips import read_zip
from kit.system.locks import locked
from kit.system.memo import remembering

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
LAST = ".kit/released.zip"  # the hub as it was released last, to compare the next release with


@dataclass(frozen=True)
class Release:
    """A release: its version and that of the one before, "" for the first, and the notes as a page.

    With ``vanished`` nothing was released. ``told`` is "" or a sentence that people must read.
    """

    version: str
    before: str
    vanished: Sequence[Vanished] = ()
    notes: str = ""
    told: str = ""


@remembering()
def release(root: Path, version: str, since: str | None, dry_run: bool) -> Release:
    """Stamp the hub at ``root`` with ``version``, if no address vanished unsaid since the last release.

    ``since`` is a SOURCE with the last release, where the hub does not remember it. Raises WrongUsage for a region or a
    version that was released already, FindingsError where the hub holds errors.
    """
    if (root / "region.toml").is_file():
        raise WrongUsage(f"{root} is a region, and regions pass on their hub's version.", "Name a hub with -C.")
    if not _VERSION.fullmatch(version):
        raise WrongUsage(f'"{version}" is no version that git could tag.', "Choose one such as 2026.2.")
    with locked(root):
        recover(root)
        tree = _sound(root)
        old = reach(root, since, None, typed=True).tree if since else _last(root)
        if old is None:
            return _stamped(root, tree, Release(version, ""), dry_run)
        before = _version(old)
        if before == version:
            raise WrongUsage(f"Version {version} was released already.", "Choose the next one, such as 2026.2.")
        pages = HubPages(_without_notes(tree)), HubPages(_without_notes(old))
        if gone := vanished(pages[1], pages[0]):
            return Release(version, before, gone)
        text = notes(_notes(tree), what_changed(pages[1], pages[0]), pages[0], version, datetime.date.today())
        return _stamped(root, tree, Release(version, before, notes=text), dry_run)


def _sound(root: Path) -> Tree:
    found: list[Finding] = []
    tree = read_tree(root, found)
    if has_errors(found) or (found := errors(tree)):
        raise FindingsError(found)
    return tree


def _last(root: Path) -> Tree | None:
    """Return the hub as it was released last; None where that is not remembered."""
    place = root / LAST
    try:
        return read_zip(place, "", []) if place.is_file() else None
    except KitError as error:
        message = f"{LAST}, in which the kit remembers your last release, cannot be read."
        raise KitError(
            message, "Name the last release as a folder or zip with --since; this file is written anew."
        ) from error


def _version(tree: Tree) -> str:
    hub = read_hub(tree, [])
    return hub.version if hub else ""


def _notes(tree: Tree) -> str:
    """Return the notes so far, "" for none. Raises KitError where a page of that name is none of the kit's."""
    text = normalised(tree.files.get(RELEASE_NOTES, b"")).decode(errors="replace")
    if text.strip() and not text.startswith(NOTES_TITLE):
        message = f"{RELEASE_NOTES} is a page of your own, and the notes on releases go there."
        raise KitError(message, f"Give it another name; or begin it with the line: {NOTES_TITLE.strip()}")
    return text


def _without_notes(tree: Tree) -> Tree:
    return Tree({path: data for path, data in tree.files.items() if path != RELEASE_NOTES})


def _stamped(root: Path, tree: Tree, one: Release, dry_run: bool) -> Release:
    hub = TomlEditor(HUB, tree.files[HUB])
    hub.set(("version",), one.version)
    changes: dict[str, bytes] = {HUB: hub.data}
    if one.notes:
        changes[RELEASE_NOTES] = one.notes.encode()
    files = dict(sorted({**tree.files, **changes}.items()))
    if wrong := introduced(tree, changed(tree, changes)):
        raise FindingsError(wrong, in_tree=False, message="Nothing was released, because this would bring a mistake.")
    changes[LAST] = zipped(files, epoch(one.version, None))
    told = None if dry_run else apply(root, changes, "release")
    return Release(one.version, one.before, (), one.notes, told or "")
