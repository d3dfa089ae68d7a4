"""The picture of a day: one bar for each item, as wide as it is long."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.facilitate.strip import strip, strip_at, strips
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind, Sitting

KINDS = st.sampled_from([ItemKind.BREAK, ItemKind.TITLE])
DAYS = st.lists(st.tuples(KINDS, st.integers(1, 120), st.none() | st.integers(0, 1439)), min_size=1, max_size=12)


def day(*items: tuple[ItemKind, int, int | None], start: int | None = 13 * 60) -> Sitting:
    """The timetable of items of a kind, minutes and a fixed point; the first is called A, the second B."""
    made = [
        Item(f"i{number}", kind, chr(65 + number), (), minutes, at) for number, (kind, minutes, at) in enumerate(items)
    ]
    return timetable(made, {}, start, None).sittings[0]


@given(DAYS, st.none() | st.integers(0, 1439))
def test_bars_are_in_proportion_and_never_overlap(
    items: list[tuple[ItemKind, int, int | None]], start: int | None
) -> None:
    times = day(*items, start=start)
    drawn = strip(times)
    assert drawn is not None

    for bar, (_, minutes, _) in zip(drawn.bars, items, strict=True):
        assert bar.width * times.length == pytest.approx(minutes)
    ends = [bar.left + bar.width for bar in drawn.bars]
    assert drawn.bars[0].left == 0
    assert ends[-1] == pytest.approx(1)
    assert all(bar.left >= end - 1e-9 for bar, end in zip(drawn.bars[1:], ends, strict=False))
    waits = sum(one.wait for one in times.items[1:])
    assert sum(bar.width for bar in drawn.bars) * times.length == pytest.approx(times.length - waits)


@given(DAYS, st.none() | st.integers(0, 1439))
def test_times_below_the_strip_never_touch(items: list[tuple[ItemKind, int, int | None]], start: int | None) -> None:
    drawn = strip(day(*items, start=start))
    assert drawn is not None
    places = [tick.left for tick in drawn.ticks]

    assert places[0] == 0
    assert places[-1] == 1
    assert all(after - before >= 0.09 - 1e-9 for before, after in itertools.pairwise(places))


def test_the_words_say_every_item_in_order_and_what_is_fixed() -> None:
    drawn = strip(day((ItemKind.BREAK, 15, None), (ItemKind.TITLE, 45, 13 * 60 + 30)))
    assert drawn is not None

    assert drawn.title == "The day from 1pm to 2:15pm"
    assert drawn.words == "1pm A, 15 minutes; 1:30pm B, 45 minutes, fixed at 1:30pm."
    assert [(bar.pause, bar.fixed) for bar in drawn.bars] == [(True, False), (False, True)]


def test_without_a_start_times_count_from_the_beginning_and_nothing_is_fixed_yet() -> None:
    drawn = strip(day((ItemKind.TITLE, 90, None), (ItemKind.BREAK, 30, 14 * 60), start=None))
    assert drawn is not None

    assert [tick.words for tick in drawn.ticks] == ["Start", "1 h", "2 h"]
    assert (drawn.title, drawn.bars[1].words) == ("The day, 2 hours", "1 hour 30 minutes in: B, 30 minutes")
    assert not drawn.fixed


def test_a_day_without_items_or_minutes_has_no_picture() -> None:
    assert strip(day()) is None
    assert strip(day((ItemKind.TITLE, 0, None))) is None


SITTINGS = timetable(
    [
        Item("a", ItemKind.TITLE, "A", (), 30),
        Item("b", ItemKind.BREAK, "B", (), 10),
        Item("two", ItemKind.SITTING, "Second part"),
        Item("c", ItemKind.TITLE, "C", (), 45),
        Item("d", ItemKind.TITLE, "D", (), 15),
    ],
    {},
    600,
    None,
    [14 * 60],
)


def test_each_sitting_has_a_picture_of_its_own_that_is_called_as_it_is() -> None:
    first, second = strips(SITTINGS)

    assert first is not None
    assert second is not None
    assert (first.title, second.title) == ("First part from 10am to 10:40am", "Second part from 2pm to 3pm")
    assert (first.part, second.part) == (first.title, second.title)
    assert [(bar.left, bar.width) for bar in second.bars] == [(0, 0.75), (0.75, 0.25)]
    assert [strip_at(SITTINGS, place)[1] for place in range(4)] == [0, 1, 0, 1]
    assert [strip_at(SITTINGS, place)[0] for place in range(4)] == [first, first, second, second]


def test_the_picture_of_one_day_needs_no_name_above_it() -> None:
    (drawn,) = strips(timetable([Item("a", ItemKind.TITLE, "A", (), 30)], {}, 600, None))

    assert drawn is not None
    assert (drawn.title, drawn.part) == ("The day from 10am to 10:30am", "")
