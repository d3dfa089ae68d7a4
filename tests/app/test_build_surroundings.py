"""A build depends on nothing around it, and touches nothing around it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.app.build import Order, build
from tests.helpers import build_file_tree
from tests.regions import HUB

KIT = Path(__file__).parents[2]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hub whose pages hold letters beyond ASCII, and its build under ordinary circumstances."""
    folder = tmp_path_factory.mktemp("around")
    build_file_tree(folder / "hub", HUB | {"index.md": "# Grwpiau cymheiriaid: Tŷ Gwydr\n\nHelo, “bawb”.\n"})
    build(folder / "hub", folder / "plain", Order(), lambda _: None)
    return folder


@pytest.fixture(scope="module")
def odd(here: Path) -> subprocess.CompletedProcess[str]:
    """The same build without a network, under other circumstances: clock, zone, language, letters, hashes, umask."""
    for name in ("home", "cwd", "temp", "odd", "kept"):
        (here / name).mkdir()
    allowed = os.pathsep.join((f"{here}/temp/", f"{here}/odd/", f"{here}/kept/"))
    words = ["-C", str(here / "hub"), "build", "--out", str(here / "odd" / "out")]
    around = {
        "HOME": str(here / "home"),
        "USERPROFILE": str(here / "home"),
        "TMPDIR": str(here / "temp"),
        "PEERKIT_CACHE": str(here / "kept"),  # else it lies in the home folder, and is all that a build writes there
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(KIT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "42",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LC_ALL": "C",
        "LANGUAGE": "cy",
        "TZ": "Pacific/Kiritimati",
    }
    command = [sys.executable, "-m", "tests.watched", allowed, *words]
    return subprocess.run(
        command, cwd=here / "cwd", env=around, umask=0o077, capture_output=True, text=True, check=False
    )


def test_the_circumstances_change_no_byte(here: Path, odd: subprocess.CompletedProcess[str]) -> None:
    assert odd.returncode == 0, odd.stderr
    assert contents(here / "odd" / "out") == contents(here / "plain")


def test_nothing_is_asked_of_the_network_or_written_anywhere_else(odd: subprocess.CompletedProcess[str]) -> None:
    """The worker of Typst is another process, which gets no package path and no address (see its own tests)."""
    assert odd.stdout == ""


def test_nothing_is_left_in_the_tree_the_home_folder_the_current_one_or_that_for_temporary_files(
    here: Path, odd: subprocess.CompletedProcess[str]
) -> None:
    assert odd.returncode == 0
    assert contents(here / "hub").keys() == HUB.keys()
    assert [path for name in ("home", "cwd") for path in (here / name).iterdir()] == []
    assert [path.name for path in (here / "temp").iterdir() if path.suffix != ".lock"] == []
    assert [path.name for path in (here / "odd").iterdir()] == ["out"]
