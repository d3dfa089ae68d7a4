"""The computed agenda of a round as rows for a table. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kit.facilitate.clock import people_minutes, people_time, show_time
from kit.facilitate.strip import strip
from kit.model.agenda import ItemKind, TimedItem, Timetable
from kit.model.edition import Edition, Round
from kit.render.strip import strip_svg

Link = Callable[[str], str]  # from a page's name to its address, relative to the page that links


@dataclass(frozen=True)
class SessionLink:
    """A session as a row names it. ``href`` is "" where the page was not built."""

    title: str
    href: str


@dataclass(frozen=True)
class Row:
    """One item: times for people; ``kind`` of ItemKind; ``fixed`` is the fixed point that is not applied yet."""

    id: str
    kind: str
    title: str
    start: str
    end: str
    minutes: int
    sessions: tuple[SessionLink, ...]
    fixed: str
    wait: str


def rows(edition: Edition, round_: Round, link: Link) -> tuple[Row, ...]:
    """Return the rows of ``round_``'s day, in order."""
    return tuple(_row(edition, round_, timed, link) for timed in round_.timetable.items)


def _row(edition: Edition, round_: Round, timed: TimedItem, link: Link) -> Row:
    item, clock = timed.item, round_.timetable.clock
    sessions = tuple(session_link(edition, round_, name, link) for name in item.sessions)
    return Row(
        id=item.id,
        kind=item.kind.value,
        title=title_of(timed),
        start=show_time(timed.start, clock),
        end=show_time(timed.end, clock),
        minutes=timed.minutes,
        sessions=sessions,
        fixed=people_time(item.at) if item.at is not None and not clock else "",
        wait=people_minutes(timed.wait) if timed.wait else "",
    )


def title_of(timed: TimedItem) -> str:
    """Return an item's title; parallel sessions are listed below theirs, so it need not join them."""
    return "At the same time" if timed.item.kind is ItemKind.PARALLEL else timed.title


def session_link(edition: Edition, round_: Round, name: str, link: Link) -> SessionLink:
    """Return the title and address of the session called ``name``."""
    page = edition.pages.get(name)
    known = round_.times.get(name)
    title = page.title if page else known.title if known else name
    return SessionLink(title, link(name) if page else "")


def span(round_: Round) -> str:
    """Return the length of the day and, where the clock is known, from when to when."""
    timetable = round_.timetable
    length = people_minutes(timetable.length)
    return f"{length}, {people_time(timetable.start)} to {people_time(timetable.end)}" if timetable.clock else length


@dataclass(frozen=True)
class Picture:
    """The picture of a day as SVG; ``fixed`` says whether it has marks that need to be explained."""

    svg: str
    fixed: bool


def picture(timetable: Timetable, name: str) -> Picture | None:
    """Return the picture of a day, None where it lasts no time; ``name`` begins its ids."""
    drawn = strip(timetable)
    return Picture(strip_svg(drawn, name), drawn.fixed) if drawn else None
