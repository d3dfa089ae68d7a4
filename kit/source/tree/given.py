"""Files that people name in a command: read whole, where it is a plain file of a size that its kind can have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from kit.model.errors import EnvironmentTrouble, Refused, WrongUsage
from kit.source.tree.archives import MB
from kit.system.bounded import at_most

_NO_WAITING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_given(file: Path, most: int, hint: str) -> bytes:
    """Return the bytes of ``file``, which somebody named, ``most`` at most; ``hint`` says which file to name instead.

    A link is followed. Raises WrongUsage where there is no file, or none that ends, such as a pipe or a device; Refused
    for one that is larger; EnvironmentTrouble where it cannot be read.
    """
    refuse_no_file(file, hint)
    try:
        with os.fdopen(os.open(file, _NO_WAITING), "rb") as stream:
            data = at_most(stream, most + 1)
    except OSError as error:
        raise EnvironmentTrouble(f"{file} cannot be read: {error.strerror or error}.", _OPEN) from error
    if len(data) > most:
        raise Refused(f"{file} is larger than {most // MB} MB, and no file of its kind is.", hint)
    return data


_OPEN = "See that you may open it, and that no other program holds it."


def refuse_no_file(file: Path, hint: str) -> None:
    """Raise WrongUsage unless a plain file is at ``file``; whoever reads a pipe or a device may wait for ever."""
    try:
        kind = stat.S_IFMT(file.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise WrongUsage(f"There is no file {file}.", hint) from None
    except OSError as error:
        raise EnvironmentTrouble(f"{file} cannot be read: {error.strerror or error}.", _OPEN) from error
    if kind == stat.S_IFDIR:
        raise WrongUsage(f"{file} is a folder, and a file is needed here.", hint)
    if kind != stat.S_IFREG:
        raise WrongUsage(f"{file} is no ordinary file, but a pipe or a device.", hint)
