"""Which elements of two sequences correspond, in order.

The search is Myers' greedy one ("An O(ND) Difference Algorithm and Its Variations", 1986). Where a difference could
stand in several places, as with repeated lines, it is moved so that it meets one of the other side, else as far down
as it goes; that is what Git does, and it makes the places of differences comparable between two searches.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

Pairs = list[tuple[int, int]]


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Return the longest list of pairs (i, j), rising in both, with ``a[i] == b[j]``."""
    in_a, in_b = [False] * len(a), [False] * len(b)
    for i, j in _common(a, b):
        in_a[i] = in_b[j] = True
    _settle(a, in_a, in_b)
    _settle(b, in_b, in_a)
    return list(
        zip((i for i, one in enumerate(in_a) if one), (j for j, one in enumerate(in_b) if one), strict=True),
    )


def reversed_matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Return what ``matches`` finds from the end backwards: another choice where there are several."""
    found = _common(a[::-1], b[::-1])
    return [(len(a) - 1 - i, len(b) - 1 - j) for i, j in reversed(found)]


def _common(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Search among the elements that both sides have, which keeps the cost low for texts with little in common."""
    shared = set(a) & set(b)
    kept_a = [at for at, element in enumerate(a) if element in shared]
    kept_b = [at for at, element in enumerate(b) if element in shared]
    found = _trimmed([a[at] for at in kept_a], [b[at] for at in kept_b])
    return [(kept_a[i], kept_b[j]) for i, j in found]


def _trimmed(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    low, shorter = 0, min(len(a), len(b))
    while low < shorter and a[low] == b[low]:
        low += 1
    high = 0
    while high < shorter - low and a[-1 - high] == b[-1 - high]:
        high += 1
    middle = _myers(a[low : len(a) - high], b[low : len(b) - high])
    pairs = [(i, i) for i in range(low)] + [(i + low, j + low) for i, j in middle]
    return pairs + [(len(a) - step, len(b) - step) for step in range(high, 0, -1)]


def _myers(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    if not a or not b:
        return []
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for cost in range(len(a) + len(b) + 1):
        trail.append(dict(reach))
        for k in range(-cost, cost + 1, 2):
            x = reach[k + 1] if _down(reach, k, cost) else reach[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reach[k] = x
            if x >= len(a) and x - k >= len(b):
                return _back(trail, len(a), len(b))
    raise AssertionError("two finite sequences always have a shortest edit")


def _down(reach: dict[int, int], k: int, cost: int) -> bool:
    return k == -cost or (k != cost and reach[k - 1] < reach[k + 1])


def _back(trail: list[dict[int, int]], x: int, y: int) -> Pairs:
    pairs: Pairs = []
    for cost in range(len(trail) - 1, -1, -1):
        reach, k = trail[cost], x - y
        before = k + 1 if _down(reach, k, cost) else k - 1
        start = reach[before]
        while x > max(start, 0) and y > max(start - before, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start, start - before
    return pairs[::-1]


def _settle(a: Sequence[Hashable], kept: list[bool], other: list[bool]) -> None:
    """Move every run of ``a`` that is not ``kept`` to where it meets a run of the other side, else down."""
    runs = _runs_before(other)
    end = 0
    while end < len(a):
        start = end
        while start < len(a) and kept[start]:
            start += 1
        end = start
        while end < len(a) and not kept[end]:
            end += 1
        if start < end:
            end = _slide(a, kept, runs, start, end)


def _runs_before(kept: Sequence[bool]) -> set[int]:
    """Return how many kept elements stand before each run that is not kept."""
    found, count = set(), 0
    for one in kept:
        if one:
            count += 1
        else:
            found.add(count)
    return found


def _slide(a: Sequence[Hashable], kept: list[bool], runs: set[int], start: int, end: int) -> int:
    """Slide the run ``start`` to ``end``, joining runs that it meets; return where it ends."""
    while start > 0 and a[start - 1] == a[end - 1]:
        start, end = start - 1, end - 1
        kept[start], kept[end] = False, True
        while start > 0 and not kept[start - 1]:
            start -= 1
    count = sum(kept[:start])
    met = end if count in runs else None
    while end < len(a) and a[start] == a[end]:
        kept[start], kept[end] = True, False
        start, end, count = start + 1, end + 1, count + 1
        if end < len(a) and not kept[end]:
            met = None
        while end < len(a) and not kept[end]:
            end += 1
        if count in runs:
            met = end
    while met is not None and end > met:
        start, end = start - 1, end - 1
        kept[start], kept[end] = False, True
    return end
