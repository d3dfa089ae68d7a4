"""Private folders for a run's own work: gone when the run ends, and swept when it was killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.system.workdir import scratch, sweep, system_folder

HOLD = """
import sys
from kit.scratch import scratch
with scratch("test") as work:
    print(work, flush=True)
    sys.stdin.read()
"""


def fail_in_a_folder() -> None:
    with scratch("test") as work:
        (work / "a").write_text("a")
        raise ZeroDivisionError


def test_the_folder_is_gone_after_the_block_and_after_an_error_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ZeroDivisionError):
        fail_in_a_folder()

    assert list(tmp_path.iterdir()) == []


def test_folders_of_the_dead_are_swept_and_those_of_the_living_are_not(tmp_path: Path) -> None:
    theirs = tmp_path / "peerkit-notes.work"  # a folder of somebody's own that happens to be called so
    theirs.mkdir()
    (theirs / "mine.txt").write_text("mine")
    command = ["env", f"TMPDIR={tmp_path}", sys.executable, "-c", HOLD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        work = Path(run.stdout.readline().strip())
        sweep(tmp_path)
        assert work.is_dir()
        run.kill()

    assert work.is_dir()
    sweep(tmp_path)
    assert list(tmp_path.rglob("*")) == [theirs, theirs / "mine.txt"]


def test_a_folder_for_temporary_files_that_is_missing_or_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(EnvironmentTrouble, match="No such file"), scratch("test"):
        pytest.fail("there is no folder to work in")

    def none_at_all() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none_at_all)
    with pytest.raises(EnvironmentTrouble, match="No usable temporary"):
        system_folder()
