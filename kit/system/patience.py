"""Waiting for files that another program holds for a moment: a virus scanner, an editor, a service that syncs folders.

Windows refuses to touch such a file. Nearly always it is free again within a second or two.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# access denied, sharing violation, lock violation, folder not empty while a deletion in it is pending, deletion
# pending, file mapped into memory
_HELD_ON_WINDOWS = (5, 32, 33, 145, 303, 1224)
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0)  # seconds; three and a half in all


def held(error: OSError) -> bool:
    """Whether another program has the file."""
    return getattr(error, "winerror", None) in _HELD_ON_WINDOWS


def vanished(error: OSError) -> bool:
    """Whether a file or folder is not there, as for a moment while a service that syncs puts its own in place."""
    return isinstance(error, FileNotFoundError)


def patiently(step: Callable[[], T], passing: Callable[[OSError], bool] = held) -> T:
    """Return what ``step`` returns; do it again for some seconds while it fails with an error that is ``passing``.

    Raises the last error where that does not help.
    """
    for pause in PAUSES:
        try:
            return step()
        except OSError as error:
            if not passing(error):
                raise
            time.sleep(pause)
    return step()
