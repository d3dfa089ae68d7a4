"""The agenda of a round as pages show it: rows for a table, and the picture of the day. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from kit.facilitate.clock import people_minutes, people_time, show_time
from kit.facilitate.sittings import heading_above
from kit.facilitate.strip import strips
from kit.model.agenda import ItemKind, TimedItem, Timetable
from kit.model.edition import Edition, Round
from kit.render.drawings import strip_svg

Link = Callable[[str], str]  # from a page's name to its address, relative to the page that links


@dataclass(frozen=True)
class SessionLink:
    """A session as a row names it. ``href`` is "" where the page was not built, ``room`` where nobody has said it."""

    title: str
    href: str
    room: str = ""


@dataclass(frozen=True)
class Row:
    """One item: times for people; ``kind`` of ItemKind; ``fixed`` is the fixed point that is not applied yet.

    ``sitting`` is the heading of the sitting that it begins, or "".
    """

    id: str
    kind: str
    title: str
    start: str
    end: str
    minutes: int
    sessions: tuple[SessionLink, ...]
    fixed: str
    wait: str
    sitting: str = ""


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
        sitting=heading_above(round_, timed),
    )


def title_of(timed: TimedItem) -> str:
    """Return an item's title; parallel sessions are listed below theirs, so it need not join them."""
    return "At the same time" if timed.item.kind is ItemKind.PARALLEL else timed.title


def session_link(edition: Edition, round_: Round, name: str, link: Link) -> SessionLink:
    """Return the title, address and room of the session called ``name``."""
    page = edition.pages.get(name)
    known = round_.times.get(name)
    title = page.title if page else known.title if known else name
    return SessionLink(title, link(name) if page else "", round_.rooms.get(name, ""))


def span(round_: Round) -> str:
    """Return the length of the day and, where the clock is known, from when to when."""
    timetable = round_.timetable
    length = people_minutes(timetable.length)
    return f"{length}, {people_time(timetable.start)} to {people_time(timetable.end)}" if timetable.clock else length


@dataclass(frozen=True)
class Picture:
    """The picture of a day as SVG; ``title`` stands above one of several.

    The last of them says what everything means: ``key``. ``fixed`` says whether there are marks to explain.
    """

    svg: Markup
    title: str
    key: bool
    fixed: bool


def pictures(timetable: Timetable, name: str) -> list[Picture]:
    """Return the picture of each sitting of a meeting that lasts any time; ``name`` begins their ids."""
    drawn = [one for one in strips(timetable) if one]
    fixed, last = any(one.fixed for one in drawn), len(drawn)
    return [
        Picture(strip_svg(one, f"{name}-{number}" if number > 1 else name), one.part, number == last, fixed)
        for number, one in enumerate(drawn, 1)
    ]
