"""The last change to a region can be taken back whole, and that can be taken back too."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble, KitError
from kit.publish import files
from kit.publish.journal import apply, recover
from kit.publish.undo import Undone, undo
from tests.faults import careless_of_capitals, killed, killings, needs_fork, operations, raising
from tests.publish.region import AFTER, BEFORE, CHANGES, holds, old_region, own_notes

pytestmark = pytest.mark.usefixtures("no_waiting")

CHANGED = sorted(set(CHANGES) - {"upstream/same.md", "upstream/never.md"})


def changed(root: Path) -> Path:
    apply(old_region(root), CHANGES, "update")
    return root


def undone(root: Path) -> Path:
    undo(changed(root))
    return root


def test_undo_takes_back_all_that_the_last_command_changed(tmp_path: Path) -> None:
    changed(tmp_path)

    assert undo(tmp_path) == Undone("update", CHANGED)

    assert holds(tmp_path) == BEFORE
    assert own_notes(tmp_path) == {"undo"}


def test_undoing_again_makes_the_change_again_and_so_on(tmp_path: Path) -> None:
    undone(tmp_path)
    assert undo(tmp_path) == Undone("update", CHANGED, again=True)
    assert holds(tmp_path) == AFTER
    assert undo(tmp_path) == Undone("update", CHANGED)
    assert holds(tmp_path) == BEFORE


def test_only_the_last_of_several_commands_is_taken_back(tmp_path: Path) -> None:
    apply(changed(tmp_path), {"pages/b.md": b"b"}, "capture")

    assert undo(tmp_path) == Undone("capture", ["pages/b.md"])

    assert holds(tmp_path) == AFTER


def test_a_command_that_changed_nothing_is_not_the_last(tmp_path: Path) -> None:
    apply(changed(tmp_path), CHANGES, "update")

    undo(tmp_path)

    assert holds(tmp_path) == BEFORE


def test_names_that_differ_only_in_capitals_come_back_on_every_system(tmp_path: Path) -> None:
    with careless_of_capitals(tmp_path):
        undone(tmp_path)
    assert holds(tmp_path) == BEFORE


def test_where_nothing_was_done_undo_says_so(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="nothing to take back") as caught:
        undo(old_region(tmp_path))
    assert caught.value.exit_code == 1
    assert own_notes(tmp_path) == set()


@pytest.mark.parametrize("edit", ["other words", None])
def test_files_edited_since_are_named_and_nothing_is_changed(tmp_path: Path, edit: str | None) -> None:
    changed(tmp_path)
    for path in ("lineage.toml", "upstream/lean.md"):
        (tmp_path / path).unlink()
        if edit:
            (tmp_path / path).write_text(edit)
    (tmp_path / "overrides/round-2/b.after.md").write_text("not a file of this change")
    before = holds(tmp_path)

    with pytest.raises(KitError, match=r"edited since: lineage\.toml, upstream/lean\.md") as caught:
        undo(tmp_path)

    assert caught.value.exit_code == 1
    assert holds(tmp_path) == before


def test_what_cannot_be_made_again_is_said_so(tmp_path: Path) -> None:
    undone(tmp_path)
    (tmp_path / "lineage.toml").write_text("edited")
    with pytest.raises(KitError, match=r"peerkit update cannot be made again, because this file was edited since"):
        undo(tmp_path)


def test_a_file_put_where_the_command_had_removed_one_is_not_overwritten(tmp_path: Path) -> None:
    changed(tmp_path)
    (tmp_path / "pages/own.md").write_text("written anew")
    with pytest.raises(KitError, match=r"pages/own\.md"):
        undo(tmp_path)
    assert (tmp_path / "pages/own.md").read_text() == "written anew"


@needs_fork
def test_killed_at_any_step_of_undo_the_region_is_wholly_old_or_wholly_new(tmp_path: Path, every: int) -> None:
    seen = []
    for root in killings(tmp_path, changed, undo, every):
        recover(root)
        seen.append(holds(root) == BEFORE)
        assert holds(root) == (BEFORE if seen[-1] else AFTER), root.name
        assert own_notes(root) == {"undo"}
    assert seen == sorted(seen)
    assert {True, False} == set(seen)


@needs_fork
def test_undo_called_again_after_it_was_killed_finishes_and_does_no_more(tmp_path: Path, every: int) -> None:
    for place, make, result in (("undo", changed, BEFORE), ("redo", undone, AFTER)):
        finished = 0
        for root in killings(tmp_path / place, make, undo, every):
            decided = (root / ".kit/journal").exists()
            over = not decided and not (root / ".kit/next").exists() and holds(root) == result
            if over:
                continue  # all was done but the tidying; whether undo had been heard is not to be known
            answer = undo(root)
            finished += decided
            assert holds(root) == result, root.name
            assert answer.again == (place == "redo")
            assert ("cut short" in answer.told) == decided
        assert finished


@needs_fork
def test_undo_after_a_killed_update_takes_the_update_back(tmp_path: Path) -> None:
    def update(root: Path) -> None:
        apply(root, CHANGES, "update")

    total = len(operations(lambda: update(old_region(tmp_path / "whole"))))
    for at in range(total // 2, total + 1, 5):
        root = old_region(tmp_path / f"at-{at}")
        killed(partial(update, root), at)
        if own_notes(root) & {"journal", "undo"}:
            assert undo(root).command == "update"
        assert holds(root) == BEFORE, at


def test_undo_of_a_killed_update_that_had_to_be_taken_back_touches_no_earlier_command(tmp_path: Path) -> None:
    root = tmp_path / "region"
    apply(old_region(root), {"pages/first.md": b"first"}, "capture")
    earlier = holds(root)
    steps = operations(lambda: apply(old_region(tmp_path / "whole"), CHANGES, "update"))
    with raising(errno.EIO, steps.index("replace") + 1), pytest.raises(EnvironmentTrouble):
        apply(root, CHANGES, "update")
    for path in root.glob(".kit/journal/new/*"):
        path.unlink()

    answer = undo(root)

    assert answer.command == "update"
    assert "taken back" in answer.told
    assert holds(root) == earlier


def test_an_error_of_the_disk_during_undo_loses_nothing(tmp_path: Path, every: int) -> None:
    whole = changed(tmp_path / "whole")
    for at in range(1, len(operations(lambda: undo(whole))) + 1, every):
        root = changed(tmp_path / f"at-{at}")
        with raising(errno.ENOSPC, at), pytest.raises(EnvironmentTrouble):
            undo(root)
        recover(root)
        assert holds(root) in (BEFORE, AFTER), at


@pytest.mark.parametrize("plan", [None, b"", b"[]", b'{"schema": 1}'])
def test_an_undo_without_a_plan_to_read_says_so_and_changes_nothing(tmp_path: Path, plan: bytes | None) -> None:
    changed(tmp_path)
    (tmp_path / ".kit/undo/plan.json").unlink()
    if plan is not None:
        (tmp_path / ".kit/undo/plan.json").write_bytes(plan)
    with pytest.raises(KitError, match=r"cannot be taken back.*Nothing was changed"):
        undo(tmp_path)
    assert holds(tmp_path) == AFTER
    apply(tmp_path, {"pages/b.md": b"b"}, "capture")
    undo(tmp_path)
    assert holds(tmp_path) == AFTER


def test_an_undo_whose_copies_are_gone_says_so_and_changes_nothing(tmp_path: Path) -> None:
    changed(tmp_path)
    next((tmp_path / ".kit/undo/old").iterdir()).unlink()
    with pytest.raises(KitError, match=r"its copy of .* is gone"):
        undo(tmp_path)
    assert holds(tmp_path) == AFTER


def test_what_somebody_made_read_only_does_not_stay_in_the_way(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("Administrators may change what is read-only.")
    (held := tmp_path / "past" / "old").mkdir(parents=True)
    (held / "a").write_text("words")
    for one in (held / "a", held, held.parent):
        one.chmod(0o500 if one.is_dir() else 0o400)

    files.remove_tree(tmp_path / "past")

    assert list(tmp_path.iterdir()) == []
