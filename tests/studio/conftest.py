"""A small hub whose regions can begin in a studio, and a desk for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import build_file_tree
from tests.live.trees import HUB
from tests.studio.stories import Ask, desk_in


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Return the root of the hub, which has one picture."""
    return build_file_tree(tmp_path / "hub", {**HUB, "hub.toml": f'source = "builtin"\n{HUB["hub.toml"]}'})


@pytest.fixture
def ask(tmp_path: Path, hub: Path) -> Ask:
    """Return what asks a desk of that hub."""
    return desk_in(tmp_path / "desk", hub, frozenset({"decks"}))
