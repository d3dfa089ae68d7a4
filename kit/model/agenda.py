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


@dataclass(frozen=True)
class Item:
    """One line of an agenda.

    ``title`` is the text of a break or plain item and "" for sessions, whose title is their page's.
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
    """

    item: Item
    title: str
    start: int
    end: int
    wait: int = 0
    late: int = 0
    activities: tuple[tuple[int, ...], ...] = ()

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True)
class Timetable:
    """A computed day. ``clock`` says whether times are of the clock or count from 0. ``slot`` is what it may last."""

    items: tuple[TimedItem, ...]
    clock: bool
    slot: int | None

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
