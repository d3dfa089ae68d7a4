"""Making file operations fail, and killing the process between any two of them.

Every operation that writes goes through ``kit.publish.files``; these helpers stand in front of its functions.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from kit.publish import files

OPERATIONS = ("write", "sync", "sync_folder", "make_folder", "replace", "rename", "remove", "remove_folder")
READS = ("read", "exists", "is_folder", "may_change", "names")

_names = files.names  # as they are stored, whatever stands in front of it

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a copy of the test needs fork")

Act = Callable[[int, str, tuple[Any, ...]], None]


@contextmanager
def before_each(act: Act) -> Iterator[None]:
    """Call ``act`` with the operation's number, from 1, its name and arguments before each operation."""
    done = 0

    def watched(name: str) -> Callable[..., Any]:
        original = getattr(files, name)

        def step(*args: Any) -> Any:
            nonlocal done
            done += 1
            act(done, name, args)
            return original(*args)

        return step

    with ExitStack() as stack:
        for name in OPERATIONS:
            stack.enter_context(mock.patch.object(files, name, watched(name)))
        yield


def operations(run: Callable[[], object]) -> list[str]:
    """Run ``run`` and return the names of its operations, in order."""
    seen: list[str] = []

    def act(number: int, name: str, args: tuple[Any, ...]) -> None:
        seen.append(name)

    with before_each(act):
        run()
    return seen


@contextmanager
def raising(number: int, at: int, until: int | None = None) -> Iterator[None]:
    """Let operation ``at``, and those up to ``until``, fail with the error ``number``; writes leave half a file."""

    def act(count: int, name: str, args: tuple[Any, ...]) -> None:
        if at <= count <= (until or at):
            _half_write(name, args)
            raise OSError(number, os.strerror(number), str(args[0]))

    with before_each(act):
        yield


def killed(run: Callable[[], object], at: int) -> bool:
    """Run ``run`` in a copy of this process that is killed with SIGKILL at operation ``at``; a write is left half done.

    Returns whether it came so far. Fails the test if ``run`` raised before.
    """
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of forks where threads run
        child = os.fork()
    if child == 0:
        _run_and_die(run, at)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL), "the copy of the test failed, see its traceback"
    return os.WIFSIGNALED(status)


def _run_and_die(run: Callable[[], object], at: int) -> None:
    def act(count: int, name: str, args: tuple[Any, ...]) -> None:
        if count == at:
            _half_write(name, args)
            os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        with before_each(act):
            run()
        status = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)  # never back into pytest


def _half_write(name: str, args: tuple[Any, ...]) -> None:
    if name == "write" and args[0].parent.is_dir():
        args[0].write_bytes(args[1][: len(args[1]) // 2])


def killings(
    folder: Path, make: Callable[[Path], object], run: Callable[[Path], object], every: int = 1
) -> Iterator[Path]:
    """Yield a copy of the folder that ``make`` fills, in which ``run`` was killed, for each ``every``-th operation.

    Operations that only wait for the disk are left out: a kill leaves the same files before them as after them.
    """
    made = folder / "made"
    made.mkdir(parents=True)
    make(made)
    steps = operations(lambda: run(Path(shutil.copytree(made, folder / "whole"))))
    felt = [number for number, name in enumerate(steps, 1) if name not in ("sync", "sync_folder")]
    for number in felt[::every]:
        root = Path(shutil.copytree(made, folder / f"at-{number}"))
        assert killed(partial(run, root), number)
        yield root


class HeldOnWindows(PermissionError):
    """What Windows raises while another program has a file open."""

    winerror = 32


@contextmanager
def careless_of_capitals(root: Path) -> Iterator[None]:
    """Let names below ``root`` differ only where they differ without their capitals, as Windows and macOS have it."""

    def stored(path: Any) -> Any:
        if not isinstance(path, Path) or root not in path.parents:
            return path
        there = root
        for part in path.relative_to(root).parts:
            known = [name for name in _names(there) if name.lower() == part.lower()]
            there = there / (known[0] if known else part)
        return there

    def blurred(name: str) -> Callable[..., Any]:
        original = getattr(files, name)
        return lambda *args: original(*map(stored, args))

    with ExitStack() as stack:
        for name in (*OPERATIONS, *READS):
            stack.enter_context(mock.patch.object(files, name, blurred(name)))
        yield
