"""Which elements of two sequences correspond, in order.

The search is Myers' greedy one ("An O(ND) Difference Algorithm and Its Variations", 1986). Its cost grows with the
square of the differences, so where there are very many it is cut at elements that occur once on either side, as
Cohen's patience diff does: a list of 3,000 items that somebody reversed has 6,000 differences. Where a difference could
stand in several places, as with repeated lines, it is moved so that it meets one of the other side, else as far down
as it goes; that is what Git does, and it makes the places of differences comparable between two searches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Pairs = list[tuple[int, int]]


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Return the longest list of pairs (i, j), rising in both, with ``a[i] == b[j]``.

    With more than ``FAR`` differences it is a long list, not always the longest.
    """
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
    middle = _middle(a[low : len(a) - high], b[low : len(b) - high])
    pairs = [(i, i) for i in range(low)] + [(i + low, j + low) for i, j in middle]
    return pairs + [(len(a) - step, len(b) - step) for step in range(high, 0, -1)]


def _middle(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    found = _myers(a, b)
    if found is not None:
        return found
    pairs, anchors, i, j = [], _rising(_once(a, b)), 0, 0
    if not anchors:
        return _rising(_in_turn(a, b))
    for k, m in [*anchors, (len(a), len(b))]:
        pairs += [(i + x, j + y) for x, y in _common(a[i:k], b[j:m])]
        pairs += [(k, m)] if k < len(a) else []
        i, j = k + 1, m + 1
    return pairs


def _once(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Return the places of all that occurs once on either side."""
    in_a, in_b, place = Counter(a), Counter(b), {element: j for j, element in enumerate(b)}
    return [(i, place[element]) for i, element in enumerate(a) if in_a[element] == 1 == in_b[element]]


def _in_turn(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs:
    """Return the places of the first "x" on either side, of the second, and so on for each element."""
    places = {element: j for j, element in enumerate(_numbered(b))}
    return [(i, places[element]) for i, element in enumerate(_numbered(a)) if element in places]


def _numbered(a: Sequence[Hashable]) -> Iterator[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    for element in a:
        seen[element] += 1
        yield element, seen[element]


def _rising(pairs: Pairs) -> Pairs:
    """Return the longest part of ``pairs``, which rise in their first numbers, that rises in both."""
    lasts: list[int] = []  # the smallest last number of a rising part of each length
    ends: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(lasts, j)
        before.append(ends[length - 1] if length else -1)
        lasts[length : length + 1], ends[length : length + 1] = [j], [at]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


FAR = 400  # differences up to which the search is exact; its cost grows with their square


def _myers(a: Sequence[Hashable], b: Sequence[Hashable]) -> Pairs | None:
    """Return the longest common part, or None where ``a`` and ``b`` differ in more than ``FAR`` elements."""
    if not a or not b:
        return []
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for cost in range(min(FAR, len(a) + len(b)) + 1):
        trail.append(dict(reach))
        for k in range(-cost, cost + 1, 2):
            x = reach[k + 1] if _down(reach, k, cost) else reach[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reach[k] = x
            if x >= len(a) and x - k >= len(b):
                return _back(trail, len(a), len(b))
    return None


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
    end = count = 0
    while end < len(a):
        start = end
        while start < len(a) and kept[start]:
            start, count = start + 1, count + 1
        end = start
        while end < len(a) and not kept[end]:
            end += 1
        if start < end:
            end, count = _slide(a, kept, runs, (start, end), count)


def _runs_before(kept: Sequence[bool]) -> set[int]:
    """Return how many kept elements stand before each run that is not kept."""
    found, count = set(), 0
    for one in kept:
        if one:
            count += 1
        else:
            found.add(count)
    return found


def _slide(
    a: Sequence[Hashable], kept: list[bool], runs: set[int], run: tuple[int, int], count: int
) -> tuple[int, int]:
    """Slide ``run``, which ``count`` kept ones precede, joining runs that it meets; return its end and new count."""
    start, end = run
    while start > 0 and a[start - 1] == a[end - 1]:
        start, end, count = start - 1, end - 1, count - 1
        kept[start], kept[end] = False, True
        while start > 0 and not kept[start - 1]:
            start -= 1
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
        start, end, count = start - 1, end - 1, count - 1
        kept[start], kept[end] = False, True
    return end, count


# What became of each part of a text: kept, changed, moved or gone.

Likeness = Callable[[int, int], float]  # of base part i and side part j, from 0 (never a pair) to 1

MUCH = 0.6  # the likeness from which a part beside one that moved is what stood beside it before, changed
TOO_MANY = 40_000  # pairs to weigh in one stretch; beyond, parts are paired by their order


@dataclass(frozen=True)
class Alignment:
    """``side_of`` maps parts of the base to those of the side; ``moved`` are the base's parts that changed place."""

    side_of: Mapping[int, int]
    moved: frozenset[int]

    @property
    def base_of(self) -> dict[int, int]:
        """The other way: parts of the side to those of the base."""
        return {j: i for i, j in self.side_of.items()}


def align(base: Sequence[str], side: Sequence[str], like: Likeness, moves: bool) -> Alignment:
    """Return how ``side`` came from ``base``, both given by their parts' canonical forms.

    Equal parts are found first; with ``moves``, one that occurs once on either side may have changed place, and takes
    along what stands beside it there and here and is much like it: a list that moved while one of its items got better
    words. Between them parts are paired by ``like``, in order, so that the likeness of all pairs together is the
    greatest.
    """
    fixed = matches(base, side)
    moved = _moved(base, side, fixed) if moves else []
    moved += _taken_along(base, side, [*fixed, *moved], moved, like)
    taken_base, taken_side = {i for i, _ in moved}, {j for _, j in moved}
    pairs = list(fixed)
    before_i, before_j = 0, 0
    for i, j in [*fixed, (len(base), len(side))]:
        rows = [at for at in range(before_i, i) if at not in taken_base]
        columns = [at for at in range(before_j, j) if at not in taken_side]
        pairs += _paired(rows, columns, like)
        before_i, before_j = i + 1, j + 1
    return Alignment(dict(pairs + moved), frozenset(taken_base))


def _moved(base: Sequence[str], side: Sequence[str], fixed: Pairs) -> Pairs:
    in_base, in_side = Counter(base), Counter(side)
    still, there = {i for i, _ in fixed}, {element: j for j, element in enumerate(side)}
    return [
        (i, there[element])
        for i, element in enumerate(base)
        if i not in still and in_base[element] == 1 and in_side[element] == 1
    ]


def _taken_along(base: Sequence[str], side: Sequence[str], known: Pairs, moved: Pairs, like: Likeness) -> Pairs:
    """Return the parts beside ``moved`` ones, above or below them on either side, that were changed as they moved."""
    free_base = set(range(len(base))) - {i for i, _ in known}
    free_side = set(range(len(side))) - {j for _, j in known}
    found: Pairs = []
    for i, j in moved:
        for step in (1, -1):
            at, there = i + step, j + step
            while at in free_base and there in free_side and like(at, there) >= MUCH:
                free_base.remove(at)
                free_side.remove(there)
                found.append((at, there))
                at, there = at + step, there + step
    return found


def _paired(rows: Sequence[int], columns: Sequence[int], like: Likeness) -> Pairs:
    if not rows or not columns:
        return []
    if len(rows) * len(columns) > TOO_MANY:
        return [(i, j) for i, j in zip(rows, columns, strict=False) if like(i, j) > 0]
    weights = [[like(i, j) for j in columns] for i in rows]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for r in range(len(rows) - 1, -1, -1):
        for c in range(len(columns) - 1, -1, -1):
            best[r][c] = max(best[r + 1][c], best[r][c + 1], _with(weights, best, r, c))
    return _best_path(rows, columns, weights, best)


def _with(weights: Sequence[Sequence[float]], best: Sequence[Sequence[float]], r: int, c: int) -> float:
    return weights[r][c] + best[r + 1][c + 1] if weights[r][c] > 0 else 0.0


def _best_path(
    rows: Sequence[int], columns: Sequence[int], weights: Sequence[Sequence[float]], best: Sequence[Sequence[float]]
) -> Pairs:
    pairs, r, c = [], 0, 0
    while r < len(rows) and c < len(columns):
        if weights[r][c] > 0 and best[r][c] == _with(weights, best, r, c):
            pairs.append((rows[r], columns[c]))
            r, c = r + 1, c + 1
        elif best[r][c] == best[r + 1][c]:
            r += 1
        else:
            c += 1
    return pairs


def words_alike(one: str, other: str) -> float:
    """Return how many words two texts share, from 0 to 1 (Dice's coefficient over the sets of their words)."""
    mine, yours = frozenset(one.split()), frozenset(other.split())
    return 2 * len(mine & yours) / (len(mine) + len(yours)) if mine or yours else 1.0
