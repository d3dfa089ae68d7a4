"""Reading a hub or region out of a zip: the same files as from a folder, and nothing that is unsafe."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kit.model.errors import Refused, WrongUsage
from kit.model.findings import Code, Finding
from kit.source.tree.archives import MAX_ENTRIES
from kit.source.tree.zips import read_zip
from tests.regions import HUB, region_files


def zipped(place: Path, files: Mapping[str, str | bytes], top: str = "") -> Path:
    """Write ``files`` to a zip, below the folder ``top``."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(top + path, content)
    return place


def names(place: Path, inner: str = "") -> tuple[set[str], list[tuple[Code, str]]]:
    found: list[Finding] = []
    tree = read_zip(place, inner, found)
    return set(tree.files), [(one.code, one.file) for one in found]


@pytest.mark.parametrize("top", ["", "hub-2026.1/", "sessions/", "kit-main/sessions/"])
def test_a_hub_is_found_where_people_and_web_sites_put_it(tmp_path: Path, top: str) -> None:
    beside = {"__MACOSX/._index.md": "x"} | ({"kit-main/docs/A Guide.md": "x"} if top.startswith("kit") else {})
    zipped(tmp_path / "hub.zip", {**{top + path: text for path, text in HUB.items()}, **beside})

    assert names(tmp_path / "hub.zip") == (set(HUB), [])


def test_a_folder_inside_can_be_named(tmp_path: Path) -> None:
    zipped(tmp_path / "all.zip", HUB | {f"regions/south/{path}": text for path, text in HUB.items()})

    assert names(tmp_path / "all.zip", "regions/south") == (set(HUB), [])


def test_the_bytes_are_those_that_were_put_in(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB | {"index.md": b"\xef\xbb\xbf# Home\r\n"})

    assert read_zip(place, "", []).files["index.md"] == b"\xef\xbb\xbf# Home\r\n"


def test_a_region_keeps_the_rules_of_a_region(tmp_path: Path) -> None:
    files = region_files({"conf.py": "x", "lineage.toml": "x", "README.md": "x", "pages/round-1/Bad Name.md": "x"})
    found = names(zipped(tmp_path / "midlands.zip", files))

    assert found[0] == set(files) - {"conf.py", "lineage.toml", "README.md", "pages/round-1/Bad Name.md"}
    assert sorted(found[1], key=lambda one: one[1]) == [
        (Code.UNKNOWN_FILE, "conf.py"),
        (Code.UNSAFE_PATH, "pages/round-1/Bad Name.md"),
    ]


def test_a_folder_that_breaks_the_rule_is_named_once(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB | {"My Round/index.md": "x", "My Round/a.md": "x"})

    assert names(place) == (set(HUB), [(Code.UNSAFE_PATH, "My Round")])


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    info.external_attr = mode << 16
    return info


@pytest.mark.parametrize(
    "name", ["../conf.py", "round-1/../../x.md", "/etc/x.md", "C:/x.md", "a\\..\\x.md", "./x.md", "a//x.md"]
)
def test_a_name_that_could_lead_out_refuses_the_whole_zip(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        archive.writestr("hub.toml", HUB["hub.toml"])
        archive.writestr(entry(name), "x")

    with pytest.raises(Refused, match="lead out of its folder"):
        names(tmp_path / "hub.zip")


@pytest.mark.parametrize(("mode", "words"), [(0o120777, "link"), (0o010644, "no ordinary file")])
def test_links_and_pipes_refuse_the_whole_zip(tmp_path: Path, mode: int, words: str) -> None:
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        archive.writestr("hub.toml", HUB["hub.toml"])
        archive.writestr(entry("round-1/page.md", mode), "/etc/passwd")

    with pytest.raises(Refused, match=words):
        names(tmp_path / "hub.zip")


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        archive.writestr("hub.toml", HUB["hub.toml"])
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("hub.toml", "schema = 2\n")

    with pytest.raises(Refused, match="twice"):
        names(tmp_path / "hub.zip")


def test_names_that_differ_in_nothing_but_case_are_found(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB | {"round-1/How-Ready.md": "x"})

    assert (Code.NAME_CLASH, "round-1/how-ready.md") in names(place)[1]


def test_a_file_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB | {"round-1/big.md": b"\0" * 900_000})

    with pytest.raises(Refused, match="200 times"):
        names(place)


def test_too_much_in_all_is_refused_without_unpacking(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB)
    swollen = change_list(place.read_bytes(), lambda size: max(size, 150 * 1024 * 1024))
    place.write_bytes(swollen)

    with pytest.raises(Refused, match="200 MB"):
        names(place)


def change_list(data: bytes, change: Callable[[int], int]) -> bytes:
    """Return a zip whose list of entries says other unpacked sizes than are true."""
    raw, at = bytearray(data), 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        (size,) = struct.unpack("<I", raw[at + 24 : at + 28])
        raw[at + 24 : at + 28] = struct.pack("<I", change(size))
        at += 4
    return bytes(raw)


def test_a_size_that_is_not_true_is_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB)
    place.write_bytes(change_list(place.read_bytes(), lambda size: size + 5))

    with pytest.raises(Refused):
        names(place)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    place = zipped(tmp_path / "hub.zip", HUB | {f"x/{number}.md": "" for number in range(MAX_ENTRIES)})

    with pytest.raises(Refused, match="5,000"):
        names(place)


def test_a_zip_that_lies_about_its_list_is_refused_before_it_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "hub.zip", HUB).read_bytes())
    data[-10:-6] = struct.pack("<I", 0x7FFFFFFF)
    (tmp_path / "hub.zip").write_bytes(data)

    with pytest.raises(Refused, match="made to seem so"):
        names(tmp_path / "hub.zip")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06"])
def test_what_is_no_zip_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "hub.zip").write_bytes(content)

    with pytest.raises(Refused, match="it is no zip, or it is damaged"):
        names(tmp_path / "hub.zip")


def test_a_damaged_file_inside_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "hub.zip", "w") as archive:
        archive.writestr("hub.toml", HUB["hub.toml"])
    data = (tmp_path / "hub.zip").read_bytes()
    (tmp_path / "hub.zip").write_bytes(data.replace(b"Digital", b"Analogy"))

    with pytest.raises(Refused, match="damaged"):
        names(tmp_path / "hub.zip")


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "hub.zip", HUB).read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "hub.zip").write_bytes(data)

    with pytest.raises(Refused, match="password"):
        names(tmp_path / "hub.zip")


@pytest.mark.parametrize("inner", ["", "round-9"])
def test_a_zip_without_a_hub_is_wrong_usage(tmp_path: Path, inner: str) -> None:
    place = zipped(tmp_path / "notes.zip", {"notes.md": "x"})

    with pytest.raises(WrongUsage, match=r"holds no hub\.toml"):
        names(place, inner)


def test_a_folder_in_the_place_of_a_zip_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        names(tmp_path)
