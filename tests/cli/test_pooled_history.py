"""Minutes of many groups' meetings, pooled and offered to the hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli.run import run
from tests.helpers import build_file_tree
from tests.regions import REGION_TOML, hub_files, region_files

LOG = (
    'schema = 1\nround = "round-1"\ndate = {date}\nlessons = ["Begin on time."]\n'
    '[[item]]\nid = "how-ready"\nplanned = 20\nactual = {minutes}\n'
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    build_file_tree(tmp_path / "hub", hub_files())
    for number, minutes in enumerate((38, 41, 44), 1):
        logged = {f"log/round-1-2027-01-0{number}.toml": LOG.format(date=f"2027-01-0{number}", minutes=minutes)}
        settings = REGION_TOML.replace("midlands", f"group-{number}").replace("Midlands Peer Group", f"Group {number}")
        files = {**region_files(logged), "region.toml": settings}
        build_file_tree(tmp_path / f"group-{number}", files)
    return tmp_path


def pooled(*more: str) -> int:
    groups = [word for number in (1, 2, 3) for word in ("--with", f"group-{number}")]
    return run(["-C", "hub", "agenda", "round-1", "--history", *groups, *more])


def test_the_history_of_many_groups_shows_the_spread_and_how_many_meetings(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pooled() == 0

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "How ready are we? 20m 41m 38-44m 44m 3x 105% longer than planned: plan 41 minutes" in lines
    assert "1 January 2027, Group 1: Begin on time." in lines


def test_the_minutes_are_a_proposal_that_the_hub_accepts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pooled("--out", "minutes.zip") == 0
    assert "round-1/how-ready:minutes: 40 in place of 20." in capsys.readouterr().out

    assert run(["-C", "hub", "accept", "minutes.zip"]) == 0

    assert "minutes: 40\n" in (place / "hub" / "round-1" / "how-ready.md").read_text(encoding="utf-8")
    assert 'group = "The logs of 3 meetings"' in (place / "hub" / "credits.toml").read_text(encoding="utf-8")


def test_where_the_plan_is_right_nothing_is_proposed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = place / "hub" / "round-1" / "how-ready.md"
    page.write_text(page.read_text(encoding="utf-8").replace("minutes: 20\ncut", "minutes: 40\ncut"), encoding="utf-8")

    assert pooled("--out", "minutes.zip") == 0

    assert "nothing is proposed" in capsys.readouterr().err
    assert not (place / "minutes.zip").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["agenda", "round-1", "--with", "group-1"], 2),
        (["agenda", "round-1", "--history", "--with", "nowhere"], 2),
    ],
)
def test_what_cannot_be_pooled_is_said(place: Path, words: list[str], code: int) -> None:
    assert run(["-C", "hub", *words]) == code


def test_a_region_keeps_its_own_minutes(place: Path) -> None:
    assert run(["-C", "group-1", "agenda", "round-1", "--history", "--with", "group-2", "--out", "x.zip"]) == 2


def test_a_log_that_cannot_be_read_names_the_group(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_file_tree(place / "group-2", {"log/round-1-2027-01-02.toml": "not toml ["})

    assert pooled() == 1
    assert "group-2/log/round-1-2027-01-02.toml" in capsys.readouterr().err.replace("\\", "/")
