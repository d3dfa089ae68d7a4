"""What a process keeps from one region to the next."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from kit.network.bases import Bases


class _Document:
    """Holds itself, as a document's parts hold the document."""

    def __init__(self) -> None:
        self.whole = self


def test_what_a_region_left_behind_is_swept_up_within_eight_regions(tmp_path: Path) -> None:
    bases = Bases(tmp_path)
    gc.disable()  # Python would find it too, some time: with much in memory that is after very many regions
    try:
        left = weakref.ref(_Document())
        assert left() is not None
        for _ in range(8):
            bases.leave()
        assert left() is None
    finally:
        gc.enable()
