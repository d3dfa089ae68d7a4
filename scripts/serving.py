"""Measures what one saved change of a session costs ``peerkit serve``, and sphinx-autobuild on the same pages.

Both serve until they are ended. A change is one more word in the same session. What counts is the processor's time of
the whole process and of the children that have ended, which Linux keeps below ``/proc``:

shown      from the save until a browser that has the page open is told to load it again, by the line over which the
           preview tells browsers. The page can be had from that moment.
at rest    from the save until nothing more is done: other pages, run sheets and the search index are up to date.

sphinx-autobuild tells browsers when its build has ended, so for it the two are the same.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from websockets.sync.client import ClientConnection, connect

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 120  # seconds
QUIET = 1.5  # seconds without any work, after which a process is taken to be at rest


@dataclass(frozen=True)
class Change:
    """CPU seconds of one change."""

    shown: float
    rest: float


@dataclass(frozen=True)
class Served:
    """A process that serves pages, and the line over which it tells an open page to load again."""

    pid: int
    line: ClientConnection

    def change(self, page: Path, word: str) -> Change:
        """Save ``page`` with one more word, and return what that cost."""
        self.settle()
        self.listen_away()
        before = spent(self.pid)
        page.write_bytes(page.read_bytes() + f"\nOne more word: {word}.\n".encode())
        while not is_reload(self.line.recv(PATIENCE)):
            pass
        shown = spent(self.pid)
        self.settle()
        return Change(shown - before, spent(self.pid) - before)

    def listen_away(self) -> None:
        """Take what has been said so far off the line."""
        with suppress(TimeoutError):
            while True:
                self.line.recv(0.1)

    def settle(self) -> None:
        """Wait until the process has done nothing for a while."""
        last, since = spent(self.pid), time.monotonic()
        while time.monotonic() - since < QUIET:
            time.sleep(0.1)
            if (now := spent(self.pid)) > last + 0.02:  # a watcher may look at the disk now and then
                last, since = now, time.monotonic()


def changes(ours: Served, theirs: Served, pages: tuple[Path, Path], times: int) -> list[tuple[Change, Change]]:
    """Change each side's page in turns, once unmeasured and then ``times`` times, and return what each change cost."""
    pairs = []
    for turn in range(times + 1):
        word = f"word{turn}"
        pairs.append((ours.change(pages[0], word), theirs.change(pages[1], word)))
    return pairs[1:]


def is_reload(message: str | bytes) -> bool:
    """Whether a message tells a page to load again, in the words of either program."""
    return message in ("refresh", '{"reload":true}')


def spent(pid: int) -> float:
    """Return the CPU seconds of a process, all its threads, and its children, those that still run included."""
    threads = Path(f"/proc/{pid}/task")
    own = sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads.iterdir()) / 1e9
    ended = [int(one) for one in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]]
    return own + sum(ended) / TICK + sum(spent(child) for child in _children(pid))


def _children(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        yield from (int(child) for child in (thread / "children").read_text().split())


@contextmanager
def peerkit(hub: Path, page: str) -> Iterator[Served]:
    """Serve ``hub`` with the kit, with ``page`` open."""
    command = [sys.executable, "-m", "kit", "-C", str(hub), "serve", "--port", "0"]
    with _process(command, r"Ctrl\+C ends it") as (pid, said):
        address = _found(r"http://([\d.:]+)/", said)
        with _line(f"ws://{address}/.live/socket?path=/{page}.html&shown=") as line:
            yield Served(pid, line)


@contextmanager
def autobuild(source: Path, folder: Path) -> Iterator[Served]:
    """Serve the plain project in ``source`` with sphinx-autobuild, which builds into ``folder``."""
    command = [sys.executable, "-m", "sphinx_autobuild", "--port", "0", "-q", str(source), str(folder)]
    with _process(command, r"Serving on http://") as (pid, said):
        address = _found(r"http://([\d.:]+)", said)
        with _line(f"ws://{address}/websocket-reload") as line:
            yield Served(pid, line)


@contextmanager
def _line(address: str) -> Iterator[ClientConnection]:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            line = connect(address)
            break
        except OSError:  # it is not listening yet
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    with line:
        yield line


@contextmanager
def _process(command: list[str], ready: str) -> Iterator[tuple[int, Path]]:
    """Run a program until the block ends; yield its number, and the file of what it says, once that holds ``ready``."""
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with said.open("wb") as stream:
            environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
            environment.pop("PYTHONDONTWRITEBYTECODE", None)  # bytecode is used and written as on any machine
            process = subprocess.Popen(command, stdout=stream, stderr=stream, stdin=subprocess.DEVNULL, env=environment)
        try:
            _found(ready, said)
            yield process.pid, said
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _found(pattern: str, file: Path) -> str:
    """Wait until ``file`` holds ``pattern``, and return its group, or all of it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if match := re.search(pattern, file.read_text(encoding="utf-8", errors="replace")):
            return match[match.re.groups]
        time.sleep(0.1)
    raise SystemExit(f"{file.read_text(encoding='utf-8', errors='replace')}\nThis never came: {pattern}")
