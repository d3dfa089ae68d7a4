"""Reads material that was never a hub's from the disk: text and pictures alone, no links followed, and only so much."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, Refused, WrongUsage
from kit.model.findings import Code, Finding
from kit.source.tree.archives import MAX_ENTRIES, MAX_SUM, MB
from kit.source.tree.given import refuse_no_file
from kit.source.tree.paths import PICTURE_SUFFIXES, shown
from kit.source.tree.read import is_link
from kit.source.tree.rules import MAX_PICTURE
from kit.source.tree.zips import read_plain

TEXT_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd", ".txt", ".html", ".htm", ".docx"})
_BESIDE_SUFFIXES = frozenset({".yml", ".yaml", ".cff", ".jpe"})
_RIGHTS = ("licen", "copying", "citation", "authors", "notice", "copyright")
MAX_TEXT = 25 * MB  # pictures may be written into it


def read_foreign(place: Path, found: list[Finding]) -> dict[str, bytes]:
    """Return the text and pictures at ``place``, a file, a folder or a .zip, by path; what is left out is a finding.

    With a file come the pictures beside it. Raises WrongUsage where there is nothing to read or of no kind that can be,
    Refused for more than is read, EnvironmentTrouble where the disk is in the way.
    """
    if not place.exists():
        raise WrongUsage(f"There is no file and no folder {place}.", "Look at how its name is written.")
    try:
        if place.suffix.lower() == ".zip" and place.is_file():
            return _wanted(_topless(read_plain(place)))
        if place.is_dir():
            return _read(place, _walk(place, "", found), found)
        return _single(place, found)
    except OSError as error:
        raise EnvironmentTrouble(f"{place} cannot be read: {error.strerror or error}.") from error


def _single(place: Path, found: list[Finding]) -> dict[str, bytes]:
    refuse_no_file(place, "Name a file or folder with the material.")
    if place.suffix.lower() not in TEXT_SUFFIXES:
        hint = "Save it as a Word document (.docx), as Markdown (.md) or as a web page (.html), and name that."
        raise WrongUsage(f"{place.name} is of a kind that cannot be read here.", hint)
    beside = [one for one in _walk(place.parent, "", [], 2) if Path(one).suffix.lower() in PICTURE_SUFFIXES]
    rights = [one for one in os.listdir(place.parent) if one.lower().startswith(_RIGHTS)]  # noqa: PTH208 - names
    return _read(place.parent, iter([place.name, *sorted(rights), *beside]), found)


def _walk(root: Path, prefix: str, found: list[Finding], deep: int = 12) -> Iterator[str]:
    """Yield the paths of files that may be wanted, in order; links and hidden names are passed over."""
    for name in sorted(os.listdir(root / prefix)):  # noqa: PTH208 - names, not paths
        path = f"{prefix}{name}"
        if name.startswith((".", "~$")) or name.lower() in ("node_modules", "__pycache__"):
            continue
        info = (root / path).lstat()
        if is_link(info):
            message = "It is a link to somewhere else, and nothing outside the folder is read."
            found.append(Finding(Code.UNSAFE_SYMLINK, shown(path), None, message, "Put a copy of the file there."))
        elif stat.S_ISDIR(info.st_mode):
            yield from _walk(root, f"{path}/", found, deep - 1) if deep > 1 else ()
        elif stat.S_ISREG(info.st_mode) and _is_wanted(path):
            yield path


def _is_wanted(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    suffix = os.path.splitext(name)[1]  # noqa: PTH122 - a name, not a path
    return suffix in TEXT_SUFFIXES | PICTURE_SUFFIXES | _BESIDE_SUFFIXES or name.startswith(_RIGHTS)


def _read(root: Path, paths: Iterator[str], found: list[Finding]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for path in paths:
        place = root / path
        if not stat.S_ISREG(place.lstat().st_mode):  # a link, or what is no file and may never end
            continue
        size = place.stat().st_size
        limit = MAX_PICTURE if place.suffix.lower() in PICTURE_SUFFIXES else MAX_TEXT
        if size > limit:
            message = f"It is {size / MB:.1f} MB large, and {limit // MB} MB is the most, so it was left out."
            found.append(Finding(Code.UNSAFE_SIZE, shown(path), None, message, "Make it smaller, or split it."))
            continue
        total += size
        if len(files) >= MAX_ENTRIES or total > MAX_SUM:
            message = f"There are more than {MAX_ENTRIES:,} files here, or more than {MAX_SUM // MB} MB."
            raise Refused(message, "Name a folder that holds nothing but the material.")
        files[path] = place.read_bytes()
    return files


def _topless(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return ``files`` of a zip without the one folder in which all of them lie."""
    tops = {path.split("/")[0] for path in files}
    if len(tops) != 1 or not all("/" in path for path in files):
        return files
    return {path.partition("/")[2]: data for path, data in files.items()}


def _wanted(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if _is_wanted(path) and "/." not in f"/{path}"}
