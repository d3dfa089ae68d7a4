"""A file is read to its end or to a limit, in pieces."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from kit.system.bounded import at_most


@pytest.mark.parametrize(("size", "most"), [(0, 5), (5, 5), (6, 5), (3_000_000, 2_500_000), (2_500_000, 10**9)])
def test_no_more_is_read_than_the_limit_and_no_less_than_there_is(size: int, most: int) -> None:
    data = bytes(range(250)) * (size // 250 + 1)

    assert at_most(io.BytesIO(data[:size]), most) == data[:size][:most]


def test_a_high_limit_takes_no_room_by_itself(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"small")
    tracemalloc.start()
    with (tmp_path / "small").open("rb") as stream:
        assert at_most(stream, 500_000_000) == b"small"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 5_000_000
