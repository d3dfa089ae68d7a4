"""What must never happen is seen where it happens; CI then sends random trees through the kit."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import build_file_tree

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(name="fuzz")
def _fuzz(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return ``scripts/fuzz.py``, which is no part of any package."""
    monkeypatch.syspath_prepend(SCRIPTS)
    return importlib.import_module("fuzz")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site/index.html", "<title>x</title><script>alert(666)</script>"),
        ("site/index.html", "<p onclick='x()'>y</p>"),
        ("site/index.html", "<a href=' java\nscript:x'>y</a>"),
        ("site/_images/a.svg", "<svg><g onload='x'/></svg>"),
        ("site/_images/notes.md", "# A page"),
        ("site/round-1/day.html", "zephyrnote"),
    ],
)
def test_each_kind_of_fault_in_an_output_is_seen(path: str, text: str, fuzz: ModuleType, tmp_path: Path) -> None:
    assert len(list(fuzz.faults_of(build_file_tree(tmp_path, {path: text})))) == 1


def test_data_for_a_script_is_no_script(fuzz: ModuleType, tmp_path: Path) -> None:
    text = '<script type="application/json">{"a": "alert(666)"}</script>'

    assert list(fuzz.faults_of(build_file_tree(tmp_path, {"site/round-1/day.html": text}))) == []
