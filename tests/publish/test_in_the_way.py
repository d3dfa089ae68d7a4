"""What somebody planted where an output is to go is neither published, nor deleted, nor waited for, nor followed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.cli.run import run
from kit.model.errors import EnvironmentTrouble, Refused
from kit.publish import files
from kit.publish.manifest import MAX_BYTES, NAME, listed, manifest, to_json
from kit.publish.plain import write_new
from kit.publish.single import write_over
from kit.publish.swap import fill, replacing
from kit.render.outputs import kind_of
from tests.helpers import build_file_tree
from tests.hostile.guard import time_limit
from tests.publish.test_swap import publish, tree_of
from tests.regions import HUB

SECONDS = 60.0  # in which nothing may hang
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes, and links for administrators only")


def build(out: Path, root: Path | None = None) -> None:
    with replacing(out, root) as stage:
        fill(stage, {NAME: b"{}"})


WRITERS: list[Callable[[Path], object]] = [
    build,
    lambda out: write_new(out, {"a.md": b"a"}),
    lambda out: write_over(out, b"zip", "index.html"),
]


@pytest.fixture(name="tree")
def _tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a hub's folder, in which the command runs and whose ``_build`` is a link to ``victim`` beside it."""
    tree = build_file_tree(tmp_path / "tree", HUB)
    build_file_tree(tmp_path / "victim", {"diary.txt": "mine"})
    (tree / "_build").symlink_to(tmp_path / "victim")
    monkeypatch.chdir(tree)
    return tree


@on_posix
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("out", ["_build/hub", "./_build/deep/hub", "round-1/../_build/hub", "_build/../_build/hub"])
def test_a_link_on_the_way_is_refused(tree: Path, write: Callable[[Path], object], out: str) -> None:
    with pytest.raises(Refused, match="_build is a link"):
        write(Path(out))
    with pytest.raises(Refused, match="_build is a link"):
        write(tree / out)

    assert tree_of(tree.parent / "victim") == {"diary.txt": "mine"}


@on_posix
def test_a_link_is_refused_however_the_tree_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree.parent / "alias").symlink_to(tree)
    (tree.parent / "elsewhere").mkdir()
    monkeypatch.chdir(tree.parent / "elsewhere")

    for root in (tree, tree.parent / "alias", Path("../tree"), Path("../alias")):
        with pytest.raises(Refused, match="_build is a link"):
            build(root / "_build" / "hub", root)
        assert run(["-C", str(root), "build", "--out", str(root / "_build" / "hub")]) == 3
    assert tree_of(tree.parent / "victim") == {"diary.txt": "mine"}


@on_posix
def test_a_link_in_a_circle_is_refused_and_no_mistake_of_the_kit(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "_build").unlink()
    (tree / "_build").symlink_to("_build")

    assert [run([*words]) for words in (["build"], ["pack", "round-1"], ["compose", "--out", "_build/x"])] == [3, 3, 3]
    assert capsys.readouterr().err.count("is a link") == 3


@on_posix
def test_links_above_the_folder_that_one_is_in_are_the_machines_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk" / "work").mkdir(parents=True)
    (tmp_path / "home").symlink_to(tmp_path / "disk")
    monkeypatch.chdir(tmp_path / "home" / "work")

    build(Path("_build/hub"))
    build(tmp_path / "home" / "public")

    assert (tmp_path / "disk/work/_build/hub" / NAME).is_file()
    assert (tmp_path / "disk/public" / NAME).is_file()


