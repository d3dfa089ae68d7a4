"""``peerkit capture``: what somebody edited, stored as the region's own changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit

READY = "editing/round-1/how-ready.md"
WHY = "overrides/round-1/how-ready/why-it-matters.replace.md"


@pytest.fixture
def region(tmp_path: Path, hub: Path, peerkit: Peerkit) -> Path:
    peerkit("fork", tmp_path / "midlands", "--name", "Midlands", "--from", hub)
    return tmp_path / "midlands"


@pytest.fixture
def whole(region: Path, peerkit: Peerkit) -> Path:
    """Write the composed tree of the region to a folder."""
    peerkit("-C", region, "compose", "--out", "whole")
    return Path("whole")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def own(region: Path) -> dict[str, bytes]:
    return {path: data for path, data in contents(region).items() if not path.startswith(".kit/")}


def test_only_the_section_that_differs_is_stored_and_the_file_goes(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    change(region / READY, "Because of this.", "Because of us.")
    ended = peerkit("-C", region, "capture")

    assert ended.code == 0
    assert (region / WHY).read_text(encoding="utf-8") == "## Why it matters\n\nBecause of us.\n"
    assert list((region / "overrides").rglob("*.md")) == [region / WHY]
    assert not (region / "editing").exists()
    assert "How ready are we? (round-1/how-ready): “Why it matters” changed." in ended.err
    assert "Stored in your region: 1 override.\n" in ended.err
    assert ended.following == f"peerkit -C {region} check"


def test_a_page_that_nobody_changed_stores_nothing(peerkit: Peerkit, region: Path) -> None:
    before = own(region)
    peerkit("-C", region, "edit", "round-1/how-ready")
    ended = peerkit("-C", region, "capture")

    assert (ended.code, own(region)) == (0, before)


def test_without_anything_edited_there_is_nothing_to_store(peerkit: Peerkit, region: Path) -> None:
    before = contents(region)
    ended = peerkit("-C", region, "capture")

    assert ended.code == 0
    assert "nothing to store" in ended.err
    assert contents(region) == before


def test_a_trial_tells_and_writes_nothing(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    change(region / READY, "Because of this.", "Because of us.")
    before = contents(region)
    ended = peerkit("-C", region, "capture", "-n")

    assert ended.code == 0
    assert "“Why it matters” changed." in ended.err
    assert contents(region) == before


@pytest.mark.parametrize(("kept", "words"), [(["hub.toml", "index.md"], "none of your rounds"), ([], "no hub.toml")])
def test_a_tree_that_was_not_written_to_its_end_is_refused(
    peerkit: Peerkit, region: Path, whole: Path, kept: list[str], words: str
) -> None:
    before = contents(region)
    for path in contents(whole).keys() - set(kept):
        (whole / path).unlink()
    ended = peerkit("-C", region, "capture", "--from", whole)

    assert (ended.code, contents(region)) == (2, before)
    assert words in ended.err


def test_what_changed_meanwhile_stays_and_is_told(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    change(region / READY, "Because of this.", "Because of us.")
    file = region / "overrides/round-1/how-ready/talk-it-over.replace.md"
    file.parent.mkdir(parents=True)
    file.write_text("### Talk it over\n\nIn threes.\n", encoding="utf-8")
    ended = peerkit("-C", region, "capture")

    assert ended.code == 0
    assert "changed in the meantime" in ended.err
    assert file.read_text(encoding="utf-8") == "### Talk it over\n\nIn threes.\n"
    assert "Because of us." in (region / WHY).read_text(encoding="utf-8")


def test_where_both_changed_the_same_words_nothing_is_stored_and_nothing_lost(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    change(region / READY, "Because of this.", "Because of us.")
    (region / WHY).parent.mkdir(parents=True)
    (region / WHY).write_text("## Why it matters\n\nBecause of them.\n", encoding="utf-8")
    ended = peerkit("-C", region, "capture")

    assert ended.code == 1
    assert "Not stored: editing/round-1/how-ready.md" in ended.err
    assert "Because of us." in (region / READY).read_text(encoding="utf-8")
    assert "Because of them." in (region / WHY).read_text(encoding="utf-8")


def test_an_editor_s_own_line_ends_and_marks_are_no_changes(peerkit: Peerkit, region: Path) -> None:
    peerkit("-C", region, "edit", "round-1/how-ready")
    change(region / READY, "Because of this.\n", "Because of us.")
    text = (region / READY).read_bytes().decode().replace("\n", "\r\n")
    (region / READY).write_bytes(b"\xef\xbb\xbf" + text.encode())
    ended = peerkit("-C", region, "capture")

    assert ended.code == 0
    assert (region / WHY).read_bytes() == b"## Why it matters\n\nBecause of us.\n"
    assert list((region / "overrides").rglob("*.md")) == [region / WHY]


def test_pictures_in_editing_are_left_and_told(peerkit: Peerkit, region: Path) -> None:
    (region / "editing").mkdir()
    (region / "editing/map.png").write_bytes(b"x")
    ended = peerkit("-C", region, "capture")

    assert ended.code == 1
    assert "Not stored: editing/map.png" in ended.err
    assert (region / "editing/map.png").exists()


def test_a_whole_untouched_tree_stores_nothing(peerkit: Peerkit, region: Path, whole: Path) -> None:
    before = contents(region)
    ended = peerkit("-C", region, "capture", "--from", whole)

    assert ended.code == 0
    assert contents(region) == before


def test_a_whole_edited_tree_comes_back_byte_for_byte(peerkit: Peerkit, region: Path, whole: Path) -> None:
    change(whole / "round-1/how-ready.md", "In pairs.\n", "In pairs.\n\nThen swap.\n")
    change(whole / "round-1/index.md", "next-steps, minutes: 10", "next-steps, minutes: 12")
    change(whole / "hub.toml", 'venue = ""', 'venue = "Town Hall"')
    (whole / "round-1/own.md").write_bytes(b"---\nminutes: 5\n---\n\n# Ours\n\nHello.\n")
    ended = peerkit("-C", region, "capture", "--from", whole)
    peerkit("-C", region, "compose", "--out", "again")

    assert ended.code == 0
    assert contents(Path("again")) == contents(whole)
    assert 'item = "next-steps"\nminutes = 12\n' in (region / "region.toml").read_text(encoding="utf-8")
    assert (region / "overrides/round-1/how-ready/talk-it-over.after.md").read_bytes() == b"Then swap.\n"
    assert (region / "pages/round-1/own.md").is_file()


def test_what_a_region_cannot_say_is_told_in_words(peerkit: Peerkit, region: Path, whole: Path) -> None:
    change(whole / "hub.toml", 'version = "2026.1"', 'version = "2030.1"')
    ended = peerkit("-C", region, "capture", "--from", whole)

    assert ended.code == 1
    assert "Not stored: hub.toml: version belongs to upstream" in ended.err


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("round-1/next-steps.md", b"# A\n\n<script>alert(1)</script>\n", 3),
        ("round-1/next-steps.md", b"# A\n\n\xff\n", 1),
        ("round-1/CON.md", b"# A\n", 3),
        ("hub.toml", b"id = \n", 1),
    ],
)
def test_unsafe_and_unreadable_trees_are_refused_whole(
    peerkit: Peerkit, region: Path, whole: Path, path: str, data: bytes, code: int
) -> None:
    change(whole / "round-1/how-ready.md", "In pairs.", "In threes.")
    (whole / path).write_bytes(data)
    before = contents(region)
    ended = peerkit("-C", region, "capture", "--from", whole)

    assert ended.code == code
    assert path in ended.err
    assert contents(region) == before


def test_a_symbolic_link_is_refused(peerkit: Peerkit, region: Path, whole: Path) -> None:
    (whole / "round-1/secret.md").symlink_to("/etc/hosts")

    assert peerkit("-C", region, "capture", "--from", whole).code == 3


@pytest.mark.parametrize("folder", ["nowhere", ".", "../midlands"])
def test_a_folder_that_is_no_composed_tree_is_wrong_usage(peerkit: Peerkit, region: Path, folder: str) -> None:
    assert peerkit("-C", region, "capture", "--from", folder).code == 2


def test_edits_in_upstream_are_noticed_offered_and_put_where_they_belong(peerkit: Peerkit, region: Path) -> None:
    before = contents(region)
    page = "upstream/round-1/how-ready.md"
    change(region / page, "Because of this.", "Because of us.")
    noticed = peerkit("-C", region, "capture", "--no-input")
    taken = peerkit("-C", region, "capture", "--upstream")

    assert noticed.code == 1
    assert noticed.following == f"peerkit -C {region} capture --upstream"
    assert taken.code == 0
    assert (region / page).read_bytes() == before[page]
    assert (region / WHY).read_bytes() == b"## Why it matters\n\nBecause of us.\n"
    assert peerkit("-C", region, "capture").code == 0


def test_without_the_original_edits_in_upstream_stay_and_the_reason_is_told(
    peerkit: Peerkit, region: Path, hub: Path
) -> None:
    shutil.rmtree(hub)
    change(region / "upstream/round-1/how-ready.md", "Because of this.", "Because of us.")
    before = contents(region)
    ended = peerkit("-C", region, "capture", "--upstream")

    assert ended.code == 1
    assert "is not known here" in ended.err
    assert contents(region) == before


def test_undo_takes_a_capture_back(peerkit: Peerkit, region: Path, whole: Path) -> None:
    before = own(region)
    change(whole / "round-1/how-ready.md", "Because of this.", "Because of us.")
    peerkit("-C", region, "capture", "--from", whole)

    assert own(region) != before
    assert peerkit("-C", region, "undo").code == 0
    assert own(region) == before
