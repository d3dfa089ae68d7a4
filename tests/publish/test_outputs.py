"""Whatever fails while outputs are written, and whenever the run is killed: the old output whole, or the new one whole.

Every operation of build, fork and compose is made to fail, then a run is killed before it. What the build writes is
rendered once and for all, because rendering touches nothing but a private folder: see
tests/app/test_build_cut_short.py.
"""

from __future__ import annotations

import errno
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kit.app import build
from kit.cli.run import run
from kit.publish.manifest import NAME, manifest, to_json
from kit.render.outputs import kind_of
from tests.faults import killings, needs_fork, operations, raising
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

State = dict[str, bytes | None]  # files by path, folders as None

REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EACCES: "you may not write there",
    errno.EIO: "Input/output error",
}
RENDERED = {
    "site/index.html": b"<p>Home",
    "site/round-1/how-ready.html": b"<p>How ready",
    "handouts/round-1/attendee.pdf": b"%PDF-",
}
BEFORE = {"site/index.html": b"<p>Old home", "site/gone.html": b"<p>Gone"}


def with_manifest(made: dict[str, bytes]) -> dict[str, bytes]:
    return made | {NAME: to_json(manifest(made, frozenset({"round-1"}), kind_of))}


@dataclass(frozen=True)
class Case:
    """A command that writes the folder ``out``: its words, and the files and folders that are there before it."""

    name: str
    out: str
    words: tuple[str, ...]
    there: dict[str, bytes] | None = None

    def make(self, root: Path) -> None:
        """Lay out everything as it is before the command."""
        build_file_tree(root / "hub", HUB)
        build_file_tree(root / "region", region_files({"overrides/round-1/how-ready/why-it-matters.remove.md": ""}))
        if self.there is not None:
            (root / self.out).mkdir(parents=True)
            build_file_tree(root / self.out, self.there)

    def run(self, root: Path) -> int:
        """Run the command in ``root`` and return its exit code."""
        return run([word.replace("ROOT", str(root)) for word in self.words])


BUILD = ("-C", "ROOT/hub", "build", "--out", "ROOT/out")
FORK = ("-C", "ROOT/hub", "fork", "ROOT/out", "--name", "Midlands Peer Group", "--no-input", "--no-kit")
COMPOSE = ("-C", "ROOT/region", "compose", "--out", "ROOT/deep/out")
CASES = (
    Case("the first build", "out", BUILD),
    Case("a build over another", "out", BUILD, with_manifest(BEFORE) | {"site/Thumbs.db": b"t"}),
    Case("a fork", "out", FORK),
    Case("a fork into an empty folder", "out", FORK, {}),
    Case("a composed tree", "deep/out", COMPOSE),
)


def state(root: Path) -> State:
    """Return every file below ``root``, and every folder as None: hidden leftovers included."""
    return {path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes() for path in root.rglob("*")}


def part(whole: State, out: str) -> State:
    return {path: data for path, data in whole.items() if path == out or path.startswith(f"{out}/")}


@pytest.fixture(params=CASES, ids=[case.name for case in CASES])
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_waiting: None) -> Case:
    def rendered(*_: Any) -> dict[str, bytes]:
        return RENDERED

    monkeypatch.setattr(build, "render", rendered)
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    chosen: Case = request.param
    return chosen


def states(case: Case, folder: Path) -> tuple[State, State, int]:
    """Return how everything is before and after an undisturbed run, and how many operations that takes."""
    root = folder / "clean"
    root.mkdir()
    case.make(root)
    before = state(root)
    count = len(operations(lambda: case.run(root)))
    return before, state(root), count


def no_private_folders(folder: Path) -> bool:
    return not [path for path in (folder / "temp").iterdir() if not path.name.endswith(".lock")]


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
def test_a_disk_that_fails_leaves_the_old_output_or_the_new_one(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str], for_good: bool, every: int
) -> None:
    before, after, count = states(case, tmp_path)
    assert count > 10
    for at in range(1, count + 1, every):
        number = list(REASONS)[at % len(REASONS)]
        root = tmp_path / f"at-{at}"
        root.mkdir()
        case.make(root)
        capsys.readouterr()
        with raising(number, at, 10**6 if for_good else at):
            code = case.run(root)

        told = capsys.readouterr().err
        left = state(root)
        assert (code, REASONS[number] in told, "Traceback" in told) in ((0, False, False), (4, True, False)), (at, told)
        assert outcome(case, left, before, after) in allowed(case, code, told), (at, told)
        assert for_good or code == 0 or left in (before, after) or "is in place" in told, at
        assert case.run(root) == 0
        assert state(root) == after, at
    assert no_private_folders(tmp_path)


def outcome(case: Case, left: State, before: State, after: State) -> str:
    """Return what is in the place of the output: the "old" or "new" one whole, "none", or something "mixed"."""
    now = part(left, case.out)
    if now == part(after, case.out):
        return "new"
    if now == part(before, case.out):
        return "old"
    return "mixed" if now else "none"


def allowed(case: Case, code: int, told: str) -> set[str]:
    """Return what may be there after a run that ended with ``code`` and ``told`` so much."""
    if code == 0 or "is in place" in told:
        return {"new"}
    empty = case.there == {}  # an empty folder is nobody's work
    return {"none"} if "the next build into" in told else {"old", "none"} if empty else {"old"}


@needs_fork
def test_a_run_that_is_killed_leaves_the_old_output_or_the_new_one(case: Case, tmp_path: Path, every: int) -> None:
    before, after, _ = states(case, tmp_path)
    for root in killings(tmp_path / "killed", case.make, case.run, every):
        left = state(root)
        parked = f".{case.out}.old" in left or case.there == {}
        assert outcome(case, left, before, after) in ({"old", "new", "none"} if parked else {"old", "new"}), root.name
        assert case.run(root) == 0
        assert state(root) == after, root.name
    assert no_private_folders(tmp_path)
