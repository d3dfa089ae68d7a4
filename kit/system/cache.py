"""Bytes that took long to make, kept on disk from one run to the next.

What is made is the same with and without: an entry is found by a digest of all that it hangs on, and used only where it
is whole. The folder lies with what programs keep for this person and never in a region, nothing in it is ever run, and
it can be thrown away at any time, also while a run goes on.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

SETTING = "PEERKIT_CACHE"  # names another folder; empty, nothing is kept
_DIGEST = 32  # bytes before the data of an entry, of its key and its data
_DAYS, _MOST = 30, 500 * 2**20  # an entry that nobody used for so long goes, and the oldest beyond so many bytes
_DAY = 24 * 60 * 60  # seconds
_SWEPT = "swept"


def folder_for(system: str = sys.platform, told: Mapping[str, str] = os.environ) -> Path | None:
    """Return the folder in which the kit keeps such bytes on ``system``, None where there is to be none."""
    if SETTING in told:
        return _absolute(told[SETTING])
    if system == "win32":
        home = _absolute(told.get("LOCALAPPDATA", ""))
        return home / "peerkit" / "cache" if home else None
    home = _absolute(told.get("HOME", ""))
    if system == "darwin":
        return home / "Library" / "Caches" / "peerkit" if home else None
    place = _absolute(told.get("XDG_CACHE_HOME", "")) or (home / ".cache" if home else None)
    return place / "peerkit" if place else None


def _absolute(path: str) -> Path | None:
    return Path(path) if path and Path(path).is_absolute() else None


class Cache:
    """What is kept in ``folder``, which is made when the first entry is written; where that fails nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While it is open, ``kept`` looks here first. Before, what nobody used for long is removed, once a day."""
        if not _ours(self.folder):
            yield
            return
        with suppress(OSError):
            _sweep(self.folder)
        token = _IN_USE.set(self)
        try:
            yield
        finally:
            _IN_USE.reset(token)

    def find(self, key: bytes) -> bytes | None:
        """Return the data of an entry, None where there is none or it is not just as it was written."""
        with suppress(OSError):
            path = self._path(key)
            entry = path.read_bytes()
            digest, data = entry[:_DIGEST], entry[_DIGEST:]
            if hashlib.sha256(key + data).digest() == digest:
                os.utime(path)
                return data
        return None

    def keep(self, key: bytes, data: bytes) -> None:
        """Let ``data`` be the entry of ``key``, where the disk allows it."""
        with suppress(OSError):
            _write(self._path(key), hashlib.sha256(key + data).digest() + data)

    def _path(self, key: bytes) -> Path:
        return self.folder / key.hex()[:2] / key.hex()[2:]


_IN_USE: ContextVar[Cache | None] = ContextVar("cache", default=None)


def in_use() -> Cache | None:
    """Return the cache in use, None where nothing is to be kept or found."""
    return _IN_USE.get()


def kept(parts: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` returns, from the cache in use where it has that. It hangs on ``parts`` alone."""
    if (cache := in_use()) is None:
        return make()
    key = key_of(parts)
    if (data := cache.find(key)) is None:
        data = make()
        cache.keep(key, data)
    return data


def key_of(parts: Iterable[bytes]) -> bytes:
    """Return a digest of ``parts`` that no other parts have, however their bytes are divided."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


@contextmanager
def caching(wanted: bool) -> Iterator[None]:
    """While it is open, keep and find what takes long in this person's folder, unless that is not ``wanted``."""
    folder = folder_for() if wanted else None
    if folder is None:
        yield
        return
    with Cache(folder).in_use():
        yield


def _ours(folder: Path) -> bool:
    """Whether nobody else could put entries into ``folder``: it is not there yet, or only we may write to it."""
    try:
        about = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return folder.is_dir() and (os.name == "nt" or (about.st_uid == os.getuid() and not about.st_mode & 0o022))


def _write(path: Path, entry: bytes) -> None:
    """Write an entry so that no other run ever sees a part of it."""
    path.parents[1].mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.mkdir(exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(entry)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _sweep(folder: Path) -> None:
    """Remove what nobody used for ``_DAYS``, and of the rest the oldest until less than ``_MOST`` bytes are left."""
    mark, now = folder / _SWEPT, time.time()
    if not folder.is_dir() or (mark.exists() and abs(now - mark.stat().st_mtime) < _DAY):
        return
    mark.touch()
    size = 0
    for used, path, bytes_ in sorted(_entries(folder), reverse=True):
        size += bytes_
        if size > _MOST or now - used > _DAYS * _DAY:
            path.unlink(missing_ok=True)


def _entries(folder: Path) -> Iterator[tuple[float, Path, int]]:
    """Yield when each entry was used last, its file, and its bytes; also what a killed run left half written."""
    for path in folder.glob("??/*"):
        about = path.stat()
        yield about.st_mtime, path, about.st_size
