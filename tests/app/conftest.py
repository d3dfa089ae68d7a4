"""Groups that share: a hub and three regions, written once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.app.groups import OURS, WHY
from tests.helpers import build_file_tree
from tests.regions import HUB


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub, its regions Midlands and South, and West Midlands, which forked Midlands before that changed a word."""
    folder = tmp_path_factory.mktemp("begun")
    build_file_tree(folder / "hub", HUB)
    for name, source in (("midlands", "hub"), ("south", "hub"), ("west", "midlands")):
        where = ["fork", str(folder / name), "--from", str(folder / source), "--name", f"{name.title()} Group"]
        assert run([*where, "--no-kit", "--no-input"]) == 0
    build_file_tree(folder / "midlands", {WHY: OURS})
    return folder


@pytest.fixture
def place(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of these folders of the test's own."""
    shutil.copytree(begun, tmp_path / "place")
    monkeypatch.chdir(tmp_path / "place")
    return tmp_path / "place"
