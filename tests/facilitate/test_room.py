"""Tables and chairs follow from who comes; everything is rounded up, never down."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.facilitate.materials import Total, room_totals, session_totals, to_bring
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from tests.facilitate.test_materials import page

PAGES = {"round-1/a": page("a", "pens: 2 per table", "cards: 1 per group", "dots: 5 per person", group_size="3-4")}
DAY = (Item("a", ItemKind.SESSION, "", ("round-1/a",), 20),)
MEETING = Round("round-1", "One", DAY, timetable(DAY, {}, None, None), ("round-1/a",), {})


def meeting(heads: int | None, table_size: int | None) -> Round:
    return dataclasses.replace(MEETING, heads=heads, table_size=table_size)


@given(st.integers(1, 2000), st.integers(1, 60))
def test_everybody_has_a_seat_and_no_table_is_empty(heads: int, table_size: int) -> None:
    tables, chairs = room_totals(meeting(heads, table_size))

    assert chairs == Total("chairs", heads)
    assert tables.count * table_size >= heads
    assert (tables.count - 1) * table_size < heads


@given(st.integers(1, 2000), st.integers(1, 60))
def test_a_session_never_has_too_little_nor_a_table_or_group_too_much(heads: int, table_size: int) -> None:
    pens, cards, dots = session_totals(PAGES["round-1/a"], meeting(heads, table_size))

    assert dots.count == 5 * heads
    assert pens.count * table_size >= 2 * heads > (pens.count - 2) * table_size
    assert cards.count * 4 >= heads > (cards.count - 1) * 4


@pytest.mark.parametrize(
    ("heads", "table_size", "expected"),
    [(None, 6, []), (None, None, []), (28, None, ["chairs: 28"]), (28, 6, ["tables of 6: 5", "chairs: 28"])],
)
def test_what_nobody_has_said_is_not_guessed(heads: int | None, table_size: int | None, expected: list[str]) -> None:
    assert [one.text for one in room_totals(meeting(heads, table_size))] == expected


def test_the_room_comes_first_and_what_a_session_says_of_chairs_wins() -> None:
    pages = {"round-1/a": page("a", "Chairs: 2 per person", "pens: 1")}

    assert [one.text for one in to_bring(meeting(10, 4), pages)] == ["tables of 4: 3", "Chairs: 20", "pens: 1"]


def test_without_heads_a_session_says_what_is_for_each() -> None:
    assert [one.text for one in session_totals(PAGES["round-1/a"], meeting(None, None))] == [
        "pens: 2 per table",
        "cards: 1 per group",
        "dots: 5 per person",
    ]
