"""What is kept between runs is used only where it is whole and ours, and never changes what is made."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from kit.system import cache
from kit.system.cache import Cache, caching, folder_for, kept

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps these folders from others by itself")


class Work:
    """Something that takes long: it counts how often it is done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> bytes:
        """Do it."""
        self.done += 1
        return b"made"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def entry(folder: Path) -> Path:
    (only,) = folder.glob("??/*")
    return only


def asked(folder: Path, work: Work, *parts: bytes) -> bytes:
    with Cache(folder).in_use():
        return kept(parts or (b"a", b"b"), work)


def test_the_second_run_finds_what_the_first_has_made(folder: Path) -> None:
    work = Work()

    assert [asked(folder, work), asked(folder, work)] == [b"made", b"made"]
    assert work.done == 1


def test_without_a_cache_in_use_all_is_made_anew_and_nothing_is_written(folder: Path) -> None:
    work = Work()

    assert [kept([b"a"], work), kept([b"a"], work)] == [b"made", b"made"]
    assert work.done == 2
    assert not folder.exists()


@pytest.mark.parametrize("parts", [(b"ab",), (b"", b"ab"), (b"a", b"b", b""), (b"a", b"B")])
def test_other_parts_are_another_entry_however_their_bytes_are_divided(folder: Path, parts: tuple[bytes, ...]) -> None:
    work = Work()
    asked(folder, work, b"a", b"b")
    asked(folder, work, *parts)

    assert work.done == 2


@pytest.mark.parametrize("damage", [b"", b"made", b"\0" * 36, b"\0" * 500])
def test_an_entry_that_is_cut_off_or_changed_is_made_anew(folder: Path, damage: bytes) -> None:
    work = Work()
    asked(folder, work)
    entry(folder).write_bytes(damage)

    assert [asked(folder, work), asked(folder, work)] == [b"made", b"made"]
    assert work.done == 2


def test_an_entry_that_was_put_in_the_place_of_another_is_made_anew(folder: Path) -> None:
    work = Work()
    asked(folder, work, b"one")
    first = entry(folder)
    other = first.read_bytes()
    first.unlink()
    asked(folder, work, b"two")
    entry(folder).write_bytes(other)
    asked(folder, work, b"two")

    assert work.done == 3


def test_a_folder_that_is_thrown_away_in_the_midst_of_a_run_is_made_again(folder: Path) -> None:
    work = Work()
    with Cache(folder).in_use():
        kept([b"a"], work)
        shutil.rmtree(folder)
        kept([b"a"], work)

    assert work.done == 2
    assert entry(folder).is_file()


def test_where_nothing_can_be_kept_all_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert asked(tmp_path / "file" / "kept", Work()) == b"made"


@POSIX
def test_a_folder_into_which_others_may_write_is_not_used(folder: Path) -> None:
    work = Work()
    asked(folder, work)
    folder.chmod(0o777)

    assert asked(folder, work) == b"made"
    assert work.done == 2


@POSIX
def test_a_link_in_the_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    asked(folder, Work())

    assert list((tmp_path / "elsewhere").iterdir()) == []


@POSIX
def test_nobody_else_may_look_into_the_folder(folder: Path) -> None:
    asked(folder, Work())

    assert folder.stat().st_mode & 0o077 == 0


def test_what_nobody_used_for_a_month_goes(folder: Path) -> None:
    asked(folder, Work(), b"old")
    old = entry(folder)
    os.utime(old, (0, 0))
    asked(folder, Work(), b"new")

    assert not old.exists()
    assert entry(folder).is_file()


def test_the_oldest_go_where_it_is_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 100)
    for turn, name in enumerate((b"1", b"2", b"3", b"4")):
        asked(folder, Work(), name)
        for path in folder.glob("??/*"):
            os.utime(path, (2e9 + turn, 2e9 + turn)) if path.stat().st_mtime < 2e9 else None
    (folder / "swept").unlink(missing_ok=True)
    asked(folder, Work(), b"5")

    assert len(list(folder.glob("??/*"))) == 3


@pytest.mark.parametrize(
    ("system", "told", "place"),
    [
        ("linux", {"HOME": "/home/ana"}, "/home/ana/.cache/peerkit"),
        ("linux", {"HOME": "/home/ana", "XDG_CACHE_HOME": "/fast"}, "/fast/peerkit"),
        ("linux", {"HOME": "/home/ana", "XDG_CACHE_HOME": "fast"}, "/home/ana/.cache/peerkit"),
        ("darwin", {"HOME": "/Users/ana"}, "/Users/ana/Library/Caches/peerkit"),
        ("linux", {"HOME": "/home/ana", "PEERKIT_CACHE": "/else"}, "/else"),
        ("linux", {"HOME": "/home/ana", "PEERKIT_CACHE": ""}, None),
        ("linux", {"HOME": "/home/ana", "PEERKIT_CACHE": "within/a/region"}, None),
        ("linux", {}, None),
        ("win32", {}, None),
    ],
)
@POSIX
def test_it_lies_where_programs_of_a_system_keep_such_things(
    system: str, told: dict[str, str], place: str | None
) -> None:
    assert folder_for(system, told) == (Path(place) if place else None)


def test_nothing_is_kept_where_that_is_not_wanted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERKIT_CACHE", str(folder))
    with caching(False):
        kept([b"a"], Work())
    assert not folder.exists()

    with caching(True):
        kept([b"a"], Work())
    assert folder.is_dir()
