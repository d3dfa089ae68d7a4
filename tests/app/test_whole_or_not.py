"""A verb that writes to two places writes to both or to neither, or says what it left, whatever the disk does."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kit.app.accept import accept, adopt
from kit.app.propose import propose
from kit.app.word import words_of, write_document
from kit.app.word_back import capture_word
from kit.cli.run import run
from kit.franchise.credits import LINEAGE
from kit.model.errors import KitError
from tests.faults import operations, raising
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.stories import contents

ADDRESS = "round-1/how-ready#why-it-matters"
OURS = {"overrides/round-1/how-ready/why-it-matters.replace.md": "## Why it matters\n\nBecause it saves an hour.\n"}
ROOTS = ("hub", "midlands", "south")
OUT = "out"  # the folder for what goes to people

Verb = Callable[[Path], object]


def proposing(place: Path) -> object:
    return propose(place / "midlands", [ADDRESS], place / OUT / "offer.zip", "", "", False, False)


def accepting(place: Path) -> object:
    return accept(place / "hub", place / "offer.zip", (), False, place / OUT / "review.html")


def adopting(place: Path) -> object:
    return adopt(place / "south", str(place / "midlands"), ADDRESS, False, False, place / OUT / "review.html")


def capturing(place: Path) -> object:
    return capture_word(place / "hub", place / OUT / "how-ready.docx", None, False)


VERBS: list[Verb] = [proposing, accepting, adopting, capturing]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub, its regions Midlands, which changed a section, and South, a proposal, and a document that came back."""
    place = tmp_path_factory.mktemp("begun")
    build_file_tree(place / "hub", HUB)
    for name in ("midlands", "south"):
        where = ["fork", str(place / name), "--from", str(place / "hub"), "--name", f"{name.title()} Group"]
        assert run([*where, "--no-kit", "--no-input"]) == 0
    build_file_tree(place / "midlands", OURS)
    propose(place / "midlands", [ADDRESS], place / "offer.zip", "", "", False, False)
    _came_back(place / OUT / "how-ready.docx", words_of(place / "hub", "round-1/how-ready").data)
    return place


def _came_back(letter: Path, data: bytes) -> None:
    """Write a document in which somebody changed a sentence, and added what no page has a place for."""
    write_document(letter, data)
    document = docx.Document(str(letter))
    run = next(run for one in document.paragraphs for run in one.runs if "In pairs." in run.text)
    run.text = run.text.replace("In pairs.", "In threes.")
    document.add_table(1, 1).cell(0, 0).text = "Their ten"
    document.save(str(letter))


def all_of(place: Path) -> dict[str, bytes]:
    """Return the content of every tree and of what is for people, without the kit's own notes for undo."""
    trees = {f"{root}/{path}": data for root in ROOTS for path, data in contents(place / root).items()}
    return trees | {path.name: path.read_bytes() for path in (place / OUT).iterdir()}


def trouble(verb: Verb, place: Path, at: int) -> str:
    """Return what ``verb`` says where the disk is full at operation ``at``, "" where it can do without that one."""
    try:
        with raising(errno.ENOSPC, at):
            verb(place)
    except KitError as error:
        return error.message
    return ""


@pytest.mark.parametrize("verb", VERBS)
def test_a_disk_that_fails_at_any_step_leaves_all_or_nothing_or_is_told_of(
    begun: Path, tmp_path: Path, verb: Verb
) -> None:
    whole = shutil.copytree(begun, tmp_path / "whole")
    before = all_of(whole)
    steps = operations(lambda: verb(whole))
    after = all_of(whole)
    assert len(after.keys() - before.keys()) >= 1

    for at in range(1, len(steps) + 1):
        place = shutil.copytree(begun, tmp_path / "at")
        told = trouble(verb, place, at)
        if all_of(place) not in (before, after):
            assert "undo takes that back" in told or "the next command finishes it" in told, (steps[at - 1], told)
        shutil.rmtree(place)


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_where_the_page_or_zip_should_go_changes_nothing(begun: Path, tmp_path: Path, verb: Verb) -> None:
    place = shutil.copytree(begun, tmp_path / "place")
    for name in ("offer.zip", "review.html", "how-ready-not-placed.md"):
        (place / OUT / name / "inside").mkdir(parents=True)
    trees = {root: contents(place / root) for root in ROOTS}

    with pytest.raises(KitError, match=r"is a folder|is there already"):
        verb(place)

    assert {root: contents(place / root) for root in ROOTS} == trees


def test_a_region_that_cannot_be_written_leaves_no_proposal(begun: Path, tmp_path: Path) -> None:
    place = shutil.copytree(begun, tmp_path / "place")
    (place / "midlands" / LINEAGE).unlink()
    (place / "midlands" / LINEAGE / "inside").mkdir(parents=True)

    with pytest.raises(KitError, match=r"Nothing was changed\."):
        proposing(place)

    assert not (place / OUT / "offer.zip").exists()
