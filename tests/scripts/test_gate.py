"""What the benchmark of the gate measures."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


def test_every_function_of_the_gate_that_is_timed_is_where_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    gate = importlib.import_module("gate")

    for name in gate.GATE:
        owner, last = gate.found(name)
        assert callable(getattr(owner, last)), name
