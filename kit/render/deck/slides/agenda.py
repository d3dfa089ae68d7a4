"""The agenda of the day as slides: at the start, and after each break with the place marked."""

from __future__ import annotations

from kit.facilitate.clock import people_minutes, people_time, show_moment, show_span, show_time
from kit.facilitate.rooms import titles
from kit.facilitate.sittings import FIRST
from kit.facilitate.strip import strip_at, strips
from kit.model.agenda import ItemKind, Sitting, TimedItem
from kit.model.edition import Round
from kit.render.deck.slides.inline import clean
from kit.render.deck.slides.model import (
    Cell,
    DayMark,
    Slide,
    SlideKind,
    Table,
    Tone,
    words,
)

_HEADS = (("Time", "l"), ("What", "l"), ("Minutes", "r"))
_STATUS = {Tone.DONE: "done", Tone.NEXT: "next", Tone.PLAIN: ""}


def whole_day(meeting: Round, sitting: Sitting) -> DayMark | None:
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
    day = whole_day(meeting, sitting)
    return [
        Slide(SlideKind.AGENDA, title, (Table(rows),), notes, _time_and_length(sitting), _counted(sitting), day=day)
    ]


def where_we_are(meeting: Round, place: int) -> list[Slide]:
    """Return the agenda as it stands after the break at ``place``: what is done, and what is next.

    Nothing comes of the last item, nor of a break that another one follows, nor of those that people arrive in: they
    have just seen the whole agenda.
    """
    items, clock = meeting.timetable.items, meeting.timetable.clock
    following = following_item(meeting, place)
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


def following_item(meeting: Round, place: int) -> TimedItem | None:
    """Return the item after the one at ``place`` in the same sitting, or None."""
    here, *after = meeting.timetable.items[place : place + 2]
    return next((one for one in after if one.sitting == here.sitting), None)


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
