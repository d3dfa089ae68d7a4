"""The agenda of the day as slides: at the start, and after each break with the place marked."""

from __future__ import annotations

from kit.facilitate.clock import people_minutes, show_time
from kit.facilitate.strip import strip
from kit.model.agenda import ItemKind, TimedItem
from kit.model.edition import Round
from kit.render.deck.inline import clean
from kit.render.deck.model import Cell, Day, Kind, Slide, Table, Tone, words

_HEADS = (("Time", "l"), ("What", "l"), ("Minutes", "r"))
_STATUS = {Tone.DONE: "done", Tone.NEXT: "next", Tone.PLAIN: ""}


def span(start: int, end: int, clock: bool) -> str:
    """Return when something begins and ends."""
    return f"{show_time(start, clock)} to {show_time(end, clock)}"


def day_at(meeting: Round, place: int | None = None) -> Day | None:
    """Return the picture of a meeting's day with the item at ``place`` marked, None for a day without length."""
    picture = strip(meeting.timetable)
    return None if picture is None else Day(picture, place)


def agenda(meeting: Round) -> list[Slide]:
    """Return the agenda as it stands at the start: one slide, or none where nothing is on it."""
    times = meeting.timetable
    if not times.items:
        return []
    rows = (_head(False), *(_row(timed, times.clock) for timed in times.items))
    notes = (words(f"Ends at {show_time(times.end, times.clock)}"),)
    return [Slide(Kind.AGENDA, "Today", (Table(rows),), notes, _when(meeting), day=day_at(meeting))]


def where_we_are(meeting: Round, place: int) -> list[Slide]:
    """Return the agenda as it stands after the break at ``place``: what is done, and what is next.

    Nothing comes of the last item, nor of a break that another one follows.
    """
    items, clock = meeting.timetable.items, meeting.timetable.clock
    following = items[place + 1] if place + 1 < len(items) else None
    if following is None or following.item.kind is ItemKind.BREAK:
        return []
    rows = [_head(True)]
    for number, timed in enumerate(items):
        tone = Tone.DONE if number <= place else Tone.NEXT if number == place + 1 else Tone.PLAIN
        rows.append(_row(timed, clock, tone, True))
    notes = (words(f"{show_time(following.start, clock)} · next: {following.title}"),)
    title = f"Where we are: after {break_name(meeting, place)}"
    return [Slide(Kind.AGENDA, title, (Table(tuple(rows)),), notes, _when(meeting), day=day_at(meeting, place + 1))]


def break_name(meeting: Round, place: int) -> str:
    """Return the name of the break at ``place`` of the day, with its time where another one has the same name."""
    items = meeting.timetable.items
    title = items[place].title
    alike = [one for one in items if one.item.kind is ItemKind.BREAK and one.title.casefold() == title.casefold()]
    return title if len(alike) < 2 else f"{title} at {show_time(items[place].start, meeting.timetable.clock)}"


def _when(meeting: Round) -> str:
    times = meeting.timetable
    return f"{span(times.start, times.end, times.clock)}\v{people_minutes(times.length)}"


def _head(marked: bool) -> tuple[Cell, ...]:
    heads = (*_HEADS, ("Status", "l")) if marked else _HEADS
    return tuple(Cell((words(text, bold=True),), align) for text, align in heads)


def _row(timed: TimedItem, clock: bool, tone: Tone = Tone.PLAIN, marked: bool = False) -> tuple[Cell, ...]:
    """A line of the agenda; what is next is bold, and a word of its own says so."""
    texts = (show_time(timed.start, clock), clean(timed.title), str(timed.minutes), _STATUS[tone])
    bold = tone is Tone.NEXT
    cells = zip(texts, ("l", "l", "r", "l"), strict=True)
    found = tuple(Cell((words(text, bold=bold),) if text else (), align, tone) for text, align in cells)
    return found if marked else found[:3]
