"""A change to a region lands whole or not at all, however the run that makes it ends."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.errors import EnvironmentTrouble, KitError, Refused
from kit.publish import files
from kit.publish.journal import apply, recover
from kit.publish.plan import Plan, Step, digest, to_json
from kit.system import locks
from tests.faults import before_each, careless_of_capitals, killed, killings, needs_fork, operations, raising
from tests.helpers import build_file_tree
from tests.publish.region import AFTER, BEFORE, CHANGES, OLD, holds, old_region, own_notes

pytestmark = pytest.mark.usefixtures("no_waiting")

ERRORS = [errno.ENOSPC, errno.EACCES, errno.EIO]


def change(root: Path) -> None:
    apply(root, CHANGES, "update")


def stopped(root: Path, moved: str | None = "upstream/hub.toml") -> Path:
    """Make the change in a fresh region, and stop it once it is decided, before or after ``moved`` is in its place."""
    old_region(root)
    seen: list[str] = []

    def act(number: int, name: str, args: tuple[Path, ...]) -> None:
        if name in ("replace", "remove") and ".kit" not in args[-1].parts:
            if moved is None or moved in seen:
                raise OSError(errno.EIO, "stopped")
            seen.append(args[-1].relative_to(root).as_posix())

    with before_each(act), pytest.raises(EnvironmentTrouble):
        change(root)
    return root


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


@needs_fork
def test_killed_at_any_step_the_next_command_leaves_it_wholly_old_or_wholly_new(tmp_path: Path) -> None:
    seen = []
    for root in killings(tmp_path, old_region, change):
        sentence = recover(root)
        seen.append(holds(root) == AFTER)
        assert holds(root) == (AFTER if seen[-1] else BEFORE), root.name
        assert own_notes(root) == ({"undo"} if seen[-1] else set())
        assert seen[-1] or sentence is None
        assert recover(root) is None
        apply(root, CHANGES, "update")
        assert holds(root) == AFTER
    assert seen == sorted(seen), "once a change is decided it stays decided"
    assert {True, False} == set(seen)


@pytest.mark.slow
@needs_fork
def test_recovering_may_itself_be_killed_at_any_step(tmp_path: Path) -> None:
    steps = operations(lambda: change(old_region(tmp_path / "whole")))
    decided = steps.index("rename") + 1
    for first in {decided // 2, decided + 1, decided + 4, (decided + len(steps)) // 2, len(steps) - 12, len(steps)}:

        def make(root: Path, first: int = first) -> None:
            old_region(root)
            assert killed(lambda: change(root), first)

        for root in killings(tmp_path / f"first-{first}", make, recover):
            recover(root)
            assert holds(root) == (AFTER if first > decided else BEFORE), f"killed at {first}, then {root.name}"


def test_a_killed_run_says_what_was_finished(tmp_path: Path) -> None:
    sentence = recover(stopped(tmp_path))

    assert sentence is not None
    assert sentence.startswith("peerkit update had been cut short. It is finished now: 12 files are")


def test_an_error_of_the_disk_leaves_it_old_or_to_be_finished(tmp_path: Path) -> None:
    steps = operations(lambda: change(old_region(tmp_path / "whole")))
    decided = steps.index("rename") + 1
    for at in range(1, len(steps) + 1):
        root = old_region(tmp_path / f"at-{at}")
        with raising(ERRORS[at % 3], at), pytest.raises(EnvironmentTrouble) as caught:
            change(root)
        if at <= decided:
            assert holds(root) == BEFORE, at
            assert own_notes(root) == set()
            assert "Nothing was changed" in caught.value.message
        else:
            recover(root)
            assert holds(root) == AFTER, at
            assert "the next command finishes it" in caught.value.message


def test_a_disk_that_dies_altogether_loses_nothing(tmp_path: Path) -> None:
    steps = operations(lambda: change(old_region(tmp_path / "whole")))
    for at in range(1, len(steps) + 1, 3):
        root = old_region(tmp_path / f"at-{at}")
        with raising(errno.EIO, at, until=10_000), pytest.raises(EnvironmentTrouble):
            change(root)
        recover(root)
        assert holds(root) in (BEFORE, AFTER), at


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    old_region(tmp_path)
    with raising(errno.ENOSPC, 6), pytest.raises(EnvironmentTrouble, match=r"the disk is full\. Nothing was changed\."):
        change(tmp_path)


def test_an_error_where_there_was_no_kit_folder_leaves_none(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"a.md": "a"})
    with raising(errno.ENOSPC, 8), pytest.raises(EnvironmentTrouble):
        apply(tmp_path, {"a.md": b"b"}, "update")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


class HeldOnWindows(PermissionError):
    """What Windows raises while another program has a file open."""

    winerror = 32


@pytest.mark.parametrize(("held", "gone"), [(3, True), (100, False)])
def test_a_file_held_on_windows_is_tried_again_for_a_moment(
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
    monkeypatch.setattr("kit.publish.files.time.sleep", waited.append)
    if gone:
        apply(tmp_path, {"a.md": b"b"}, "update")
        assert (tmp_path / "a.md").read_bytes() == b"b"
    else:
        with pytest.raises(EnvironmentTrouble, match="another program has the file open"):
            apply(tmp_path, {"a.md": b"b"}, "update")
        assert 0.5 < sum(waited) < 2


def test_an_edit_made_while_a_run_lay_killed_is_kept(tmp_path: Path) -> None:
    root = stopped(tmp_path, moved=None)
    edited = {"upstream/hub.toml": "an edit", "pages/own.md": "another", "upstream/extra/deep/page.md": "a third"}
    (root / "upstream/extra").unlink()
    build_file_tree(root, edited)

    sentence = recover(root) or ""

    assert holds(root) == AFTER
    for path, text in edited.items():
        [copy] = root.glob(f".kit/kept/*/{path}")
        assert copy.read_text() == text
        assert copy.relative_to(root).as_posix() in sentence


def test_an_edit_of_a_file_that_was_in_place_already_stays(tmp_path: Path) -> None:
    root = stopped(tmp_path)
    (root / "upstream/hub.toml").write_text("edited after the update wrote it")

    recover(root)

    assert holds(root) == AFTER | {"upstream/hub.toml": b"edited after the update wrote it"}
    assert own_notes(root) == {"undo"}


@needs_fork
def test_a_folder_on_another_disk_is_written_whole_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if ".kit" in source.parts and "upstream" in target.parts and ".kit" not in target.parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    for root in killings(tmp_path, old_region, change):
        recover(root)
        litter = {path: data for path, data in holds(root).items() if path.endswith("/.peerkit-part")}
        there = {path: data for path, data in holds(root).items() if path not in litter}
        assert there in (BEFORE, AFTER), root.name
        assert not litter


@needs_fork
def test_keeping_an_edit_may_be_killed_at_any_step(tmp_path: Path) -> None:
    def make(root: Path) -> None:
        (stopped(root, moved=None) / "upstream/hub.toml").write_text("an edit")

    for root in killings(tmp_path, make, recover):
        recover(root)
        assert holds(root) == AFTER
        kept = [path.read_text() for path in root.glob(".kit/kept/*/upstream/hub.toml")]
        assert kept == ["an edit"], root.name


def test_a_name_that_changes_only_in_its_capitals_changes_on_every_system(tmp_path: Path) -> None:
    with careless_of_capitals(old_region(tmp_path)):
        change(tmp_path)
    assert holds(tmp_path) == AFTER


def test_such_a_name_may_change_together_with_its_content_and_be_killed(tmp_path: Path) -> None:
    changes = {"pages/A.md": None, "pages/a.md": b"new", "Round/b.md": None, "round/b.md": b"b"}
    old: dict[str, str | bytes] = {"pages/A.md": "old", "Round/b.md": "b"}
    new = {"pages/": None, "pages/a.md": b"new", "round/": None, "round/b.md": b"b"}
    with careless_of_capitals(build_file_tree(tmp_path / "whole", old)):
        steps = operations(lambda: apply(tmp_path / "whole", changes, "update"))
    for at in range(steps.index("rename") + 2, len(steps) + 1):
        root = build_file_tree(tmp_path / f"at-{at}", old)
        with careless_of_capitals(root):
            with raising(errno.EIO, at), pytest.raises(EnvironmentTrouble):
                apply(root, changes, "update")
            recover(root)
        assert holds(root) == new, at


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


def test_a_command_that_read_the_region_half_old_does_not_build_on_it(tmp_path: Path) -> None:
    root = stopped(tmp_path)
    with pytest.raises(KitError, match="finished now"):
        apply(root, {"pages/more.md": b"more"}, "capture")
    assert holds(root) == AFTER


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
    step = Step(path, None, digest(b"x"))
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
def test_taking_back_may_be_killed_at_any_step(tmp_path: Path) -> None:
    def make(root: Path) -> None:
        for path in stopped(root).glob(".kit/journal/new/*"):
            path.unlink()

    for root in killings(tmp_path, make, recover):
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


PATHS = st.sampled_from(["a.md", "A.md", "b/a.md", "b/c/a.md", "b/c/d.md", "pages/a.md", "region.toml", ".kit/lock"])
TREES = st.dictionaries(PATHS, st.binary(max_size=3), max_size=6)


@needs_fork
@settings(max_examples=30, deadline=None)
@given(old=TREES, changes=st.dictionaries(PATHS, st.none() | st.binary(max_size=3), max_size=6), at=st.integers(1, 60))
def test_any_change_killed_anywhere_is_made_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], changes: dict[str, bytes | None], at: int
) -> None:
    root = build_file_tree(tmp_path_factory.mktemp("region"), old)
    new = {path: data for path, data in {**old, **changes}.items() if data is not None}

    killed(lambda: apply(root, changes, "update"), at)
    recover(root)

    there = {path: data for path, data in holds(root).items() if data is not None}
    assert there in (old, new)
    apply(root, changes, "update")
    assert {path: data for path, data in holds(root).items() if data is not None} == new


def test_every_operation_is_one_that_the_faults_know() -> None:
    """A new operation in files.py must be added to tests/faults.py, or no test would make it fail."""
    from tests.faults import OPERATIONS, READS

    public = {name for name, value in vars(files).items() if callable(value) and name[0].islower()}
    own = {name for name in public if getattr(getattr(files, name), "__module__", "") == files.__name__}
    assert own == {*OPERATIONS, *READS, "remove_tree"}
