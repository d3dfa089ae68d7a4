"""What ``doctor`` looks at: the tools on this machine, and whether a region's files are in order. Changes nothing."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.app.private import HINT, is_handed_on
from kit.franchise.record import read_lock
from kit.franchise.upstream.pristine import edited_files
from kit.franchise.upstream.sources import reach
from kit.model.errors import KitError
from kit.model.findings import Finding
from kit.model.schema import RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import read_region
from kit.source.tree.read import read_tree, with_everything
from kit.system.extras import install_command

_HALF_DONE = ("next", "journal")


@dataclass(frozen=True)
class Tool:
    """A program or package that somebody may need, whether it is here, and who needs it."""

    name: str
    found: bool
    needed_for: str


@dataclass(frozen=True)
class Trouble:
    """Something out of order in a region, and how to mend it, in words."""

    what: str
    mend: str


def machine() -> list[Tool]:
    """Return the optional tools; all that building needs comes with the kit."""
    serve = all(importlib.util.find_spec(name) for name in ("starlette", "uvicorn", "watchfiles", "websockets"))
    word = all(importlib.util.find_spec(name) for name in ("docx", "mammoth"))
    return [
        Tool("git", shutil.which("git") is not None, "only for a hub at a git address; zips and folders need nothing"),
        _package("the live preview", serve, "only for peerkit serve", "serve"),
        _package("Word documents", word, "only for peerkit word, and to read what Word wrote", "word"),
        Tool("Chromium", _any("chromium", "chromium-browser", "google-chrome"), "only for people who test the kit"),
        Tool("LibreOffice", _any("libreoffice", "soffice"), "only for people who test the kit"),
    ]


def _package(name: str, found: bool, needed_for: str, extra: str) -> Tool:
    return Tool(name, found, needed_for if found else f"{needed_for}; install it with: {install_command(extra)}")


def _any(*names: str) -> bool:
    return any(shutil.which(name) for name in names)


def region_troubles(root: Path) -> list[Trouble]:
    """Return what is out of order in the region at ``root``."""
    found: list[Finding] = []
    tree = with_everything(root, read_tree(root, found))
    settings = read_region(tree, found)
    read_lock(tree.files, found)
    troubles = [*_in_folder(root), *(Trouble(f"{one.place}: {one.message}", one.hint) for one in found)]
    if settings is None:
        return troubles
    if "hub.toml" not in tree.under("upstream").files:
        mend = "Put it back from a copy of this region; or fork again, and move overrides/, pages/ and files/ over."
        return [*troubles, Trouble("The folder upstream/ is missing or incomplete.", mend)]
    return [*troubles, *_with_upstream(root, tree, settings)]


def _in_folder(root: Path) -> Iterator[Trouble]:
    """Yield what shows before any file is read."""
    for name in _HALF_DONE:
        if (root / ".kit" / name).exists():
            mend = "The next update, resolve, capture or undo puts it right by itself."
            yield Trouble("A command was stopped half-way.", mend)
    if (root / ".kit" / "kept").is_dir():
        what = "Edits that somebody made while a command was writing were kept in .kit/kept."
        yield Trouble(what, "Take from there what you want to keep, then delete the folder.")
    if is_handed_on(root):
        what = "This folder is kept in Git, which would hand on a private.toml with the links to your meetings."
        yield Trouble(what, HINT)


def _with_upstream(root: Path, tree: Tree, settings: RegionFile) -> Iterator[Trouble]:
    """Yield what is wrong between the region and what it received, and where its next update would come from."""
    if edited_files(tree, settings) != []:
        what = "Files in upstream/ are not those that were received: somebody edited them."
        mend = "peerkit capture --upstream makes such edits changes of yours, and puts upstream/ back as it was."
        yield Trouble(what, mend)
    if any(path.startswith("overrides/") for path in tree.files) and not (root / ".kit" / "lock").is_dir():
        what = "The record under .kit/lock is missing, so the kit does not know what your overrides replaced."
        yield Trouble(what, "The next update records it anew from upstream/; nothing of yours is lost.")
    try:
        reach(root, settings.upstream.source, None)
    except KitError as error:
        yield Trouble(error.message, error.hint or "Everything but update goes on without it.")
