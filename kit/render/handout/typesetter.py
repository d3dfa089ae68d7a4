"""The kit's side of the Typst worker: one process for a build, ended and started again when a job takes too long."""

from __future__ import annotations

import atexit
import base64
import functools
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kit.model.errors import EnvironmentTrouble
from kit.system.cache import kept, key_of
from kit.system.workdir import scratch

WORKER = Path(__file__).with_name("worker.py")
FONTS = Path(__file__).parent.parent / "fonts"
SECONDS = 60.0  # for one document; a long run sheet takes well under two, so this is only met by what never ends


class TypesettingError(Exception):
    """A document or picture that could not be made, with the reason in a few words."""


class OverTimeError(TypesettingError):
    """A document or picture that took longer than it may."""


@dataclass
class Typesetter:
    """Runs jobs in the worker, one at a time. ``seconds`` is what each may take."""

    seconds: float = SECONDS
    _process: subprocess.Popen[str] | None = None
    _folder: ExitStack = field(default_factory=ExitStack)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def pdf(self, files: Mapping[str, bytes], main: str, epoch: int) -> bytes:
        """Return the PDF of ``main``, one of ``files``, dated ``epoch`` (seconds since 1970).

        Raises TypesettingError with what Typst says, or when the time is over, and EnvironmentTrouble for a full disk.
        """
        return self._run({"files": _encoded(files), "main": main, "format": "pdf", "epoch": epoch})

    def png(self, files: Mapping[str, bytes], main: str, ppi: float) -> bytes:
        """Return the first page of ``main`` as a PNG with ``ppi`` pixels per inch. Raises TypesettingError."""
        return self._run({"files": _encoded(files), "main": main, "format": "png", "epoch": 0, "ppi": ppi})

    def close(self) -> None:
        """End the worker and remove its folder; the next job starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
        self._folder.close()

    def _run(self, job: dict[str, Any]) -> bytes:
        line = json.dumps(job)
        return kept((_worker(), line.encode()), lambda: self._made(line))

    def _made(self, line: str) -> bytes:
        with self._lock:
            answer = self._ask(line)
        if "disk" in answer:
            message = f"The files of a handout could not be laid out for Typst: {answer['disk']}."
            raise EnvironmentTrouble(message, "See that there is room in the folder for temporary files.")
        if "error" in answer:
            raise TypesettingError(" ".join([answer["error"], *answer["hints"]]))
        return base64.b64decode(answer["data"])

    def _ask(self, line: str) -> dict[str, Any]:
        fresh = self._process is None or self._process.poll() is not None
        process = self._started()
        over = threading.Event()

        def stop() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(self.seconds, stop)
        timer.start()
        try:
            reply = _exchange(process, line)
        finally:
            timer.cancel()
        if reply:
            return dict(json.loads(reply))
        self.close()
        if over.is_set():
            raise OverTimeError(f"it took longer than {self.seconds:g} seconds, so it was stopped.")
        if not fresh:  # what it had seen for other documents may have taken the memory
            return self._ask(line)
        raise TypesettingError("it needed more memory than it may take, or could not be laid out at all.")

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            folder = self._folder.enter_context(scratch("typst"))
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kit.render.handout.worker", str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a crash there shows as an end without an answer
                text=True,
                encoding="utf-8",
            )
            self._hear(self._process)
        return self._process

    def _hear(self, process: subprocess.Popen[str]) -> None:
        """Wait until a worker has begun: what ends it before that is no fault of a document."""
        if process.stdout is not None and not process.stdout.readline():
            self.close()
            message = "Typst, which sets handouts, could not be started: the kit, or what it needs, is not where "
            hint = "Install the kit anew in that Python, then build again."
            raise EnvironmentTrouble(f"{message}{sys.executable} looks for it.", hint)


@functools.cache
def _worker() -> bytes:
    """Return what a result hangs on besides the job: the worker's code, the fonts, and the version of Typst."""
    files = [WORKER, *sorted(FONTS.iterdir())]
    return key_of([version("typst").encode(), *(path.read_bytes() for path in files)])


def _encoded(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}


def _exchange(process: subprocess.Popen[str], line: str) -> str:
    """Send one line and return the answer, or "" if the process ended before it gave one."""
    if process.stdin is None or process.stdout is None:  # both are pipes: said for the type checker
        return ""
    try:
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (BrokenPipeError, OSError):
        return ""


class Inside(Typesetter):
    """Runs jobs in this very process, where the system can start no other, as in a browser; the writer is the same.

    Nothing ends a job that never does but whoever ends the process, which in a browser is a worker of its own.
    """

    def _ask(self, line: str) -> dict[str, Any]:
        if importlib.util.find_spec("typst") is None:
            raise EnvironmentTrouble("Typst, which sets handouts, is not here.", "Load it, then build again.")
        from kit.render.handout.worker import Press, fonts

        with scratch("typst") as folder:
            return Press(fonts(), folder).answer(json.loads(line))


def shared(use: str = "") -> Typesetter:
    """Return the worker that handouts and decks of this run share, or that of one use; it ends with the program."""
    return _of(use)


@functools.cache
def _of(_use: str) -> Typesetter:
    typesetter = Inside() if sys.platform == "emscripten" else Typesetter()
    atexit.register(typesetter.close)
    return typesetter
