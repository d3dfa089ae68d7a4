"""Downloads say what they are and how large."""

from __future__ import annotations

import pytest

from kit.render.downloads import Download, people_size


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1, "1 KB"), (120_400, "120 KB"), (999_400, "999 KB"), (999_600, "1.0 MB"), (2_345_678, "2.3 MB")],
)
def test_sizes_are_for_people(size: int, shown: str) -> None:
    assert people_size(size) == shown


def test_type_and_size_stand_together() -> None:
    assert Download("downloads/a.pdf", "A", "PDF", 2000).detail == "PDF, 2 KB"
