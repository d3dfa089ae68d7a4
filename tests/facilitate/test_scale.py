"""Minutes are shared out in proportion, in whole minutes, and nothing gets less than it can do with."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.facilitate.timetable import Part, scale

parts = st.lists(
    st.integers(1, 60).flatmap(lambda most: st.tuples(st.just(most), st.integers(1, most))), min_size=1, max_size=8
)


@pytest.mark.parametrize(
    ("given_parts", "total", "expected"),
    [
        ([(20, 1)], 35, (35,)),
        ([(10, 1), (10, 1)], 15, (8, 7)),  # a tie goes to the earlier
        ([(10, 1), (20, 1), (30, 1)], 60, (10, 20, 30)),
        ([(5, 1), (5, 1), (10, 1)], 30, (8, 7, 15)),
        ([(10, 8), (10, 1)], 10, (8, 2)),  # the first stops at its shortest, the second takes the rest
        ([(10, 9), (10, 3)], 11, (9, 3)),  # the shortest alone take 12: each gets its shortest
        ([(0, 0), (10, 1)], 20, (0, 20)),  # an activity that says no minutes stays at none
        ([], 10, ()),
    ],
)
def test_known_shares(given_parts: list[Part], total: int, expected: tuple[int, ...]) -> None:
    """Shares worked out by hand come out."""
    assert scale(given_parts, total) == expected


@settings(deadline=None)
@given(parts, st.integers(1, 400))
def test_sums_agree_and_nothing_is_below_its_shortest(given_parts: list[Part], total: int) -> None:
    """The shares add up to the total, or to the shortest of all where that is more."""
    shares = scale(given_parts, total)

    assert sum(shares) == max(total, sum(fewest for _, fewest in given_parts))
    assert all(share >= fewest for share, (_, fewest) in zip(shares, given_parts, strict=True))


def exact(given_parts: list[Part], total: int) -> list[Fraction]:
    """Return the one fair division, found by trying each place where another part stops at its shortest."""
    for rate in sorted({Fraction(fewest, most) for most, fewest in given_parts} | {Fraction(10_000)}):
        stopped = [fewest for most, fewest in given_parts if Fraction(fewest, most) >= rate]
        moving = sum(most for most, fewest in given_parts if Fraction(fewest, most) < rate)
        if moving and (pace := Fraction(total - sum(stopped), moving)) <= rate:
            return [max(Fraction(fewest), pace * most) for most, fewest in given_parts]
    return [Fraction(fewest) for _, fewest in given_parts]


@settings(deadline=None)
@given(parts, st.integers(1, 400))
def test_each_share_is_the_exact_one_rounded_up_or_down(given_parts: list[Part], total: int) -> None:
    """Nobody is a whole minute away from the exact proportion."""
    if sum(fewest for _, fewest in given_parts) > total:
        return
    exactly = exact(given_parts, total)

    assert sum(exactly) == total
    assert all(abs(share - fair) < 1 for share, fair in zip(scale(given_parts, total), exactly, strict=True))


@settings(deadline=None)
@given(parts, st.integers(1, 400))
def test_order_matters_only_for_ties(given_parts: list[Part], total: int) -> None:
    """Turning the list round moves nobody by more than the one minute that a tie decides."""
    forwards = scale(given_parts, total)
    backwards = tuple(reversed(scale(given_parts[::-1], total)))

    assert all(abs(one - other) <= 1 for one, other in zip(forwards, backwards, strict=True))


@settings(deadline=None)
@given(parts)
def test_the_planned_total_changes_nothing(given_parts: list[Part]) -> None:
    """Sharing out exactly what was planned gives what was planned."""
    assert scale(given_parts, sum(most for most, _ in given_parts)) == tuple(most for most, _ in given_parts)
