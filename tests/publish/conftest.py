"""Fixtures of the tests of writing."""

from __future__ import annotations

import os

import pytest


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk take its time: no process that is killed loses what it wrote, only a power cut does."""

    def at_once(handle: int) -> None:
        """Wait for nothing."""

    monkeypatch.setattr(os, "fsync", at_once)
