"""A change to a region that is killed, or fails, is finished or taken back whole by the next command."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.errors import EnvironmentTrouble, KitError
from kit.publish.journal import apply, recover
from tests.faults import (
    careless_of_capitals,
    killed,
    killings,
    needs_fork,
    operations,
    raising,
)
from tests.helpers import build_file_tree, examples
from tests.publish.region import AFTER, BEFORE, CHANGES, change, holds, old_region, own_notes, stopped

pytestmark = pytest.mark.usefixtures("no_waiting")

ERRORS = [errno.ENOSPC, errno.EACCES, errno.EIO]


@needs_fork
def test_killed_at_any_step_the_next_command_leaves_it_wholly_old_or_wholly_new(tmp_path: Path, every: int) -> None:
    seen = []
    for root in killings(tmp_path, old_region, change, every):
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


def test_an_error_of_the_disk_leaves_it_old_or_to_be_finished(tmp_path: Path, every: int) -> None:
    steps = operations(lambda: change(old_region(tmp_path / "whole")))
    decided = steps.index("rename") + 1
    for at in range(1, len(steps) + 1, every):
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


def test_a_disk_that_dies_altogether_loses_nothing(tmp_path: Path, every: int) -> None:
    steps = operations(lambda: change(old_region(tmp_path / "whole")))
    for at in range(1, len(steps) + 1, every):
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


def test_a_command_that_read_the_region_half_old_does_not_build_on_it(tmp_path: Path) -> None:
    root = stopped(tmp_path)
    with pytest.raises(KitError, match="finished now"):
        apply(root, {"pages/more.md": b"more"}, "capture")
    assert holds(root) == AFTER


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
def test_keeping_an_edit_may_be_killed_at_any_step(tmp_path: Path, every: int) -> None:
    def make(root: Path) -> None:
        (stopped(root, moved=None) / "upstream/hub.toml").write_text("an edit")

    for root in killings(tmp_path, make, recover, every):
        recover(root)
        assert holds(root) == AFTER
        kept = [path.read_text() for path in root.glob(".kit/kept/*/upstream/hub.toml")]
        assert kept == ["an edit"], root.name


@needs_fork
def test_a_folder_on_another_disk_is_written_whole_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    real = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if ".kit" in source.parts and "upstream" in target.parts and ".kit" not in target.parts:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
        return real(source, target)

    monkeypatch.setattr(Path, "replace", replace)
    for root in killings(tmp_path, old_region, change, every):
        recover(root)
        litter = {path: data for path, data in holds(root).items() if path.endswith("/.peerkit-part")}
        there = {path: data for path, data in holds(root).items() if path not in litter}
        assert there in (BEFORE, AFTER), root.name
        assert not litter


def test_such_a_name_may_change_together_with_its_content_and_be_killed(tmp_path: Path, every: int) -> None:
    changes = {"pages/A.md": None, "pages/a.md": b"new", "Round/b.md": None, "round/b.md": b"b"}
    old: dict[str, str | bytes] = {"pages/A.md": "old", "Round/b.md": "b"}
    new = {"pages/": None, "pages/a.md": b"new", "round/": None, "round/b.md": b"b"}
    with careless_of_capitals(build_file_tree(tmp_path / "whole", old)):
        steps = operations(lambda: apply(tmp_path / "whole", changes, "update"))
    for at in range(steps.index("rename") + 2, len(steps) + 1, every):
        root = build_file_tree(tmp_path / f"at-{at}", old)
        with careless_of_capitals(root):
            with raising(errno.EIO, at), pytest.raises(EnvironmentTrouble):
                apply(root, changes, "update")
            recover(root)
        assert holds(root) == new, at


PATHS = st.sampled_from(["a.md", "A.md", "b/a.md", "b/c/a.md", "b/c/d.md", "pages/a.md", "region.toml", ".kit/lock"])


TREES = st.dictionaries(PATHS, st.binary(max_size=3), max_size=6)


@needs_fork
@settings(max_examples=examples(30))
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
