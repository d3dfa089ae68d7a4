"""Every file operation of writing into a region, in one small module, so that tests can count them and make them fail.

Call these as ``files.write(...)``. Folders are written to disk with ``sync_folder``, because on Linux a new name is
safe against a power cut only when its folder is.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from kit.system.patience import patiently

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)  # some network drives cannot sync a folder


def read(path: Path, most: int | None = None) -> bytes | None:
    """Return the bytes of a plain file, or None where there is nothing or something else: a folder, a link, a pipe.

    A file of more than ``most`` bytes counts as something else.
    """
    try:
        info = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    plain = stat.S_ISREG(info.st_mode) and (most is None or info.st_size <= most)
    return patiently(path.read_bytes) if plain else None


def exists(path: Path) -> bool:
    """Whether anything is called ``path``, a link that leads nowhere included."""
    return os.path.lexists(path)


def is_folder(path: Path) -> bool:
    """Whether ``path`` is a folder, or a link to one."""
    return path.is_dir()


def may_change(folder: Path) -> bool:
    """Whether files may be put into ``folder`` and taken out of it, as far as its permissions tell."""
    return os.access(folder, os.W_OK | os.X_OK)


def names(folder: Path) -> list[str]:
    """Return the names in ``folder``, sorted and spelt as they are stored; none if it is no folder."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def write(path: Path, data: bytes, like: Path | None = None) -> None:
    """Write a file that is not there yet, with the permissions of ``like`` if that is a file, and always writable."""
    with path.open("xb") as handle:
        handle.write(data)
    if like is not None and like.is_file():
        path.chmod(stat.S_IMODE(like.stat().st_mode) | stat.S_IWUSR)


def sync(path: Path) -> None:
    """Wait until the content of a file is on the disk."""
    handle = patiently(lambda: os.open(path, os.O_RDWR))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make one folder, if it is not there."""
    patiently(lambda: folder.mkdir(exist_ok=True))


def replace(source: Path, target: Path) -> None:
    """Put the file ``source`` at ``target``, over what is there, in one step."""
    patiently(lambda: source.replace(target))


def rename(source: Path, target: Path) -> None:
    """Rename a folder in one step; nothing may be at ``target``."""
    patiently(lambda: source.rename(target))


def remove(path: Path) -> None:
    """Remove a file or a link, if it is there."""
    patiently(lambda: path.unlink(missing_ok=True))


def remove_folder(folder: Path) -> None:
    """Remove an empty folder, if it is there."""
    with suppress(FileNotFoundError):
        patiently(folder.rmdir)


def _let_change(path: Path) -> None:
    """Let ``path`` be changed, if it is no link: a folder by its owner, and a file on Windows, which asks for that."""
    with suppress(OSError):
        if not path.is_symlink() and not os.access(path, os.W_OK | (os.X_OK if path.is_dir() else 0)):
            path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)


def remove_tree(path: Path) -> None:
    """Remove ``path``, file by file, and never what a link leads to; what somebody made read-only goes as well."""
    todo, folders = [path], []
    while todo:
        one = todo.pop()
        _let_change(one)
        if one.is_symlink() or not one.is_dir():
            remove(one)
        else:
            folders.append(one)
            todo += [one / name for name in reversed(names(one))]
    for folder in reversed(folders):
        remove_folder(folder)
