"""The agenda at the start, and again after each break with the place marked."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils import new_document

from kit.render.deck.slides.meeting import slides
from kit.render.deck.slides.model import Kind, Slide, Table, Tone
from tests.render.deck.conftest import Made
from tests.render.deck.seen import words_on
from tests.render.editions import edition


def _document(name: str) -> nodes.document:
    document = new_document(name)
    document += nodes.section("", nodes.title("", f"Title of {name}"), ids=["x"])
    return document


def _made(agenda: dict[str, int], start: int | None = 600) -> list[Slide]:
    files = {"round-1/index.md": "# Meet\n", "round-1/one.md": "# One\n", "round-1/two.md": "# Two\n"}
    whole = edition(files, agenda, start=start)
    return slides(whole, whole.rounds[0], _document)


def _agendas(made: list[Slide]) -> list[tuple[str, list[Tone]]]:
    found = []
    for slide in made:
        if slide.kind is Kind.AGENDA:
            (table,) = slide.blocks
            assert isinstance(table, Table)
            found.append((slide.title, [row[1].tone for row in table.rows[1:]]))
    return found


def test_each_break_is_followed_by_the_agenda_with_what_is_done_and_what_is_next() -> None:
    made = _made({"coffee": 15, "round-1/one": 30, "lunch": 45, "round-1/two": 30})
    done, now, later = Tone.DONE, Tone.NEXT, Tone.PLAIN
    assert _agendas(made) == [
        ("Today", [later] * 4),
        ("Where we are: after Coffee", [done, now, later, later]),
        ("Where we are: after Lunch", [done, done, done, now]),
    ]
    kinds = [slide.kind for slide in made]
    assert kinds[:4] == [Kind.TITLE, Kind.AGENDA, Kind.BREAK, Kind.AGENDA]
    assert kinds[kinds.index(Kind.BREAK, 4) + 1] is Kind.AGENDA


def test_a_break_that_ends_the_day_or_leads_to_another_has_no_agenda_after_it() -> None:
    titles = [title for title, _ in _agendas(_made({"lunch": 45, "walk": 10, "round-1/one": 30, "cake": 10}))]
    assert titles == ["Today", "Where we are: after Walk"]


def test_breaks_of_one_name_are_told_apart_by_their_times() -> None:
    made = _made({"tea": 10, "round-1/one": 30, "TEA": 10, "round-1/two": 30})
    assert [slide.title.casefold() for slide in made if slide.kind is Kind.BREAK] == ["tea at 10am", "tea at 10:40am"]
    titles = [title for title, _ in _agendas(made)]
    assert titles == ["Today", "Where we are: after Tea at 10am", "Where we are: after Tea at 10:40am"]


def test_what_is_next_is_told_by_words_and_weight_and_not_by_colour_alone(made: Made) -> None:
    slide = made.slide("Where we are: after Lunch")
    rows = _rows(slide)
    assert rows[0] == ["Time", "What", "Minutes", "Status"]
    assert [row[3] for row in rows[1:]] == ["done", "done", "done", "next", "", ""]
    bold = [cell._tc.xpath("boolean(.//a:rPr[@b='1'])") for cell in _column(slide)]
    assert bold == [True, False, False, False, True, False, False]


def test_what_is_done_is_muted_and_can_be_read(made: Made) -> None:
    seen = words_on(made.slide("Where we are: after Lunch"))
    assert {one.colour for one in seen if one.text in ("Arrivals", "done")} == {"accent6"}


def _table(slide: Any) -> Any:
    return next(shape.table for shape in slide.shapes if shape.has_table)


def _rows(slide: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in _table(slide).rows]


def _column(slide: Any) -> list[Any]:
    return [row.cells[1] for row in _table(slide).rows]
