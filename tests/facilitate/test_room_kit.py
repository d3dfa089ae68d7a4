"""The room gets the sheets that its sessions ask for, as many as they ask for, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.facilitate.room_kit import Board, RoomKit, has_score_sheet, room_kit
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Edition, Point, Round, Standard
from kit.model.formats import Kind
from kit.model.page import Activity, Fence
from tests.facilitate.test_materials import page_of_materials
from tests.render.editions import edition

POINTS = tuple(Point(number, f"Point {number}", "") for number in range(1, 16))


def asking(*materials: str, points: int = 15, **of_round: object) -> tuple[Edition, Round]:
    """An edition whose one session asks for ``materials``, with a standard of so many points."""
    item = Item("a", ItemKind.SESSION, "", ("round-1/a",), 20)
    meeting = Round("round-1", "One", (item,), timetable([item], {}, None, None), ("round-1/a",), {})
    standard = Standard("s", "Standard", "", "", POINTS[:points]) if points else None
    made = edition({"index.md": "# Home\n", "round-1/index.md": "# One\n"}, standard=standard)
    pages = {**made.pages, "round-1/a": page_of_materials("a", *materials)}
    return replace(made, pages=pages), replace(meeting, **of_round)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("material", "each"),
    [
        ("wall sheet, one point on each: 15", [1] * 15),
        ("Poster: 1", [1] * 15),
        ("wall chart of three points: 5", [3] * 5),
        ("wall chart: 2", [8, 7]),
        ("wall sheet: 40", [1] * 15),
        ("wall sheet: 1 per table", [1] * 15),
        ("wallet: 15", []),
    ],
)
def test_points_are_shared_out_over_the_sheets_for_the_wall(material: str, each: list[int]) -> None:
    assert [len(poster.points) for poster in room_kit(*asking(material)).posters] == each


def test_words_in_brackets_with_bars_are_columns() -> None:
    kit = room_kit(*asking("wall sheet (know best | hardest): 15", "board ( To do|Doing | Done ): 1 per table (big)"))
    board = room_kit(*asking("lean coffee board (To discuss | Discussed): 1 per table", heads=28, table_size=6))

    assert {poster.columns for poster in kit.posters} == {("know best", "hardest")}
    assert kit.boards == ()  # its line cannot be understood, which check says
    assert board.boards == (Board("Lean coffee board", ("To discuss", "Discussed"), 5),)
    assert room_kit(*asking("board (To discuss | Discussed): 1 per table")).boards[0].count == 1
    assert room_kit(*asking("flipchart (big): 1")).boards == ()


def test_two_sessions_at_one_wall_have_one_set_of_sheets() -> None:
    kit = room_kit(*asking("Wall sheet: 15", "wall sheet (know best | hardest): 15", "WALL SHEET: 15"))

    assert [poster.columns for poster in kit.posters] == [("know best", "hardest")] * 15


def test_dots_get_sheets_unless_they_go_on_the_wall() -> None:
    assert [len(one.points) for one in room_kit(*asking("dot stickers: 5 per person")).dots] == [5, 5, 5]
    assert room_kit(*asking("dot stickers: 5 per person", "wall sheet: 15")).dots == ()
    assert room_kit(*asking("dotted paper: 5 per person")).dots == ()


def test_without_a_standard_there_are_no_sheets_of_its_points_and_a_board_for_the_wall_is_a_board() -> None:
    kit = room_kit(*asking("wall sheet: 15", "wall chart (Now | Next): 1", "dot stickers: 1", points=0))

    assert (kit.posters, kit.dots) == ((), ())
    assert kit.boards == (Board("Wall chart", ("Now", "Next"), 1),)


def test_online_nothing_goes_on_walls_and_tables() -> None:
    made = asking("wall sheet: 15", "board (A | B): 1", heads=28, table_size=6, kind=Kind.ONLINE)

    assert room_kit(*made) == RoomKit()
    assert not room_kit(*made)
    assert not room_kit(*asking())


def test_what_is_only_for_online_is_not_printed_for_a_room() -> None:
    assert not room_kit(*asking("wall sheet: 15, online", "board (A | B): 1, online"))


def test_tables_have_names_where_their_number_is_known_and_activities_time_cards() -> None:
    made, meeting = asking(heads=27, table_size=6)
    page = replace(made.pages["round-1/a"], activities=(Activity("Talk", 5, None, "", 1),))

    kit = room_kit(replace(made, pages={**made.pages, "round-1/a": page}), meeting)

    assert (kit.tables, kit.timed) == (5, True)
    assert room_kit(*asking(heads=27)) == RoomKit()


def test_glossaries_of_the_round_and_of_no_round_are_explained_unless_only_facilitators_read_them() -> None:
    made, meeting = asking()
    glossary = Fence("glossary", "", {}, "", 1, 2, 1)
    hidden = replace(glossary, parents=("facilitator",))
    words = {"words": glossary, "round-1/a": hidden, "round-1/index": glossary, "round-2/b": glossary}
    pages = {
        name: replace(made.pages["round-1/a"], path=f"{name}.md", fences=(fence,)) for name, fence in words.items()
    }

    assert room_kit(replace(made, pages=pages), meeting).jargon == ("words", "round-1/index")


def test_a_score_sheet_is_made_only_where_a_session_has_none_of_its_own() -> None:
    made, meeting = asking("Scoring sheet: 1 per person")
    own = replace(made.pages["round-1/a"], fences=(Fence("handout", "", {}, "", 1, 2, 1),))

    assert has_score_sheet(made, meeting)
    assert not has_score_sheet(replace(made, pages={**made.pages, "round-1/a": own}), meeting)
    assert not has_score_sheet(*asking("scoring sheet: 1 per person", points=0))
    assert not has_score_sheet(*asking("scoreboard: 1"))
