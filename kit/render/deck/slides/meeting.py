"""The slides of a round or a session, in the order of the day: what each shows and what its speaker is told."""

from __future__ import annotations

from dataclasses import replace

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_minutes, people_time, show_moment, show_span, show_time
from kit.facilitate.rooms import in_room, titles
from kit.facilitate.sittings import FIRST, heading_above, heading_of
from kit.facilitate.status import notice, venue_of
from kit.facilitate.strip import strip_at, strips
from kit.model.agenda import ItemKind, Sitting, TimedItem
from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.render.content.model import Content, Contents
from kit.render.content.traverse import plain_text, title_of
from kit.render.deck.slides.closing import closing, pages_code
from kit.render.deck.slides.inline import Source, clean
from kit.render.deck.slides.lead import lead, opening, outcome
from kit.render.deck.slides.model import (
    Block,
    Cell,
    Columns,
    DayMark,
    Paragraph,
    Run,
    Slide,
    SlideKind,
    Style,
    Table,
    Tone,
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
    return [Slide(SlideKind.SECTION, title, line=when, day=_whole_day(meeting, sitting)), *agenda(meeting, sitting)]


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


def _title(edition: Edition, meeting: Round) -> Slide:
    times = meeting.timetable
    hours = show_span(times.start, times.end, True) if times.items and times.clock else ""
    when = [" · ".join(filter(None, (people_date(meeting.date) if meeting.date else "", hours)))]
    if times.later:
        when = [clean(heading_of(meeting, one)) for one in times.sittings]
    told = notice(meeting)
    state = told.title if told else ""
    line = "\v".join(filter(None, (state, edition.name, *when, clean(venue_of(edition, meeting)))))
    notes = (words(" · ".join(filter(None, (hours, people_minutes(times.length))))),) if times.items else ()
    codes = pages_code(page_address(edition, meeting.plan))
    return Slide(
        SlideKind.TITLE, meeting.title, line=line, notes=notes, codes=codes, day=_whole_day(meeting, times.sittings[0])
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
    timed, following = items[place], _following(meeting, place)
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


def _following(meeting: Round, place: int) -> TimedItem | None:
    """The item after the one at ``place`` in the same sitting."""
    here, *after = meeting.timetable.items[place : place + 2]
    return next((one for one in after if one.sitting == here.sitting), None)


def _return(said: str, until: int, timed: TimedItem, clock: bool) -> str:
    """A break's own line; where nobody has set a start there is no time to come back at, only a length."""
    return f"{said} {show_time(until, True)}" if clock else people_minutes(until - timed.start)


# The agenda of the day as slides: at the start, and after each break with the place marked.

_HEADS = (("Time", "l"), ("What", "l"), ("Minutes", "r"))
_STATUS = {Tone.DONE: "done", Tone.NEXT: "next", Tone.PLAIN: ""}


def _whole_day(meeting: Round, sitting: Sitting) -> DayMark | None:
    """Return the picture of the day of a sitting, None for a day without length."""
    picture = strips(meeting.timetable)[sitting.number - 1]
    return None if picture is None else DayMark(picture)


def day_at(meeting: Round, place: int) -> DayMark | None:
    """Return the picture of a meeting's day with the item at ``place`` marked, None for a day without length."""
    picture, now = strip_at(meeting.timetable, place)
    return None if picture is None else DayMark(picture, now)


def agenda(meeting: Round, sitting: Sitting) -> list[Slide]:
    """Return the agenda of a sitting as it stands at its start: one slide, or none where nothing is on it."""
    if not sitting.items:
        return []
    rows = (_head(False), *(_row(meeting, timed) for timed in sitting.items))
    ends = f"at {people_time(sitting.end)}" if sitting.clock else f"after {people_minutes(sitting.length)}"
    notes = (words(f"Ends {ends}"),)
    title = f"Today: {clean(sitting.title or FIRST)}" if meeting.timetable.later else "Today"
    day = _whole_day(meeting, sitting)
    return [
        Slide(SlideKind.AGENDA, title, (Table(rows),), notes, _time_and_length(sitting), _counted(sitting), day=day)
    ]


def where_we_are(meeting: Round, place: int) -> list[Slide]:
    """Return the agenda as it stands after the break at ``place``: what is done, and what is next.

    Nothing comes of the last item, nor of a break that another one follows, nor of those that people arrive in: they
    have just seen the whole agenda.
    """
    items, clock = meeting.timetable.items, meeting.timetable.clock
    following = _following(meeting, place)
    if following is None or following.item.kind is ItemKind.BREAK or _arriving(meeting, place):
        return []
    rows = [_head(True)]
    for number, timed in enumerate(items):
        if timed.sitting != following.sitting:
            continue
        tone = Tone.DONE if number <= place else Tone.NEXT if number == place + 1 else Tone.PLAIN
        rows.append(_row(meeting, timed, tone, True))
    sitting = meeting.timetable.sittings[following.sitting - 1]
    notes = (words(f"{show_moment(following.start, clock)} · next: {following.title}"),)
    return [
        Slide(
            SlideKind.AGENDA,
            f"Next: {following.title}",
            (Table(tuple(rows)),),
            notes,
            _time_and_length(sitting),
            _counted(sitting),
            day=day_at(meeting, place + 1),
        )
    ]


def _arriving(meeting: Round, place: int) -> bool:
    """Whether nothing but breaks comes before the end of the item at ``place`` in its sitting."""
    items = meeting.timetable.items
    before = [one for one in items[: place + 1] if one.sitting == items[place].sitting]
    return all(one.item.kind is ItemKind.BREAK for one in before)


def break_name(meeting: Round, place: int) -> str:
    """Return the name of the break at ``place`` of the day, with its time where another one has the same name."""
    items = meeting.timetable.items
    title = items[place].title
    alike = [one for one in items if one.item.kind is ItemKind.BREAK and one.title.casefold() == title.casefold()]
    return title if len(alike) < 2 else f"{title} {_at(items[place].start, meeting.timetable.clock)}"


def _at(start: int, clock: bool) -> str:
    return f"at {people_time(start)}" if clock else show_moment(start, clock)


def _time_and_length(day: Sitting) -> str:
    length = people_minutes(day.length)
    return f"{show_span(day.start, day.end, True)}\v{length}" if day.clock else length


def _counted(day: Sitting) -> str:
    """What times that no clock shows count from, lest 0:00 be read as midnight."""
    return "" if day.clock else "Counted from the start"


def _head(marked: bool) -> tuple[Cell, ...]:
    heads = (*_HEADS, ("Status", "l")) if marked else _HEADS
    return tuple(Cell((words(text, bold=True),), align) for text, align in heads)


def _row(meeting: Round, timed: TimedItem, tone: Tone = Tone.PLAIN, marked: bool = False) -> tuple[Cell, ...]:
    """A line of the agenda; what is next is bold, and a word of its own says so."""
    title = clean(" / ".join(titles(meeting, timed)))
    texts = (show_time(timed.start, meeting.timetable.clock), title, str(timed.minutes), _STATUS[tone])
    bold = tone is Tone.NEXT
    cells = zip(texts, ("l", "l", "r", "l"), strict=True)
    found = tuple(Cell((words(text, bold=bold),) if text else (), align, tone) for text, align in cells)
    return found if marked else found[:3]


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
