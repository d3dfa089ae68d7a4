"""Code that lies in a region, or where one is, under the name of the kit or of what it imports, is never run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree

PLANTED = ("kit/__init__.py", "kit/__main__.py", "click.py", "json.py", "sphinx/__init__.py", "sitecustomize.py")
SAFE = ["-P", "-m", "kit"]


@pytest.fixture
def sprung(peerkit: Peerkit, hub: Path, tmp_path: Path) -> Path:
    """Plant such code in a region, ``midlands``, and in the folder ``downloads``; return the file that it would write.

    A copy of the region without it is ``clean``.
    """
    sprung = tmp_path / "sprung"
    trap = f'import pathlib; pathlib.Path(r"{sprung}").write_text("run")\n'
    for name in ("midlands", "clean"):
        peerkit("-C", hub, "fork", name, "--name", "Midlands")
    for folder in ("midlands", "downloads"):
        build_file_tree(Path(folder), dict.fromkeys(PLANTED, trap))
    return sprung


def ended(folder: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", ["check", "build", "status"])
def test_in_a_region_it_is_told_and_not_run(sprung: Path, verb: str) -> None:
    done = ended("midlands", *SAFE, verb)

    assert done.returncode == 1
    assert "click.py: error: It has no place at the top of a region." in done.stderr
    assert not sprung.exists()


def test_where_it_lies_in_the_folder_in_which_one_is_everything_works_without_it(sprung: Path) -> None:
    region = str(Path("clean").resolve())
    verbs = (["agenda", "round-1"], ["new", "session", "round-1/ours"], ["undo"], ["build", "--out", "out"])
    codes = [ended("downloads", *SAFE, "-C", region, *verb).returncode for verb in verbs]

    assert codes == [0, 0, 0, 0]
    assert not sprung.exists()


def test_without_p_such_code_would_run(sprung: Path) -> None:
    """The trap works: this is why the guides say -P."""
    ended("midlands", "-m", "kit", "check")

    assert sprung.exists()
