"""Which regions are built, what their folders are called, and which machine builds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.errors import WrongUsage
from kit.network.members import Member, members, shard
from tests.helpers import build_file_tree

REGION = 'schema = 1\nid = "{}"\nname = "One"\n[upstream]\nsource = "../hub"\nversion = "1"\ntree = "sha256:0"\n'


def write(folder: Path, name: str, text: str) -> Path:
    return build_file_tree(folder / name, {"region.toml": text})


def test_a_region_is_called_by_its_id_and_not_by_its_folder(tmp_path: Path) -> None:
    root = write(tmp_path, "copy of ours", REGION.format("midlands"))

    assert members([root]) == [Member("midlands", root)]


def test_a_region_whose_settings_cannot_be_read_is_called_by_its_folder(tmp_path: Path) -> None:
    root = write(tmp_path, "midlands", "schema = = 1\n")

    assert members([root]) == [Member("midlands", root)]


def test_two_regions_of_one_id_are_refused_because_one_would_take_the_place_of_the_other(tmp_path: Path) -> None:
    roots = [write(tmp_path, name, REGION.format("midlands")) for name in ("a", "b")]

    with pytest.raises(WrongUsage, match="both called midlands"):
        members(roots)


def test_a_folder_that_holds_no_region_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="is no region"):
        members([tmp_path])


@pytest.mark.parametrize("machines", [1, 2, 3, 7, 20])
def test_each_region_is_in_one_part_and_parts_differ_by_one_at_most(machines: int) -> None:
    everyone = [Member(f"r{at}", Path(f"r{at}")) for at in range(17)]
    parts = [shard(everyone, number, machines) for number in range(1, machines + 1)]

    assert sorted((one for part in parts for one in part), key=everyone.index) == everyone
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("number", [0, 4])
def test_a_part_that_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(WrongUsage, match="There is no part"):
        shard([], number, 3)
