"""Sharing out minutes in proportion. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Part = tuple[int, int]  # (minutes as planned, the fewest it can do with)


def scale(parts: Sequence[Part], total: int) -> tuple[int, ...]:
    """Share ``total`` minutes among ``parts`` in proportion to their planned minutes, in whole minutes.

    None gets less than its fewest: those that would are set to it, and the others share the rest, in proportion again.
    The results add up to ``total``, except where the fewest alone add up to more: then each gets its fewest, because a
    part that is too short to run is worse than a sum that is too long, and checks report it.
    Where nothing has planned minutes there is no proportion, and each gets its fewest.

    Method: largest remainder (Hamilton's): whole minutes of each exact share first, then one more for the largest
    remainders; ties go to the earlier. M. L. Balinski and H. P. Young, Fair Representation, 2nd edition, 2001.
    """
    free = [at for at, (minutes, _) in enumerate(parts) if minutes > 0]
    while low := [at for at in free if _share(parts, free, total, at) < parts[at][1]]:
        free = [at for at in free if at not in low]
    shares = {at: _share(parts, free, total, at) for at in free}
    result = [int(shares[at]) if at in shares else fewest for at, (_, fewest) in enumerate(parts)]
    spare = total - sum(result)
    for at in sorted(free, key=lambda at: int(shares[at]) - shares[at])[:spare]:
        result[at] += 1
    return tuple(result)


def _share(parts: Sequence[Part], free: Sequence[int], total: int, at: int) -> Fraction:
    """Return the exact share of part ``at`` when all that are not ``free`` keep to their fewest."""
    left = total - sum(fewest for index, (_, fewest) in enumerate(parts) if index not in free)
    return Fraction(left * parts[at][0], sum(parts[index][0] for index in free))
