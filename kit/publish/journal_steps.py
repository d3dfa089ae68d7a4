"""Carrying out a decided plan, from whatever state an earlier run left the region in.

A new content is moved out of the journal to its place, which is one step that cannot be seen half done. So a copy that
is gone from the journal was put in place before, and whatever stands there now was written after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from errno import EXDEV
from functools import partial
from itertools import count
from pathlib import Path

from kit.publish import files
from kit.publish.plan import OUR_FOLDER, PLAN_NAME, FileChange, Plan, Way, digest, in_order, look_alikes, to_json
from kit.publish.region import (
    content,
    make_parents,
    plainly,
    refuse_blocked,
    refuse_locked,
    refuse_unsafe,
    remove_emptied,
    sync_folders,
)
from kit.system.patience import patiently, vanished


class Act(Enum):
    """What is still to be done for one path. LOST: its new content is needed, and gone."""

    NOTHING = auto()
    WRITE = auto()
    REMOVE = auto()
    LOST = auto()


@dataclass(frozen=True)
class Task:
    """One step, what is still to be done for it, and ``edited``: what somebody wrote there in the meantime."""

    step: FileChange
    act: Act
    edited: bytes | None


def tasks(root: Path, plan: Plan, side: str) -> list[Task]:
    """Return what is still to be done for ``plan``, whose new contents lie in ``side`` of the journal."""
    alike = look_alikes(step.path for step in plan.steps)
    return [_task(root, step, side, step.path in alike) for step in plan.steps]


def _task(root: Path, step: FileChange, side: str, spelt: bool) -> Task:
    refuse_unsafe(root, step.path)
    now = content(root, step.path, spelt)
    act = _act(step, digest(now), lambda: digest(files.read(root / JOURNAL / side / step.stored)))
    ours = digest(now) in (step.old, step.new) or act is Act.NOTHING
    return Task(step, act, None if ours else now)


def _act(step: FileChange, now: str | None, staged: Callable[[], str | None]) -> Act:
    if now == step.new:
        return Act.NOTHING
    if step.new is None:
        return Act.REMOVE
    if staged() == step.new:
        return Act.WRITE
    return Act.LOST if now == step.old else Act.NOTHING


def carry_out(root: Path, todo: Sequence[Task], side: str) -> list[str]:
    """Do ``todo``, each step of which may have been begun before; return where edits of others were kept."""
    kept = []
    for task in todo:
        path = task.step.path
        if task.edited is not None and task.act is not Act.LOST:
            kept.append(_keep(root, path, task.edited))
        if task.act is Act.REMOVE:
            files.remove(root / path)
        elif task.act is Act.WRITE:
            staged = root / JOURNAL / side / task.step.stored
            patiently(partial(_put, root, staged, path), vanished)
        if task.step.new is None:
            remove_emptied(root, path)
    sync_folders(root, [task.step.path for task in todo])
    return kept


def _put(root: Path, staged: Path, path: str) -> None:
    """Move ``staged`` to its place, in folders that a service that syncs may have taken away a moment ago."""
    make_parents(root, path)
    _place(staged, root / path)


def _place(staged: Path, target: Path) -> None:
    """Move ``staged`` to ``target``, in one step even where that folder is another disk, such as a mounted one."""
    try:
        files.replace(staged, target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        beside = target.with_name(".peerkit-part")  # a name that the kit skips everywhere
        files.remove(beside)
        files.write(beside, staged.read_bytes(), staged)
        files.sync(beside)
        files.replace(beside, target)
        files.remove(staged)


def _keep(root: Path, path: str, data: bytes) -> str:
    """Copy what somebody wrote at ``path`` to a folder of its own in .kit/kept, once; return the copy's path."""
    for number in count(1):
        place = f"{KEPT}/{number}/{path}"
        if files.read(root / place) == data:
            return place
        if not files.exists(root / KEPT / str(number)):
            break
    part = root / KEPT / "part"
    make_parents(root, f"{KEPT}/part")
    files.remove(part)
    files.write(part, data)
    files.sync(part)
    make_parents(root, place)
    files.replace(part, root / place)
    sync_folders(root, [place])
    return place


