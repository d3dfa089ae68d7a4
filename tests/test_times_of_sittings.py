"""Times of a meeting on several days agree everywhere with walks through each of those days."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pptx
import pytest

from kit.app.build import Order, build
from kit.facilitate.clock import people_date
from tests.helpers import build_file_tree
from tests.random_days import Day, Lived, quoted, random_meeting, spoken
from tests.test_times_agree import CLOCK, length, pdf_words, timed_rows, times_of


@dataclass(frozen=True)
class Built:
    """A region with one meeting, what it was built into, and the days of the meeting."""

    root: Path
    out: Path
    days: list[Day]

    @property
    def lived(self) -> list[Lived]:
        """All that happens, one day after the other."""
        return [one for day in self.days for one in day.walk()]

    def headings(self) -> list[str]:
        """Return what stands above each day."""
        titles = ["First part", *(f"Part {number}" for number in range(2, len(self.days) + 1))]
        walks = [day.walk() for day in self.days]
        return [
            f"{title}: {people_date(day.date)}, {spoken(walk[0].start)} to {spoken(walk[-1].end)}"
            for title, day, walk in zip(titles, self.days, walks, strict=True)
        ]


@pytest.fixture(scope="module", params=[3, 8, pytest.param(11, marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("sittings")
    files, days = random_meeting(request.param)
    root = build_file_tree(folder / "region", files)
    build(root, folder / "out", Order(), lambda _: None)
    return Built(root, folder / "out", days)


def test_agenda_as_json(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    from kit.cli.run import run

    capsys.readouterr()
    assert run(["-C", str(built.root), "agenda", "round-1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)

    assert [(one["id"], one["start"], one["end"], one["minutes"]) for one in told["items"]] == [
        (one.part.id, quoted(one.start), quoted(one.end), one.part.minutes) for one in built.lived
    ]
    assert [one["sitting"] for one in told["items"]] == [
        number for number, day in enumerate(built.days, 1) for _ in day.parts
    ]
    for sitting, day in zip(told["sittings"], built.days, strict=True):
        walk = day.walk()
        assert (sitting["date"], sitting["start"]) == (day.date.isoformat(), quoted(walk[0].start))
        assert (sitting["end"], sitting["slack"]) == (quoted(walk[-1].end), 480 - walk[-1].end + walk[0].start)
    assert {key: told[key] for key in ("date", "start", "end", "slot", "slack")} == {
        key: value for key, value in told["sittings"][0].items() if key != "title"
    }


@pytest.mark.parametrize("page", ["index.html", "run-sheet.html", "day.html"])
def test_pages_of_the_site(built: Built, page: str) -> None:
    path = built.out / "site" / "round-1" / page
    rows = timed_rows(path)[: len(built.lived)]
    text = " ".join(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")).split())

    assert [time for time, _ in rows] == [spoken(one.start) for one in built.lived]
    assert all(one.part.titles[0] in words for one, (_, words) in zip(built.lived, rows, strict=True))
    assert [heading for heading in built.headings() if heading not in text] == []


@pytest.mark.parametrize("name", ["run-sheet.pdf", "attendee.pdf"])
def test_papers(built: Built, name: str) -> None:
    words = pdf_words(built.out / "handouts" / "round-1" / name)

    assert [heading for heading in built.headings() if heading not in words] == []
    for one in built.lived:
        for title in one.part.titles if name.startswith("run-sheet") else ():
            expected = {(spoken(one.start), spoken(one.end), length(one.part.minutes))}
            assert times_of(one, title, words) == expected, (one, title)
        found = set(re.findall(rf"(?<!to )(?<![\d:])({CLOCK}) {one.part.titles[0]}\b", words))
        assert found == {spoken(one.start)}, one


def test_slides(built: Built) -> None:
    deck = pptx.Presentation(str(built.out / "decks" / "round-1.pptx"))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text_frame.text.replace("\xa0", " ") for cell in row.cells] for table in tables for row in table.rows]
    faces = [
        [shape.text_frame.text.replace("\xa0", " ") for shape in one.shapes if shape.has_text_frame]
        for one in deck.slides
    ]

    whole = [row for row in rows if len(row) == 3]
    assert [(row[0], row[2]) for row in whole if re.fullmatch(CLOCK, row[0])] == [
        (spoken(one.start), str(one.part.minutes)) for one in built.lived
    ]
    for number, heading in enumerate(built.headings()):
        title, _, when = heading.partition(": ")
        times = when.rpartition(", ")[2]
        assert any(face[:1] == [f"Today: {title}"] and face[1].startswith(times) for face in faces), heading
        assert any(heading in words for words in faces[0]), heading
        assert number == 0 or any(face[:1] == [title] and when in face for face in faces), heading


def test_calendar_files(built: Built) -> None:
    text = (built.out / "calendar" / "round-1.ics").read_text(encoding="utf-8").replace("\n ", "")
    events = text.split("BEGIN:VEVENT")[1:]

    for number, (event, day) in enumerate(zip(events, built.days, strict=True), 1):
        walk = day.walk()
        assert re.findall(r"DTSTART[^:]*:(\S+)", event) == [
            f"{day.date:%Y%m%d}T{quoted(walk[0].start)}00".replace(":", "")
        ]
        assert re.findall(r"DTEND[^:]*:(\S+)", event) == [
            f"{day.date:%Y%m%d}T{quoted(walk[-1].end)}00".replace(":", "")
        ]
        own = f"round-1-sitting-{number}" if number > 1 else "round-1"
        assert f"UID:{own}@midlands.peerkit" in event


def test_what_the_day_page_counts_with(built: Built) -> None:
    page = (built.out / "site" / "round-1" / "day.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="day">(.*?)</script>', page, re.DOTALL)
    counted = json.loads(data)

    assert [(one["id"], one["minutes"], one["at"]) for one in counted["items"]] == [
        (one.part.id, one.part.minutes, one.part.at) for one in built.lived
    ]
    for sitting, day in zip(counted["sittings"], built.days, strict=True):
        assert (sitting["date"], sitting["items"]) == (day.date.isoformat(), len(day.parts))
        assert replace(day, start=sitting["start"]).walk() == day.walk()
