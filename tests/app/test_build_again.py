"""A build that finds what an earlier one has kept makes the same bytes, whatever became of what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.cli.run import run
from kit.render.handout.typesetter import Typesetter
from tests.live.trees import write_region
from tests.network.test_law import files

asked: list[str] = []


@pytest.fixture(autouse=True)
def typeset(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """List each job that Typst is given."""
    make = Typesetter._made

    def made(self: Typesetter, line: str) -> bytes:
        asked.append(line)
        return make(self, line)

    monkeypatch.setattr(Typesetter, "_made", made)
    yield
    asked.clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEERKIT_CACHE", str(tmp_path / "kept"))
    return tmp_path


def build(region: Path, out: Path, *more: str) -> int:
    """Build the papers of ``region``, and return how many jobs Typst was given."""
    before = len(asked)
    assert run(["-C", str(region), "build", "--only", "handouts", "--out", str(out), *more]) == 0
    return len(asked) - before


@pytest.mark.slow
def test_what_did_not_change_is_not_set_again_and_all_bytes_are_the_same(folder: Path) -> None:
    region = write_region(folder)
    alone = build(region, folder / "alone", "--no-cache")
    assert not (folder / "kept").exists()
    first = build(region, folder / "first")
    second = build(region, folder / "second")

    assert (alone, second) == (first, 0)
    assert files(folder / "alone") == files(folder / "first") == files(folder / "second")


@pytest.mark.slow
def test_what_was_cut_off_or_changed_by_others_is_made_anew(folder: Path) -> None:
    region = write_region(folder)
    first = build(region, folder / "first")
    entries = sorted((folder / "kept").glob("??/*"))
    entries[0].write_bytes(entries[0].read_bytes()[:-1])
    entries[1].write_bytes(b"%PDF-1.7 something else")

    assert build(region, folder / "second") == 2 < first
    assert files(folder / "first") == files(folder / "second")


@pytest.mark.slow
def test_a_change_of_one_session_sets_only_the_papers_that_hold_it(folder: Path) -> None:
    region = write_region(folder)
    first = build(region, folder / "first")
    page = region / "overrides" / "round-1" / "score" / "why-it-matters.replace.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("## Why it matters\n\nOur own case.\n", encoding="utf-8")
    again = build(region, folder / "again")
    build(region, folder / "alone", "--no-cache")

    assert 0 < again < first
    assert files(folder / "again") == files(folder / "alone")
