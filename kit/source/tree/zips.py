"""A hub or region out of a .zip, in memory: names and sizes are judged before a byte is unpacked."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kit.model.errors import Refused, WrongUsage
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.tree.archives import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_SUM,
    MB,
    ZipBytes,
    is_locked,
    is_odd,
    leads_out,
    lists_too_much,
    swells,
)
from kit.source.tree.damage import DamagedError
from kit.source.tree.given import read_given
from kit.source.tree.paths import shown
from kit.source.tree.rules import HUB, REGION, TreeRules

MAX_NAME = 1_000  # characters of a path; no system that people use can store more than four times that
_MAC = "__MACOSX/"  # what macOS adds beside the files
_AGAIN = "Make the zip again from the folder: on Windows, right-click it and choose Compress to ZIP file."


def read_zip(place: Path, inner: str, found: list[Finding]) -> Tree:
    """Return the tree in the zip at ``place``: the hub or region at its top, or in its folder ``inner``.

    Names inside the tree that break a rule are findings. Raises Refused for a zip that is unsafe to unpack or
    damaged, WrongUsage where it is no file or holds no hub and no region, EnvironmentTrouble where it cannot be read.
    """
    with _opened(place) as (archive, entries):
        return _tree(archive, entries, _top(entries, inner, place), found)


def read_beside(place: Path, inner: str, folder: str, wanted: Callable[[str, int], bool]) -> dict[str, bytes]:
    """Return the files of the nearest ``folder`` at the top of the tree in the zip, or above it, by name.

    ``wanted`` is asked with each file's name and size. Raises what ``read_zip`` raises.
    """
    with _opened(place) as (archive, entries):
        parts = _top(entries, inner, place).split("/")[:-1]
        for above in range(len(parts), -1, -1):
            start = "/".join([*parts[:above], folder, ""])
            inside = {name.removeprefix(start): entry for name, entry in entries.items() if name.startswith(start)}
            if inside:
                kept = {name: entry for name, entry in inside.items() if wanted(name, entry.file_size)}
                return {name: _unpacked(archive, entry) for name, entry in kept.items()}
    return {}


def read_plain(place: Path) -> dict[str, bytes]:
    """Return the files of the zip at ``place``, which is no tree, by path.

    Raises Refused for a zip that is unsafe to unpack or damaged, WrongUsage where it is no file, EnvironmentTrouble
    where it cannot be read.
    """
    with _opened(place) as (archive, entries):
        return {name: _unpacked(archive, entry) for name, entry in entries.items()}


@contextmanager
def _opened(place: Path) -> Iterator[tuple[ZipBytes, dict[str, zipfile.ZipInfo]]]:
    """Yield the zip at ``place`` and its files by name, if all of them may be unpacked."""
    data = read_given(place, MAX_SUM, "Name a zip; make one too large smaller by what its pages do not use.")
    if lists_too_much(data):
        raise Refused(f"The zip lists more than {MAX_ENTRIES:,} files, or is made to seem so.", _AGAIN)
    try:
        archive = ZipBytes(data)
        yield archive, _files(archive.entries)
    except DamagedError as error:
        raise Refused(f"{place.name} cannot be read: it is no zip, or it is damaged.", _AGAIN) from error


def _files(listed: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a zip by name, if all of them may be unpacked. Raises Refused if any may not."""
    if len(listed) > MAX_ENTRIES:
        raise Refused(f"The zip holds more than {MAX_ENTRIES:,} files.", _AGAIN)
    if sum(entry.file_size for entry in listed) > MAX_SUM:
        raise Refused(f"The zip unpacks to more than {MAX_SUM // MB} MB.", "Take out what the pages do not use.")
    files: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        _refuse_entry(entry)
        if entry.filename in files:
            raise Refused(f"The zip holds {shown(entry.filename)} twice.", _AGAIN)
        if not entry.is_dir() and not entry.filename.startswith(_MAC):
            files[entry.filename] = entry
    return files


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if leads_out(name):
        raise Refused(f"The zip holds a name that could lead out of its folder: {shown(name)}.", _AGAIN)
    if len(name) > MAX_NAME:
        raise Refused(f"The zip holds a name of more than {MAX_NAME:,} characters: {shown(name[:40])}...", _AGAIN)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "a link to somewhere else" if kind == stat.S_IFLNK else "no ordinary file"
        raise Refused(f"In the zip, {shown(name)} is {what}.", "Replace it with a copy of what it stands for.")
    if is_locked(entry):
        raise Refused(f"In the zip, {shown(name)} is locked with a password.", "Make the zip again without one.")
    if is_odd(entry):
        raise Refused(f"In the zip, {shown(name)} is packed in a way that few programs know.", _AGAIN)
    if swells(entry):
        raise Refused(f"In the zip, {shown(name)} unpacks to more than {MAX_RATIO} times its size.", _AGAIN)


def _top(names: Iterable[str], inner: str, place: Path) -> str:
    """Return the folder of the tree, with a ``/`` at its end, or "" for the top of the zip."""
    known = set(names)
    if inner:
        tops = [f"{inner.strip('/')}/"]
    else:
        folders = {name.split("/")[0] for name in known if "/" in name and not name.startswith(".")}
        single = [f"{folder}/" for folder in folders] if len(folders) == 1 else []
        tops = ["", *single, *(f"{one}sessions/" for one in ("", *single))]
    for top in tops:
        if {top + HUB, top + REGION} & known:
            return top
    message = f"{place.name}{f', in {inner},' if inner else ''} holds no hub.toml and no region.toml."
    raise WrongUsage(message, "Name a zip of the folder that does, or add #FOLDER to the source.")


def _tree(archive: ZipBytes, entries: Mapping[str, zipfile.ZipInfo], top: str, found: list[Finding]) -> Tree:
    inside = {name.removeprefix(top): entry for name, entry in entries.items() if name.startswith(top)}
    rules = TreeRules(REGION in inside, found)
    wanted = {path: entry for path, entry in sorted(inside.items()) if rules.wants(path, entry.file_size)}
    rules.twins()
    files = {path: _unpacked(archive, entry) for path, entry in wanted.items()}
    return Tree({path: data for path, data in files.items() if rules.may_keep(path, data)})


def _unpacked(archive: ZipBytes, entry: zipfile.ZipInfo) -> bytes:
    data = archive.unpacked(entry)
    if data is None:
        raise Refused(f"In the zip, {shown(entry.filename)} is larger or smaller than it says.", _AGAIN)
    return data
