"""What a change to a region writes, in which order, and where it may not write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from kit.model.errors import EnvironmentTrouble, KitError, Refused
from kit.publish import files
from kit.publish.journal import apply, recover
from kit.system import locks
from tests.faults import (
    HeldOnWindows,
    before_each,
    careless_of_capitals,
    operations,
)
from tests.helpers import build_file_tree
from tests.publish.region import AFTER, BEFORE, CHANGES, OLD, change, holds, old_region, own_notes

pytestmark = pytest.mark.usefixtures("no_waiting")


def test_a_change_of_every_kind_leaves_just_what_it_says(tmp_path: Path) -> None:
    old_region(tmp_path)

    assert apply(tmp_path, CHANGES, "update") is None

    assert holds(tmp_path) == AFTER
    assert own_notes(tmp_path) == {"undo"}
    assert recover(tmp_path) is None


def test_files_that_do_not_change_are_not_touched(tmp_path: Path) -> None:
    old_region(tmp_path)
    before = (tmp_path / "upstream/same.md").stat()

    change(tmp_path)

    after = (tmp_path / "upstream/same.md").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_where_nothing_changes_nothing_at_all_is_written(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"a.md": "a"})

    assert operations(lambda: apply(tmp_path, {"a.md": b"a", "b.md": None}, "update")) == []

    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_the_pin_is_written_after_everything_else(tmp_path: Path) -> None:
    old_region(tmp_path)
    placed: list[str] = []

    def act(number: int, name: str, args: tuple[Path, ...]) -> None:
        if name in ("replace", "remove") and ".kit/next" not in args[-1].as_posix():
            placed.append(args[-1].relative_to(tmp_path).as_posix())

    with before_each(act):
        change(tmp_path)

    assert placed.index("region.toml") == max(placed.index(path) for path in CHANGES if path in placed)


def test_everything_is_on_the_disk_before_the_change_is_decided(tmp_path: Path) -> None:
    old_region(tmp_path)
    steps = operations(lambda: change(tmp_path))
    decided = steps.index("rename")
    assert steps[:decided].count("write") == steps[:decided].count("sync")
    assert steps[decided + 1] == "sync_folder"
    assert "write" not in steps[decided:]


def test_permissions_stay_as_they_were(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"a.md": "a"}).joinpath("a.md").chmod(0o640)

    apply(tmp_path, {"a.md": b"b"}, "update")

    assert os.name == "nt" or (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("held", "gone"), [(3, True), (100, False)])
def test_a_file_held_on_windows_is_tried_again_for_some_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, gone: bool
) -> None:
    build_file_tree(tmp_path, {"a.md": "a"})
    tries = 0
    waited: list[float] = []
    real = Path.replace

    def hold(source: Path, target: Path) -> Path:
        nonlocal tries
        tries += 1
        if tries <= held:
            raise HeldOnWindows(13, "in use", str(source))
        return real(source, target)

    monkeypatch.setattr(Path, "replace", hold)
    monkeypatch.setattr("kit.system.patience.time.sleep", waited.append)
    if gone:
        apply(tmp_path, {"a.md": b"b"}, "update")
        assert (tmp_path / "a.md").read_bytes() == b"b"
    else:
        with pytest.raises(EnvironmentTrouble, match="another program has the file open"):
            apply(tmp_path, {"a.md": b"b"}, "update")
        assert 2 < sum(waited) < 6  # a few seconds: as long as a service that syncs holds a file


def test_a_name_that_changes_only_in_its_capitals_changes_on_every_system(tmp_path: Path) -> None:
    with careless_of_capitals(old_region(tmp_path)):
        change(tmp_path)
    assert holds(tmp_path) == AFTER


@pytest.mark.parametrize(
    "path",
    [
        "../out.md",
        "/etc/out.md",
        "a//b.md",
        "a/./b.md",
        "",
        "C:/out.md",
        "a\\..\\b.md",
        "a/b.md:stream",
        "git~1/config",
    ],
)
def test_nothing_is_written_outside_the_region(tmp_path: Path, path: str) -> None:
    refused(tmp_path, path)


@pytest.mark.parametrize(
    "path",
    [
        ".git/hooks/x",
        ".gitattributes",
        "upstream/.git/config",
        ".KIT/lock",
        ".kit",
        ".kit/journal/plan.json",
        ".kit/Undo/x",
    ],
)
def test_nothing_is_written_where_git_or_the_journal_looks(tmp_path: Path, path: str) -> None:
    refused(tmp_path, path)


def refused(tmp_path: Path, path: str) -> None:
    root = old_region(tmp_path / "region")
    with pytest.raises(Refused):
        apply(root, {"upstream/hub.toml": b"x", path: b"x"}, "update")
    assert holds(root) == BEFORE
    assert [entry.name for entry in tmp_path.iterdir()] == ["region"]


@pytest.mark.parametrize("link", ["upstream", "upstream/hub.toml", ".kit"])
def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path, link: str) -> None:
    root = old_region(tmp_path / "region")
    outside = tmp_path / "outside"
    (root / link).rename(outside)
    (root / link).symlink_to(outside)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused, match="symbolic link"):
        apply(root, {"upstream/hub.toml": b"x"}, "update")
    assert sorted(tmp_path.rglob("*")) == before
    assert (root / "upstream/hub.toml").read_bytes() == OLD["upstream/hub.toml"]


@pytest.mark.parametrize("path", ["upstream", "pages/own.md/below.md"])
def test_a_folder_or_file_in_the_way_is_named_before_anything_is_changed(tmp_path: Path, path: str) -> None:
    old_region(tmp_path)
    with pytest.raises(KitError, match="Nothing was changed"):
        apply(tmp_path, {path: b"x", "upstream/hub.toml": b"x"}, "update")
    assert holds(tmp_path) == BEFORE
    assert own_notes(tmp_path) == set()


def test_two_commands_never_write_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0)
    old_region(tmp_path)
    with locks.locked(tmp_path):
        change(tmp_path)  # the same run may take the lock again
        held = FileLock(locks.place(tmp_path), timeout=0)
        with pytest.raises(Timeout):
            held.acquire()
    with held, pytest.raises(EnvironmentTrouble, match="Another run is writing"):
        apply(tmp_path, {"a.md": b"a"}, "capture")


def test_every_operation_is_one_that_the_faults_know() -> None:
    """A new operation in files.py must be added to tests/faults.py, or no test would make it fail."""
    from tests.faults import OPERATIONS, READS

    public = {name for name, value in vars(files).items() if callable(value) and name[0].islower()}
    own = {name for name in public if getattr(getattr(files, name), "__module__", "") == files.__name__}
    assert own == {*OPERATIONS, *READS, "remove_tree"}


@pytest.mark.parametrize("locked", ["", "overrides/round-1/old-name", "overrides", "upstream"])
def test_a_folder_in_which_nothing_may_be_changed_keeps_a_change_from_being_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str
) -> None:
    root = old_region(tmp_path)
    before = holds(root)
    folder = root / locked
    monkeypatch.setattr(files, "may_change", lambda one: one != folder)

    with pytest.raises(EnvironmentTrouble, match=r"you may not write there.*Nothing was changed\."):
        apply(root, CHANGES | {"overrides/new/a.after.md": b"new"}, "update")

    assert holds(root) == before
    assert not own_notes(root)


def test_a_folder_of_others_that_a_change_leaves_alone_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = old_region(tmp_path)
    monkeypatch.setattr(files, "may_change", lambda one: one.name != "upstream")

    apply(root, {"upstream/same.md": OLD["upstream/same.md"], "pages/own.md": b"ours"}, "update")

    assert (root / "pages/own.md").read_bytes() == b"ours"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="This account may write everywhere")
def test_a_folder_that_its_permissions_protect_is_one_of_those(tmp_path: Path) -> None:
    assert files.may_change(tmp_path)
    tmp_path.chmod(0o500)
    try:
        assert not files.may_change(tmp_path)
    finally:
        tmp_path.chmod(0o700)
