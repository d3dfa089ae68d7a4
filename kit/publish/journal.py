"""Changing a region's files so that they are wholly old or wholly new, whenever the run is killed.

A change is staged, decided with one rename and then carried out (see staging.py and finishing.py). A run that dies
before the rename has changed nothing; one that dies after it is finished by the next command, which calls ``recover``
before it reads anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.model.errors import KitError
from kit.publish import files
from kit.publish.journal_steps import (
    JOURNAL,
    NEXT,
    PAST,
    Act,
    Task,
    carry_out,
    close,
    decide,
    discard,
    set_aside,
    tasks,
)
from kit.publish.plan import OUR_FOLDER, PLAN_NAME, BadPlan, Plan, Way, from_json
from kit.publish.region import plainly, refuse_unsafe
from kit.system.locks import locked

_HALF_WAY = "The change is decided but not finished; nothing is lost, and the next command finishes it."
_FREE_THE_FILES = "Close programs that have files of the region open, make room, then run any command on it."


def apply(root: Path, changes: Mapping[str, bytes | None], command: str) -> str | None:
    """Make the region at ``root`` hold ``changes``: new bytes by path, or None for a file that goes.

    ``command`` is the verb that ``undo`` will name. Paths count from ``root``, with ``/``. Files that hold just that
    already are not touched, and if all do then nothing at all is written. Returns None, or a sentence that people must
    read if somebody edited one of the files at this very moment.

    Raises Refused (exit 3) for a path outside the region or through a symbolic link, KitError (1) if a folder stands
    in the place of a file or an earlier command was still unfinished, and EnvironmentTrouble (4) for trouble with the
    disk: before the change is decided the region stays as it was, after it the next command finishes it.
    """
    with locked(root):
        if sentence := recover(root):
            message = f"{sentence} So {command} would have built on what stood there before, and was not begun."
            raise KitError(message, f"Run peerkit {command} again.")
        return write(root, changes, command, Way.DO)


def write(root: Path, changes: Mapping[str, bytes | None], command: str, way: Way) -> str | None:
    """Decide and carry out ``changes``, for a caller that holds the lock and has called ``recover``."""
    plan = decide(root, changes, command, way)
    if plan is None:
        return None
    with plainly(root, _HALF_WAY, _FREE_THE_FILES):
        files.sync_folder(root / OUR_FOLDER)
        kept = _finish(root, tasks(root, plan, "new"), "new")
    return _told_kept(kept).strip() or None


def recover(root: Path) -> str | None:
    """Put right what a run left that was killed; to be called before a command reads the region.

    A change that was decided is finished, even where files are half old and half new. What somebody wrote into one of
    its files since then is kept in ``.kit/kept``. Returns a sentence for people on what was finished, or None if there
    was nothing to finish. Raises KitError, once, if the journal is damaged so that the change can neither be finished
    nor taken back; all that is left of it is then in ``.kit/kept``.
    """
    if not any(files.exists(root / place) for place in (NEXT, JOURNAL, PAST)):
        return None
    with locked(root), plainly(root, _HALF_WAY, _FREE_THE_FILES):
        refuse_unsafe(root, f"{OUR_FOLDER}/lock")
        for leftover in (NEXT, PAST):
            files.remove_tree(root / leftover)
        return _settle(root) if files.exists(root / JOURNAL) else None


def pending(root: Path) -> Plan | None:
    """Return the plan that a killed run left to be finished, or None; None too if it cannot be read."""
    try:
        return stored(root, JOURNAL)
    except BadPlan:
        return None


def stored(root: Path, folder: str) -> Plan:
    """Return the plan in ``folder``, one of the journal's. Raises BadPlan if there is none, or none to read."""
    place = root / folder
    linked = [path for path in (place, place / "old", place / "new") if path.is_symlink()]
    data = None if linked else files.read(place / PLAN_NAME)
    if data is None:
        raise BadPlan("it is not there")
    return from_json(data)


def _settle(root: Path) -> str:
    """Finish the journal's plan or, if copies that it needs are gone, take it back."""
    try:
        plan = stored(root, JOURNAL)
    except BadPlan as error:
        raise _given_up(
            root, "An earlier command", f"its plan, {JOURNAL}/{PLAN_NAME}, cannot be read: {error}"
        ) from error
    cut = f"{plan.title} had been cut short."
    todo = tasks(root, plan, "new")
    if _can(todo):
        kept = _finish(root, todo, "new")
        return f"{cut} It is finished now: {_number(len(todo))} as it meant them to be.{_told_kept(kept)}"
    lost = next(task.step.path for task in todo if task.act is Act.LOST)
    back = tasks(root, plan.reversed(), "old")
    if not _can(back):
        raise _given_up(root, plan.title, f"the copies of some files, such as {lost}, are gone from {JOURNAL}")
    kept = carry_out(root, back, "old")
    discard(root)
    reason = f"Its new text of {lost} is gone from {JOURNAL}, so it was taken back"
    return f"{cut} {reason}: {_number(len(back))} as before it.{_told_kept(kept)}"


def _can(todo: list[Task]) -> bool:
    return all(task.act is not Act.LOST for task in todo)


def _finish(root: Path, todo: list[Task], side: str) -> list[str]:
    kept = carry_out(root, todo, side)
    close(root)
    return kept


def _given_up(root: Path, who: str, why: str) -> KitError:
    place = set_aside(root, JOURNAL)
    message = f"{who} had been cut short, and {why}. It can neither be finished nor taken back."
    hint = (
        f"All copies that are left of your files are in {place}, in old and new. Look the region over with "
        "peerkit status and peerkit check, then run the command again."
    )
    return KitError(message, hint)


def _number(count: int) -> str:
    return "1 file is" if count == 1 else f"{count} files are"


def _told_kept(kept: list[str]) -> str:
    """Return sentences about copies of edits, each with a space before it."""
    return "".join(
        f" Somebody edited {place.split('/', 3)[3]} in the meantime; that text is kept in {place}." for place in kept
    )
