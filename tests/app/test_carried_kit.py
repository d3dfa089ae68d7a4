"""The kit that a region carries."""

from __future__ import annotations

import importlib.metadata
import io
import os
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from kit import __version__
from kit.app import carried_kit as module
from kit.app.carried_kit import carried_kit, renewed_kit
from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import HUB

WHEEL = f"wheel/peerkit-{__version__}-py3-none-any.whl"


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(carried_kit()[WHEEL])) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


def test_the_wheel_holds_every_file_of_the_kit_and_its_hub() -> None:
    package = Path(str(files("kit")))
    ours = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    wanted = {f"kit/{path}" for path in ours if "__pycache__" not in path}

    assert wanted - members().keys() == set()
    assert "kit/builtin/hub.toml" in members()
    assert not any("__pycache__" in name for name in members())


def test_the_same_kit_gives_the_same_bytes() -> None:
    first = dict(carried_kit())
    carried_kit.cache_clear()

    assert carried_kit() == first


@pytest.mark.slow
def test_the_wheel_installs_without_an_index_and_packs_itself_to_the_same_bytes(tmp_path: Path) -> None:
    build_file_tree(tmp_path, dict(carried_kit()))
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", tmp_path / WHEEL], check=True)
    others = next(Path(one) for one in sys.path if one.endswith("site-packages") and (Path(one) / "click").is_dir())
    code = "import sys; sys.path.append(sys.argv[1]); from kit.app.carried_kit import carried_kit"
    code += "; sys.stdout.buffer.write(carried_kit()[sys.argv[2]])"
    done = subprocess.run([python, "-P", "-c", code, others, WHEEL], capture_output=True, check=True, cwd=tmp_path)

    assert done.stdout == carried_kit()[WHEEL]


def test_the_lock_names_a_version_that_fits_for_each_package_that_the_kit_needs() -> None:
    lines = carried_kit()["wheel/requirements.lock"].decode().splitlines()
    pins = [line.split(";")[0].rstrip(" \\").split("==") for line in lines if "==" in line and not line.startswith(" ")]
    needed = [Requirement(one) for one in importlib.metadata.requires("peerkit") or () if "extra ==" not in one]

    assert needed
    for one in needed:
        versions = [Version(version) for name, version in pins if name == one.name]
        assert versions, f"{one.name} is not in the lock: run scripts/lock.py"
        assert all(version in one.specifier for version in versions), f"{one} is not what the lock has"
    assert all("--hash=sha256:" in line for line in lines if line.startswith(" "))


def test_a_region_with_an_older_kit_gets_the_running_one_and_others_are_left_alone(tmp_path: Path) -> None:
    older, newer = "wheel/peerkit-0.0.9-py3-none-any.whl", "wheel/peerkit-999.0-py3-none-any.whl"

    assert renewed_kit(build_file_tree(tmp_path / "a", {older: "x"})) == {older: None, **carried_kit()}
    assert renewed_kit(build_file_tree(tmp_path / "b", {newer: "x"})) == {}
    assert renewed_kit(build_file_tree(tmp_path / "c", {WHEEL: "x"})) == {}
    assert renewed_kit(build_file_tree(tmp_path / "d", {"region.toml": "x"})) == {}


def region(place: Path, *options: str) -> Path:
    build_file_tree(place / "hub", HUB)
    words = ["fork", str(place / "region"), "--name", "Region", "--from", str(place / "hub"), *options]
    assert run(words) == 0
    return place / "region"


def test_update_renews_the_kit_and_undo_brings_the_older_one_back(tmp_path: Path) -> None:
    root = region(tmp_path)
    (root / WHEEL).unlink()
    (root / "wheel/peerkit-0.0.9-py3-none-any.whl").write_bytes(b"older")

    assert run(["-C", str(root), "update"]) == 0
    assert (root / WHEEL).read_bytes() == carried_kit()[WHEEL]
    assert not (root / "wheel/peerkit-0.0.9-py3-none-any.whl").exists()
    assert run(["-C", str(root), "undo"]) == 0
    assert (root / "wheel/peerkit-0.0.9-py3-none-any.whl").read_bytes() == b"older"
    assert not (root / WHEEL).exists()


def test_a_region_may_do_without(tmp_path: Path) -> None:
    root = region(tmp_path, "--no-kit")

    assert not (root / "wheel").exists()
    assert run(["-C", str(root), "update"]) == 0
    assert not (root / "wheel").exists()


def test_where_the_kit_cannot_be_packed_the_region_is_made_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carried_kit.cache_clear()

    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", missing)

    root = region(tmp_path)

    carried_kit.cache_clear()
    assert not (root / "wheel").exists()
    assert "carries no kit in wheel/" in capsys.readouterr().err
