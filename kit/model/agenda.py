"""The agenda of a round as written, and the timetable computed from it. All times are whole minutes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ItemKind(Enum):
    """What stands in a slot of the agenda."""

    SESSION = "session"
    PARALLEL = "parallel"
    BREAK = "break"
    TITLE = "title"
    SITTING = "sitting"  # what follows it is on another day; it takes no time itself, and its minutes are a slot


@dataclass(frozen=True)
class Item:
    """One line of an agenda.

    ``title`` is the text of a break, plain item or sitting and "" for sessions, whose title is their page's.
    ``sessions`` are page names from the root of the tree (``round-1/how-ready``): one, several for parallel, or none.
    ``minutes`` is None where the session's own minutes count. ``at`` is a fixed start in minutes after midnight.
    ``file`` and ``line`` are where it is to be mended: in region.toml, where the region ``added`` it or changed it.
    """

    id: str
    kind: ItemKind
    title: str = ""
    sessions: tuple[str, ...] = ()
    minutes: int | None = None
    at: int | None = None
    file: str = ""
    line: int | None = None
    added: bool = False


@dataclass(frozen=True)
class SessionTimes:
    """What a timetable needs to know of a session.

    ``minutes`` None means that the page says none. ``cut`` is its place in the order of dropping, None for never.
    ``activities`` are (minutes, shortest) of each activity in order; shortest is 1 where the page gives none.
    """

    title: str
    minutes: int | None
    shortest: int | None
    cut: int | None = None
    activities: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class TimedItem:
    """An item with its times, in minutes after midnight, or after the beginning where the round has no start.

    ``wait`` is the idle time before it, when a fixed point is reached early. ``late`` is by how much it is missed.
    ``activities`` holds, for each of the item's sessions in order, the minutes of each activity, scaled to the item.
    ``sitting`` is the part of the meeting in which it is, from 1.
    """

    item: Item
    title: str
    start: int
    end: int
    wait: int = 0
    late: int = 0
    activities: tuple[tuple[int, ...], ...] = ()
    sitting: int = 1

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True)
class Sitting:
    """The part of a meeting that is on one day: the ``number``-th, from 1. ``title`` is "" for the first.

    ``clock`` says whether times are of the clock or count from 0, ``slot`` is what it may last.
    """

    items: tuple[TimedItem, ...]
    clock: bool
    slot: int | None
    number: int = 1
    title: str = ""

    @property
    def start(self) -> int:
        """When the first item begins, 0 for an empty day."""
        return self.items[0].start if self.items else 0

    @property
    def end(self) -> int:
        """When the last item ends, 0 for an empty day."""
        return self.items[-1].end if self.items else 0

    @property
    def length(self) -> int:
        """The last end less the first start, waits included."""
        return self.end - self.start

    @property
    def slack(self) -> int | None:
        """Minutes left in the slot (negative: over-run), None where the round names no slot."""
        return None if self.slot is None else self.slot - self.length


@dataclass(frozen=True)
class Timetable:
    """A computed meeting: the ``items`` of all its sittings in order, without what divides them.

    ``clock`` says whether times are of the clock or count from 0, in all sittings alike. ``slot`` is what the first may
    last, and ``later`` has the title and the slot of each after it. Start, end, length and slack are the first's;
    ``whole`` is how long all of them last.
    """

    items: tuple[TimedItem, ...]
    clock: bool
    slot: int | None
    later: tuple[tuple[str, int | None], ...] = ()

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """The parts of the meeting, one at least."""
        return tuple(
            Sitting(tuple(one for one in self.items if one.sitting == number), self.clock, slot, number, title)
            for number, (title, slot) in enumerate((("", self.slot), *self.later), 1)
        )

    @property
    def whole(self) -> int:
        """How long all sittings last, nights between them aside."""
        return sum(one.length for one in self.sittings)

    @property
    def start(self) -> int:
        """When the first sitting begins."""
        return self.sittings[0].start

    @property
    def end(self) -> int:
        """When the first sitting ends."""
        return self.sittings[0].end

    @property
    def length(self) -> int:
        """How long the first sitting lasts."""
        return self.sittings[0].length

    @property
    def slack(self) -> int | None:
        """Minutes left in the slot of the first sitting, None where the round names no slot."""
        return self.sittings[0].slack
