"""Run as a program: ``peerkit`` with no network, another clock, and a note of each place outside that it writes to.

The first word lists the folders that may be written to, the rest are peerkit's; what it noted is printed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
# A library of Sphinx's binds a socket of this computer when it is imported, to see whether there is IPv6: no talk.
NETWORK = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib")


def watch(notes: list[str], allowed: list[str]) -> None:
    """Add to ``notes`` whatever this process does from now on with the network, or with files outside ``allowed``."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(NETWORK):
            notes.append(f"{event} {args[1:]}")
            raise OSError("there is no network here")
        if event in CHANGES or (event == "open" and args[2] & WRITES):
            notes.extend(f"{event} {path}" for path in _paths(event, args) if not f"{path}/".startswith(tuple(allowed)))

    sys.addaudithook(hook)


def _paths(event: str, args: tuple[Any, ...]) -> list[str]:
    """Return the paths that an event changes; those below an open folder belong to one that was opened before."""
    below = [one for one in args[1:] if isinstance(one, int) and one >= 0] if event in ("os.remove", "os.rmdir") else []
    names = args[:2] if event in ("os.rename", "os.link", "os.symlink") else args[:1]
    texts = [os.fsdecode(name) for name in names if isinstance(name, str | bytes)]
    return [] if below else [Path(text).absolute().as_posix() for text in texts if text != os.devnull]


def main() -> None:
    """Run the command, and print what was noted."""
    from kit.cli.run import run

    real = time.time
    time.time = lambda: real() + 5 * 365 * 86_400
    notes: list[str] = []
    watch(notes, sys.argv[1].split(os.pathsep))
    code = run(sys.argv[2:])
    sys.stdout.write("\n".join(notes))
    sys.exit(code)


if __name__ == "__main__":
    main()
