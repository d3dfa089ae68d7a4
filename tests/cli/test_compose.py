"""``peerkit compose``: the composed tree as plain files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_out_counts_from_the_current_folder_and_not_from_the_tree(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", "../hub", "compose", "--out", "whole")

    assert (ended.code, ended.out) == (0, "")
    assert contents(Path("whole")) == HUB
    assert ended.following == "peerkit -C whole check"


def test_anybody_can_go_on_from_a_composed_region(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    ours = {"overrides/round-1/how-ready/why-it-matters.remove.md": ""}
    build_file_tree(tmp_path / "midlands", region_files(ours))
    peerkit("-C", "../midlands", "compose", "--out", "whole")

    assert "Why it matters" not in contents(Path("whole"))["round-1/how-ready.md"]
    assert peerkit("-C", "whole", "agenda", "round-1").code == 0


def test_a_trial_writes_nothing(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "compose", "--out", "whole", "--dry-run")

    assert ended.code == 0
    assert f"Would write {len(HUB)} files to whole." in ended.err
    assert not Path("whole").exists()


def test_nothing_is_written_over(peerkit: Peerkit, hub: Path) -> None:
    build_file_tree(Path("whole"), {"notes.txt": "mine"})
    ended = peerkit("-C", hub, "compose", "--out", "whole")

    assert ended.code == 2
    assert contents(Path("whole")) == {"notes.txt": "mine"}


def test_the_same_again_changes_nothing(peerkit: Peerkit, hub: Path) -> None:
    peerkit("-C", hub, "compose", "--out", "whole")

    assert peerkit("-C", hub, "compose", "--out", "whole").code == 0


@pytest.mark.parametrize("verb", ["compose", "build"])
def test_outputs_inside_the_tree_would_become_part_of_it(peerkit: Peerkit, hub: Path, verb: str) -> None:
    ended = peerkit("-C", hub, verb, "--out", hub / "whole")

    assert ended.code == 2
    assert "would be taken for one of its own files" in ended.err
    assert not (hub / "whole").exists()


@pytest.mark.parametrize(("page", "code"), [("---\nminutes: x\n---\n\n# A\n", 1), ("# A\n\n<script></script>\n", 3)])
def test_where_errors_stand_in_the_way_nothing_is_written(peerkit: Peerkit, hub: Path, page: str, code: int) -> None:
    (hub / "round-1/next-steps.md").write_text(page, encoding="utf-8")

    assert peerkit("-C", hub, "compose", "--out", "whole").code == code
    assert not Path("whole").exists()
