"""Zips have the same bytes everywhere, and take the place of nothing but an earlier one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kit.model.errors import EnvironmentTrouble
from kit.publish import files
from kit.publish.archive import zipped
from kit.publish.single import write_over, writing_new, writing_over

MADE = {"START.html": b"start", "a/b.txt": b"words" * 100}
EPOCH = 1767225600  # 1 January 2026, 00:00 UTC


def test_files_come_in_the_order_given_and_from_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(MADE, EPOCH)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        assert {one.filename: archive.read(one) for one in entries} == MADE

    assert [one.filename for one in entries] == list(MADE)
    assert {(one.date_time, one.create_system) for one in entries} == {((2026, 1, 1, 0, 0, 0), 3)}
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert zipped(MADE, EPOCH) == data


def test_an_earlier_zip_is_replaced(tmp_path: Path) -> None:
    dest = tmp_path / "new" / "one.zip"
    write_over(dest, zipped(MADE, EPOCH), "START.html")
    after = zipped({**MADE, "c.txt": b""}, EPOCH)
    write_over(dest, after, "START.html")

    assert dest.read_bytes() == after
    assert [path.name for path in dest.parent.iterdir()] == ["one.zip"]


@pytest.mark.parametrize("there", [b"a letter", zipped({"letter.txt": b""}, EPOCH)])
def test_what_is_no_earlier_one_stays(tmp_path: Path, there: bytes) -> None:
    dest = tmp_path / "one.zip"
    dest.write_bytes(there)

    with pytest.raises(EnvironmentTrouble, match="not written by this command"):
        write_over(dest, zipped(MADE, EPOCH), "START.html")
    assert dest.read_bytes() == there


def test_a_link_stays(tmp_path: Path) -> None:
    (tmp_path / "aim.zip").write_bytes(zipped(MADE, EPOCH))
    (tmp_path / "link").symlink_to(tmp_path / "aim.zip")

    with pytest.raises(EnvironmentTrouble, match="not written by this command"):
        write_over(tmp_path / "link", b"", "START.html")
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("name", ["folder", "..", ".", ""])
def test_a_folder_in_the_place_of_a_file_stays_and_is_called_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "folder" / "folder").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "folder")

    with pytest.raises(EnvironmentTrouble, match="is a folder"):
        write_over(Path(name), b"", "START.html")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "folder"]


@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_a_step_that_fails_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    dest = tmp_path / "one.zip"
    before = zipped(MADE, EPOCH)
    write_over(dest, before, "START.html")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", str(dest))

    monkeypatch.setattr(files, step, fail)
    with pytest.raises(EnvironmentTrouble, match="the disk is full"):
        write_over(dest, zipped({"START.html": b"other"}, EPOCH), "START.html")

    assert dest.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["one.zip"]


class Elsewhere:
    """Another place that a command writes, such as a region."""

    written = False


@pytest.mark.parametrize("step", ["write", "sync"])
def test_what_is_written_elsewhere_waits_until_the_file_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    elsewhere = Elsewhere()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, step, fail)
    with (
        pytest.raises(EnvironmentTrouble, match=r"one\.zip was not changed\.\Z"),
        writing_over(tmp_path / "one.zip", b"", "START.html", "The region was changed."),
    ):
        elsewhere.written = True

    assert not elsewhere.written
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_elsewhere_leaves_no_file_and_no_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(EnvironmentTrouble, match="The region is full"),
        writing_over(tmp_path / "new" / "one.zip", b"", ""),
    ):
        raise EnvironmentTrouble("The region is full.")

    assert not list(tmp_path.iterdir())


def test_a_last_step_that_fails_says_what_was_written_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(files, "replace", fail)
    with (
        pytest.raises(EnvironmentTrouble, match=r"one\.zip was not changed\. The region was changed\."),
        writing_over(tmp_path / "one.zip", b"", "", "The region was changed."),
    ):
        pass

    assert not list(tmp_path.iterdir())


def test_a_new_file_takes_the_place_of_nothing_but_its_like(tmp_path: Path) -> None:
    dest = tmp_path / "one.docx"
    for _ in range(2):
        with writing_new(dest, b"words"):
            pass

    with pytest.raises(EnvironmentTrouble, match="is there already"), writing_new(dest, b"other words"):
        pass
    assert dest.read_bytes() == b"words"
