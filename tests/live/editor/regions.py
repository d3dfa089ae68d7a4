"""A region with an open question, and asking the editor about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.app.editor.desk import Desk
from kit.app.region import receive
from tests.helpers import build_file_tree
from tests.live.trees import write_region

WHY = "overrides/round-1/score/why-it-matters.replace.md"
OURS = "## Why it matters\n\nOurs, as it is now.\n"


def write_asking_region(folder: Path) -> Path:
    """Return a region that changed a section which its hub has changed since, so that an update left a question."""
    region = write_region(folder)
    build_file_tree(region, {WHY: OURS})
    Desk(region).ask({"ask": "page", "page": "index"})
    receive(region, None, None, dry_run=False)  # records what the change was built upon
    page = folder / "hub/round-1/score.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Because of this.", "Because of that."), encoding="utf-8")
    receive(region, None, None, dry_run=False)
    return region


def asked(root: Path, ask: str, **more: Any) -> dict[str, Any]:
    """Return the answer to one request."""
    return Desk(root).ask({"ask": ask, **more})
