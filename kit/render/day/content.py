"""What a day page says: the timetable of a round with its activities, and nothing for facilitators. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_minutes, show_time
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import later_headings
from kit.facilitate.status import Notice, notice
from kit.facilitate.timetable import starts
from kit.facilitate.variables import filled, values_for
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Brand, Edition, Round
from kit.model.page import WRITE_UP
from kit.render.reading.pieces import Piece
from kit.render.site.agenda import Row, rows, span

Pieces = Callable[[str], Sequence[Piece]]  # the pieces of a page, by its name


@dataclass(frozen=True)
class DayActivity:
    """An activity: ``facts`` are its minutes and grouping for people, ``steps`` the first words of each step."""

    title: str
    facts: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class DaySession:
    """A session of an item. ``title`` is "" where the item is called the same."""

    title: str
    activities: tuple[DayActivity, ...]


@dataclass(frozen=True)
class DayItem:
    """An item with its times for people; ``at`` is its fixed start in minutes after midnight, else None.

    ``where`` are its sessions with their rooms, where there is more to say than ``title`` does: where they run
    ``together``, at the same time.
    """

    id: str
    title: str
    start: str
    minutes: int
    at: int | None
    fixed: str
    wait: str
    pause: bool
    sitting: str
    sessions: tuple[DaySession, ...]
    together: bool
    where: tuple[str, ...]


@dataclass(frozen=True)
class DaySitting:
    """A sitting: its date, its start in minutes after midnight, when it is for people, and how many items it has."""

    date: datetime.date | None
    start: int | None
    when: str
    items: int


@dataclass(frozen=True)
class Afterwards:
    """What people can do when the meeting is over: an address, and what the link to it says."""

    href: str
    words: str


@dataclass(frozen=True)
class DayContent:
    """A day page's content. ``start`` is minutes after midnight, and ``later`` says when further sittings are.

    ``address`` is that of the round's page in public and ``here`` that of the day page, "" where they have none.

    A day that is ``called_off`` is not run: its page says so, and shows the agenda alone.
    """

    region: str
    group: str
    round: str
    title: str
    language: str
    zone: str
    date: datetime.date | None
    start: int | None
    clock: bool
    span: str
    later: tuple[str, ...]
    end: str
    length: str
    address: str
    here: str
    afterwards: tuple[Afterwards, ...]
    brand: Brand
    items: tuple[DayItem, ...]
    sittings: tuple[DaySitting, ...]
    notice: Notice | None = None
    called_off: bool = False

    @property
    def date_text(self) -> str:
        """The date for people, "" without one."""
        return people_date(self.date) if self.date else ""

    def without_steps(self) -> DayContent:
        """The same with titles of activities only."""
        return self._with(lambda one: replace(one, activities=tuple(replace(a, steps=()) for a in one.activities)))

    def without_activities(self) -> DayContent:
        """The same with titles of items only."""
        return replace(self, items=tuple(replace(item, sessions=()) for item in self.items))

    def _with(self, change: Callable[[DaySession], DaySession]) -> DayContent:
        items = (replace(item, sessions=tuple(change(one) for one in item.sessions)) for item in self.items)
        return replace(self, items=tuple(items))


def day_of(edition: Edition, round_: Round, pieces: Pieces) -> DayContent:
    """Return the day of a round; ``pieces`` gives those of a page, of which only activities are taken."""
    timetable = round_.timetable
    values = values_for(edition, round_.plan)
    timed_rows = zip(rows(edition, round_, lambda _: ""), timetable.items, strict=True)
    return DayContent(
        region=edition.id,
        group=edition.name,
        round=round_.name,
        title=round_.title,
        language=edition.language,
        zone=edition.timezone,
        date=round_.date,
        start=round_.start,
        clock=timetable.clock,
        span=span(round_),
        later=later_headings(round_),
        end=show_time(timetable.sittings[-1].end, timetable.clock),
        length=people_minutes(timetable.whole),
        address=page_address(edition, round_.plan),
        here=page_address(edition, f"{round_.name}/day"),
        afterwards=tuple(_afterwards(edition, round_)),
        brand=edition.brand,
        items=tuple(_item(round_, row, timed, values, pieces) for row, timed in timed_rows),
        sittings=tuple(_sittings(round_)),
        notice=notice(round_),
        called_off=round_.called_off,
    )


def _sittings(round_: Round) -> Iterator[DaySitting]:
    begins = starts(round_.agenda, round_.start, [one.start for one in round_.later])
    for sitting, start in zip(round_.timetable.sittings, begins, strict=True):
        date = round_.date_of(sitting.number)
        times = f"{show_time(sitting.start, True)} to {show_time(sitting.end, True)}" if round_.timetable.clock else ""
        when = ", ".join(filter(None, (people_date(date) if date else "", times)))
        yield DaySitting(date, start, when, len(sitting.items))


def _afterwards(edition: Edition, round_: Round) -> Iterator[Afterwards]:
    if round_.feedback:
        yield Afterwards(round_.feedback, "Say how it went")
    if f"{round_.name}/{WRITE_UP}" in edition.pages:
        yield Afterwards(f"{WRITE_UP}.html", "Read what we said and agreed")


def _item(round_: Round, row: Row, timed: TimedItem, values: dict[str, str], pieces: Pieces) -> DayItem:
    several = timed.item.kind is ItemKind.PARALLEL
    sessions = (
        DaySession(link.title if several else "", _activities(pieces(name), scaled))
        for link, name, scaled in zip(row.sessions, timed.item.sessions, _minutes(timed), strict=True)
    )
    return DayItem(
        id=row.id,
        title=filled(" / ".join(titles(round_, timed)), values),
        start=row.start,
        minutes=row.minutes,
        at=timed.item.at,
        fixed=row.fixed,
        wait=row.wait,
        pause=timed.item.kind is ItemKind.BREAK,
        sitting=row.sitting,
        sessions=tuple(one for one in sessions if one.activities),
        together=several,
        where=tuple(titles(round_, timed)) if several else (),
    )


def _minutes(timed: TimedItem) -> tuple[tuple[int, ...], ...]:
    return timed.activities or tuple(() for _ in timed.item.sessions)


def _activities(pieces: Sequence[Piece], scaled: Sequence[int]) -> tuple[DayActivity, ...]:
    found = [piece for piece in pieces if piece.kind == "activity"]
    minutes = [scaled[at] if at < len(scaled) else piece.minutes for at, piece in enumerate(found)]
    return tuple(_activity(piece, length) for piece, length in zip(found, minutes, strict=True))


def _activity(piece: Piece, minutes: int | None) -> DayActivity:
    facts = ([people_minutes(minutes)] if minutes else []) + ([piece.grouping] if piece.grouping else [])
    return DayActivity(piece.title or "Activity", ", ".join(facts), steps_of(piece.body) if piece.body else ())


def steps_of(body: nodes.Element) -> tuple[str, ...]:
    """Return the first paragraph of each step, as plain text: steps are the items of numbered lists, outermost only."""
    lists = [one for one in body.findall(nodes.enumerated_list) if not _within(one, nodes.list_item)]
    firsts = (item.next_node(nodes.paragraph) for one in lists for item in one.children)
    return tuple(text for first in firsts if first is not None and (text := _plain(first)))


def _plain(paragraph: nodes.Element) -> str:
    """Return the words of a paragraph, without numbers of footnotes and without raw HTML."""
    texts = paragraph.findall(nodes.Text)
    said = (one for one in texts if not _within(one, nodes.footnote_reference, nodes.raw))
    return " ".join("".join(said).split())


def _within(node: nodes.Node, *kinds: type[nodes.Element]) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, kinds):
        parent = parent.parent
    return parent is not None