def close(root: Path) -> None:
    """Make the journal of a plan that was carried out the one that ``undo`` takes back."""
    if files.exists(root / UNDO):
        files.remove_tree(root / PAST)
        files.rename(root / UNDO, root / PAST)
    files.rename(root / JOURNAL, root / UNDO)
    files.sync_folder(root / OUR_FOLDER)
    files.remove_tree(root / PAST)


def discard(root: Path) -> None:
    """Remove the journal of a plan that was given up, at one stroke."""
    files.remove_tree(root / PAST)
    files.rename(root / JOURNAL, root / PAST)
    files.remove_tree(root / PAST)


def set_aside(root: Path, folder: str) -> str:
    """Move a damaged journal or undo, as it is, to a folder of its own in .kit/kept; return its new path."""
    number = next(number for number in count(1) if not files.exists(root / KEPT / str(number)))
    place = f"{KEPT}/{number}/{folder.rpartition('/')[2]}"
    make_parents(root, place)
    files.rename(root / folder, root / place)
    return place


# Getting a change ready beside the region: both contents of every path, and the plan, safe on the disk.
# Everything is made in ``.kit/next``. Renaming that to ``.kit/journal`` is the moment at which a change is decided:
# before it the region has not been touched, after it the change is always finished.

NEXT, JOURNAL, UNDO, PAST, KEPT = (f"{OUR_FOLDER}/{name}" for name in ("next", "journal", "undo", "past", "kept"))

Contents = Mapping[str, bytes | None]


def decide(root: Path, changes: Contents, command: str, way: Way = Way.DO) -> Plan | None:
    """Stage ``changes`` and decide them; return the plan, which is still to be carried out.

    Returns None, having written nothing at all, if the region holds just that already. Raises Refused or KitError for
    a path that cannot be written and EnvironmentTrouble for trouble with the disk, with the region as it was.
    """
    for path in (f"{OUR_FOLDER}/lock", *changes):
        refuse_unsafe(root, path)
    refuse_blocked(root, changes)
    with plainly(root, "Nothing was changed.", "Put that right, then run the command again."):
        before = _before(root, changes)
        steps = in_order(
            FileChange(path, digest(before[path]), digest(data))
            for path, data in changes.items()
            if before[path] != data
        )
        if not steps:
            return None
        refuse_locked(root, [step.path for step in steps])
        plan = Plan(command, steps, way)
        _stage_or_sweep(root, plan, before, changes)
    return plan


def _before(root: Path, changes: Contents) -> dict[str, bytes | None]:
    alike = look_alikes(changes)
    return {path: content(root, path, path in alike) for path in changes}


def _stage_or_sweep(root: Path, plan: Plan, before: Contents, after: Contents) -> None:
    fresh = not files.exists(root / OUR_FOLDER)
    try:
        _stage(root, plan, before, after)
        files.rename(root / NEXT, root / JOURNAL)
    except BaseException:
        files.remove_tree(root / NEXT)
        if fresh and files.exists(root / OUR_FOLDER):
            files.remove_folder(root / OUR_FOLDER)
        raise


def _stage(root: Path, plan: Plan, before: Contents, after: Contents) -> None:
    stage = root / NEXT
    for folder in (root / OUR_FOLDER, stage, stage / "old", stage / "new"):
        files.make_folder(folder)
    made = {stage / ".gitignore": b"*\n", stage / PLAN_NAME: to_json(plan)}
    for side, contents in (("old", before), ("new", after)):
        for step in plan.steps:
            if (data := contents[step.path]) is not None:
                made[stage / side / step.stored] = data
    origin = {step.stored: root / step.path for step in plan.steps}
    for path, data in made.items():
        files.write(path, data, origin.get(path.name))
    # All are written before the first is waited for, so that the disk can take them together.
    for path in made:
        files.sync(path)
    for folder in (stage / "old", stage / "new", stage, root / OUR_FOLDER):
        files.sync_folder(folder)
