"""Times agree to the minute wherever they appear with those of a walk through the day that knows nothing of the kit.

That ``--fit`` is never over where a solution exists is shown against brute force in tests/facilitate/test_fit.py and
tests/facilitate/test_fit_parallel.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from pypdf import PdfReader

from kit.app.build import Order, build
from tests.helpers import build_file_tree
from tests.random_days import Day, Lived, random_region, spoken

CLOCK = r"\d{1,2}(?::\d\d)?[ap]m"


@dataclass(frozen=True)
class Built:
    """A region with random rounds, what it was built into, and its days."""

    root: Path
    out: Path
    days: list[Day]


def make(folder: Path, seed: int, rounds: int) -> Built:
    files, days = random_region(seed, rounds)
    root = build_file_tree(folder / "region", files)
    build(root, folder / "out", Order(), lambda _: None)
    return Built(root, folder / "out", days)


@pytest.fixture(scope="module", params=[1, pytest.param(2, marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make(tmp_path_factory.mktemp("days"), request.param, 4 if request.param == 1 else 12)


class _Rows(HTMLParser):
    """Collects the rows of all tables on a page as lists of cell texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += f" {data.strip()}"


def timed_rows(page: Path) -> list[tuple[str, str]]:
    """Return (time, all other words) of every table row that begins with a time of the clock."""
    parser = _Rows()
    parser.feed(page.read_text(encoding="utf-8"))
    cells = [[" ".join(cell.split()) for cell in row] for row in parser.rows]
    return [(row[0], " ".join(row[1:])) for row in cells if row and re.fullmatch(CLOCK, row[0])]


def assert_rows(rows: list[tuple[str, str]], day: Day) -> None:
    """Every item has rows, and each of them has its time and minutes; the order is that of the day."""
    lived = day.walk()
    for one in lived:
        found = [(time, words) for time, words in rows if one.part.titles[0] in words]
        assert found, one
        assert {time for time, _ in found} == {spoken(one.start)}, one
        assert all(re.search(rf"\b{one.part.minutes}\b", words) for _, words in found), one
    assert [time for time, _ in rows][: len(lived)] == [spoken(one.start) for one in lived]


def pdf_words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def length(minutes: int) -> str:
    """Return minutes as people read them."""
    hours, rest = minutes // 60, minutes % 60
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    return " ".join([*parts, *([f"{rest} minute{'' if rest == 1 else 's'}"] if rest else [])])


def ends(day: Day) -> tuple[int, int]:
    lived = day.walk()
    return lived[0].start, lived[-1].end


def test_the_days_have_all_that_can_go_wrong() -> None:
    """The dice that the two builds throw give waits, fixed points that have passed, and both kinds of agenda."""
    days = [day for seed, rounds in ((1, 4), (2, 12)) for day in random_region(seed, rounds)[1]]
    parts = [part for day in days for part in day.parts]
    early = [one for day in days for one in day.walk() if one.part.at is not None and one.part.at < one.start]
    waits = [pair for day in days for pair in _pairs(day.walk()) if pair[1].start > pair[0].end]

    assert early
    assert waits
    assert {part.kind for part in parts} == {"session", "parallel", "break", "title"}
    assert {day.format for day in days} == {None, "online"}
    assert len([day for day in days if "[[round" in day.settings]) > 5


def _pairs(lived: list[Lived]) -> Iterator[tuple[Lived, Lived]]:
    yield from pairwise(lived)


