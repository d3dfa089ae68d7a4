"""Reads a hub or region from the disk into memory, and follows no link; ``zips.py`` reads one out of a zip."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.tree.rules import HUB, MAX_DECK, NOT_HERE, PRIVATE, REGION, TreeRules
from kit.system.bounded import at_most
from kit.system.patience import patiently

_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT (Microsoft, "Reparse Point Tags"); OneDrive's tags are others


def read_tree(root: Path, found: list[Finding], region: bool | None = None) -> Tree:
    """Return the files below ``root`` that keep the rules; each that does not is a finding and stays unread.

    ``region`` says what ``root`` is; None looks for ``region.toml`` there. Raises EnvironmentTrouble where ``root``
    itself cannot be read.
    """
    is_region = (root / REGION).is_file() if region is None else region
    walk = _Walk(root, TreeRules(is_region, found))
    try:
        names = sorted(os.listdir(root))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise EnvironmentTrouble(f"The folder {root} cannot be read: {error.strerror}.") from error
    walk.folder("", names)
    walk.rules.twins()
    return Tree(walk.files)


def find_tree(start: Path, chosen: Path | None) -> Path:
    """Return the root of the tree to work on: ``chosen``, else the nearest one upward, else ``./sessions``.

    Raises WrongUsage where there is none.
    """
    if chosen is not None:
        return _chosen(start / chosen)
    start = start.absolute()
    root = next((folder for folder in (start, *start.parents, start / "sessions") if is_root(folder)), None)
    if root is None:
        raise WrongUsage(f"There is no hub and no region in {start} or above it.", _instead(start))
    return root


def _instead(start: Path) -> str:
    """Return what to do where somebody looks for a tree in ``start``: what is most likely wrong there."""
    for name in (REGION, HUB):
        if (start / f"{name}.txt").is_file():
            return f"Rename {name}.txt to {name}. On Windows, File Explorer shows such endings with View, Show."
    if (start / "upstream").is_dir():
        return f"This looks like a region whose {REGION} is gone: put that file back, from a copy of the region."
    roots = sorted(
        (one for one in start.iterdir() if is_root(one)), key=lambda one: (not (one / REGION).is_file(), one)
    )
    if roots:
        name = f'"{roots[0].name}"' if " " in roots[0].name else roots[0].name
        return f"There is one in {roots[0].name}: go into that folder first, with cd {name}"
    return f"Go to the folder that holds {REGION} or {HUB}, or name it with -C."


def is_root(folder: Path) -> bool:
    """Whether ``folder`` is the root of a hub or region."""
    return (folder / REGION).is_file() or (folder / HUB).is_file()


def _chosen(chosen: Path) -> Path:
    if is_root(chosen):
        return chosen
    what = "holds neither region.toml nor hub.toml" if chosen.is_dir() else "is not a folder"
    hint = "Name the folder that holds region.toml or hub.toml."
    if chosen.suffix.lower() == ".zip":
        hint = "It is packed: unpack it first (on Windows: right-click, Extract All), then name the folder."
    elif set(str(chosen)) & set("“”‘’"):
        hint = "Its quotation marks are curly, as Word makes them: type straight ones."
    elif is_root(chosen / "sessions"):
        hint = f"Did you mean {chosen / 'sessions'}?"
    raise WrongUsage(f"{chosen} {what}.", hint)


@dataclass
class _Walk:
    root: Path
    rules: TreeRules
    files: dict[str, bytes] = field(default_factory=dict)

    def folder(self, prefix: str, names: list[str]) -> None:
        for name in names:
            path = prefix + name
            if self.rules.concerns(path):
                self.entry(path)

    def entry(self, path: str) -> None:
        place = self.root / path
        try:
            info = place.lstat()
            if is_link(info):
                self.rules.say(Code.UNSAFE_SYMLINK, path, *_LINK)
            elif stat.S_ISDIR(info.st_mode):
                if self.rules.may_enter(path):
                    self.folder(f"{path}/", sorted(os.listdir(place)))  # noqa: PTH208 - names, not paths
            elif self.rules.may_read(path, info.st_size, stat.S_ISREG(info.st_mode)):
                data = patiently(lambda: read_plain(place))
                if self.rules.may_keep(path, data):
                    self.files[path] = data
        except OSError as error:
            self.rules.say(Code.UNREADABLE, path, *_unread(error))


# What Windows says where OneDrive or Dropbox keeps a file online only and cannot fetch it now: ERROR_CLOUD_FILE_*.
_ONLINE_ONLY = (*range(358, 405), 426, 434, 475)


def _unread(error: OSError) -> tuple[str, str]:
    """Return what to say, and what to do, where a file or folder cannot be read."""
    if getattr(error, "winerror", None) in _ONLINE_ONLY:
        return NOT_HERE
    hint = "Check that you may open it, and that no other program holds it."
    return f"It cannot be read: {error.strerror or error}.", hint


_LINK = (
    "It is a link to somewhere else, and the kit reads only what lies in the folder itself.",
    "Replace it with a copy of the file or folder that it leads to.",
)


def is_link(info: os.stat_result) -> bool:
    """Whether ``info``, of a file or folder itself, is that of a link, a junction on Windows included."""
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _JUNCTION


def read_plain(place: Path) -> bytes:
    """Read a file that was no link a moment ago, and fail if it has become one since."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(place, flags), "rb") as stream:
        return at_most(stream, MAX_DECK + 1)


# The parts of a region that only the commands about overrides read: its record, review pages and lineage.

MAX_BYTES = 10 * 1024 * 1024  # a record is a few kilobytes; more is not one of ours

_LOCK = ".kit/lock"
_BESIDE = ("lineage.toml",)


def with_record(root: Path, tree: Tree) -> Tree:
    """Return ``tree`` with the record under ``.kit/lock``, by which composing knows where orphaned text stands.

    With it comes the lineage, by which composing knows whose words the region took over.
    """
    beside = {name: (root / name).read_bytes() for name in _BESIDE if _plain(root / name)}
    return Tree({**tree.files, **_below(root, _LOCK, ".json"), **beside})


def with_everything(root: Path, tree: Tree) -> Tree:
    """Return ``tree`` with the record, the lineage, the review pages and the logs, as updating needs them."""
    return Tree({**with_record(root, tree).files, **review_pages(root), **_below(root, "log", ".toml")})


def private_settings(root: Path, found: list[Finding]) -> bytes:
    """Return the region's private.toml, which is no part of its tree; b"" where there is none, or none to be read."""
    walk = _Walk(root, TreeRules(False, found))
    if os.path.lexists(root / PRIVATE):
        walk.entry(PRIVATE)
    return walk.files.get(PRIVATE, b"")


def review_pages(root: Path) -> dict[str, bytes]:
    """Return the pages in the region's ``review/`` by path: questions, and what tells of them."""
    return _below(root, "review", ".md")


def _below(root: Path, folder: str, suffix: str) -> dict[str, bytes]:
    top = root / folder
    if not top.is_dir() or any(part.is_symlink() for part in (root / ".kit", top)):
        return {}
    paths = sorted(path for path in top.rglob(f"*{suffix}") if _plain(path) and not path.name.startswith((".", "~$")))
    inside = [path for path in paths if path.resolve().is_relative_to(top.resolve())]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in inside}


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES
