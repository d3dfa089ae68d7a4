"""The picture of the day on the agenda slide."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation

from kit.render.deck.faces import Face
from kit.render.deck.stage import read_stage
from kit.render.deck.titles import titled
from kit.render.deck.writer import write_decks
from kit.render.reading import read
from tests.render.deck.conftest import AGENDA, Made
from tests.render.editions import edition

WORDS = (
    "10:30am Arrivals, 15 minutes; 10:45am How ready are we?, 1 hour 20 minutes; 12:05pm Lunch, 45 minutes; "
    "12:50pm Everything at once, 30 minutes; "
    "1:20pm Clinic: research / Clinic: procurement, 50 minutes; 2:10pm Tea, 10 minutes."
)
POINT = 12700


def _groups(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if hasattr(shape, "shapes")]


def _parts(group: Any) -> tuple[list[Any], list[Any]]:
    """The bars and the times of a strip, told apart by what they say."""
    parts = list(group.shapes)
    return [part for part in parts if not part.text_frame.text], [part for part in parts if part.text_frame.text]


def _decks(folder: Path, agenda: dict[str, int], start: int | None = None) -> bytes:
    files = {"index.md": "# Home\n", "round-1/index.md": "# Meet & greet\n", "round-1/how-ready.md": "# How ready?\n"}
    whole = edition(files, agenda, start=start)
    reading = read(whole, folder / "work", [])
    return write_decks(whole, reading.document, [])["round-1.pptx"]


def test_it_stands_once_between_the_title_and_the_table(made: Made) -> None:
    kinds = [type(shape).__name__ for shape in made.slide("Today").shapes]
    assert kinds[:3] == ["SlidePlaceholder", "GroupShape", "PlaceholderGraphicFrame"]
    assert sum(len(_groups(slide)) for slide in made.deck().slides) == 1


def test_its_text_alternative_says_the_whole_day_and_its_bars_are_decoration(made: Made) -> None:
    (group,) = _groups(made.slide("Today"))
    assert group.name == "The day from 10:30am to 2:20pm"
    assert group._element._nvXxPr.cNvPr.get("descr") == WORDS
    bars, times = _parts(group)
    assert [time.text_frame.text for time in times] == ["10:30am", "2:20pm"]
    assert [bar.name for bar in bars] == WORDS.removesuffix(".").split("; ")
    for bar in bars:
        properties = bar._element._nvXxPr.cNvPr
        assert properties.get("descr") == ""
        assert properties.xpath('.//*[local-name()="decorative"]/@val') == ["1"]


def test_bars_are_as_wide_as_their_items_are_long_and_touch(made: Made) -> None:
    bars, _ = _parts(_groups(made.slide("Today"))[0])
    whole, length = sum(bar.width for bar in bars), sum(AGENDA.values())
    assert [bar.width / whole * length for bar in bars] == pytest.approx(list(AGENDA.values()), abs=0.01)
    assert all(one.left + one.width == other.left for one, other in pairwise(bars))


def test_breaks_look_unlike_sessions_by_more_than_colour(made: Made) -> None:
    bars, _ = _parts(_groups(made.slide("Today"))[0])
    looks = [(bar.fill.fore_color.theme_color.name, bar.line.fill.fore_color.theme_color.name) for bar in bars]
    pause, session = ("BACKGROUND_2", "ACCENT_1"), ("ACCENT_1", "BACKGROUND_1")
    assert looks == [pause, session, pause, session, session, pause]


def test_it_crosses_neither_title_nor_table_and_its_parts_stay_within_it(made: Made) -> None:
    title, group, table, *_ = made.slide("Today").shapes
    assert title.left + title.width < group.left
    assert group.top + group.height < table.top
    assert group.left + group.width <= made.deck().slide_width - title.left + POINT
    parts = sorted(group.shapes, key=lambda part: part.left)
    assert all(one.left + one.width <= other.left for one, other in pairwise(parts))
    assert (parts[0].left, parts[0].top) == (group.left, group.top)
    assert parts[-1].left + parts[-1].width == group.left + group.width


def test_times_are_no_smaller_than_other_words(made: Made) -> None:
    _, times = _parts(_groups(made.slide("Today"))[0])
    assert [run.font.size.pt for time in times for run in time.text_frame.paragraphs[0].runs] == [18, 18]


def test_a_long_agenda_has_it_on_the_first_of_its_slides_only(tmp_path: Path) -> None:
    agenda = {f"Break number {number} for coffee, cake and a long talk": 10 for number in range(30)}
    data = _decks(tmp_path, agenda)
    path = tmp_path / "long.pptx"
    path.write_bytes(data)
    assert openxml_audit.validate_pptx(path).errors == []
    slides = [slide for slide in Presentation(io.BytesIO(data)).slides if slide.shapes.title.text.startswith("Today")]
    assert [len(_groups(slide)) for slide in slides] == [1] + [0] * (len(slides) - 1)
    assert len(slides) > 1


def test_a_round_without_a_start_counts_from_nought(tmp_path: Path) -> None:
    data = _decks(tmp_path, {"coffee": 15, "round-1/how-ready": 45})
    (group,) = _groups(Presentation(io.BytesIO(data)).slides[1])
    assert [time.text_frame.text for time in _parts(group)[1]] == ["0:00", "1:00"]


def test_characters_that_no_xml_holds_are_left_out_of_its_words(tmp_path: Path) -> None:
    data = _decks(tmp_path, {"tea\x0c and \x01 cake": 15})
    (group,) = _groups(Presentation(io.BytesIO(data)).slides[1])
    assert group._element._nvXxPr.cNvPr.get("descr") == "0:00 Tea  and  cake, 15 minutes."


def test_its_title_stays_in_full_size_on_one_line_when_it_is_numbered(made: Made) -> None:
    stage = read_stage(made.deck(), own=True)
    faces = titled([Face("Agenda", "Today"), Face("Agenda", "Today")], stage)
    assert [(face.title, face.title_size) for face in faces] == [("Today", 34), ("Today (2 of 2)", 34)]
