"""A build that finds what an earlier one has kept makes the same bytes, whatever became of what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.app.build import Order
from kit.cli.run import run
from kit.network.bases import Bases
from kit.network.build import build_network
from kit.network.engines import here
from kit.network.members import members
from kit.network.task import Job
from kit.render.handout.typesetter import Typesetter
from tests.live.edits import Edit, removing, replacing, writing
from tests.live.trees import write_region
from tests.network.regions import write_regions as region_folders
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


def site(region: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[bool, str]:
    """Build the site of ``region``; return whether pages were read, and what was found."""
    capsys.readouterr()
    assert run(["-C", str(region), "build", "--only", "site", "--out", str(out), *more]) == 0
    said = capsys.readouterr().err
    return "Reading " in said, "".join(line for line in said.splitlines(True) if "warning" in line)


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
    entries = [one for one in (folder / "kept").glob("??/*") if b"%PDF-" in one.read_bytes()[:64]]
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


def test_where_nothing_has_changed_no_page_is_read_and_the_same_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    region, out = write_region(folder), folder / "out"
    read, found = site(region, out, capsys)
    assert read
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}

    assert site(region, out, capsys) == (False, found)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert site(region, out, capsys, "--no-cache")[0]
    assert site(region, folder / "elsewhere", capsys)[0]


CHANGES: dict[str, tuple[str, Edit]] = {
    "a page": ("region", writing("overrides/round-1/score/why-it-matters.replace.md", "## Why it matters\n\nOurs.\n")),
    "a setting": ("region", replacing("region.toml", "2027-01-20", "2027-02-10")),
    "a file of the build": ("out", writing("site/index.html", "changed")),
    "a file of the build that is gone": ("out", removing("site/index.html")),
    "the list of its files": ("out", replacing("manifest.json", '"kind"', '"sort"')),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_where_anything_has_changed_it_is_built(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place, edit = CHANGES[name]
    write_region(folder).rename(folder / "region")
    site(folder / "region", folder / "out", capsys)
    edit(folder / place)
    read, _ = site(folder / "region", folder / "out", capsys)
    site(folder / "region", folder / "alone", capsys, "--no-cache")

    assert read
    assert files(folder / "out") == files(folder / "alone")


def test_what_others_have_put_into_the_folder_is_refused_as_ever(folder: Path) -> None:
    region, out = write_region(folder), folder / "out"
    words = ["-C", str(region), "build", "--only", "site", "--out", str(out)]
    assert run(words) == 0
    (out / "photo.jpg").write_bytes(b"theirs")

    assert run(words) == run([*words, "--no-cache"])


def test_a_network_begins_no_reading_where_no_region_has_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = members(region_folders(folder, [[], ["a section"]]))
    job = Job(Order(("site",)), cached=True)
    first = build_network(everyone, folder / "out", job, here, lambda _, __: None)
    monkeypatch.setattr(Bases, "_base", pytest.fail)
    monkeypatch.setattr("kit.app.build.checked", pytest.fail)

    assert build_network(everyone, folder / "out", job, here, lambda _, __: None) == first


@pytest.mark.slow
def test_of_a_network_only_the_region_that_changed_is_built_and_just_as_if_it_were_alone(folder: Path) -> None:
    everyone = members(region_folders(folder, [[], ["a section"]]))
    job, told = Job(Order(("site", "handouts")), cached=True), list[str]()
    build_network(everyone, folder / "out", job, here, lambda _, __: None)
    writing("overrides/round-1/score/why-it-matters.replace.md", "## Why it matters\n\nOurs.\n")(everyone[1].root)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out" / "region-0").rglob("*")}
    build_network(everyone, folder / "out", job, here, lambda one, _: told.append(one.member.id))

    assert told == ["region-0", "region-1"]
    assert {path: path.stat().st_mtime_ns for path in (folder / "out" / "region-0").rglob("*")} == before
    for one in everyone:
        alone = ["build", "--no-cache", "--only", "site,handouts", "--out", str(folder / "alone" / one.id)]
        assert run(["-C", str(one.root), *alone]) == 0
    assert files(folder / "alone") == {
        path: data for path, data in files(folder / "out").items() if path != "index.html"
    }
