"""``peerkit pack`` makes one zip that works offline, opens with words, and keeps facilitators' notes in one folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.cli.run import run
from tests.app.test_build import dead_links, read_page
from tests.built import words_of
from tests.cli.conftest import Peerkit

ROOT = Path(__file__).parents[1] / "roots" / "canary"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Pack the round of the hub whose facilitators' words are canaries, as people type it."""
    here = tmp_path_factory.mktemp("pack")
    before = Path.cwd()
    os.chdir(here)
    try:
        assert run(["-C", str(ROOT), "pack", "round-1"]) == 0
        (made,) = (here / "_build").iterdir()
        yield made
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_it_lies_where_the_contract_says_and_opens_with_start_here(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        found = archive.namelist()

    assert packed.name == "choirs-round-1.zip"
    assert found[0] == "START-HERE.html"
    assert found[1:] == sorted(found[1:])


def test_it_holds_the_site_handouts_run_sheets_and_slides(unpacked: Path) -> None:
    assert set(names(unpacked)) >= {
        "for-facilitators/site/index.html",
        "for-facilitators/site/round-1/index.html",
        "for-facilitators/site/round-1/run-sheet.html",
        "for-facilitators/handouts/round-1/run-sheet.pdf",
        "for-facilitators/decks/round-1.pptx",
        "handouts/round-1/attendee.pdf",
    }


def test_no_facilitator_word_lies_outside_their_folder(unpacked: Path) -> None:
    holding = [name for name in names(unpacked) if "canary" in words_of((unpacked / name).read_bytes(), name)]
    ours = [name for name in holding if name.startswith("for-facilitators/")]

    assert len(ours) >= 3
    assert holding == ours


def test_every_link_leads_somewhere_and_all_files_but_the_site_are_linked(unpacked: Path) -> None:
    links = read_page(unpacked / "START-HERE.html").links
    site = "for-facilitators/site/"

    assert dead_links(unpacked) == []
    assert {name for name in names(unpacked) if not name.startswith(site)} - {"START-HERE.html"} <= links
    assert links >= {f"{site}round-1/index.html", f"{site}round-1/run-sheet.html"}
    assert not [link for link in links if "://" in link]


def test_the_first_page_needs_nothing_else(unpacked: Path) -> None:
    page = (unpacked / "START-HERE.html").read_text(encoding="utf-8")

    assert "<script" not in page
    assert "src=" not in page
    assert "<link" not in page
    assert '<html lang="en-GB">' in page


@pytest.mark.slow
def test_the_same_round_gives_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kit", "-C", str(ROOT), "pack", "round-1", "--out", str(tmp_path / "again.zip")]
    strange = os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=strange)

    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_trying_writes_nothing(peerkit: Peerkit, hub: Path) -> None:
    ended = peerkit("-C", hub, "pack", "round-1", "-n")

    assert (ended.code, list(Path.cwd().iterdir())) == (0, [])
    assert ended.err.startswith("Would pack round-1 into _build/hub-round-1.zip.")
    assert ended.following == f"peerkit -C {hub} pack round-1"


def test_an_unknown_round_and_a_place_inside_the_tree_are_wrong_usage(peerkit: Peerkit, hub: Path) -> None:
    assert peerkit("-C", hub, "pack", "round-9").code == 2
    assert peerkit("-C", hub, "pack", "round-1", "--out", hub / "one.zip").code == 2
    assert list(Path.cwd().iterdir()) == []


def test_errors_stop_it_and_an_earlier_file_stays(peerkit: Peerkit, hub: Path) -> None:
    Path("one.zip").write_bytes(b"mine")
    (hub / "round-1/next-steps.md").write_text("---\nminutes: soon\n---\n\n# Next\n", encoding="utf-8")

    assert peerkit("-C", hub, "pack", "round-1", "--out", "one.zip").code == 1
    assert Path("one.zip").read_bytes() == b"mine"
