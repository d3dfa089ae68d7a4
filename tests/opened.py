"""A command in a copy of this process, in which something happens when it opens its Nth file to write below a folder.

Python's own notes of what it opens are counted, so libraries such as Sphinx and python-pptx are seen too.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.cli.run import run

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Act = Callable[[str], None]


@dataclass(frozen=True)
class Ended:
    """How the copy ended: its exit code, or minus the signal; what it told; and how many files it opened to write."""

    code: int
    told: str
    opened: int


def kill(_: str) -> None:
    """End the process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt(_: str) -> None:
    """Do what Ctrl+C does."""
    raise KeyboardInterrupt


def failing(number: int) -> Act:
    """Return what lets an opening fail with the error ``number``."""

    def fail(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return fail


def nothing(_: str) -> None:
    """Let it go on."""


def run_in_copy(words: Sequence[str], below: Path, log: Path, act: Act = nothing, at: int | None = None) -> Ended:
    """Run ``peerkit WORDS``; ``act`` gets the path of file ``at`` (from 1; None: each) opened to write ``below``."""
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forks where threads run
        child = os.fork()
    if child == 0:
        _run_and_end(words, below, log, act, at)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told = log.read_text(encoding="utf-8") if log.exists() else ""
    told, _, opened = told.rpartition("\n#")
    return Ended(code, told, int(opened or 0))


def _run_and_end(words: Sequence[str], below: Path, log: Path, act: Act, at: int | None) -> None:
    opened = 0
    start = str(below) + os.sep

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal opened
        if event != "open" or not isinstance(args[0], str) or not args[0].startswith(start) or not args[2] & WRITES:
            return
        if not Path(args[0]).is_dir():  # filelock asks a folder whether its system knows locks, and minds no answer
            opened += 1
            if at in (None, opened):
                act(args[0])

    code = 99
    try:
        sys.stderr = sys.stdout = io.StringIO()
        sys.addaudithook(hook)
        code = run(words)
        log.write_text(f"{sys.stderr.getvalue()}\n#{opened}", encoding="utf-8")
    except BaseException:
        log.write_text(traceback.format_exc() + "\n#0", encoding="utf-8")
    finally:
        os._exit(code)  # never back into pytest
