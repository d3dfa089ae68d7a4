"""The hub's own rounds keep the house style, in every format in which they can be held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.app.check import examine, load
from kit.model.agenda import ItemKind, Sitting
from kit.model.schema import PlanMeta

LONGEST = 75  # minutes
HUB = Path(__file__).parent.parent / "sessions"
FORMATS = ("", "full-day", "online", "lunch")  # "" is the half day, the agenda of the plan itself


def sittings(format_name: str) -> Iterator[tuple[str, Sitting]]:
    edition = load(HUB, format_name).edition
    assert edition is not None
    yield from ((one.name, sitting) for one in edition.rounds for sitting in one.timetable.sittings)


def test_nothing_is_to_be_mended_and_there_is_no_advice() -> None:
    assert [f"{one.file}:{one.line} {one.message}" for one in examine(HUB).findings] == []


def test_each_of_five_rounds_has_four_formats() -> None:
    edition = load(HUB).edition
    assert edition is not None
    plans = [edition.pages[one.plan].meta for one in edition.rounds]

    assert [sorted(plan.agendas) for plan in plans if isinstance(plan, PlanMeta)] == [sorted(FORMATS[1:])] * 5


@pytest.mark.parametrize("format_name", FORMATS, ids=lambda name: name or "half-day")
def test_every_sitting_leaves_5_to_10_in_a_hundred_of_its_slot_free(format_name: str) -> None:
    left = {f"{name} {one.number}": (one.slot or 0, one.length) for name, one in sittings(format_name)}

    assert len(left) == (10 if format_name == "online" else 5)
    assert {name: one for name, one in left.items() if not 5 <= 100 * (one[0] - one[1]) / max(one[0], 1) <= 10} == {}


@pytest.mark.parametrize("format_name", FORMATS, ids=lambda name: name or "half-day")
def test_nobody_works_for_more_than_75_minutes_without_a_break(format_name: str) -> None:
    long = {f"{name} {one.number}": max(stretches(one)) for name, one in sittings(format_name)}

    assert {name: minutes for name, minutes in long.items() if minutes > LONGEST} == {}


@pytest.mark.parametrize("format_name", FORMATS, ids=lambda name: name or "half-day")
def test_every_round_begins_with_a_welcome(format_name: str) -> None:
    """Before it come arrivals, or lunch, or the joining of a call, and nothing else."""
    first = {
        name: next(item for item in one.items if item.item.sessions).item.sessions
        for name, one in sittings(format_name)
        if one.number == 1
    }

    assert first == dict.fromkeys(first, ("common/welcome",))


def stretches(sitting: Sitting) -> Iterator[int]:
    """Return the minutes between one break and the next; the shared stretch is one."""
    since = sitting.start
    for item in sitting.items:
        if item.item.kind is ItemKind.BREAK or item.item.sessions == ("common/stretch",):
            yield item.start - since
            since = item.end
    yield sitting.end - since
