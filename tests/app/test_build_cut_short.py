"""Builds that are stopped, by a person, the system or the disk, while pages are still being rendered."""

from __future__ import annotations

import errno
import re
import tempfile
from pathlib import Path

import pytest

from kit.cli.run import run
from kit.render.handout.typesetter import shared
from tests.faults import needs_fork
from tests.helpers import build_file_tree
from tests.opened import Act, failing, interrupt, kill, run_in_copy
from tests.regions import HUB

pytestmark = needs_fork


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a hub, what an earlier build made of it, and the folder for temporary files."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    build_file_tree(tmp_path / "hub", HUB)
    assert run(words(tmp_path)) == 0
    build_file_tree(tmp_path / "hub", {"index.md": "# Peer groups\n\nA new home page.\n"})
    return tmp_path


def words(place: Path) -> list[str]:
    return ["-C", str(place / "hub"), "build", "--only", "site", "--out", str(place / "out")]


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in ``folder``, but for locks, which are empty files that the system keeps track of."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def stop_everywhere(place: Path, act: Act, code: int, step: int) -> set[str]:
    """Stop a build at every ``step``-th file that it opens; return what was told of the reasons."""
    old = contents(place)
    log = place.with_name(f"{place.name}.log")
    (fresh := place.with_name(f"{place.name}-clean")).mkdir()
    count = run_in_copy([*words(place)[:-1], str(fresh / "out")], place, log).opened
    assert count > 10
    told = set()
    for at in range(1, count + 1, step):
        log.unlink(missing_ok=True)
        ended = run_in_copy(words(place), place, log, act, at)
        left = contents(place)
        assert ended.code == code, (at, ended)
        assert {path: left.get(path) for path in old} == old, at
        assert code < 0 or left == old, at
        assert "Traceback" not in ended.told
        told.add(ended.told)
    assert run(words(place)) == 0
    assert contents(place / "out") == contents(fresh / "out")
    assert not [path for path in (place / "temp").iterdir() if path.suffix != ".lock"]
    return told


def test_a_kill_while_pages_are_rendered_leaves_the_last_build(place: Path) -> None:
    stop_everywhere(place, kill, -9, 40)


def test_ctrl_c_while_pages_are_rendered_leaves_the_last_build_and_nothing_else(place: Path) -> None:
    assert all("Stopped. Nothing was left half-done." in told for told in stop_everywhere(place, interrupt, 130, 40))


def test_a_disk_that_is_full_for_an_extension_of_sphinx_is_told_too(place: Path) -> None:
    """Furo writes pygments.css once more at the end, and Sphinx wraps whatever goes wrong in there."""
    seen = []

    def second_time(path: str) -> None:
        seen.append(path)
        if len([one for one in seen if one.endswith("html/_static/pygments.css")]) == 2:
            failing(errno.ENOSPC)(path)

    ended = run_in_copy(words(place), place, place.with_name(f"{place.name}.log"), second_time)

    assert ended.code == 4
    assert "the disk is full" in ended.told


def test_a_disk_that_is_full_while_pages_are_rendered_ends_in_a_sentence(place: Path) -> None:
    for told in stop_everywhere(place, failing(errno.ENOSPC), 4, 25):
        assert "the disk is full" in told or "No space left on device" in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "code"), [(kill, -9), (interrupt, 130), (failing(errno.ENOSPC), 4)], ids=["kill", "ctrl-c", "full"]
)
def test_a_stop_at_any_file_leaves_the_last_build(place: Path, act: Act, code: int) -> None:
    stop_everywhere(place, act, code, 1)


def test_a_document_that_takes_too_long_ends_in_a_sentence_that_names_the_page(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shared(), "seconds", 0.001)
    old = contents(place / "out")

    code = run(["-C", str(place / "hub"), "build", "--out", str(place / "out")])

    told = capsys.readouterr().err
    assert code == 1
    assert re.search(r"round-1/index\.md: error: The PDF .* took longer than 0\.001 seconds, so it was stopped\.", told)
    assert contents(place / "out") == old
    assert not list((place / "temp").glob("*.work"))
