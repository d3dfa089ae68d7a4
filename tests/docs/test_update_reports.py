"""The page of real reports says what the commands say today."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_page_is_what_the_script_makes_of_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    reports = importlib.import_module("reports")

    assert reports.PAGE.read_text(encoding="utf-8") == reports.page(), "Run python scripts/reports.py."
