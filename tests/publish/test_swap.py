"""A build takes the place of the one before whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.publish.folder import fill
from kit.publish.manifest import NAME, manifest, to_json
from kit.publish.swap import replacing
from tests.helpers import build_file_tree


def made(files: dict[str, str]) -> dict[str, bytes]:
    """Return ``files`` as bytes, with their manifest."""
    content = {path: text.encode() for path, text in files.items()}
    return {**content, NAME: to_json(manifest(content, frozenset()))}


def publish(out: Path, files: dict[str, str]) -> None:
    """Build ``files`` into ``out``, as a build does."""
    with replacing(out) as stage:
        fill(stage, made(files))


def publish_half(out: Path, files: dict[str, str]) -> None:
    """Begin a build of ``files`` and fail."""
    with replacing(out) as stage:
        build_file_tree(stage, files)
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
    files = {"site/index.html": "a", "handouts/round-1/attendee.pdf": "b", "decks/round-1.pptx": "cc"}
    listed = manifest(made(files), frozenset({"round-1"}))["files"]

    assert [(one["path"], one["size"], one["kind"], one["round"]) for one in listed] == [
        ("decks/round-1.pptx", 2, "deck", "round-1"),
        ("handouts/round-1/attendee.pdf", 1, "handout", "round-1"),
        ("site/index.html", 1, "site", None),
    ]
    assert listed[2]["sha256"] == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
