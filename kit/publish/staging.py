"""Getting a change ready beside the region: both contents of every path, and the plan, safe on the disk.

Everything is made in ``.kit/next``. Renaming that to ``.kit/journal`` is the moment at which a change is decided:
before it the region has not been touched, after it the change is always finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.publish import files
from kit.publish.plan import OUR_FOLDER, PLAN_NAME, Plan, Step, Way, digest, in_order, look_alikes, to_json
from kit.publish.region import content, plainly, refuse_blocked, refuse_unsafe

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
            Step(path, digest(before[path]), digest(data)) for path, data in changes.items() if before[path] != data
        )
        if not steps:
            return None
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
