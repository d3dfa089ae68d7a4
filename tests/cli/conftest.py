"""Running ``peerkit`` in this process, as people type it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, its data and its messages."""

    code: int
    out: str
    err: str

    @property
    def following(self) -> str:
        """The command that the last line names."""
        last = self.err.rstrip("\n").split("\n")[-1]
        assert last.startswith("Next: ")
        return last.removeprefix("Next: ")


Peerkit = Callable[..., Ended]


@pytest.fixture
def peerkit(capsys: pytest.CaptureFixture[str]) -> Peerkit:
    """Return a function that runs ``peerkit`` with the words given."""

    def go(*words: str | Path) -> Ended:
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return go


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the small hub to ``hub``, beside which the current folder stands."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return build_file_tree(tmp_path / "hub", HUB)


@pytest.fixture
def region(tmp_path: Path, hub: Path) -> Path:
    """Write a region of the small hub that changed nothing yet."""
    return build_file_tree(tmp_path / "midlands", region_files({}))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Where a document of a page may stand."""
    return tmp_path / "how-ready.docx"
