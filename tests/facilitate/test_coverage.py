"""What rounds cover of a standard."""

from __future__ import annotations

import dataclasses

from kit.facilitate.coverage import NONE, OVERVIEW, OWN, coverage, is_overview, points_of
from kit.model.edition import Edition, Point, Standard
from tests.render.editions import edition

FIVE = Standard("five", "Five", "", "", tuple(Point(number, f"P{number}", "") for number in range(1, 6)))
FILES = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Meet\n",
    "round-1/all.md": "# All\n",
    "round-1/one.md": "# One\n",
    "round-1/idle.md": "# Idle\n",
}
METAS = {
    "round-1/all": {"standard": {"": [1, 2, 3, 4, 5]}},
    "round-1/one": {"standard": {"": [3, 1]}},
    "round-1/idle": {"standard": {"": [4]}},
}


def made(agenda: dict[str, int], standard: Standard | None = FIVE) -> Edition:
    """Return an edition whose round has this agenda."""
    return dataclasses.replace(edition(FILES, agenda, metas=METAS), standard=standard)


def test_without_a_standard_there_is_nothing_to_cover() -> None:
    assert coverage(made({"round-1/one": 10}, None)) is None
    assert points_of(made({}, None), "round-1/one") == ()


def test_a_session_about_points_an_overview_and_a_gap_are_told_apart() -> None:
    with_overview = coverage(made({"round-1/all": 10, "round-1/one": 10}))
    without = coverage(made({"round-1/one": 10}))

    assert with_overview is not None
    assert without is not None
    assert [point.number for point in with_overview.in_state(OWN)] == [1, 3]
    assert [point.number for point in with_overview.in_state(OVERVIEW)] == [2, 4, 5]
    assert with_overview.in_state(NONE) == ()
    assert [point.number for point in without.in_state(NONE)] == [2, 4, 5]


def test_sessions_stand_by_their_points_and_overviews_apart() -> None:
    found = coverage(made({"round-1/all": 10, "round-1/one": 10}))

    assert found is not None
    assert found.overviews == (("round-1/all",),)
    assert [row.sessions for row in found.points] == [(("round-1/one",),), ((),), (("round-1/one",),), ((),), ((),)]


def test_sessions_side_by_side_count_and_those_on_no_agenda_do_not() -> None:
    found = coverage(made({"round-1/all+round-1/one": 10}))

    assert found is not None
    assert found.points[0].sessions == (("round-1/one",),)
    assert found.points[3].sessions == ((),)


def test_points_of_a_session_come_in_the_order_of_the_standard() -> None:
    assert [point.number for point in points_of(made({}), "round-1/one")] == [1, 3]
    assert is_overview(made({}), "round-1/all")
    assert not is_overview(made({}), "round-1/one")


def test_naming_all_points_of_a_short_standard_is_no_overview() -> None:
    two = Standard("two", "Two", "", "", FIVE.points[:2])

    assert not is_overview(made({}, two), "round-1/all")
