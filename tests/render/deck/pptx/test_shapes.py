"""The picture of the day on the agenda slide."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation

from kit.render.deck.writer import write_decks
from kit.render.palette import SOFT
from kit.render.reading.reading import read
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
    times = [part for part in parts if part.has_text_frame and part.text_frame.text]
    return [part for part in parts if part not in times], times


def _fills(bars: list[Any]) -> list[str]:
    return [bar._element.spPr.xpath("local-name(*[self::a:solidFill or self::a:noFill])") for bar in bars]


def _full(bars: list[Any]) -> list[bool]:
    """Which bars are filled with a colour that nothing shines through."""
    return [bool(bar._element.spPr.xpath("a:solidFill[not(.//a:alpha)]")) for bar in bars]


def _decks(folder: Path, agenda: dict[str, int], start: int | None = None) -> bytes:
    files = {"index.md": "# Home\n", "round-1/index.md": "# Meet & greet\n", "round-1/how-ready.md": "# How ready?\n"}
    whole = edition(files, agenda, start=start)
    reading = read(whole, folder / "work", [])
    return write_decks(whole, reading.contents, [])["round-1.pptx"]


def test_it_stands_with_its_times_on_covers_and_agendas_and_along_the_edge_elsewhere(made: Made) -> None:
    """The last slide has none: the day is over."""
    for slide in list(made.deck().slides)[:-1]:
        name = slide.slide_layout.name
        edge = [shape for shape in slide.shapes if shape.name in ("The day", "Now")]
        with_times = name in ("Title with code", "Agenda", "Section", "Break")
        assert len(_groups(slide)) == with_times, slide.shapes.title.text
        belongs = slide.shapes.title.text != "Where things are"  # a slide of the plan, before the first item
        assert len(edge) == (0 if with_times or not belongs else 2), slide.shapes.title.text


def test_the_edge_is_decoration_and_shows_where_in_the_day_the_slide_stands(made: Made) -> None:
    slide = made.slide("Score yourselves")
    now = next(shape for shape in slide.shapes if shape.name == "Now")
    assert now._element._nvXxPr.cNvPr.xpath('.//*[local-name()="decorative"]/@val') == ["1"]
    across = [int(x) for x in now._element.xpath(".//a:pt/@x")]
    whole, before = sum(AGENDA.values()), AGENDA["arrivals"]
    assert min(across) == round(before / whole * 10_000)
    assert max(across) == pytest.approx((before + AGENDA["round-1/how-ready"]) / whole * 10_000, abs=30)


def test_the_slide_of_a_session_or_break_has_its_own_bar_full(made: Made) -> None:
    for title, place in (("How ready are we?", 1), ("Lunch", 2), ("Clinic: procurement", 4), ("Tea", 5)):
        (group,) = _groups(made.slide(title))
        bars, _ = _parts(group)
        assert _full(bars) == [number == place for number in range(6)]
        assert group._element._nvXxPr.cNvPr.get("descr").startswith(f"Item {place + 1} of 6: ")


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
    """Breaks have an outline that closes and a tint as faint as on pages, sessions are full."""
    bars, _ = _parts(_groups(made.slide("Today"))[0])
    shares = [int(faint[0]) if (faint := bar._element.xpath(".//a:solidFill//a:alpha/@val")) else 0 for bar in bars]
    closed = [bool(bar._element.xpath(".//a:custGeom")) for bar in bars]
    faint = round(SOFT * 100_000)
    assert shares == [faint, 0, faint, 0, 0, faint]
    assert closed == [True, False, True, False, False, True]


def test_its_times_stand_below_it_and_clear_of_each_other(made: Made) -> None:
    for slide in made.deck().slides:
        for group in _groups(slide):
            bars, times = _parts(group)
            assert all(time.top >= bar.top + bar.height for time in times for bar in bars)
            assert all(one.left + one.width < other.left for one, other in pairwise(times))
            assert {bar.top for bar in bars} == {group.top}
            assert min(bar.left for bar in bars) == group.left
            assert max(part.left + part.width for part in bars) <= group.left + group.width + 1


def test_times_are_no_smaller_than_other_words(made: Made) -> None:
    _, times = _parts(_groups(made.slide("Today"))[0])
    assert [run.font.size.pt for time in times for run in time.text_frame.paragraphs[0].runs] == [18, 18]


def test_a_long_agenda_has_it_on_each_of_its_slides(tmp_path: Path) -> None:
    agenda = {f"Break number {number} for coffee, cake and a long talk": 10 for number in range(16)}
    data = _decks(tmp_path, agenda)
    path = tmp_path / "long.pptx"
    path.write_bytes(data)
    assert openxml_audit.validate_pptx(path).errors == []
    slides = [slide for slide in Presentation(io.BytesIO(data)).slides if slide.shapes.title.text.startswith("Today")]
    assert len(slides) > 1
    assert [len(_groups(slide)) for slide in slides] == [1] * len(slides)


def test_a_round_without_a_start_counts_hours_from_it(tmp_path: Path) -> None:
    data = _decks(tmp_path, {"coffee": 15, "round-1/how-ready": 45})
    (group,) = _groups(Presentation(io.BytesIO(data)).slides[1])
    assert [time.text_frame.text for time in _parts(group)[1]] == ["Start", "1 h"]


def test_characters_that_no_xml_holds_are_left_out_of_its_words(tmp_path: Path) -> None:
    data = _decks(tmp_path, {"tea\x0c and \x01 cake": 15})
    (group,) = _groups(Presentation(io.BytesIO(data)).slides[1])
    assert group._element._nvXxPr.cNvPr.get("descr") == "at the start: Tea  and  cake, 15 minutes."