def test_agenda_as_json(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    for day in built.days:
        told = _json(built, day, capsys)
        lived = day.walk()

        assert [(one["id"], one["kind"], one["start"], one["end"], one["minutes"]) for one in told["items"]] == [
            (one.part.id, one.part.kind, _iso(one.start), _iso(one.end), one.part.minutes) for one in lived
        ]
        assert (told["date"], told["start"], told["end"]) == (day.date.isoformat(), *map(_iso, ends(day)))
        assert told["slack"] == 480 - (ends(day)[1] - ends(day)[0])


def _json(built: Built, day: Day, capsys: pytest.CaptureFixture[str]) -> Any:
    from kit.cli.run import run

    capsys.readouterr()
    assert run(["-C", str(built.root), "agenda", day.name, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def _iso(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.mark.parametrize("page", ["index.html", "run-sheet.html", "day.html"])
def test_pages_of_the_site(built: Built, page: str) -> None:
    for day in built.days:
        assert_rows(timed_rows(built.out / "site" / day.name / page), day)


def test_words_that_name_start_and_end(built: Built) -> None:
    for day in built.days:
        start, end = map(spoken, ends(day))
        page = re.sub(r"<[^>]*>", "", (built.out / "site" / day.name / "index.html").read_text(encoding="utf-8"))

        assert f"From {start} until {end}, on " in page
        assert f"{start} to {end}" in page


@pytest.mark.parametrize("name", ["run-sheet.pdf", "attendee.pdf"])
def test_tables_on_paper(built: Built, name: str) -> None:
    for day in built.days:
        words = pdf_words(built.out / "handouts" / day.name / name)
        start, end = map(spoken, ends(day))

        assert f"{start} to {end} ({length(ends(day)[1] - ends(day)[0])})" in words
        for one in day.walk():
            found = re.findall(rf"(?<!to )(?<![\d:])({CLOCK}) {one.part.titles[0]}\b", words)
            assert (set(found), bool(found)) == ({spoken(one.start)}, True), one
            for title in one.part.titles:
                spans = set(re.findall(rf"({CLOCK}) to ({CLOCK}) {title}\b", words))
                assert spans <= {(spoken(one.start), spoken(one.end))}, one


def test_each_session_and_break_on_the_run_sheet(built: Built) -> None:
    for day in built.days:
        words = pdf_words(built.out / "handouts" / day.name / "run-sheet.pdf")
        for one in day.walk():
            for title in one.part.titles:
                found = times_of(one, title, words)
                assert found == {(spoken(one.start), spoken(one.end), length(one.part.minutes))}, (one, title)


def times_of(one: Lived, title: str, words: str) -> set[tuple[str, str, str]]:
    """Return when a run sheet's ``words`` say that an item begins and ends, and how long it lasts.

    They follow the title of a session, and stand before that of anything else.
    """
    span = rf"({CLOCK}) to ({CLOCK}), ((?:\d+ hours?)?(?: ?\d+ minutes?)?)"
    if one.part.kind not in ("session", "parallel"):
        return set(re.findall(rf"{span} {title}\b", words))
    beside = r"(?:, alongside [A-Z][a-z]+(?: and [A-Z][a-z]+)*)?"
    return set(re.findall(rf"\b{title} {span}{beside} What we do", words))


def test_slides_and_their_notes(built: Built) -> None:
    for day in built.days:
        deck = pptx.Presentation(str(built.out / "decks" / f"{day.name}.pptx"))
        slides = [(_faces(slide), slide.notes_slide.notes_text_frame.text) for slide in deck.slides]
        rows = [row for slide in deck.slides for row in _table_rows(slide) if re.fullmatch(CLOCK, row[0])]
        lived = day.walk()

        assert [(time, minutes) for time, _, minutes in rows] == [
            (spoken(one.start), str(one.part.minutes)) for one in lived
        ]
        assert f"Ends at {spoken(ends(day)[1])}" in "\n".join(notes for _, notes in slides)
        for one in lived:
            for title in one.part.titles:
                _assert_slide(one, title, slides)


def _faces(slide: Any) -> list[str]:
    return [shape.text_frame.text.replace("\xa0", " ") for shape in slide.shapes if shape.has_text_frame]


def _table_rows(slide: Any) -> list[tuple[str, str, str]]:
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    rows = [[cell.text_frame.text.replace("\xa0", " ") for cell in row.cells] for table in tables for row in table.rows]
    return [(row[0], row[1], row[2]) for row in rows if len(row) == 3]


def test_the_agenda_that_stands_after_each_break_says_what_the_first_one_says(built: Built) -> None:
    for day in built.days:
        deck = pptx.Presentation(str(built.out / "decks" / f"{day.name}.pptx"))
        said = {row for slide in deck.slides for row in _table_rows(slide)}
        tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
        again = [
            [cell.text_frame.text.replace("\xa0", " ") for cell in row.cells] for one in tables for row in one.rows
        ]
        marked = [tuple(row[:3]) for row in again if len(row) == 4]

        assert set(marked) <= said
        kinds = [one.part.kind for one in day.walk()]
        whole = [kind for at, kind in enumerate(kinds) if set(kinds[: at + 1]) != {"break"}]  # none after arrivals
        pauses = sum(here == "break" != there for here, there in pairwise(whole))
        assert sum("next" in row[3:] for row in again) == pauses


def _assert_slide(one: Lived, title: str, slides: list[tuple[list[str], str]]) -> None:
    moment = f"{spoken(one.start)} · {length(one.part.minutes)}"
    (own,) = [(faces, notes) for faces, notes in slides if faces[:1] == [title]]
    assert own[1].split("\n")[0] == moment, one
    if one.part.kind != "break":
        span = f"{spoken(one.start)} to {spoken(one.end)} · {length(one.part.minutes)}"
        assert any(span in face for face in own[0]), one
    if one.part.kind in ("session", "parallel"):
        (work,) = [notes for faces, notes in slides if f"Try {title.lower()}" in faces]
        begins, _, lasts = work.split("\n")[0].partition(" · ")
        assert begins == spoken(one.start)
        assert lasts == length(one.part.minutes) or one.part.kind == "parallel"


def test_what_a_break_says_one_comes_back_at(built: Built) -> None:
    for day in built.days:
        deck = pptx.Presentation(str(built.out / "decks" / f"{day.name}.pptx"))
        slides = [_faces(slide) for slide in deck.slides]
        for one, following in list(_pairs(day.walk()))[1:]:
            if one.part.kind == "break":
                (faces,) = [faces for faces in slides if one.part.titles[0] in faces]
                assert f"Back at {spoken(following.start)}" in faces, one


def test_calendar_files(built: Built) -> None:
    for day in built.days:
        text = (built.out / "calendar" / f"{day.name}.ics").read_text(encoding="utf-8").replace("\n ", "")
        start, end = ends(day)
        event = text.partition("BEGIN:VEVENT")[2]

        assert re.findall(r"DTSTART[^:]*:(\S+)", event) == [f"{day.date:%Y%m%d}T{start // 60:02}{start % 60:02}00"]
        assert re.findall(r"DTEND[^:]*:(\S+)", event) == [f"{day.date:%Y%m%d}T{end // 60:02}{end % 60:02}00"]
        for one in day.walk():
            title = " or ".join(one.part.titles)
            assert f"{spoken(one.start)}: {title} ({length(one.part.minutes)})" in event, one


def test_what_the_day_page_counts_with(built: Built) -> None:
    for day in built.days:
        page = (built.out / "site" / day.name / "day.html").read_text(encoding="utf-8")
        (data,) = re.findall(r'<script type="application/json" id="day">(.*?)</script>', page, re.DOTALL)
        counted = json.loads(data)
        lived = day.walk()

        assert (counted["date"], counted["round"]) == (day.date.isoformat(), day.name)
        assert replace(day, start=counted["start"]).walk() == lived
        assert [(one["id"], one["minutes"]) for one in counted["items"]] == [
            (one.part.id, one.part.minutes) for one in lived
        ]
        assert [one["at"] for one in counted["items"]] == [one.part.at for one in lived]
