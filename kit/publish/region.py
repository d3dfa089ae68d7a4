"""A region's folder as the journal sees it: what each path holds now, and what stands in the way of writing there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EEXIST, EFBIG, ENOSPC, ENOTDIR, ENOTEMPTY, EPERM, EROFS
from pathlib import Path, PurePosixPath

from kit.model.errors import EnvironmentTrouble, KitError, Refused
from kit.publish import files
from kit.publish.plan import path_trouble

STANDING = frozenset({"overrides", "pages", "files"})  # folders that stay when they are empty: people put files there

_REASONS = {
    ENOSPC: "the disk is full",
    EDQUOT: "you have used all the room that you may use on this disk",
    EFBIG: "it is larger than a file may be there",
    EROFS: "the disk can only be read",
    EACCES: "you may not write there, or another program has the file open",
    EPERM: "you may not write there, or another program has the file open",
    EEXIST: "something else stands there",
    ENOTDIR: "a file stands where a folder is needed",
}


@contextmanager
def plainly(root: Path, outcome: str, advice: str) -> Iterator[None]:
    """Turn errors of the disk into EnvironmentTrouble; ``outcome`` is a sentence on how the region is left."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        where = error.filename2 or error.filename or root
        raise EnvironmentTrouble(f"{where} could not be written: {reason}. {outcome}", advice) from error


def content(root: Path, path: str, spelt: bool) -> bytes | None:
    """Return the bytes of the file at ``path``, or None; ``spelt``: only if it is spelt just so, capitals included."""
    if spelt and not _spelt(root, path):
        return None
    return files.read(root / path)


def _spelt(root: Path, path: str) -> bool:
    parts = path.split("/")
    return all(part in files.names(root.joinpath(*parts[:at])) for at, part in enumerate(parts))


def refuse_unsafe(root: Path, path: str) -> None:
    """Raise Refused if ``path`` leaves the region, goes through a symbolic link, or is the kit's own or hidden."""
    trouble = path_trouble(path)
    if trouble is None and any((root / part).is_symlink() for part in _heads(path)):
        trouble = "it is a symbolic link or goes through one"
    if trouble:
        hint = "Put plain files and folders in its place, then run the command again."
        raise Refused(f"{path!r} cannot be written in {root}: {trouble}.", hint)


def refuse_blocked(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Raise KitError if a file stands where ``changes`` need a folder, or a folder where they need a file."""
    gone = {path for path, data in changes.items() if data is None}
    for path in changes.keys() - gone:
        above = next((head for head in _heads(path)[:-1] if _is_file(root / head) and head not in gone), None)
        inside = next((below for below in _below(root, path) if below not in gone), None)
        if above or inside:
            what = f"{above} is a file, not a folder" if above else f"{path} is a folder, and it holds {inside}"
            message = f"{path} cannot be written in {root}: {what}. Nothing was changed."
            raise KitError(message, f"Rename or move {above or path}, then run the command again.")


def refuse_locked(root: Path, paths: Iterable[str]) -> None:
    """Raise PermissionError for a folder in which ``paths`` are to be put or removed, and nothing may be changed."""
    for path in paths:
        there = [root / head for head in _heads(path)[:-1] if files.is_folder(root / head)]
        folder = [root, *there][-1]
        if not files.may_change(folder):
            raise PermissionError(EACCES, os.strerror(EACCES), str(folder))


def _heads(path: str) -> list[str]:
    """Return the folders that ``path`` lies in, outermost first, and ``path``."""
    pure = PurePosixPath(path)
    return [*(parent.as_posix() for parent in reversed(pure.parents[:-1])), path]


def _is_file(path: Path) -> bool:
    return files.exists(path) and not files.is_folder(path)


def _below(root: Path, path: str) -> Iterator[str]:
    """Yield what is in the folder ``path``: files, and folders that are empty."""
    if files.is_folder(root / path):
        for name in files.names(root / path):
            below = f"{path}/{name}"
            if files.is_folder(root / below) and files.names(root / below):
                yield from _below(root, below)
            else:
                yield below


def make_parents(root: Path, path: str) -> None:
    """Make the folders that ``path`` needs."""
    for head in _heads(path)[:-1]:
        if not files.exists(root / head):
            files.make_folder(root / head)


def remove_emptied(root: Path, path: str) -> None:
    """Remove the folders that ``path`` lay in, innermost first, as far as they are empty now."""
    for head in reversed(_heads(path)[:-1]):
        folder = root / head
        if head in STANDING or files.names(folder):
            return
        if files.is_folder(folder) and not _removed(folder):
            return


def _removed(folder: Path) -> bool:
    """Remove an empty folder; return False where a file came back into it meanwhile, as services that sync do."""
    try:
        files.remove_folder(folder)
    except OSError as error:
        if error.errno not in (ENOTEMPTY, EEXIST):
            raise
        return False
    return True


def sync_folders(root: Path, paths: list[str]) -> None:
    """Wait until the names of ``paths`` and of their folders are on the disk."""
    folders = {root, *(root / head for path in paths for head in _heads(path)[:-1])}
    for folder in sorted(folders):
        if files.is_folder(folder):
            files.sync_folder(folder)
