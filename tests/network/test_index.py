"""What an index takes over from an earlier publication comes whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.network.index import bring_together
from kit.network.members import Member
from tests.helpers import build_file_tree


def test_a_site_of_which_only_a_part_finds_room_is_not_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier, out = tmp_path / "earlier", tmp_path / "out"
    build_file_tree(earlier, {f"south/site/{name}.html": name for name in "abc"})
    out.mkdir()
    real = shutil.copy2

    def fills(source: str, target: str) -> str:
        if source.endswith("c.html"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        return real(source, target)

    monkeypatch.setattr(shutil, "copy2", fills)
    with pytest.raises(EnvironmentTrouble, match="the disk is full"):
        bring_together(out, [Member("south", tmp_path)], earlier)
    assert not list(out.iterdir())

    monkeypatch.setattr(shutil, "copy2", real)
    bring_together(out, [Member("south", tmp_path)], earlier)
    assert len(list((out / "south" / "site").iterdir())) == 3
