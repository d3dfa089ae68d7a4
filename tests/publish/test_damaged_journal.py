"""A journal that lost its plan or its copies: what can be saved is kept, and no stranger's plan is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.errors import KitError
from kit.publish.journal import recover
from kit.publish.plan import FileChange, Plan, digest, to_json
from tests.faults import (
    killings,
    needs_fork,
)
from tests.helpers import build_file_tree
from tests.publish.region import BEFORE, holds, old_region, own_notes, stopped

pytestmark = pytest.mark.usefixtures("no_waiting")

GARBAGE = [
    b"",
    b"{",
    b"[]",
    b'{"schema": 1}',
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"schema": 9}',
    b'{"schema": 1, "command": 1}',
]


@pytest.mark.parametrize("plan", [None, *GARBAGE], ids=lambda plan: repr(plan)[:20])
def test_a_journal_without_a_plan_to_read_is_kept_and_told_once(tmp_path: Path, plan: bytes | None) -> None:
    root = stopped(tmp_path)
    stood = holds(root)
    copies = {path.read_bytes() for path in root.glob(".kit/journal/*/*")}
    (root / ".kit/journal/plan.json").unlink()
    if plan is not None:
        (root / ".kit/journal/plan.json").write_bytes(plan)

    with pytest.raises(KitError, match="cut short"):
        recover(root)

    assert holds(root) == stood
    assert {path.read_bytes() for path in root.glob(".kit/kept/1/journal/*/*")} == copies
    assert recover(root) is None


@pytest.mark.parametrize("path", ["../outside.txt", ".git/hooks/post-checkout"])
def test_a_plan_from_a_stranger_cannot_lead_out_of_the_region(tmp_path: Path, path: str) -> None:
    step = FileChange(path, None, digest(b"x"))
    plan = {".kit/journal/plan.json": to_json(Plan("update", (step,))), f".kit/journal/new/{step.stored}": b"x"}
    root = build_file_tree(tmp_path / "region", plan)
    with pytest.raises(KitError, match="cut short"):
        recover(root)
    assert not (root / path).exists()


def test_where_new_copies_are_gone_the_change_is_taken_back(tmp_path: Path) -> None:
    root = stopped(tmp_path)
    for path in root.glob(".kit/journal/new/*"):
        path.unlink()

    sentence = recover(root) or ""

    assert holds(root) == BEFORE
    assert "taken back" in sentence
    assert own_notes(root) == set()


@needs_fork
def test_taking_back_may_be_killed_at_any_step(tmp_path: Path, every: int) -> None:
    def make(root: Path) -> None:
        for path in stopped(root).glob(".kit/journal/new/*"):
            path.unlink()

    for root in killings(tmp_path, make, recover, every):
        recover(root)
        assert holds(root) == BEFORE, root.name


@pytest.mark.parametrize("damage", ["gone", "garbled", "linked"])
def test_where_both_copies_are_damaged_all_that_is_left_is_kept(tmp_path: Path, damage: str) -> None:
    root = stopped(tmp_path)
    stood = holds(root)
    for side in ("old", "new"):
        folder = root / ".kit/journal" / side
        if damage == "linked":
            folder.rename(tmp_path / ".kit" / f"away-{side}")
            folder.symlink_to(tmp_path / ".kit" / f"away-{side}")
        for path in folder.glob("*") if damage != "linked" else ():
            path.unlink() if damage == "gone" else path.write_bytes(b"garbled")

    with pytest.raises(KitError, match="neither be finished nor taken back"):
        recover(root)

    assert holds(root).items() >= stood.items()
    assert recover(root) is None


@pytest.mark.parametrize("place", ["next", "past"])
def test_leftovers_are_swept_even_if_they_are_no_folder(tmp_path: Path, place: str) -> None:
    root = old_region(tmp_path)
    (root / ".kit" / place).write_text("junk")
    assert recover(root) is None
    assert own_notes(root) == set()
