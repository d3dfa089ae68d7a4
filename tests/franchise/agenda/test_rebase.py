"""What is left of a region's operations when upstream's agenda changes around them."""

from __future__ import annotations

from typing import Any

import pytest

from kit.franchise.agenda.operations import as_toml, made
from kit.franchise.agenda.rebase import Became, Upstream, rebase
from kit.model.agenda_schema import AgendaOperation

ARRIVE = {"id": "arrive", "break": "Coffee", "minutes": "15"}
TALK = {"session": "talk", "minutes": "20"}
LUNCH = {"id": "lunch", "break": "Lunch", "minutes": "45"}
TEA = {"id": "tea", "break": "Tea", "minutes": "10"}
BEFORE = [ARRIVE, TALK, LUNCH]


@pytest.mark.parametrize(
    ("now", "operations", "expected", "became"),
    [
        (
            [ARRIVE, LUNCH],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "arrive"}],
            [Became.NEIGHBOUR_GONE],
        ),
        (
            [LUNCH],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}],
            [{"add": "tea", "break": "Tea", "minutes": 10, "before": "lunch"}],
            [Became.NEIGHBOUR_GONE],
        ),
        (
            [ARRIVE, LUNCH],
            [{"drop": "arrive"}, {"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}],
            [{"drop": "arrive"}, {"add": "tea", "break": "Tea", "minutes": 10, "before": "lunch"}],
            [Became.NEIGHBOUR_GONE],
        ),
        (
            [],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}],
            [{"add": "tea", "break": "Tea", "minutes": 10}],
            [Became.NEIGHBOUR_GONE],
        ),
        (
            [ARRIVE, TALK],
            [{"move": "arrive", "after": "lunch"}],
            [{"move": "arrive", "after": "talk"}],
            [Became.NEIGHBOUR_GONE],
        ),
        ([ARRIVE], [{"move": "arrive", "after": "talk"}], [], [Became.NEIGHBOUR_GONE]),
        (
            [*BEFORE, TEA],
            [{"add": "tea", "break": "Tea", "minutes": 10, "at": "15:00", "after": "talk"}],
            [{"item": "tea", "at": "15:00"}],
            [Became.ADDED_BY_BOTH_TIMED, Became.PLACED_BY_UPSTREAM],
        ),
        (
            [*BEFORE, TEA],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}],
            [{"move": "tea", "after": "talk"}],
            [Became.ADDED_BY_BOTH_ELSEWHERE],
        ),
        (
            [*BEFORE, {"id": "day-2", "sitting": "Day two", "minutes": "60"}],
            [{"add": "day-2", "sitting": "Day two", "minutes": 60, "after": "talk"}],
            [],
            [Became.ADDED_BY_BOTH, Became.PLACED_BY_UPSTREAM],
        ),
        (
            [*BEFORE, TEA],
            [{"add": "tea", "break": "Tea", "minutes": 10, "after": "lunch"}],
            [],
            [Became.ADDED_BY_BOTH],
        ),
        (
            [*BEFORE, {**TEA, "break": "High tea"}],
            [{"add": "tea", "break": "Tea", "minutes": 10}, {"move": "lunch", "after": "tea"}],
            [{"add": "tea-2", "break": "Tea", "minutes": 10}, {"move": "lunch", "after": "tea-2"}],
            [Became.ID_TAKEN],
        ),
    ],
)
def test_operations_find_their_place_on_the_new_agenda(
    now: list[dict[str, Any]],
    operations: list[dict[str, Any]],
    expected: list[dict[str, Any]],
    became: list[Became],
) -> None:
    rebased = rebase([AgendaOperation.model_validate(one) for one in operations], Upstream("round-1", BEFORE, now))
    left = [one.operation for one in rebased if one.operation is not None]

    assert [as_toml(operation) for operation in left] == expected
    assert [event.became for one in rebased for event in one.events] == became
    assert made(now, left) is not None


def test_what_stands_beside_a_session_that_upstream_gave_up_takes_its_place() -> None:
    operations = [{"add": "clinic", "after": "talk"}, {"add": "tea", "break": "Tea", "minutes": 10, "after": "clinic"}]
    upstream = Upstream("round-1", BEFORE, BEFORE, gone=lambda session: session == "clinic")

    rebased = rebase([AgendaOperation.model_validate(one) for one in operations], upstream)

    assert rebased[0].operation is None
    assert rebased[1].operation is not None
    assert as_toml(rebased[1].operation) == {"add": "tea", "break": "Tea", "minutes": 10, "after": "talk"}
