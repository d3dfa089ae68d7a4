"""Measures commands in pairs, A B A B, so that a busy machine slows both sides alike. Used by ``bench.py``."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

Command = Sequence[str | Path]
_IN_A_MB = 2**20 if sys.platform == "darwin" else 2**10  # a Mac counts memory in bytes, Linux in KB


@dataclass(frozen=True)
class Spent:
    """What one run of a command took: seconds ``cpu`` of its whole process tree and ``wall`` on the clock.

    ``peak`` is the most memory that its process, or one of that process's children, held at a time, in MB.
    """

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True)
class Ratio:
    """One line of the table: ``ours`` and ``theirs`` are medians in ``unit``, ``limit`` is what the ratio may be.

    ``ratio`` is the median where several pairs were measured, ``least`` and ``most`` are the others' ends.
    """

    name: str
    ours: float
    theirs: float
    ratio: float
    limit: float
    unit: str = "cpu s"
    least: float | None = None
    most: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.ratio <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Return the values, with names, for ``--json``."""
        return {**asdict(self), "ok": self.ok}


def run(command: Command, folder: Path | None = None) -> Spent:
    """Run a command in ``folder``, without its output, and return what it took.

    The CPU seconds are those that the system counts for the process and for all its children that have ended
    (``wait4``). Bytecode is used and written as on any machine, so that no side pays for compiling twice.
    Raises SystemExit, with what the command said, where it fails.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=said, stderr=said, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()}\nThis command failed: {' '.join(map(str, command))}")
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / _IN_A_MB)


def paired(name: str, ours: Command, theirs: Command, times: int, limit: float) -> Ratio:
    """Compare two commands by CPU seconds: one run of each to warm up, then ``times`` pairs, one after the other.

    The ratio is the median of the pairs' own ratios, because what slows the machine down for a while slows a pair.
    """
    for command in (ours, theirs):
        run(command)
    return of_pairs(name, [(run(ours).cpu, run(theirs).cpu) for _ in range(times)], limit)


def of_pairs(name: str, pairs: Sequence[tuple[float, float]], limit: float, unit: str = "cpu s") -> Ratio:
    """Return the line of what was measured in ``pairs``, ours and theirs, in ``unit``."""
    ratios = [one / other for one, other in pairs]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    return Ratio(name, ours, theirs, median(ratios), limit, unit, min(ratios), max(ratios))


def table(ratios: Sequence[Ratio]) -> str:
    """Return the ratios as a plain table, with the ends of each, and ok or OVER beside its limit."""
    head = f"{'what':<58} {'kit':>9} {'other':>9} {'unit':<6} {'least':>6} {'ratio':>6} {'most':>6} {'limit':>6}"
    return "\n".join([head, *(_line(one) for one in ratios)])


def _line(one: Ratio) -> str:
    seconds = f"{one.name:<58} {one.ours:>9.3f} {one.theirs:>9.3f} {one.unit:<6}"
    least, most = ("" if end is None else f"{end:.2f}" for end in (one.least, one.most))
    return f"{seconds} {least:>6} {one.ratio:>6.2f} {most:>6} {one.limit:>6.2f}  {'ok' if one.ok else 'OVER'}"
