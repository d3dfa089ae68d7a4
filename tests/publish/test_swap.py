"""A build takes the place of the one before whole, or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble, WrongUsage
from kit.publish import files
from kit.publish.manifest import NAME, manifest, to_json
from kit.publish.swap import fill, replacing
from kit.render.outputs import kind_of
from kit.system import locks
from tests.faults import HeldOnWindows
from tests.helpers import build_file_tree


def made(content: dict[str, str]) -> dict[str, bytes]:
    """Return ``content`` as bytes, with its manifest."""
    data = {path: text.encode() for path, text in content.items()}
    return {**data, NAME: to_json(manifest(data, frozenset(), kind_of))}


def publish(out: Path, content: dict[str, str], write: Callable[[Path, dict[str, bytes]], None] = fill) -> None:
    """Build ``content`` into ``out``, as a build does."""
    with replacing(out) as stage:
        write(stage, made(content))


def publish_half(out: Path, content: dict[str, str]) -> None:
    """Begin a build of ``content`` and fail."""
    with replacing(out) as stage:
        build_file_tree(stage, content)
        raise ZeroDivisionError


def tree_of(folder: Path) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths if path.name != NAME}


def test_a_second_build_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    publish(out, {"site/a.html": "a", "site/gone.html": "g"})

    publish(out, {"site/a.html": "b"})

    assert tree_of(out) == {"site/a.html": "b"}
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_error_half_way_leaves_the_first_build_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})

    with pytest.raises(ZeroDivisionError):
        publish_half(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "a"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_that_no_build_made_are_never_deleted(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    build_file_tree(tmp_path / "out", {"site/minutes of the meeting.txt": "mine"})

    with pytest.raises(EnvironmentTrouble, match="minutes of the meeting"):
        publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "a", "site/minutes of the meeting.txt": "mine"}


def test_a_folder_that_no_build_made_is_refused(tmp_path: Path) -> None:
    build_file_tree(tmp_path / "out", {"holiday.txt": "mine"})

    with pytest.raises(EnvironmentTrouble, match=r"holiday\.txt"):
        publish(tmp_path / "out", {"site/a.html": "b"})


def test_files_of_the_system_move_along(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    build_file_tree(tmp_path / "out", {"site/Thumbs.db": "t", "~$deck.pptx": "open"})

    publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "b", "site/Thumbs.db": "t", "~$deck.pptx": "open"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(EnvironmentTrouble, match="not a folder"):
        publish(tmp_path / "out", {"site/a.html": "b"})


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(EnvironmentTrouble, match="not a folder"):
        publish(tmp_path / "out", {"site/a.html": "b"})


def test_a_run_killed_between_the_two_renames_is_put_right_by_the_next(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    (tmp_path / "out").rename(tmp_path / ".out.old")
    build_file_tree(tmp_path / ".out.new", {"site/half.html": "h"})

    with pytest.raises(ZeroDivisionError):
        publish_half(tmp_path / "out", {})

    assert tree_of(tmp_path / "out") == {"site/a.html": "a"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_manifest_lists_every_file_but_itself() -> None:
    content = {"site/index.html": "a", "handouts/round-1/attendee.pdf": "b", "decks/round-1.pptx": "cc"}
    listed = manifest(made(content), frozenset({"round-1"}), kind_of)["files"]

    assert [(one["path"], one["size"], one["kind"], one["round"]) for one in listed] == [
        ("decks/round-1.pptx", 2, "deck", "round-1"),
        ("handouts/round-1/attendee.pdf", 1, "handout", "round-1"),
        ("site/index.html", 1, "site", None),
    ]
    assert listed[2]["sha256"] == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_files_that_come_while_a_build_runs_are_not_deleted(tmp_path: Path) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})

    def somebody_puts_a_file_there(stage: Path, content: dict[str, bytes]) -> None:
        fill(stage, content)
        build_file_tree(tmp_path / "out", {"minutes.txt": "mine"})

    with pytest.raises(EnvironmentTrouble, match=r"minutes\.txt"):
        publish(tmp_path / "out", {"site/a.html": "b"}, somebody_puts_a_file_there)

    assert tree_of(tmp_path / "out") == {"site/a.html": "a", "minutes.txt": "mine"}


def test_files_that_come_between_the_two_renames_are_kept_and_named_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    rename = files.rename

    def slowly(source: Path, target: Path) -> None:
        rename(source, target)
        if target.name == ".out.old":
            build_file_tree(target, {"minutes.txt": "mine"})

    monkeypatch.setattr(files, "rename", slowly)
    publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "b"}
    assert (tmp_path / ".out.old/minutes.txt").read_text() == "mine"
    with pytest.raises(EnvironmentTrouble, match=r"minutes\.txt"):
        publish(tmp_path / "out", {"site/a.html": "c"})


@pytest.mark.parametrize(("times", "lands"), [(2, True), (99, False)])
def test_a_folder_that_windows_holds_is_tried_again_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, lands: bool
) -> None:
    publish(tmp_path / "out", {"site/a.html": "a"})
    monkeypatch.setattr(time, "sleep", lambda _: None)
    rename = Path.rename
    tries: list[Path] = []

    def held(self: Path, target: Path) -> Path:
        if self.name == "out" and len(tries) < times:
            tries.append(target)
            raise HeldOnWindows(errno.EACCES, "The process cannot access the file", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with nullcontext() if lands else pytest.raises(EnvironmentTrouble, match="another program has the file open"):
        publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "b" if lands else "a"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_that_one_is_in_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be renamed under the shell, which then stands in a folder that is no more."""
    (tmp_path / "out" / "site").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "out" / "site")

    for out in (Path(), Path(".."), tmp_path / "out"):
        with pytest.raises(WrongUsage, match="the folder that you are in"):
            publish(out, {"site/a.html": "b"})


HOLD = """
import sys
from pathlib import Path
from kit.system.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_waits_then_says_so_and_the_lock_of_a_dead_one_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "LOCK_SECONDS", 0.2)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentTrouble, match="Another run is writing"):
            publish(tmp_path / "out", {"site/a.html": "b"})
        assert not (tmp_path / "out").exists()
        first.kill()

    publish(tmp_path / "out", {"site/a.html": "b"})

    assert tree_of(tmp_path / "out") == {"site/a.html": "b"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="Names of files are always text there.")
def test_a_folder_whose_name_is_no_text_is_held_too(tmp_path: Path) -> None:
    """On Linux a name is bytes, such as those of an old machine's letters."""
    old = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    with locks.locked(old):
        assert locks.place(old) != locks.place(tmp_path)
