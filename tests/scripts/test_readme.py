"""Whoever looks for a script finds it in one list."""

from __future__ import annotations

import re
from pathlib import Path

SCRIPTS = Path(__file__).parents[2] / "scripts"


def test_every_script_that_one_runs_is_listed_and_no_other() -> None:
    listed = set(re.findall(r"`([a-z_]+\.py)`", (SCRIPTS / "README.md").read_text(encoding="utf-8")))
    run = {one.name for one in SCRIPTS.glob("*.py") if "__main__" in one.read_text(encoding="utf-8")}

    assert listed == run
