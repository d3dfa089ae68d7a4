"""A real terminal for tests: what somebody types goes in, and what stands on the screen comes out."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

_CTRL_C = "\x03"
_PATIENCE = 60  # seconds; a machine with other work to do is slow


class Terminal:
    """``peerkit`` with ``words``, running in a terminal of its own in the folder ``cwd``."""

    def __init__(self, words: Sequence[str | Path], cwd: Path, more: Mapping[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        self.screen = ""
        self._read = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kit", *map(str, words)],
            cwd=cwd,
            env={**os.environ, "NO_COLOR": "1", "TERM": "dumb", **(more or {})},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the process, if it still runs, and take the terminal away."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
        os.close(self._master)

    def until(self, words: str) -> None:
        """Wait until ``words`` stand on the screen, below what was waited for before."""
        while (found := self.screen.find(words, self._read)) < 0:
            assert self._more(), f"{words!r} did not come. The screen says:\n{self.screen}"
        self._read = found + len(words)

    def type(self, text: str) -> None:
        """Press the keys of ``text``."""
        os.write(self._master, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, as people do: when the question has stood there for a moment, and again where nothing comes.

        Python misses one that comes while it turns from writing a question to waiting for the answer.
        """
        while select.select([self._master], [], [], 0.5)[0] and self._more():
            pass
        for _ in range(3):
            self.type(_CTRL_C)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE / 4)
                return

    def ended(self) -> int:
        """Wait for the end and return the exit code."""
        while self._more():
            pass
        return self._process.wait(_PATIENCE)

    def _more(self) -> bool:
        """Read what is new on the screen; False at the end."""
        deadline = time.monotonic() + _PATIENCE
        while not select.select([self._master], [], [], 0.2)[0]:
            assert time.monotonic() < deadline, f"Nothing came. The screen says:\n{self.screen}"
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side is closed
            return False
        self.screen += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
