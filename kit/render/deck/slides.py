"""The slides of a round or a session, in the order of the day: what each shows and what its speaker is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from docutils import nodes

from kit.facilitate.clock import people_date, people_minutes, show_time
from kit.facilitate.strip import strip
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.render.deck.inline import Source, clean
from kit.render.deck.model import Cell, Kind, Slide, Table, words
from kit.render.deck.notes import moment, what_to_cut
from kit.render.deck.session import Pace, session_slides
from kit.render.places import page_address

Document = Callable[[str], nodes.document]
_HEADS = (("Time", "l"), ("What", "l"), ("Minutes", "r"))


def slides(edition: Edition, meeting: Round, document: Document, found: list[Finding] | None = None) -> list[Slide]:
    """Return the slides of a whole round, unfitted.

    ``document`` gives the filled doctree of a page by name. What slides cannot show is appended to ``found``.
    """
    found = [] if found is None else found
    plan = Source(edition, meeting.plan, found)
    opening, *welcome = session_slides(_title(edition, meeting), document(meeting.plan), plan, Pace())
    made = [opening, *_agenda(meeting), *welcome]
    items = meeting.timetable.items
    for number, timed in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        if timed.item.sessions:
            made += _sessions(edition, meeting, timed, document, found)
        else:
            made.append(_break(meeting, timed, following, number == 0))
    return [*made, _closing(edition, meeting)]


def session_deck(
    edition: Edition, meeting: Round, name: str, document: Document, found: list[Finding] | None = None
) -> list[Slide]:
    """Return the slides of one session by itself, with the times that it has on its round's agenda, if any."""
    found = [] if found is None else found
    timed = next((timed for timed in meeting.timetable.items if name in timed.item.sessions), None)
    head, *rest = _one(edition, meeting, timed, name, document, found)
    line = "\v".join(filter(None, (meeting.title, head.line)))
    address = page_address(edition, name)
    return [
        replace(head, kind=Kind.TITLE, line=line, link=address),
        *rest,
        replace(_closing(edition, meeting), link=address),
    ]


def _title(edition: Edition, meeting: Round) -> Slide:
    line = edition.name + (f"\v{people_date(meeting.date)}" if meeting.date else "")
    times = meeting.timetable
    notes = (
        [words(f"{_span(times.start, times.end, times.clock)} · {people_minutes(times.length)}")] if times.items else []
    )
    return Slide(Kind.TITLE, meeting.title, line=line, notes=tuple(notes), link=page_address(edition, meeting.plan))


def _span(start: int, end: int, clock: bool) -> str:
    return f"{show_time(start, clock)} to {show_time(end, clock)}"


def _agenda(meeting: Round) -> list[Slide]:
    times = meeting.timetable
    if not times.items:
        return []
    head = tuple(Cell((words(text, bold=True),), align) for text, align in _HEADS)
    rows = tuple(
        (Cell((words(show_time(timed.start, times.clock)),)), Cell((words(timed.title),)), _minutes(timed))
        for timed in times.items
    )
    notes = (words(f"Ends at {show_time(times.end, times.clock)}"),)
    return [Slide(Kind.AGENDA, "Today", (Table((head, *rows)),), notes, strip=strip(times))]


def _minutes(timed: TimedItem) -> Cell:
    return Cell((words(str(timed.minutes)),), "r")


def _sessions(
    edition: Edition, meeting: Round, timed: TimedItem, document: Document, found: list[Finding]
) -> list[Slide]:
    made: list[Slide] = []
    for name in timed.item.sessions:
        made += _one(edition, meeting, timed, name, document, found)
    return made


def _one(
    edition: Edition, meeting: Round, timed: TimedItem | None, name: str, document: Document, found: list[Finding]
) -> list[Slide]:
    """The section slide of a session and the slides of its blocks."""
    page = document(name)
    title = next((clean(part.astext()) for part in page.findall(nodes.title)), name)
    times = meeting.times.get(name)
    notes = [] if timed is None else [moment(timed.start, timed.minutes, meeting.timetable.clock)]
    notes += what_to_cut(times) if times else []
    head = Slide(Kind.SECTION, title, notes=tuple(notes), line=_when(meeting, timed, name))
    return session_slides(head, page, Source(edition, name, found), _pace(meeting, timed, name))


def _pace(meeting: Round, timed: TimedItem | None, name: str) -> Pace:
    if timed is None:
        return Pace()
    place = timed.item.sessions.index(name)
    minutes = timed.activities[place] if place < len(timed.activities) else ()
    return Pace(timed.start, meeting.timetable.clock, minutes)


def _when(meeting: Round, timed: TimedItem | None, name: str) -> str:
    if timed is None:
        return ""
    line = f"{_span(timed.start, timed.end, meeting.timetable.clock)} · {people_minutes(timed.minutes)}"
    others = [meeting.times[other].title for other in timed.item.sessions if other != name and other in meeting.times]
    return f"{line}\vAt the same time: {', '.join(others)}" if others else line


def _break(meeting: Round, timed: TimedItem, following: TimedItem | None, first: bool) -> Slide:
    clock = meeting.timetable.clock
    notes = (moment(timed.start, timed.minutes, clock),)
    if timed.item.kind is not ItemKind.BREAK:
        line = f"{_span(timed.start, timed.end, clock)} · {people_minutes(timed.minutes)}"
        return Slide(Kind.SECTION, timed.title, notes=notes, line=line)
    until = following.start if following else timed.end
    said = "We start at" if first else "Back at" if following else "Until"
    return Slide(Kind.BREAK, timed.title, notes=notes, line=_return(said, until, timed, clock))


def _return(said: str, until: int, timed: TimedItem, clock: bool) -> str:
    """A break's own line; where nobody has set a start there is no time to come back at, only a length."""
    return f"{said} {show_time(until, True)}" if clock else people_minutes(until - timed.start)


def _closing(edition: Edition, meeting: Round) -> Slide:
    link = page_address(edition, meeting.plan)
    line = "Today's pages and handouts are here." if link else edition.name
    return Slide(Kind.CLOSING, "Thank you", line=line, link=link)
