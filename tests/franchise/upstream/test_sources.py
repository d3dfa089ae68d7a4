"""What people may name as the place to fork from."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest

from kit.app.fork import Wishes, start
from kit.franchise.upstream.sources import BUILTIN, source_named
from kit.model.errors import WrongUsage
from tests.helpers import build_file_tree
from tests.regions import HUB


def hub_zip(place: Path) -> Path:
    with zipfile.ZipFile(place, "w") as archive:
        for path, text in HUB.items():
            archive.writestr(f"hub-main/{path}", text)
    return place


def test_a_region_forked_from_a_zip_holds_the_same_as_one_from_a_folder(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "hub", HUB)
    hub_zip(tmp_path / "hub.zip")
    wishes = [Wishes(tmp_path / "midlands", "Midlands", None, str(tmp_path / name), {}) for name in ("hub", "hub.zip")]
    folder, zipped = (start(wish).files for wish in wishes)

    assert {path for path in folder if folder[path] != zipped[path]} == {"region.toml", "lineage.toml"}
    assert tomllib.loads(zipped["region.toml"].decode())["upstream"]["source"] == "../hub.zip"


def test_the_hub_that_the_kit_carries_can_be_named() -> None:
    assert "hub.toml" in source_named(BUILTIN).tree([]).files


@pytest.mark.parametrize("address", ["http://example.org/hub.zip", "git://example.org/hub", "ftp://example.org/hub"])
def test_a_web_address_of_another_kind_gets_a_plain_sentence(address: str) -> None:
    with pytest.raises(WrongUsage, match="not one of a kind that the kit reads") as refused:
        source_named(address)

    assert "Download it as a zip" in refused.value.hint


@pytest.mark.parametrize("name", ["nowhere", "nowhere.zip", r"C:\hub", "C:/hub"])
def test_what_is_not_there_is_named(name: str) -> None:
    with pytest.raises(WrongUsage, match=r"There is no folder and no \.zip called"):
        source_named(name)


def test_a_region_cannot_be_started_inside_what_it_is_forked_from(tmp_path: Path) -> None:
    hub = build_file_tree(tmp_path / "hub", HUB)

    with pytest.raises(WrongUsage, match="lies inside"):
        start(Wishes(hub / "midlands", "Midlands", None, str(hub), {}))
