"""Edits that somebody made in ``upstream/`` by mistake are noticed, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from tests.stories import tell


@pytest.mark.parametrize(
    ("path", "text"), [("index.md", "# Edited\n"), ("round-1/new.md", "# New\n"), ("round-1/next-steps.md", None)]
)
def test_check_names_each_file_that_was_edited_added_or_taken_out(tmp_path: Path, path: str, text: str | None) -> None:
    region, _ = tell(tmp_path)
    target = region / "upstream" / path
    if text is None:
        target.unlink()
    else:
        target.write_text(text)

    found = [one for one in examine(region).findings if one.code.value == "upstream-edited"]

    assert [one.file for one in found] == [f"upstream/{path}"]
    assert "capture --upstream" in found[0].hint


def test_other_line_ends_are_no_edit(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    page = region / "upstream" / "index.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))

    assert [one for one in examine(region).findings if one.code.value == "upstream-edited"] == []
