"""Addresses at which nothing is merged, because an earlier try showed that the outcome would be wrong."""

from __future__ import annotations

import pytest

from kit.franchise.update.update import Updated, update
from tests.franchise.update.scenario import DAY, Scenario, after, scenario, updated


def played(case: Scenario, held: frozenset[str]) -> Updated:
    region = after(case.region, updated(case.region, case.region_upstream).changes)
    result = update(region, case.steps[0].upstream, None, DAY, [], held)
    assert result is not None
    return result


@pytest.mark.parametrize(
    "name",
    [
        "other-paragraph",
        "split-upstream-in-three-around-a-changed-paragraph",
        "split-locally-both-halves-changed-upstream",
    ],
)
def test_what_would_be_merged_is_asked_where_it_is_held(name: str) -> None:
    case = scenario(name)
    free = played(case, frozenset())
    held = played(case, frozenset(free.merged))

    assert free.questions == []
    assert sorted(one.address for one in held.questions) == sorted(set(free.merged))
