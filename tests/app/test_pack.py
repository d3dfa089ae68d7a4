"""A pack is of one round, and has its run sheet even where the region does not publish that."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.pack import ready
from kit.model.errors import FindingsError, WrongUsage
from tests.helpers import build_file_tree
from tests.regions import region_files


def test_a_run_sheet_that_is_not_published_is_packed(tmp_path: Path) -> None:
    files = region_files({})
    files["region.toml"] = files["region.toml"].replace("languages", "publish_run_sheet = false\nlanguages", 1)
    one = ready(build_file_tree(tmp_path, files), "round-1")

    assert one.edition.publish_run_sheet
    assert one.target == Path("_build/midlands-round-1.zip")


def test_other_rounds_are_left_out(tmp_path: Path) -> None:
    second = {"pages/round-2/index.md": "---\nminutes: 60\n---\n\n# Second\n\nLater.\n"}
    one = ready(build_file_tree(tmp_path, region_files(second)), "round-1")

    assert not [name for name in one.edition.pages if name.startswith("round-2")]
    with pytest.raises(WrongUsage, match="There is no round called round-9"):
        ready(tmp_path, "round-9")


def test_errors_of_pages_are_all_told(tmp_path: Path) -> None:
    ours = {f"pages/round-1/{name}.md": "---\nminutes: soon\n---\n\n# Ours\n" for name in ("one", "two")}

    with pytest.raises(FindingsError) as told:
        ready(build_file_tree(tmp_path, region_files(ours)), "round-1")
    assert {one.file for one in told.value.findings if one.line} >= {"pages/round-1/one.md", "pages/round-1/two.md"}
