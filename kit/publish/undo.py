"""Taking back what the last writing command changed; taking that back makes the change once more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kit.model.errors import KitError
from kit.publish import files
from kit.publish.journal import pending, recover, stored, write
from kit.publish.journal_steps import UNDO
from kit.publish.plan import BadPlan, Plan, Way, digest, look_alikes
from kit.publish.region import content, plainly, refuse_unsafe
from kit.system.locks import locked

_BY_HAND = "Compare with your own copies, or with the history of the folder if it has one."


@dataclass(frozen=True)
class Undone:
    """The command that was taken back, or made ``again``, and the paths that changed, in order.

    ``told`` is "", or sentences that people must read: on a run that had been cut short, on edits that were kept.
    """

    command: str
    changed: list[str]
    again: bool = False
    told: str = ""


def undo(root: Path) -> Undone:
    """Take back what the last writing command changed in the region at ``root``, by the same journal.

    A second call makes the change again. It calls ``recover`` itself, and callers must not do so before it: if the run
    that was killed was one of ``undo``, this one finishes it and does no more. Raises KitError (exit 1), having changed
    nothing, if there is nothing to take back, if a file was edited since, or if the stored copies are damaged; and
    Refused and EnvironmentTrouble as ``apply`` does.
    """
    with locked(root), plainly(root, "Nothing was changed.", "Put that right, then run the command again."):
        begun = pending(root)
        told = recover(root)
        if begun is not None and (done := _settled(root, begun)):
            return _undone(done, told)
        last = _last(root)
        back = last.reversed()
        _refuse_edited(root, last)
        return _undone(back, told, write(root, _old_contents(root, last), back.command, back.way))


def last_change(root: Path) -> tuple[str, list[str]]:
    """Return the last writing command and the paths that it changed, without changing anything.

    Raises KitError where there is nothing to take back.
    """
    last = _last(root)
    return last.command, [step.path for step in last.steps]


def _settled(root: Path, begun: Plan) -> Plan | None:
    """Return the plan that did what was asked for, if putting right the killed run, ``begun``, has done that."""
    finished = files.exists(root / UNDO) and _last(root) == begun
    if begun.way is Way.DO:
        return None if finished else begun.reversed()  # it was cut short, and has been taken back
    return begun if finished else None


def _undone(plan: Plan, *told: str | None) -> Undone:
    changed = sorted(step.path for step in plan.steps)
    return Undone(plan.command, changed, plan.way is Way.REDO, " ".join(filter(None, told)))


def _last(root: Path) -> Plan:
    if not files.exists(root / UNDO):
        raise KitError("There is nothing to take back: the kit has no note of a command that changed this region.")
    try:
        return stored(root, UNDO)
    except BadPlan as error:
        message = (
            f"What the last command changed cannot be taken back, because its notes in {UNDO} are damaged: {error}."
        )
        raise KitError(f"{message} Nothing was changed.", _BY_HAND) from error


def _refuse_edited(root: Path, last: Plan) -> None:
    alike = look_alikes(step.path for step in last.steps)
    for step in last.steps:
        refuse_unsafe(root, step.path)
    edited = sorted(
        step.path for step in last.steps if digest(content(root, step.path, step.path in alike)) != step.new
    )
    if edited:
        which = "this file was" if len(edited) == 1 else "these files were"
        message = f"{_cannot(last)}, because {which} edited since: {', '.join(edited)}."
        hint = (
            "Undo would lose that. Put the text back as the command left it, or change by hand what you want to change."
        )
        raise KitError(f"{message} Nothing was changed.", hint)


def _cannot(last: Plan) -> str:
    return f"peerkit {last.command} cannot be {'made again' if last.way is Way.UNDO else 'taken back'}"


def _old_contents(root: Path, last: Plan) -> dict[str, bytes | None]:
    contents: dict[str, bytes | None] = {}
    for step in last.steps:
        contents[step.path] = None if step.old is None else files.read(root / UNDO / "old" / step.stored)
        if digest(contents[step.path]) != step.old:
            message = f"{_cannot(last)}, because its copy of {step.path} is gone from {UNDO}."
            raise KitError(f"{message} Nothing was changed.", _BY_HAND)
    return contents
