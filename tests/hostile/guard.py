"""Watches what a command does to the machine: sockets, processes, and files that it reads or writes.

Python's audit events (PEP 578) see all of it, whatever module asks. A hook cannot be taken out again, so there is one,
which looks only while somebody watches.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import requests  # noqa: F401 - Sphinx imports it, and it tries on import whether this machine knows IPv6

_PROCESSES = frozenset(
    {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile"}
)
_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"})
WORKER = "kit.render.handout.worker"


class TooSlow(BaseException):
    """An attack made the kit work for longer than it may. No ``except Exception`` may stop it."""


@dataclass
class Watch:
    """What was seen: ``allowed`` are the folders that may be written to, ``secrets`` the files nobody may open."""

    allowed: tuple[str, ...]
    secrets: tuple[str, ...]
    seen: list[str] = field(default_factory=list)

    def event(self, name: str, arguments: tuple[object, ...]) -> None:
        """Note an audit event that no command may cause."""
        if name.startswith("socket.") and name != "socket.gethostname":
            self.seen.append(f"{name} {arguments[1:]}")
        elif name in _PROCESSES and WORKER not in str(arguments):
            self.seen.append(f"{name} {arguments[0]}")
        elif name == "open" and not isinstance(arguments[0], int):  # a number is a file that is open already
            self.opened(str(arguments[0]), arguments[2])
        elif name in _CHANGES:
            self.written(name, str(_folder(arguments) / os.fsdecode(arguments[0])))  # type: ignore[arg-type]  # a path

    def opened(self, path: str, flags: object) -> None:
        """Note a secret that is read, or a file elsewhere that is written."""
        if path.endswith(self.secrets):
            self.seen.append(f"open {path}")
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.written("open", path)

    def written(self, how: str, path: str) -> None:
        """Note a change outside the allowed folders. Python's own caches and devices are nobody's business."""
        whole = os.path.normpath(Path.cwd() / path)
        if not whole.startswith(self.allowed) and "__pycache__" not in whole and not whole.startswith("/dev/"):
            self.seen.append(f"{how} {whole}")


def _folder(arguments: tuple[object, ...]) -> Path:
    """Return the folder that an open folder's number at the end of the arguments stands for, if there is one."""
    last = arguments[-1]
    place = Path(f"/proc/self/fd/{last}")
    known = isinstance(last, int) and last > 2 and len(arguments) > 1
    return place.readlink() if known and place.exists() else Path()


_watching: list[Watch] = []


def _hook(name: str, arguments: tuple[object, ...]) -> None:
    for watch in _watching:
        watch.event(name, arguments)


sys.addaudithook(_hook)


@contextmanager
def watching(*allowed: Path, secrets: tuple[str, ...] = ("secret.txt", "secret.png", "/etc/passwd")) -> Iterator[Watch]:
    """Watch while it is open; files below ``allowed`` may be written."""
    watch = Watch(tuple(str(folder) for folder in allowed), secrets)
    _watching.append(watch)
    try:
        yield watch
    finally:
        _watching.remove(watch)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow if what is inside takes longer, where the system has such an alarm (Windows has not)."""

    def over(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"It took longer than {seconds:g} seconds.")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
