"""A plain sphinx-build at the root of the repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kit.app.sphinx_build import refresh

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_plain_sphinx_build_gives_the_hub_s_site_with_its_guides_and_brand(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", str(ROOT), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    home = (tmp_path / "out" / "index.html").read_text()
    assert 'href="round-1/index.html"' in home
    assert 'href="guides/index.html"' in home
    assert (tmp_path / "out" / "round-1" / "run-sheet.html").is_file()
    assert (tmp_path / "out" / "_static" / "brand.css").is_file()


def test_refreshing_a_folder_adds_changes_and_removes_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    refresh({"a.md": b"1", "sub/b.md": b"1", "c.md": b"1"}, tmp_path)
    before = (tmp_path / "a.md").stat().st_mtime_ns

    refresh({"a.md": b"1", "sub/b.md": b"2"}, tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.md")} == {"a.md": b"1", "b.md": b"2"}
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
