"""A hub or region from the disk into memory: the only input and output of ``kit.source``. No link is ever followed."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.paths import (
    DECK_SUFFIXES,
    MAX_PARTS,
    OVERRIDE_SUFFIXES,
    PICTURE_SUFFIXES,
    part_problem,
    path_problem,
    shown,
    skipped,
    split_name,
    suggestion,
    too_deep,
    twins,
)

HUB, REGION = "hub.toml", "region.toml"
MB = 1024 * 1024
MAX_TEXT = 1 * MB
MAX_PICTURE = 10 * MB
MAX_DECK = 200 * MB

# The folders of a region that hold content, with how many parts a path inside them may have.
AREAS = {"upstream": MAX_PARTS, "pages": MAX_PARTS, "files": MAX_PARTS, "overrides": MAX_PARTS + 1}
# What else lies at the top of a region, for people or for other commands to read.
BESIDE = frozenset({"review", "editing", "log", "lineage.toml", "LICENSE", "LICENSE.md", "Makefile", "CHANGELOG.md"})

_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT (Microsoft, "Reparse Point Tags"); OneDrive's tags are others


def read_tree(root: Path, found: list[Finding], region: bool | None = None) -> Tree:
    """Return the files below ``root`` that keep the rules; each that does not is a finding and stays unread.

    ``region`` says what ``root`` is; None looks for ``region.toml`` there. Raises EnvironmentTrouble where ``root``
    itself cannot be read.
    """
    is_region = (root / REGION).is_file() if region is None else region
    walk = _Walk(root, is_region, found)
    try:
        names = sorted(os.listdir(root))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise EnvironmentTrouble(f"The folder {root} cannot be read: {error.strerror}.") from error
    walk.folder("", names)
    for first, second in twins(walk.seen):
        message = f'Some systems cannot tell this name from "{shown(first)}".'
        found.append(Finding(Code.NAME_CLASH, shown(second), None, message, "Rename one of the two."))
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
        message = f"There is no hub and no region in {start} or above it."
        raise WrongUsage(message, "Go to the folder that holds region.toml or hub.toml, or name it with -C.")
    return root


def is_root(folder: Path) -> bool:
    """Whether ``folder`` is the root of a hub or region."""
    return (folder / REGION).is_file() or (folder / HUB).is_file()


def _chosen(chosen: Path) -> Path:
    if is_root(chosen):
        return chosen
    what = "holds neither region.toml nor hub.toml" if chosen.is_dir() else "is not a folder"
    hint = "Name the folder that holds region.toml or hub.toml."
    if is_root(chosen / "sessions"):
        hint = f"Did you mean {chosen / 'sessions'}?"
    raise WrongUsage(f"{chosen} {what}.", hint)


@dataclass
class _Walk:
    root: Path
    is_region: bool
    found: list[Finding]
    files: dict[str, bytes] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def folder(self, prefix: str, names: list[str]) -> None:
        for name in names:
            path = prefix + name
            if not (skipped(self.inner(path)[0]) or skipped(path)) and not (self.is_region and path in BESIDE):
                self.seen.append(path)
                self.entry(path)

    def entry(self, path: str) -> None:
        place = self.root / path
        try:
            info = place.lstat()
            if _is_link(info):
                self.say(Code.UNSAFE_SYMLINK, path, *_LINK)
            elif stat.S_ISDIR(info.st_mode):
                if self.may_enter(path):
                    self.folder(f"{path}/", sorted(os.listdir(place)))  # noqa: PTH208 - names, not paths
            elif self.may_read(path, info):
                self.files[path] = _read(place)
        except OSError as error:
            message = f"It cannot be read: {error.strerror or error}."
            self.say(Code.UNREADABLE, path, message, "Check that you may open it, and that no other program holds it.")

    def inner(self, path: str) -> tuple[str, int]:
        """Return ``path`` counted from where the path rule counts, and how many parts it may have."""
        area, slash, rest = path.partition("/")
        return (rest, AREAS[area]) if self.is_region and slash and area in AREAS else (path, MAX_PARTS)

    def may_enter(self, path: str) -> bool:
        if self.is_region and "/" not in path:
            return path in AREAS or self.unknown(path)
        inner, parts = self.inner(path)
        # A folder needs room for a file in it.
        return self.rule(path, part_problem(inner.rsplit("/", 1)[-1]) or too_deep(f"{inner}/x", parts))

    def may_read(self, path: str, info: os.stat_result) -> bool:
        if self.is_region and "/" not in path and path != REGION:
            return self.unknown(path)
        inner, parts = self.inner(path)
        if not self.rule(path, path_problem(inner, parts)):
            return False
        if not stat.S_ISREG(info.st_mode):
            self.say(Code.UNSAFE_PATH, path, "It is not an ordinary file.", "Delete it.")
            return False
        return self.belongs(path, inner) and self.small_enough(path, info.st_size)

    def rule(self, path: str, problem: str | None) -> bool:
        if problem is None:
            return True
        better = suggestion(path)
        hint = f"Rename it, for example to {better}" if better != path else "Rename it or take it out of the folder."
        self.say(Code.UNSAFE_PATH, path, f"Its name cannot be used: {problem}.", hint)
        return False

    def belongs(self, path: str, inner: str) -> bool:
        """Whether a file whose name keeps the rule is of a kind that has a use where it lies."""
        suffix = split_name(inner.rsplit("/", 1)[-1])[1]
        if self.is_region and path.startswith("overrides/"):
            if suffix in OVERRIDE_SUFFIXES or inner.endswith("/page.toml"):
                return True
            self.say(Code.UNKNOWN_FILE, path, *_NOT_AN_OVERRIDE)
            return False
        if suffix in OVERRIDE_SUFFIXES:
            self.say(Code.UNKNOWN_FILE, path, *_OVERRIDE_ELSEWHERE)
            return False
        return True

    def small_enough(self, path: str, size: int) -> bool:
        suffix = Path(path).suffix
        limit = MAX_PICTURE if suffix in PICTURE_SUFFIXES else MAX_DECK if suffix in DECK_SUFFIXES else MAX_TEXT
        if size <= limit:
            return True
        message = f"It is {size / MB:.1f} MB large, and {limit // MB} MB is the most for such a file."
        self.say(Code.UNSAFE_SIZE, path, message, "Make the file smaller or split it.")
        return False

    def unknown(self, path: str) -> bool:
        """Report something at the top of a region that has no place there, and return False."""
        self.say(Code.UNKNOWN_FILE, path, *_NOT_AT_THE_TOP)
        return False

    def say(self, code: Code, path: str, message: str, hint: str) -> None:
        self.found.append(Finding(code, shown(path), None, message, hint))


_LINK = (
    "It is a link to somewhere else, and the kit reads only what lies in the folder itself.",
    "Replace it with a copy of the file or folder that it leads to.",
)
_NOT_AT_THE_TOP = (
    "It has no place at the top of a region.",
    "Pages go to pages/, pictures and other files to files/, changes of upstream's text to overrides/.",
)
_NOT_AN_OVERRIDE = (
    "It is no override: those are page.toml and files that end in .replace.md, .before.md, .after.md or .remove.md.",
    "Move new pages to pages/ROUND/ and pictures to files/ROUND/.",
)
_OVERRIDE_ELSEWHERE = (
    "It is named like an override, and overrides have an effect in a region's overrides/ only.",
    "Move it to overrides/ROUND/SESSION/, or rename it.",
)


def _is_link(info: os.stat_result) -> bool:
    return stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", 0) == _JUNCTION


def _read(place: Path) -> bytes:
    """Read a file that was no link a moment ago, and fail if it has become one since."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(place, flags), "rb") as stream:
        return stream.read(MAX_DECK + 1)
