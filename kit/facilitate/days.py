"""One day of a round as somebody asks for it: with another start, or made to fit."""

from __future__ import annotations

from dataclasses import dataclass

from kit.facilitate.fit import fit
from kit.facilitate.timetable import timetable
from kit.model.agenda import Timetable
from kit.model.edition import Round


@dataclass(frozen=True)
class Day:
    """A round's timetable, and what had to go.

    ``cut`` are page names in the order in which they go; ``fits`` is False where nothing can be cut enough, and
    ``least`` is then the fewest minutes that would do (None where nobody asked).
    """

    round: Round
    timetable: Timetable
    cut: tuple[str, ...] = ()
    fits: bool = True
    least: int | None = None


def plan_day(one: Round, start: int | None = None, minutes: int | None = None) -> Day:
    """Return the day of a round from ``start`` (minutes after midnight; None: the region's own) in ``minutes``."""
    begin = one.start if start is None else start
    if minutes is None:
        return Day(one, timetable(one.agenda, one.times, begin, one.slot))
    fitted = fit(one.agenda, one.times, begin, one.slot, minutes)
    return Day(one, fitted.timetable, fitted.cut, fitted.fits, fitted.least)
