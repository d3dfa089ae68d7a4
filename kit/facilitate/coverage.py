"""Which points of the standard each round and session covers. Pure.

A session covers what its front matter says under ``standard`` of the one that was picked, and counts where it stands
on an agenda. One that names every point goes through all of them at once: that is an overview, and told apart from a
session about a few points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kit.model.edition import Edition, Point, Round
from kit.model.schema import SessionMeta

OWN, OVERVIEW, NONE = "own", "overview", "none"
_FEW = 3  # of a standard with so few points, naming all is no overview


@dataclass(frozen=True)
class Covered:
    """A point and, for each round in order, the names of the sessions that are about it."""

    point: Point
    sessions: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Coverage:
    """The whole picture. ``overviews`` are, for each of ``rounds``, the sessions that go through all points."""

    rounds: tuple[Round, ...]
    points: tuple[Covered, ...]
    overviews: tuple[tuple[str, ...], ...]

    def state(self, row: Covered, at: int) -> str:
        """How the round at position ``at`` covers a point: OWN, OVERVIEW or NONE."""
        return OWN if row.sessions[at] else OVERVIEW if self.overviews[at] else NONE

    def best(self, row: Covered) -> str:
        """How any round covers a point, the best of all."""
        states = {self.state(row, at) for at in range(len(self.rounds))}
        return OWN if OWN in states else OVERVIEW if OVERVIEW in states else NONE

    def in_state(self, state: str) -> tuple[Point, ...]:
        """The points that are covered at best so."""
        return tuple(row.point for row in self.points if self.best(row) == state)


def coverage(edition: Edition) -> Coverage | None:
    """Return which points the edition's rounds cover, None without a standard."""
    if edition.standard is None or not edition.standard.points:
        return None
    by_round = [_named(edition, one) for one in edition.rounds]
    overviews = tuple(tuple(name for name, points in one.items() if _all(edition, points)) for one in by_round)
    rows = tuple(
        Covered(
            point,
            tuple(
                tuple(name for name, points in one.items() if point.number in points and name not in overviews[at])
                for at, one in enumerate(by_round)
            ),
        )
        for point in edition.standard.points
    )
    return Coverage(edition.rounds, rows, overviews)


def points_of(edition: Edition, name: str) -> tuple[Point, ...]:
    """Return the points of the standard that the session called ``name`` says it covers, in the standard's order."""
    numbers = _numbers(edition, name)
    return tuple(point for point in edition.standard.points if point.number in numbers) if edition.standard else ()


def is_overview(edition: Edition, name: str) -> bool:
    """Whether the session called ``name`` goes through all points of the standard."""
    return _all(edition, _numbers(edition, name))


def _named(edition: Edition, round_: Round) -> dict[str, frozenset[int]]:
    names = dict.fromkeys(name for timed in round_.timetable.items for name in timed.item.sessions)
    return {name: _numbers(edition, name) for name in names if name in edition.pages}


def _numbers(edition: Edition, name: str) -> frozenset[int]:
    page = edition.pages.get(name)
    if page is None or edition.standard is None or not isinstance(page.meta, SessionMeta):
        return frozenset()
    picked = edition.standard.id
    said = page.meta.standard
    return frozenset([*said.get(picked, ()), *(said.get("", ()) if (edition.points_of or picked) == picked else ())])


def _all(edition: Edition, numbers: Iterable[int]) -> bool:
    every = edition.standard.numbers if edition.standard else frozenset()
    return len(every) > _FEW and every <= set(numbers)
