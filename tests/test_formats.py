"""A region picks one of a round's formats with one word, and every output follows it and its changes by id."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pptx
import pytest

from kit.app.build import Order, build
from kit.cli.run import run
from tests.built import words_of
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files

PLAN = """\
---
minutes: 300
agenda:
  - {id: arrive, break: Arrivals, minutes: 15}
  - {session: how-ready}
  - {session: next-steps, minutes: 10}
agendas:
  full-day:
    - {id: arrive, break: Arrivals, minutes: 30}
    - {session: how-ready, minutes: 60}
    - {id: lunch, break: Lunch, minutes: 45, at: "12:30"}
    - {session: next-steps, minutes: 30}
  online:
    - {id: hello, title: Cameras and microphones, minutes: 5}
    - {session: next-steps}
    - {id: stretch, break: Stretch, minutes: 5}
    - {session: how-ready, minutes: 25}
---

# Meet the standard

From {{ start }} to {{ end }}.
"""
ROUND = '\n[round.round-1]\ndate = 2027-07-14\nstart = "10:30"\nformat = "online"\n'
CHANGES = """
[[round.round-1.agenda]]
item = "how-ready"
minutes = 35

[[round.round-1.agenda]]
move = "stretch"
after = "how-ready"

[[round.round-1.agenda]]
add = "cheer"
title = "A cheer"
minutes = 2
"""
# What a reader of PLAN and CHANGES works out: 5 + 15 + 35 + 5 + 2 minutes from 10:30.
DAY = (
    ("hello", "Cameras and microphones", "10:30am", 5),
    ("next-steps", "Next steps", "10:35am", 15),
    ("how-ready", "How ready are we?", "10:50am", 35),
    ("stretch", "Stretch", "11:25am", 5),
    ("cheer", "A cheer", "11:30am", 2),
)


def region(folder: Path, settings: str) -> Path:
    return build_file_tree(folder, region_files({}, settings, {**HUB, "round-1/index.md": PLAN}))


def agenda(root: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int]]:
    capsys.readouterr()
    assert run(["-C", str(root), "agenda", "round-1", "--json"]) == 0
    return [(one["id"], one["start"], one["minutes"]) for one in json.loads(capsys.readouterr().out)["items"]]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("formats")
    build(region(place / "region", ROUND + CHANGES), place / "out", Order(), lambda _: None)
    return place / "out"


@pytest.mark.parametrize(
    ("name", "items"),
    [
        (None, [("arrive", "10:30", 15), ("how-ready", "10:45", 20), ("next-steps", "11:05", 10)]),
        (
            "full-day",
            [("arrive", "10:30", 30), ("how-ready", "11:00", 60), ("lunch", "12:30", 45), ("next-steps", "13:15", 30)],
        ),
        (
            "online",
            [("hello", "10:30", 5), ("next-steps", "10:35", 15), ("stretch", "10:50", 5), ("how-ready", "10:55", 25)],
        ),
    ],
)
def test_one_word_picks_a_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str | None, items: list[tuple[str, str, int]]
) -> None:
    settings = ROUND.replace('format = "online"\n', f'format = "{name}"\n' if name else "")

    assert agenda(region(tmp_path, settings), capsys) == items


def test_changes_by_id_apply_to_the_picked_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = agenda(region(tmp_path, ROUND + CHANGES), capsys)

    assert [(name, minutes) for name, _, minutes in found] == [(name, minutes) for name, _, _, minutes in DAY]


def test_a_change_of_an_item_of_another_format_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(tmp_path, ROUND + '\n[[round.round-1.agenda]]\ndrop = "lunch"\n')
    line = (root / "region.toml").read_text().split("\n").index("[[round.round-1.agenda]]") + 1

    assert run(["-C", str(root), "check"]) == 1
    told = capsys.readouterr().err
    assert re.search(rf'region\.toml:{line}: error: The agenda has no item with the id "lunch"', told)
    assert "The agenda has hello, next-steps, stretch, how-ready." in told


def test_a_format_that_the_round_does_not_have_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(tmp_path, ROUND.replace("online", "onlin"))
    line = (root / "region.toml").read_text().split("\n").index('format = "onlin"') + 1

    assert run(["-C", str(root), "check"]) == 1
    told = capsys.readouterr().err
    assert f"region.toml:{line}: error: The round round-1 has no format called onlin." in told
    assert "Its formats are: online" in told


@pytest.mark.parametrize(
    "name",
    [
        "site/round-1/index.html",
        "site/round-1/run-sheet.html",
        "site/round-1/day.html",
        "handouts/round-1/run-sheet.pdf",
        "handouts/round-1/attendee.pdf",
        "calendar/round-1.ics",
    ],
)
def test_every_output_follows(out: Path, name: str) -> None:
    """Each item stands with its time before it, in order, and nothing of the other formats does."""
    words = plain_words(out / name)
    at = 0
    for _, title, time, _ in DAY:
        found = re.compile(rf"(?<![\d:]){time}:? {re.escape(title)}").search(words, at)
        assert found, (title, time)
        at = found.end()
    assert "Arrivals" not in words
    assert "Lunch" not in words


def test_slides_follow(out: Path) -> None:
    deck = pptx.Presentation(str(out / "decks" / "round-1.pptx"))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [tuple(cell.text_frame.text.replace("\xa0", " ") for cell in row.cells) for row in tables[0].rows]

    assert rows[1:] == [(time, title, str(minutes)) for _, title, time, minutes in DAY]


def test_the_calendar_s_event_lasts_as_long_as_the_picked_format(out: Path) -> None:
    event = (out / "calendar/round-1.ics").read_text(encoding="utf-8").partition("BEGIN:VEVENT")[2]

    assert re.findall(r"DT(?:START|END)[^:]*:(\S+)", event) == ["20270714T103000", "20270714T113200"]


def plain_words(path: Path) -> str:
    """Return a file's words with single spaces, without markup, scripts, and what a calendar folds and escapes."""
    words = words_of(path.read_bytes(), path.name)
    if path.suffix == ".html":
        words = re.sub(r"(?s)<(script|style|svg|nav).*?</\1>|<[^>]*>", " ", words)
    if path.suffix == ".ics":
        words = words.replace("\r\n ", "").replace("\n ", "").replace("\\n", "\n")
    return " ".join(words.split())
