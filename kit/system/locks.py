"""One writer at a time for a folder, across every process of this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kit.model.errors import EnvironmentTrouble
from kit.system.workdir import system_folder

LOCK_SECONDS = 10  # how long a second writer of the same folder waits for the first


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold ``folder`` against other runs of the kit until the block ends; the same run may take it again inside.

    The lock is a file in the system's folder for temporary files, so that none lies about in ``folder``. The system
    lets it go when the run dies, so that none is ever stale. Raises EnvironmentTrouble if another run holds it longer
    than LOCK_SECONDS, or if the lock's own file cannot be made.
    """
    lock = _taken(folder)
    try:
        yield
    finally:
        lock.release()


def place(folder: Path) -> Path:
    """Return the path of the lock of ``folder``."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
    return system_folder() / f"peerkit-{name}.lock"


def _taken(folder: Path) -> FileLock:
    file = place(folder)
    try:
        lock = FileLock(file, timeout=LOCK_SECONDS, is_singleton=True)
        lock.acquire()
    except Timeout as error:
        message = f"Another run is writing {folder} at this moment."
        raise EnvironmentTrouble(message, "Wait until it is done, then run the command again.") from error
    except OSError as error:
        message = f"The file {file}, which keeps two runs apart, could not be made: {error.strerror or error}."
        raise EnvironmentTrouble(message, "Make sure that you may write in the folder for temporary files.") from error
    return lock
