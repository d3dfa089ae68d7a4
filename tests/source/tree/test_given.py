"""What somebody names is read where it is a plain file of a usual size, and told what it is where it is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.cli.run import run
from kit.model.errors import Refused, WrongUsage
from kit.source.tree.archives import MB
from kit.source.tree.given import read_given
from tests.helpers import build_file_tree
from tests.hostile.guard import time_limit
from tests.regions import HUB, region_files

SECONDS = 30.0  # in which nothing may hang

# Every verb that reads a file which a person names; FILE stands for it.
READING = [
    "-C hub accept FILE.zip",
    "-C midlands adopt FILE.zip round-1/how-ready",
    "-C hub release 2027.1 --since FILE.zip",
    "-C midlands import FILE.zip --round spring",
    "-C midlands import FILE.md --round spring",
    "-C midlands log round-1 FILE.toml",
    "-C midlands capture --word FILE.docx",
    "-C midlands capture --word FILE.docx --as-tracked",
    "-C midlands capture --from FILE.md --page round-1/how-ready",
    "-C midlands resolve round-1/how-ready#why-it-matters --text FILE.md",
    "-C midlands resolve round-1/how-ready#why-it-matters --text FILE.md --dry-run",
    "fork new --name New --no-input --from FILE.zip",
    "network plan FILE",
    "compare FILE midlands",
    "-C FILE check",
]


def pipe(place: Path) -> None:
    os.mkfifo(place)


def device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def huge(place: Path) -> None:
    with place.open("wb") as stream:
        stream.truncate(2**31)  # no block of the disk is used


ODD = [
    pytest.param(pipe, marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")),
    pytest.param(device, marks=pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")),
    huge,
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    build_file_tree(tmp_path / "hub", HUB)
    build_file_tree(tmp_path / "midlands", region_files({}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("make", ODD)
def test_no_verb_waits_for_what_is_no_file_or_never_ends(
    here: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], words: str
) -> None:
    name = next(word for word in words.split() if word.startswith("FILE"))
    make(here / name)

    with time_limit(SECONDS):
        code = run(words.split())

    said = capsys.readouterr().err
    assert code in (1, 2, 3, 4)
    assert "itself made a mistake" not in said
    assert "could not be used" not in said
    assert name in said or "larger than" in said


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    build_file_tree(tmp_path, {"a.md": "words"})
    (tmp_path / "b.md").symlink_to("a.md")

    assert read_given(tmp_path / "b.md", MB, "") == b"words"


def test_a_file_may_be_as_large_as_its_kind_and_no_byte_larger(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * MB)
    assert len(read_given(file, MB, "")) == MB

    file.write_bytes(b"x" * (MB + 1))
    with pytest.raises(Refused, match=r"a\.md is larger than 1 MB"):
        read_given(file, MB, "")


@pytest.mark.parametrize(("name", "said"), [("none.md", "There is no file"), ("folder", "is a folder")])
def test_where_there_is_no_file_that_is_said(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(WrongUsage, match=said) as caught:
        read_given(tmp_path / name, MB, "Name a page.")
    assert caught.value.hint == "Name a page."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_beside_imported_material_is_passed_over(here: Path) -> None:
    build_file_tree(here / "old", {"lesson.md": "# A lesson\n\n## First\n\nWords.\n"})
    for name in ("LICENSE", "more.md", "picture.png"):
        os.mkfifo(here / "old" / name)

    with time_limit(SECONDS):
        assert run(["-C", "midlands", "import", "old/lesson.md", "--round", "spring"]) == 0