def planted(kind: str, place: Path) -> None:
    """Put something at ``place`` where a build's list of files should be."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "link":
        place.symlink_to("/dev/zero")
    elif kind == "folder":
        build_file_tree(place, {"a": "a"})
    elif kind == "huge":
        with place.open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)
    else:
        place.write_bytes(kind.encode())


NO_LISTS = ["pipe", "link", "folder", "huge", "[" * 200_000, '{"files":' * 9_000, "{", "[]", '{"files": [1]}', ""]
NO_LISTS += ['{"files": 5}', '{"files": [{"name": "a"}]}', "null", "\x00"]


@on_posix
@pytest.mark.parametrize("kind", NO_LISTS, ids=lambda kind: kind[:24] or "empty")
def test_a_list_of_files_that_no_build_wrote_is_told_and_left(tmp_path: Path, kind: str) -> None:
    planted(kind, tmp_path / "out" / NAME)

    with time_limit(SECONDS), pytest.raises(EnvironmentTrouble, match=rf"no build made, such as {NAME}"):
        publish(tmp_path / "out", {"site/a.html": "a"})

    assert listed(tmp_path / "out") is None
    assert os.path.lexists(tmp_path / "out" / NAME)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@on_posix
def test_a_whole_command_ends_in_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    planted("pipe", build_file_tree(tmp_path / "tree", HUB) / "_build/hub-part" / NAME)
    monkeypatch.chdir(tmp_path / "tree")

    with time_limit(SECONDS):
        assert run(["build", "--only", "site"]) == 4
    assert "no build made, such as manifest.json" in capsys.readouterr().err


@on_posix
@pytest.mark.parametrize("name", ["_build", "_build/hub"])
@pytest.mark.parametrize("kind", ["pipe", "a file"])
def test_what_is_no_folder_where_one_is_needed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    planted(kind, tmp_path / name)
    monkeypatch.chdir(tmp_path)

    with time_limit(SECONDS), pytest.raises(EnvironmentTrouble):
        build(Path("_build/hub"))


PLANTED = [
    ".htaccess",
    ".x/evil.html",
    "site/.htaccess",
    "site/round-1/.x/evil.html",
    "site/round-1/.git/config",
    "site/README.md",
    "site/_build/evil.html",
    "decks/~$evil.html",
    "site/._index.html",
    "site/\x1b[2Jevil.html",
]


@on_posix
@pytest.mark.parametrize("path", PLANTED)
def test_a_file_that_no_build_made_keeps_a_build_from_beginning_whatever_its_name(tmp_path: Path, path: str) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    build_file_tree(tmp_path / "out", {path: "planted"})

    with pytest.raises(EnvironmentTrouble, match="files that no build made") as told:
        publish(tmp_path / "out", {"site/a.html": "b"})

    assert path.replace("\x1b", "\\x1b") in told.value.message
    assert tree_of(tmp_path / "out") == {"site/a.html": "a", path: "planted"}


def test_several_such_files_are_named_and_the_rest_counted_as_more(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    build_file_tree(tmp_path / "out", dict.fromkeys((".a", ".b", "c", "d"), "x"))

    with pytest.raises(EnvironmentTrouble, match=r"such as \.a, \.b, c and more, and a build replaces"):
        publish(tmp_path / "out", {"site/a.html": "b"})


STAYING = {
    ".git/HEAD": "ref: refs/heads/main",
    ".gitignore": "*.tmp",
    ".nojekyll": "",
    "site/.git/objects/ab/cd": "x",
    "site/.nojekyll": "",
    "site/round-1/Thumbs.db": "t",
    "site/.DS_Store": "d",
    "decks/~$round-1.pptx": "open",
    "decks/.~lock.round-1.pptx#": "open",
}


def test_what_git_systems_and_office_programs_keep_there_moves_along(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    build_file_tree(tmp_path / "out", STAYING)

    publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "b", **STAYING}


@on_posix
def test_such_a_name_is_no_pass_for_a_link(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    (tmp_path / "out/site/.nojekyll").symlink_to("/etc/passwd")

    with pytest.raises(EnvironmentTrouble, match=r"site/\.nojekyll"):
        publish(tmp_path / "out", {"site/a.html": "b"})


@on_posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_place_of_a_parked_build_is_refused_and_its_target_left(tmp_path: Path, there: bool) -> None:
    """A stranger's link could lead to another build, whose own list would vouch for its files."""
    publish(tmp_path / "other", {"site/theirs.html": "t"})
    if there:
        publish(tmp_path / "out", {"site/a.html": "a"})
    (tmp_path / ".out.old").symlink_to(tmp_path / "other")

    with pytest.raises(EnvironmentTrouble, match="not a folder"):
        publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "other") == {"site/theirs.html": "t"}


@on_posix
def test_a_folder_as_deep_as_a_disk_can_hold_is_no_error_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both where a build lies and where its work is swept."""
    publish(tmp_path / "out", {"site/a.html": "a"})
    for start in (tmp_path / "out", tmp_path / ".out.new"):
        start.mkdir(exist_ok=True)
        monkeypatch.chdir(start)
        for _ in range(1_400):
            os.mkdir("d")  # noqa: PTH102 - a step deeper than any whole path could name
            os.chdir("d")
    monkeypatch.chdir(tmp_path)

    try:
        with pytest.raises(EnvironmentTrouble, match="no build made, such as d/d/d"):
            publish(tmp_path / "out", {"site/a.html": "b"})
        assert not (tmp_path / ".out.new").exists()
    finally:
        files.remove_tree(tmp_path / "out")  # which pytest could not
        files.remove_tree(tmp_path / ".out.new")


def test_a_manifest_cannot_name_what_lies_outside(tmp_path: Path) -> None:
    """It says of which files in the folder a build made them, and of no others."""
    build_file_tree(tmp_path, {"diary.txt": "mine"})
    entries = to_json(manifest({"../diary.txt": b"", "/etc/passwd": b"", "site/a.html": b""}, frozenset(), kind_of))
    build_file_tree(tmp_path / "out", {NAME: entries, "site/a.html": "a"})

    publish(tmp_path / "out", {"site/b.html": "b"})

    assert tree_of(tmp_path) == {"diary.txt": "mine", "out/site/b.html": "b"}
