"""Materials are totalled for a round from heads and table size."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kit.facilitate.materials import (
    Material,
    Need,
    Per,
    Total,
    largest_group,
    materials_of,
    needs,
    parse,
    room_totals,
    round_totals,
    session_totals,
    to_bring,
    totals,
)
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from kit.model.formats import Kind, kind_called
from kit.model.page import Page, PageKind
from kit.model.schema import SessionMeta
from tests.source.cases import read_cases


def page_of_materials(name: str, *lines: str, group_size: str | None = None) -> Page:
    """Make a session page that needs materials."""
    meta = SessionMeta(materials=list(lines), group_size=group_size)
    return Page(f"round-1/{name}.md", PageKind.SESSION, "", meta, 9, {}, (), (), ())


IN_A_ROOM = frozenset({"room", "hybrid"})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("scoring sheet: 1 per person", Material("scoring sheet", 1, Per.PERSON)),
        ("  dot  stickers :5 PER Person ", Material("dot stickers", 5, Per.PERSON)),
        ("flipchart: 1 per table", Material("flipchart", 1, Per.TABLE)),
        ("cards: red: 12 per group", Material("cards: red", 12, Per.GROUP)),
        ("timer: 1", Material("timer", 1)),
        ("pens: 8 per table, kept", Material("pens", 8, Per.TABLE, kept=True)),
        ("Poll : 1 ,Online", Material("Poll", 1, kinds=frozenset({"online"}))),
        ("wall, 15 sheets: 2, room, kept, hybrid", Material("wall, 15 sheets", 2, Per.ROUND, True, IN_A_ROOM)),
        ("pens: 8 per table kept", None),
        ("pens: 8 per table, again", None),
        ("pens, kept: 8 per table,", None),
        ("timer", None),
        ("timer: one", None),
        ("timer: 0", None),
        ("timer: 1 per room", None),
        (": 1", None),
        ("pens: 1.5 per person", None),
    ],
)
def test_lines_of_materials(line: str, expected: Material | None) -> None:
    """A line is a name, a colon, a number and what it is counted for."""
    assert parse(line) == expected


def test_lines_that_cannot_be_understood_are_passed_over() -> None:
    """The other lines still count."""
    assert materials_of(page_of_materials("a", "pens", "timer: 1", "a few: dots")) == (Material("timer", 1),)


@pytest.mark.parametrize(
    ("written", "most"),
    [("5-8", 8), ("6", 6), ("pairs, then 4", 4), ("pairs", None), ("", None), (None, None), ("0", None)],
)
def test_the_largest_group(written: str | None, most: int | None) -> None:
    """Groups are made as large as they may be, so that there are as few as will do."""
    assert largest_group(written) == most


NEEDS = [
    Need((Material("Pens", 1, Per.PERSON), Material("flipchart", 1, Per.TABLE), Material("cards", 2, Per.GROUP)), 8),
    Need((Material("pens", 2, Per.PERSON), Material("Flipchart", 3), Material("cards", 3, Per.GROUP)), 5),
    Need((Material("timer", 1), Material("flipchart", 2, Per.TABLE))),
]


@pytest.mark.parametrize(
    ("heads", "table_size", "expected"),
    [
        (28, 6, ["Pens: 84", "flipchart: 10", "cards: 18", "timer: 1"]),
        (6, 6, ["Pens: 18", "flipchart: 3", "cards: 6", "timer: 1"]),
        (
            None,
            6,
            [
                "Pens: 3 per person",
                "flipchart: 2 per table",
                "flipchart: 3",
                "cards: 3 per group of up to 5",
                "timer: 1",
            ],
        ),
        (12, None, ["Pens: 36", "flipchart: 2 per table", "flipchart: 3", "cards: 9", "timer: 1"]),
    ],
)
def test_totals(heads: int | None, table_size: int | None, expected: list[str]) -> None:
    """Per person adds up over sessions, the others take the largest, and what is not known stays per table."""
    assert [total.text for total in totals(NEEDS, heads, table_size)] == expected


# The table of rounds counted by hand.

TOTALS = read_cases("../materials/totals.txt")


def round_of(given: dict[str, Any]) -> tuple[Round, dict[str, Page]]:
    """Return the round of a case, and its pages; ``{sitting: TITLE}`` on its agenda begins another day."""
    slots = [slot if isinstance(slot, list) else [slot] for slot in given["agenda"]]
    sittings = {place for place, slot in enumerate(given["agenda"]) if isinstance(slot, dict)}
    pages = {
        f"round-1/{name}": page_of_materials(name, *given[name], group_size=given.get(f"{name} groups"))
        for name in itertools.chain.from_iterable(slot for place, slot in enumerate(slots) if place not in sittings)
    }
    kinds = {True: ItemKind.PARALLEL, False: ItemKind.SESSION}
    items = tuple(
        Item(f"item-{place}", ItemKind.SITTING, slot[0]["sitting"])
        if place in sittings
        else Item(f"item-{place}", kinds[len(slot) > 1], "", tuple(f"round-1/{name}" for name in slot), 20)
        for place, slot in enumerate(slots)
    )
    people: dict[str, Any] = {key: given[key] for key in ("heads", "table_size") if key in given}
    people["kind"] = kind_called(given.get("format", ""))
    return Round("round-1", "One", items, timetable(items, {}, None, None), tuple(pages), {}, **people), pages


@pytest.mark.parametrize("title", TOTALS)
def test_a_round_needs_what_somebody_counted_by_hand(title: str) -> None:
    given, expected = TOTALS[title]
    meeting, pages = round_of(yaml.safe_load(given))

    assert [total.text for total in round_totals(meeting, pages)] == expected


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=1, max_size=4), st.integers(1, 90))
def test_nobody_goes_without_at_any_moment_and_keeping_never_brings_more(slots: list[list[int]], heads: int) -> None:
    """Counted by moments: what everybody in the room needs is there, whatever the agenda is like."""
    names = [[f"s{place}{index}" for index, _ in enumerate(slot)] for place, slot in enumerate(slots)]
    counts = dict(zip(itertools.chain(*names), itertools.chain(*slots), strict=True))
    brought = {}
    for ending in ("", ", kept"):
        lines = {name: [f"pens: {count} per person{ending}"] if count else [] for name, count in counts.items()}
        meeting, pages = round_of({"heads": heads, "agenda": names, **lines})
        brought[ending] = sum(one.count for one in round_totals(meeting, pages))
    at_once = [sum(count * -(-heads // len(slot)) for count in slot) for slot in slots]

    assert brought == {"": sum(at_once), ", kept": max(at_once)}


def test_a_session_beside_another_says_what_its_share_of_the_people_needs() -> None:
    """The run sheet says at each session what lies on its tables."""
    meeting, pages = round_of(
        {"heads": 27, "table_size": 6, "agenda": [["a", "b"]], "a": ["bag: 1 per table"], "b": []}
    )

    assert [one.text for one in session_totals(pages["round-1/a"], meeting)] == ["bag: 3"]
    assert to_bring(replace(meeting, kind=Kind.ONLINE), pages) == (Total("bag", 3),)


def test_only_sessions_on_the_agenda_count_and_each_once() -> None:
    """A session that the region dropped needs nothing."""
    pages = {
        one.name: one
        for one in (
            page_of_materials("a", "pens: 1 per person"),
            page_of_materials("b", "balloons: 99", "pens: 2 per person"),
        )
    }
    items = [Item(name, ItemKind.SESSION, sessions=(f"round-1/{name}",), minutes=5) for name in ("a", "a", "gone")]
    day = timetable(items, {}, None, None)
    meeting = Round("round-1", "Round", tuple(items), day, ("round-1/a", "round-1/b"), {}, heads=10)

    assert [total.text for total in round_totals(meeting, pages)] == ["pens: 10"]
    assert len(needs(day.items, pages)) == 1


# Tables and chairs follow from who comes; everything is rounded up, never down.

PAGES = {
    "round-1/a": page_of_materials(
        "a", "pens: 2 per table", "cards: 1 per group", "dots: 5 per person", group_size="3-4"
    )
}
DAY = (Item("a", ItemKind.SESSION, "", ("round-1/a",), 20),)
MEETING = Round("round-1", "One", DAY, timetable(DAY, {}, None, None), ("round-1/a",), {})


def meeting(heads: int | None, table_size: int | None) -> Round:
    return replace(MEETING, heads=heads, table_size=table_size)


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
    pages = {"round-1/a": page_of_materials("a", "Chairs: 2 per person", "pens: 1")}

    assert [one.text for one in to_bring(meeting(10, 4), pages)] == ["tables of 4: 3", "Chairs: 20", "pens: 1"]


def test_without_heads_a_session_says_what_is_for_each() -> None:
    assert [one.text for one in session_totals(PAGES["round-1/a"], meeting(None, None))] == [
        "pens: 2 per table",
        "cards: 1 per group of up to 4",
        "dots: 5 per person",
    ]
