"""What became of each part of a text: kept, changed, moved or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.merging.lcs import Pairs, matches

Likeness = Callable[[int, int], float]  # of base part i and side part j, from 0 (never a pair) to 1

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

    Equal parts are found first; with ``moves``, one that occurs once on either side may have changed place. Between
    them parts are paired by ``like``, in order, so that the likeness of all pairs together is the greatest.
    """
    fixed = matches(base, side)
    moved = _moved(base, side, fixed) if moves else []
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
