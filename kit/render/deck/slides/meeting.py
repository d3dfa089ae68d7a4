"""The slides of a round or a session, in the order of the day: what each shows and what its speaker is told."""

from __future__ import annotations

from dataclasses import replace

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_minutes, show_span, show_time
from kit.facilitate.rooms import in_room
from kit.facilitate.sittings import heading_above, heading_of
from kit.facilitate.status import MOVED, TITLES, Notice, notice, venue_of
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import POSTPONED, Edition, Round
from kit.model.findings import Finding
from kit.render.content.model import Content, Contents
from kit.render.content.traverse import plain_text, title_of
from kit.render.deck.slides.agenda import agenda, break_name, day_at, following_item, where_we_are, whole_day
from kit.render.deck.slides.closing import closing, pages_code
from kit.render.deck.slides.inline import Source, clean
from kit.render.deck.slides.lead import lead, opening, outcome
from kit.render.deck.slides.model import (
    Block,
    Columns,
    Paragraph,
    Run,
    Slide,
    SlideKind,
    Style,
    words,
)
from kit.render.deck.slides.session import Pace, moment, session_slides, what_to_cut


def slides(edition: Edition, meeting: Round, pages: Contents, found: list[Finding] | None = None) -> list[Slide]:
    """Return the slides of a whole round, unfitted.

    ``pages`` gives the content of a page by name. What slides cannot show is appended to ``found``.
    """
    found = [] if found is None else found
    page = pages(meeting.plan)
    plan = Source(edition, meeting.plan, found, page.footnotes)
    opening, *welcome = session_slides(_title(edition, meeting), page, plan, Pace())
    made = [
        opening,
        *agenda(meeting, meeting.timetable.sittings[0]),
        *(replace(one, session=meeting.title) for one in welcome),
    ]
    for place, timed in enumerate(meeting.timetable.items):
        made += _sitting(meeting, timed)
        if timed.item.sessions:
            made += _sessions(edition, meeting, timed, pages, found)
        else:
            made += _pause(meeting, place)
    made.append(closing(edition, meeting, page_address(edition, meeting.plan)))
    plan_place = _plan_place(edition, meeting)
    return [slide if slide.written[0] else replace(slide, written=plan_place) for slide in made]


def _sitting(meeting: Round, timed: TimedItem) -> list[Slide]:
    """The slides that open a sitting after the first: when it is, and its agenda."""
    if timed.sitting == 1 or not (line := heading_above(meeting, timed)):
        return []
    title, _, when = line.partition(": ")
    sitting = meeting.timetable.sittings[timed.sitting - 1]
    return [Slide(SlideKind.SECTION, title, line=when, day=whole_day(meeting, sitting)), *agenda(meeting, sitting)]


def _plan_place(edition: Edition, meeting: Round) -> tuple[str, int | None]:
    """Where a round's title was written, for slides that no block made."""
    plan = edition.pages.get(meeting.plan)
    line = next((section.heading_line for section in plan.sections if section.level == 1), None) if plan else None
    return edition.origins.locate(f"{meeting.plan}.md", line)


def session_deck(
    edition: Edition, meeting: Round, name: str, pages: Contents, found: list[Finding] | None = None
) -> list[Slide]:
    """Return the slides of one session by itself, with the times that it has on its round's agenda, if any."""
    found = [] if found is None else found
    timed = next((timed for timed in meeting.timetable.items if name in timed.item.sessions), None)
    head, *rest = _one(edition, meeting, timed, name, pages, found)
    line = "\v".join(filter(None, (meeting.title, head.line)))
    address = page_address(edition, name)
    return [
        replace(head, kind=SlideKind.TITLE, line=line, then="", codes=pages_code(address)),
        *rest,
        closing(edition, meeting, address),
    ]


def _state(told: Notice | None) -> str:
    """Return what became of a meeting; one that was put off to another day is not "Postponed" to those who came."""
    if told is None:
        return ""
    return TITLES[MOVED] if told.goes_ahead and told.state == POSTPONED else told.title


def _title(edition: Edition, meeting: Round) -> Slide:
    times = meeting.timetable
    hours = show_span(times.start, times.end, True) if times.items and times.clock else ""
    when = [" · ".join(filter(None, (people_date(meeting.date) if meeting.date else "", hours)))]
    if times.later:
        when = [clean(heading_of(meeting, one)) for one in times.sittings]
    state = _state(notice(meeting))
    line = "\v".join(filter(None, (state, edition.name, *when, clean(venue_of(edition, meeting)))))
    notes = (words(" · ".join(filter(None, (hours, people_minutes(times.length))))),) if times.items else ()
    codes = pages_code(page_address(edition, meeting.plan))
    return Slide(
        SlideKind.TITLE, meeting.title, line=line, notes=notes, codes=codes, day=whole_day(meeting, times.sittings[0])
    )


