"""The slides of a round or a session, in the order of the day: what each shows and what its speaker is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from docutils import nodes

from kit.facilitate.clock import people_date, people_minutes, show_time
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.render.deck.agenda import agenda, break_name, day_at, span, where_we_are
from kit.render.deck.ending import PAGES, closing
from kit.render.deck.inline import Source, clean
from kit.render.deck.model import Code, Kind, Slide, words
from kit.render.deck.notes import moment, what_to_cut
from kit.render.deck.parallel import side_by_side
from kit.render.deck.session import Pace, session_slides
from kit.render.places import page_address

Document = Callable[[str], nodes.document]


def slides(edition: Edition, meeting: Round, document: Document, found: list[Finding] | None = None) -> list[Slide]:
    """Return the slides of a whole round, unfitted.

    ``document`` gives the filled doctree of a page by name. What slides cannot show is appended to ``found``.
    """
    found = [] if found is None else found
    plan = Source(edition, meeting.plan, found)
    opening, *welcome = session_slides(_title(edition, meeting), document(meeting.plan), plan, Pace())
    made = [opening, *agenda(meeting), *(replace(one, session=meeting.title) for one in welcome)]
    for place, timed in enumerate(meeting.timetable.items):
        if timed.item.sessions:
            made += _sessions(edition, meeting, timed, document, found)
        else:
            made += _pause(meeting, place)
    made.append(closing(edition, meeting, page_address(edition, meeting.plan)))
    plan_place = _plan_place(edition, meeting)
    return [slide if slide.written[0] else replace(slide, written=plan_place) for slide in made]


def _plan_place(edition: Edition, meeting: Round) -> tuple[str, int | None]:
    """Where a round's title was written, for slides that no block made."""
    plan = edition.pages.get(meeting.plan)
    line = next((section.heading_line for section in plan.sections if section.level == 1), None) if plan else None
    return edition.origins.locate(f"{meeting.plan}.md", line)


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
        replace(head, kind=Kind.TITLE, line=line, codes=_code(address)),
        *rest,
        closing(edition, meeting, address),
    ]


def _code(address: str) -> tuple[Code, ...]:
    return (Code(address, PAGES),) if address else ()


def _title(edition: Edition, meeting: Round) -> Slide:
    times = meeting.timetable
    hours = span(times.start, times.end, times.clock) if times.items else ""
    when = " · ".join(filter(None, (people_date(meeting.date) if meeting.date else "", hours if times.clock else "")))
    line = "\v".join(filter(None, (edition.name, when, clean(edition.variables.get("venue", "")))))
    notes = (words(f"{hours} · {people_minutes(times.length)}"),) if times.items else ()
    codes = _code(page_address(edition, meeting.plan))
    return Slide(Kind.TITLE, meeting.title, line=line, notes=notes, codes=codes, day=day_at(meeting))


def _sessions(
    edition: Edition, meeting: Round, timed: TimedItem, document: Document, found: list[Finding]
) -> list[Slide]:
    """The slides of an item: of its session, or of those that run at the same time, one after the other."""
    made: list[Slide] = []
    if len(timed.item.sessions) > 1:
        place = meeting.timetable.items.index(timed)
        made.append(side_by_side(edition, meeting, place, document))
    for name in timed.item.sessions:
        made += _one(edition, meeting, timed, name, document, found)
    return made


def _one(
    edition: Edition, meeting: Round, timed: TimedItem | None, name: str, document: Document, found: list[Finding]
) -> list[Slide]:
    """The section slide of a session and the slides of its blocks."""
    page = document(name)
    heading = next(iter(page.findall(nodes.title)), page)
    title = clean(heading.astext()) if heading is not page else name
    times = meeting.times.get(name)
    notes = [] if timed is None else [moment(timed.start, timed.minutes, meeting.timetable.clock)]
    notes += what_to_cut(times) if times else []
    source = Source(edition, name, found)
    line, written = _when(meeting, timed, name), source.place(heading)
    head = Slide(Kind.SECTION, title, notes=tuple(notes), line=line, written=written)
    made = session_slides(head, page, source, _pace(meeting, timed, name))
    day = day_at(meeting, meeting.timetable.items.index(timed)) if timed else None
    return [replace(slide, session=title, day=day) for slide in made]


def _pace(meeting: Round, timed: TimedItem | None, name: str) -> Pace:
    if timed is None:
        return Pace()
    place = timed.item.sessions.index(name)
    minutes = timed.activities[place] if place < len(timed.activities) else ()
    return Pace(timed.start, meeting.timetable.clock, minutes)


def _when(meeting: Round, timed: TimedItem | None, name: str) -> str:
    if timed is None:
        return ""
    line = f"{span(timed.start, timed.end, meeting.timetable.clock)} · {people_minutes(timed.minutes)}"
    others = [meeting.times[other].title for other in timed.item.sessions if other != name and other in meeting.times]
    return f"{line}\vAt the same time: {', '.join(others)}" if others else line


def _pause(meeting: Round, place: int) -> list[Slide]:
    """The slides of an item without a session: a break, with the agenda after it, or a plain item."""
    items, clock = meeting.timetable.items, meeting.timetable.clock
    timed, following = items[place], items[place + 1] if place + 1 < len(items) else None
    day, notes = day_at(meeting, place), (moment(timed.start, timed.minutes, clock),)
    if timed.item.kind is not ItemKind.BREAK:
        line = f"{span(timed.start, timed.end, clock)} · {people_minutes(timed.minutes)}"
        return [Slide(Kind.SECTION, timed.title, notes=notes, line=line, day=day)]
    until = following.start if following else timed.end
    said = "We start at" if place == 0 else "Back at" if following else "Until"
    line = _return(said, until, timed, clock)
    then = f"{'First' if place == 0 else 'Next'}: {following.title}" if following else ""
    title = break_name(meeting, place)
    return [Slide(Kind.BREAK, title, notes=notes, line=line, then=then, day=day), *where_we_are(meeting, place)]


def _return(said: str, until: int, timed: TimedItem, clock: bool) -> str:
    """A break's own line; where nobody has set a start there is no time to come back at, only a length."""
    return f"{said} {show_time(until, True)}" if clock else people_minutes(until - timed.start)
