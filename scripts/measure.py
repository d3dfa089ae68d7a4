"""Measures commands in pairs, A B A B, so that a busy machine slows both sides alike. Used by ``bench.py``."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Spent:
    """What one run of a command took, in seconds: ``cpu`` of its whole process tree, ``wall`` on the clock."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Ratio:
    """One line of the table: ``ours`` and ``theirs`` are medians in seconds, ``limit`` is what the ratio may be."""

    name: str
    ours: float
    theirs: float
    ratio: float
    limit: float
    unit: str = "cpu s"

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
    return Spent(usage.ru_utime + usage.ru_stime, wall)


def paired(name: str, ours: Command, theirs: Command, times: int, limit: float) -> Ratio:
    """Compare two commands by CPU seconds: one run of each to warm up, then ``times`` pairs, one after the other.

    The ratio is the median of the pairs' own ratios, because what slows the machine down for a while slows a pair.
    """
    for command in (ours, theirs):
        run(command)
    pairs = [(run(ours).cpu, run(theirs).cpu) for _ in range(times)]
    return Ratio(
        name,
        median(one for one, _ in pairs),
        median(other for _, other in pairs),
        median(one / other for one, other in pairs),
        limit,
    )


def table(ratios: Sequence[Ratio]) -> str:
    """Return the ratios as a plain table, with ok or OVER beside each limit."""
    head = f"{'what':<46} {'kit':>9} {'other':>9} {'unit':<6} {'ratio':>6} {'limit':>6}"
    return "\n".join([head, *(_line(one) for one in ratios)])


def _line(one: Ratio) -> str:
    seconds = f"{one.name:<46} {one.ours:>9.3f} {one.theirs:>9.3f} {one.unit:<6}"
    return f"{seconds} {one.ratio:>6.2f} {one.limit:>6.2f}  {'ok' if one.ok else 'OVER'}"
