"""Private folders for a run's own work, in the system's folder for temporary files.

Each holds a lock that the system lets go when the run dies, so the next run can tell what a killed one left behind, and
removes it. This needs nothing else of the kit's but its errors, so that every part may use it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kit.model.errors import EnvironmentTrouble

if TYPE_CHECKING:
    from filelock import FileLock

LOCK = "lock"
_ours: set[Path] = set()  # of this process: in a browser every lock can be taken, so locks do not tell
_PREFIX, _SUFFIX = "peerkit-", ".work"
_TRIES = 5  # a new folder is lost only if another run sweeps it in the instant before it is locked


def system_folder() -> Path:
    """Return the system's folder for temporary files. Raises EnvironmentTrouble where there is none to write in."""
    with _plainly():
        return Path(tempfile.gettempdir())


@contextmanager
def scratch(kind: str) -> Iterator[Path]:
    """Yield an empty folder that no other run uses, and remove it when the block ends; ``kind`` is part of its name.

    Removes what killed runs left first. Raises EnvironmentTrouble if it cannot be made.
    """
    system = system_folder()
    with _plainly():
        sweep(system)
        folder, lock = _made(system, kind)
    _ours.add(folder)
    try:
        work = folder / "work"
        with _plainly():
            work.mkdir()
        yield work
    finally:
        _ours.discard(folder)
        _remove(folder, lock)


def sweep(system: Path) -> None:
    """Remove the private folders in ``system`` of runs that are dead. What cannot be removed is left."""
    with os.scandir(system) as entries:
        folders = [Path(one) for one in entries if one.name.startswith(_PREFIX) and one.name.endswith(_SUFFIX)]
    for folder in folders:
        if folder.is_symlink() or folder in _ours:
            continue
        with suppress(OSError):
            if (folder / LOCK).is_file():
                _remove(folder, _locked(folder))
            else:
                folder.rmdir()  # a run that was killed in the instant before it locked its folder


def _made(system: Path, kind: str) -> tuple[Path, FileLock]:
    for left in reversed(range(_TRIES)):
        folder = Path(tempfile.mkdtemp(_SUFFIX, f"{_PREFIX}{kind}-", system))
        try:
            lock = _locked(folder)
            if (folder / LOCK).is_file():
                return folder, lock
            lock.release()
        except (FileNotFoundError, TimeoutError):
            if not left:
                raise
    raise FileNotFoundError(f"{system} loses its folders")


def _locked(folder: Path) -> FileLock:
    """Return the folder's lock, taken. Raises TimeoutError where another run holds it."""
    from filelock import FileLock  # only for those who write: many commands do not

    lock = FileLock(folder / LOCK, timeout=0)
    lock.acquire()
    return lock


def _remove(folder: Path, lock: FileLock) -> None:
    if os.name == "nt":  # where a file that is open cannot be removed
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"The kit needs a folder for temporary files, and cannot use one: {error.strerror or error}."
        hint = "See that there is room on the disk and that you may write there, or set TMPDIR (on Windows: TEMP)."
        raise EnvironmentTrouble(message, hint) from error
