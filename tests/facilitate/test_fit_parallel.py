"""A day with sessions side by side, breaks and fixed points is never over where brute force finds a way to fit it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from hypothesis import event, given, settings
from hypothesis import strategies as st

from kit.facilitate.fit import fit
from kit.model.agenda import Item, ItemKind, SessionTimes
from tests.helpers import examples

START = 100


@dataclass(frozen=True)
class Talk:
    """A session: its minutes, the fewest that its author allows (None: no fewer), its place among those to go."""

    name: str
    minutes: int
    shortest: int | None
    cut: int | None


@dataclass(frozen=True)
class Slot:
    """A break if there are no talks, one session, or several side by side; ``own`` are minutes that the agenda says."""

    talks: tuple[Talk, ...]
    own: int | None
    at: int | None

    def without(self, gone: Collection[str]) -> Slot | None:
        """Return the slot without some of its talks, or None if nothing is left of it."""
        left = tuple(talk for talk in self.talks if talk.name not in gone)
        return Slot(left, self.own, self.at) if left or not self.talks else None

    def lengths(self) -> range:
        """Return every number of minutes that the slot may last."""
        most = self.own or sorted(talk.minutes for talk in self.talks)[-1]
        floors = sorted(talk.shortest or talk.minutes for talk in self.talks)
        return range(min([most, *floors[-1:]]), most + 1)


@st.composite
def slots(draw: st.DrawFn) -> list[Slot]:
    made, names = [], (f"r/{letter}" for letter in "abcdefghijklmnop")
    for _ in range(draw(st.integers(1, 4))):
        talks = []
        for _ in range(draw(st.sampled_from([0, 1, 1, 2, 3]))):
            minutes = draw(st.integers(1, 5))
            shortest = draw(st.none() | st.integers(1, minutes))
            talks.append(Talk(next(names), minutes, shortest, draw(st.none() | st.integers(1, 3))))
        own = draw(st.integers(1, 6)) if not talks else draw(st.none() | st.integers(1, 6))
        made.append(Slot(tuple(talks), own, draw(st.none() | st.integers(START - 3, START + 14))))
    return made


def lasts(day: Sequence[tuple[int, int | None]]) -> int:
    """Return how long a day of (minutes, fixed point) lasts, with somebody who looks at a watch."""
    watch, begun = START, None
    for minutes, at in day:
        while at is not None and watch < at:
            watch += 1
        begun = watch if begun is None else begun
        watch += minutes
    return watch - (watch if begun is None else begun)


def ways(day: Sequence[Slot]) -> Iterator[int]:
    """Yield how long the day lasts in every way of shortening its sessions."""
    for lengths in itertools.product(*(slot.lengths() for slot in day)):
        yield lasts([(minutes, slot.at) for minutes, slot in zip(lengths, day, strict=True)])


def left(day: Sequence[Slot], gone: Collection[str]) -> list[Slot]:
    return [slot for slot in (one.without(gone) for one in day) if slot is not None]


@settings(max_examples=examples(150))
@given(slots(), st.integers(1, 22))
def test_brute_force_agrees(day: list[Slot], minutes: int) -> None:
    """It fits exactly when some way fits, nothing goes before its turn, and what stays has minutes that it may have."""
    kinds = {0: ItemKind.BREAK, 1: ItemKind.SESSION}
    items = [
        Item(
            str(i),
            kinds.get(len(slot.talks), ItemKind.PARALLEL),
            "",
            tuple(t.name for t in slot.talks),
            slot.own,
            slot.at,
        )
        for i, slot in enumerate(day)
    ]
    talks = [talk for slot in day for talk in slot.talks]
    times = {talk.name: SessionTimes("", talk.minutes, talk.shortest, talk.cut) for talk in talks}
    order = [talk.name for turn in (1, 2, 3) for talk in talks if talk.cut == turn]
    best = [min(ways(left(day, order[:gone])), default=0) for gone in range(len(order) + 1)]
    fitted = fit(items, times, START, None, minutes)
    event(f"fits: {fitted.fits}, cut: {len(fitted.cut)}")

    assert (fitted.least, fitted.fits) == (min(best), min(best) <= minutes)
    if not fitted.fits:
        return
    turn = next(count for count, least in enumerate(best) if least <= minutes)
    assert [name for name in order[:turn] if name in fitted.cut] == list(fitted.cut)
    kept = left(day, fitted.cut)
    chosen = [one.minutes for one in fitted.timetable.items]
    assert fitted.timetable.length <= minutes
    assert fitted.timetable.length == lasts([(one, slot.at) for one, slot in zip(chosen, kept, strict=True)])
    assert all(one in slot.lengths() for one, slot in zip(chosen, kept, strict=True))
