"""Building one region of many, in whatever process or on whatever machine: plain data in, plain data out."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path

from kit.app.build import Order, build
from kit.model.errors import FindingsError, KitError
from kit.model.findings import Finding, Level
from kit.network.bases import Bases
from kit.network.members import Member
from kit.system.cache import caching
from kit.system.workdir import scratch


@dataclass(frozen=True)
class Job:
    """What is made of every region: what ``order`` says, with other groups' facts in the folder ``groups``.

    ``cached`` says that what earlier builds kept may be used.
    """

    order: Order
    groups: Path | None = None
    cached: bool = False


@dataclass(frozen=True)
class Task:
    """Build ``member`` into ``out`` as ``job`` says."""

    member: Member
    out: Path
    job: Job


@dataclass(frozen=True)
class Outcome:
    """What became of a task. ``code`` is the exit code that building the region alone would have, 0 where it was built.

    ``message`` and ``hint`` say why it was not built; ``details`` is for those who mend the kit.
    """

    member: Member
    code: int = 0
    findings: tuple[Finding, ...] = ()
    message: str = ""
    hint: str = ""
    details: str = ""


def perform(task: Task, bases: Bases) -> Outcome:
    """Do ``task`` and return what became of it; an error of one region never stops the others."""
    root, job = task.member.root, task.job
    try:
        with bases.memory.in_use(), caching(job.cached):
            found = build(root, task.out, job.order, _silent, job.groups, bases.reader(root))
    except FindingsError as error:
        return Outcome(task.member, error.exit_code, _without_advice(error.findings), error.message, error.hint)
    except KitError as error:
        return Outcome(task.member, error.exit_code, (), error.message, error.hint)
    except Exception:  # of this region alone; it is told at the end, with what those need who mend the kit
        fault = "A fault of the kit's own stood in the way, and not one of the region's."
        hint = "Please report it with what --debug shows."
        return Outcome(task.member, 1, (), fault, hint, traceback.format_exc())
    finally:
        bases.leave()
    return Outcome(task.member, 0, _without_advice(found))


def _without_advice(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is to be mended; ``check --strict`` shows a region its advice."""
    return tuple(one for one in found if one.level is not Level.ADVICE)


def _silent(_: str) -> None:
    """Nobody looks on while one of many is built."""


# A process of a pool does many tasks, one after another, and keeps what they share until it ends.

_AT_WORK: list[Bases] = []


def perform_in_pool(task: Task) -> Outcome:
    """Do ``task`` in a process that an executor looks after."""
    if not _AT_WORK:
        stack = ExitStack()
        _AT_WORK.append(Bases(stack.enter_context(scratch("network"))))
        Finalize(None, stack.close, exitpriority=10)
    return perform(task, _AT_WORK[0])