def _sessions(edition: Edition, meeting: Round, timed: TimedItem, pages: Contents, found: list[Finding]) -> list[Slide]:
    """The slides of an item: of its session, or of those that run at the same time, one after the other."""
    made: list[Slide] = []
    if len(timed.item.sessions) > 1:
        place = meeting.timetable.items.index(timed)
        made.append(side_by_side(edition, meeting, place, pages))
    for name in timed.item.sessions:
        made += _one(edition, meeting, timed, name, pages, found)
    return made


def _one(
    edition: Edition, meeting: Round, timed: TimedItem | None, name: str, pages: Contents, found: list[Finding]
) -> list[Slide]:
    """The section slide of a session and the slides of its blocks."""
    page = pages(name)
    heading = title_of(page)
    title = clean(plain_text(heading.words)) if heading else name
    times = meeting.times.get(name)
    notes = [] if timed is None else [moment(timed.start, timed.minutes, meeting.timetable.clock)]
    notes += what_to_cut(times) if times else []
    source = Source(edition, name, found, page.footnotes)
    line, written = _when(meeting, timed, name), source.place(heading.line if heading else None)
    head = Slide(SlideKind.SECTION, title, (), tuple(notes), line, outcome(page, source), written=written)
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
    hours = _hours(timed, meeting.timetable.clock)
    line = " · ".join(filter(None, (hours, people_minutes(timed.minutes), clean(meeting.rooms.get(name, "")))))
    beside = [other for other in timed.item.sessions if other != name and other in meeting.times]
    others = [in_room(meeting, other, meeting.times[other].title) for other in beside]
    return f"{line}\vAt the same time: {', '.join(others)}" if others else line


def _hours(timed: TimedItem, clock: bool) -> str:
    """When an item begins and ends, where the clock is known: its length says all that people need without."""
    return show_span(timed.start, timed.end, True) if clock else ""


def _pause(meeting: Round, place: int) -> list[Slide]:
    """The slides of an item without a session: a break, with the agenda after it, or a plain item."""
    items, clock = meeting.timetable.items, meeting.timetable.clock
    timed, following = items[place], following_item(meeting, place)
    day, notes = day_at(meeting, place), (moment(timed.start, timed.minutes, clock),)
    if timed.item.kind is not ItemKind.BREAK:
        line = " · ".join(filter(None, (_hours(timed, clock), people_minutes(timed.minutes))))
        return [Slide(SlideKind.SECTION, timed.title, notes=notes, line=line, day=day)]
    until = following.start if following else timed.end
    opens = place == 0 or items[place - 1].sitting != timed.sitting
    said = "We start at" if opens else "Back at" if following else "Until"
    line = _return(said, until, timed, clock)
    then = f"{'First' if opens else 'Next'}: {following.title}" if following else ""
    title = break_name(meeting, place)
    return [Slide(SlideKind.BREAK, title, notes=notes, line=line, then=then, day=day), *where_we_are(meeting, place)]


def _return(said: str, until: int, timed: TimedItem, clock: bool) -> str:
    """A break's own line; where nobody has set a start there is no time to come back at, only a length."""
    return f"{said} {show_time(until, True)}" if clock else people_minutes(until - timed.start)


# Sessions that run at the same time, side by side on one slide before the slides of each.


def side_by_side(edition: Edition, meeting: Round, place: int, pages: Contents) -> Slide:
    """Return the slide that opens the item at ``place``: the title, room and first words of each of its sessions."""
    timed, clock = meeting.timetable.items[place], meeting.timetable.clock
    texts = [_session(edition, meeting, name, pages(name)) for name in timed.item.sessions]
    found: tuple[Block, ...] = tuple(line for text in texts for line in text)
    if len(texts) <= 3:
        found = (Columns(tuple(texts)),)
    when = show_span(timed.start, timed.end, True) if clock else people_minutes(timed.minutes)
    title = f"At the same time: {when}"
    notes = (moment(timed.start, timed.minutes, clock),)
    return Slide(SlideKind.BULLETS, title, found, notes, day=day_at(meeting, place), session=meeting.title)


def _session(edition: Edition, meeting: Round, name: str, page: Content) -> tuple[Paragraph, ...]:
    heading = title_of(page)
    title = clean(in_room(meeting, name, plain_text(heading.words) if heading else name))
    first = next(lead(page, Source(edition, name)), None)
    return (Paragraph((Run(title, bold=True),), style=Style.HEADING), *([opening(first)] if first else ()))
