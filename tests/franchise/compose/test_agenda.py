"""A region changes an agenda by id, and the result is front matter again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.franchise.agenda.operations import CannotApply, apply
from kit.franchise.compose.agenda import drop_pages
from kit.franchise.compose.front_matter import identity, yaml_lines
from kit.model.agenda_schema import AgendaOperation
from kit.model.findings import Finding
from kit.source.settings.front_matter import read_front_matter

AGENDA: list[dict[str, Any]] = [
    {"id": "arrive", "break": "Arrivals and coffee", "minutes": "15"},
    {"session": "how-ready", "minutes": "45"},
    {"id": "lunch", "break": "Lunch", "minutes": "45", "at": "12:30"},
    {"id": "clinics", "parallel": ["clinic-research", "round-2/clinic-procurement"], "minutes": "40"},
    {"title": "Close and thanks", "minutes": "5"},
]


def changed(*operations: dict[str, Any]) -> tuple[list[str], list[tuple[int, CannotApply]]]:
    """Apply operations as region.toml holds them; return the new agenda's lines and what was refused."""
    agenda, refused = apply(AGENDA, [AgendaOperation.model_validate(one) for one in operations])
    return yaml_lines(agenda), refused


def ids(*operations: dict[str, Any]) -> list[str]:
    """Return the ids after operations that all succeed."""
    agenda, refused = apply(AGENDA, [AgendaOperation.model_validate(one) for one in operations])
    assert not refused
    return [identity(entry) for entry in agenda]


def test_an_agenda_is_written_one_item_a_line() -> None:
    """The lines read as an author would write them."""
    assert yaml_lines(AGENDA) == [
        "  - {id: arrive, break: Arrivals and coffee, minutes: 15}",
        "  - {session: how-ready, minutes: 45}",
        '  - {id: lunch, break: Lunch, minutes: 45, at: "12:30"}',
        "  - {id: clinics, parallel: [clinic-research, round-2/clinic-procurement], minutes: 40}",
        "  - {title: Close and thanks, minutes: 5}",
    ]


def test_items_are_retimed_fixed_and_freed() -> None:
    """Only what is said changes."""
    lines, refused = changed(
        {"item": "how-ready", "minutes": 40, "at": "11:05"},
        {"item": "lunch", "at": ""},
        {"item": "arrive", "minutes": 5},
    )

    assert not refused
    assert lines[:3] == [
        "  - {id: arrive, break: Arrivals and coffee, minutes: 5}",
        '  - {session: how-ready, minutes: 40, at: "11:05"}',
        "  - {id: lunch, break: Lunch, minutes: 45}",
    ]


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([{"drop": "arrive"}], "how-ready lunch clinics close-and-thanks"),
        ([{"move": "clinics", "before": "arrive"}], "clinics arrive how-ready lunch close-and-thanks"),
        ([{"move": "arrive", "after": "lunch"}], "how-ready lunch arrive clinics close-and-thanks"),
        ([{"move": "arrive", "before": "lunch"}], "how-ready arrive lunch clinics close-and-thanks"),
        ([{"move": "close-and-thanks", "after": "arrive"}], "arrive close-and-thanks how-ready lunch clinics"),
        ([{"add": "own"}], "arrive how-ready lunch clinics close-and-thanks own"),
        ([{"add": "round-2/own", "after": "round-1/how-ready"}], "arrive how-ready own lunch clinics close-and-thanks"),
        (
            [{"add": "tea", "break": "Tea", "minutes": 9, "before": "clinics"}, {"move": "lunch", "after": "tea"}],
            "arrive how-ready tea lunch clinics close-and-thanks",
        ),
        ([{"drop": "lunch"}, {"add": "lunch", "title": "Lunch", "minutes": 5, "after": "arrive"}], None),
    ],
)
def test_items_are_dropped_moved_and_added(operations: list[dict[str, Any]], expected: str | None) -> None:
    """Each change sees what the ones before it made."""
    assert ids(*operations) == (expected or "arrive lunch how-ready clinics close-and-thanks").split()


