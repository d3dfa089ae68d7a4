"""Typical edits, as files: what a region holds before, what somebody edited, and what the region then holds.

Each folder of ``tests/cases/capture`` has ``before/`` (the region's own files, beside the small hub of
``tests.regions``), ``edited/`` (files of the composed tree as they were edited) and ``expected/`` (the files that
capture writes). ``gone.txt`` lists files that were deleted; ``region.toml`` is what follows the small region's own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.franchise.capture.capture import capture
from kit.model.tree import Tree
from tests.franchise.capture.test_random_edits import composed
from tests.regions import REGION_TOML, region_files, tree

CASES = Path(__file__).parents[2] / "cases" / "capture"


def folder(place: Path) -> dict[str, str]:
    files = [path for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(place).as_posix(): path.read_bytes().decode() for path in files}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_typical_edit_is_stored_as_its_files_say(case: str) -> None:
    before, edited, expected = (folder(CASES / case / part) for part in ("before", "edited", "expected"))
    region = tree(region_files({**before, "region.toml": REGION_TOML + before.get("region.toml", "")}))
    files = dict(composed(region).tree.files)
    for path in edited.pop("gone.txt", "").split():
        del files[path]
    files |= {path: text.encode() for path, text in edited.items()}

    captured = capture(region, Tree(files), [])

    gone: dict[str, str | None] = dict.fromkeys(expected.pop("gone.txt", "").split())
    if "region.toml" in expected:
        expected["region.toml"] = REGION_TOML + expected["region.toml"]
    changes = {path: None if data is None else data.decode() for path, data in captured.changes.items()}
    assert changes == gone | expected
    assert captured.left == []
    assert captured.notes