def test_added_items_carry_what_was_said() -> None:
    """A page takes its own minutes unless some are given; breaks and parallel items have an id."""
    lines, refused = changed(
        {"add": "own-session", "minutes": 25, "at": "15:00"},
        {"add": "tea", "break": "Tea: and cake", "minutes": 10},
        {"add": "pair", "parallel": ["a", "round-2/b"]},
    )

    assert not refused
    assert lines[5:] == [
        '  - {session: own-session, minutes: 25, at: "15:00"}',
        '  - {id: tea, break: "Tea: and cake", minutes: 10}',
        "  - {id: pair, parallel: [a, round-2/b]}",
    ]


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        ({"item": "how-redy", "minutes": 5}, 'no item with the id "how-redy"'),
        ({"drop": "nothing"}, 'no item with the id "nothing"'),
        ({"move": "lunch", "after": "noon"}, 'no item with the id "noon"'),
        ({"add": "own", "before": "noon"}, 'no item with the id "noon"'),
        ({"add": "lunch", "break": "Lunch", "minutes": 5}, "has one with that id already"),
        ({"add": "round-2/how-ready"}, "has one with that id already"),
        ({"add": "Tea time", "break": "Tea", "minutes": 5}, "needs small letters"),
        ({"add": "tea", "break": "Tea", "title": "Tea", "minutes": 5}, "exactly one of"),
        ({"add": "pair", "parallel": []}, "no sessions in it"),
        ({"drop": "lunch", "minutes": 5}, "cannot say minutes too"),
        ({"item": "lunch", "minutes": 5, "after": "arrive", "break": "X"}, "cannot say after and break too"),
    ],
)
def test_a_change_that_cannot_be_made_is_found_and_passed_over(operation: dict[str, Any], says: str) -> None:
    """It is told by its place, and the other changes are still made."""
    lines, refused = changed({"item": "arrive", "minutes": 5}, operation)

    ((place, reason),) = refused
    assert place == 1
    assert says in reason.message
    assert reason.hint
    assert lines == ["  - {id: arrive, break: Arrivals and coffee, minutes: 5}", *yaml_lines(AGENDA)[1:]]


def test_an_unknown_id_is_answered_with_the_nearest() -> None:
    """A misspelt id is easy to mend."""
    _, ((_, reason),) = changed({"drop": "how-redy"})

    assert reason.hint.startswith("The nearest is how-ready.")


def test_dropping_pages_drops_their_items() -> None:
    """Of parallel sessions only the dropped one goes, and an item with none left goes too."""
    one = drop_pages(AGENDA, "round-1", {"round-1/how-ready", "round-2/clinic-procurement"})
    both = drop_pages(AGENDA, "round-1", {"round-1/clinic-research", "round-2/clinic-procurement"})

    assert [identity(entry) for entry in one] == ["arrive", "lunch", "clinics", "close-and-thanks"]
    assert one[2]["parallel"] == ["clinic-research"]
    assert [identity(entry) for entry in both] == ["arrive", "how-ready", "lunch", "close-and-thanks"]


AWKWARD = [
    "Tea: and cake",
    "no",
    "'quoted'",
    'a "b" c',
    "# not a comment",
    "& *x",
    "1:30",
    "- dash",
    "a, b",
    "{x}",
    "~",
]
titles = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(st.lists(titles, min_size=1, max_size=5))
def test_what_is_written_reads_back_the_same(drawn: list[str]) -> None:
    """The strict reader gives every title back, whatever it holds."""
    entries = [{"id": f"i{at}", "break": title, "minutes": 5, "at": "09:30"} for at, title in enumerate(drawn)]
    found: list[Finding] = []
    text = "\n".join(["---", "agenda:", *yaml_lines(entries), "---", "", "# Plan", ""])
    front = read_front_matter("round-1/index.md", text, found)

    assert not found
    assert front is not None
    assert front.data["agenda"] == [{**entry, "minutes": "5"} for entry in entries]
