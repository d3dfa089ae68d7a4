"""Checking agendas: sessions that do not exist, and times that do not fit. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence

from kit.check.blocks import LIKE
from kit.facilitate.clock import people_minutes, people_time
from kit.facilitate.rounds import resolve
from kit.model.agenda import Item, ItemKind, Sitting, TimedItem
from kit.model.agenda_schema import Agenda
from kit.model.edition import Round
from kit.model.findings import Code, Finding
from kit.model.formats import EVERY, Kind, in_words, kind_called
from kit.model.page import COMMON, WRITE_UP, Activity, Page
from kit.model.schema import PlanMeta, SessionMeta
from kit.source.settings.agenda import read_items

Pages = Mapping[str, Page]


def check_rounds(
    rounds: Sequence[Round],
    pages: Pages,
    moved: Mapping[str, str] | None = None,
    dropped: frozenset[str] = frozenset(),
    is_region: bool = False,
    off_agenda: Collection[str] = (),
    unread: frozenset[str] = frozenset(),
) -> list[Finding]:
    """Return what is wrong with the agendas of ``rounds``, their other formats included, and with sessions' minutes.

    ``pages`` are all pages by name, ``moved`` the new name of each renamed page, and ``dropped`` the pages that were
    left out, which only the other formats may still name, by earlier names too; ``unread`` are those that could not be
    read, which has been told, and ``off_agenda`` sessions that may stand on no agenda. Clock times and the slot are
    judged for the picked format only, because each format has a length of its own.
    """
    found: list[Finding] = []
    named: set[str] = set()
    untimed: set[str] = set()
    kinds: dict[str, set[Kind]] = {}
    dropped |= {old for old, new in (moved or {}).items() if new in dropped and old not in pages}
    for meeting in rounds:
        others = dict(other_formats(meeting, pages, moved or {}, found, is_region))
        items = [*meeting.agenda, *others]
        named |= {name for item in items for name in item.sessions}
        named |= {near for item in items for name in item.sessions if (near := _meant(name, pages))}
        untimed |= {name for item in items for name in item.sessions if item.minutes is None}
        for item in items:
            kind = others.get(item, meeting.kind)
            for name in item.sessions:
                kinds.setdefault(name, set()).add(kind)
            known = unread | _told(item, pages, moved) | (dropped if item in others else frozenset())
            found += _item(item, kind, meeting.name, pages, known)
        found += _same_titles(meeting, pages)
        found += [one for day in meeting.timetable.sittings for one in _slot(meeting, day, pages)]
        found += [_late(at, meeting, pages) for at, one in enumerate(meeting.timetable.items) if one.late]
    found += _on_no_agenda(rounds, pages, named.union(off_agenda), is_region)
    for name, page in pages.items():
        found += session_minutes(page, name in untimed, kinds.get(name, EVERY))
    return found


def other_formats(
    meeting: Round, pages: Pages, moved: Mapping[str, str], found: list[Finding], is_region: bool
) -> Iterator[tuple[Item, Kind]]:
    """Yield each item of the formats that a round does not have, with the kind of its format."""
    for items, kind in formats_besides(meeting, pages, moved, found, is_region):
        yield from ((item, kind) for item in items)


def formats_besides(
    meeting: Round, pages: Pages, moved: Mapping[str, str], found: list[Finding], is_region: bool
) -> Iterator[tuple[tuple[Item, ...], Kind]]:
    """Yield the items and the kind of each format that a round does not have.

    In a region the plan's own agenda is the one that was picked; a hub that is built in another has it besides.
    """
    plan = pages.get(meeting.plan)
    if plan is None or not isinstance(plan.meta, PlanMeta):
        return
    formats: list[tuple[tuple[str, ...], Agenda]] = [
        (("agendas", name), entries) for name, entries in plan.meta.agendas.items()
    ]
    if meeting.format and not is_region:
        formats = [(("agenda",), plan.meta.agenda), *(one for one in formats if one[0][1] != meeting.format)]
    for at, entries in formats:
        items = read_items(entries, meeting.name, plan.path, plan.meta_lines, at, found)
        yield resolve(items, pages, moved), entries.kind or kind_called(at[-1])


def _item(item: Item, kind: Kind, folder: str, pages: Pages, dropped: frozenset[str]) -> Iterator[Finding]:
    yield from _twice(item, folder)
    for name in dict.fromkeys(item.sessions):
        page = pages.get(name)
        if page is not None and isinstance(page.meta, SessionMeta):
            yield from _below_shortest(item, kind, page, page.meta)
        elif name not in dropped:
            yield _unknown(item, name, folder, pages)


def _told(item: Item, pages: Pages, moved: Mapping[str, str] | None) -> frozenset[str]:
    """Return the sessions that a region adds and that are no page, now or before: composing has told those."""
    adds = item.added and item.kind is ItemKind.SESSION
    return frozenset(name for name in item.sessions if adds and name not in pages and name not in (moved or {}))


def _twice(item: Item, folder: str) -> Iterator[Finding]:
    """Yield a finding for each session that is to run beside itself."""
    for name in dict.fromkeys(name for name in item.sessions if item.sessions.count(name) > 1):
        message = f"The agenda lets {_short(name, folder)} run beside itself: it stands twice in one parallel item."
        hint = "Name another session, or run it once and give it more tables."
        yield Finding(Code.DUPLICATE_ID, item.file, item.line, message, hint)


def _same_titles(meeting: Round, pages: Pages) -> Iterator[Finding]:
    """Yield a finding for each session whose title another one before it has, as after a copy."""
    first: dict[str, Page] = {}
    for name in dict.fromkeys(name for item in meeting.agenda for name in item.sessions):
        if (page := pages.get(name)) is None or not page.title:
            continue
        before = first.setdefault(page.title.casefold(), page)
        if before is not page:
            message = f'"{page.title}" is the title of {before.path} too, and both are on the agenda of '
            message += f'"{meeting.title}", where nobody can tell them apart.'
            hint = "Give one of them another title; if it is a copy, take it off the agenda and delete it."
            yield Finding(Code.SAME_TITLE, page.path, _heading(page), message, hint)


def _unknown(item: Item, name: str, folder: str, pages: Pages) -> Finding:
    near = _meant(name, pages)
    message = f"The agenda names the session {_short(name, folder)}, but there is no such session."
    write = f"rite the page {'pages/' if item.file.startswith('pages/') else ''}{name}.md."
    hint = f"Did you mean {_short(near, folder)}? If not, w{write}" if near else f"Mend the name, or w{write}"
    return Finding(Code.UNKNOWN_SESSION, item.file, item.line, message, hint)


def _meant(name: str, pages: Pages) -> str | None:
    """Return the session that an agenda most likely means by ``name``, if there is none of that name."""
    if name in pages:
        return None
    known = [key for key, page in pages.items() if page.kind.is_session]
    close = difflib.get_close_matches(name, known, n=3, cutoff=LIKE)
    return next((key for key in close if _alike(name, key)), None)


_LIKE_ELSEWHERE = 0.75  # of 1: a session of another round must be nearly the same, or it is one still to be written


def _alike(name: str, key: str) -> bool:
    """Return whether what stands behind the folders is alike too: with these, any two names are."""
    (folder, _, short), (there, _, other) = name.rpartition("/"), key.rpartition("/")
    return difflib.SequenceMatcher(None, short, other).ratio() >= (LIKE if folder == there else _LIKE_ELSEWHERE)


def _below_shortest(item: Item, kind: Kind, page: Page, meta: SessionMeta) -> Iterator[Finding]:
    activities = sum(one.shortest or 1 for one in page.activities if one.minutes is not None and kind in one.kinds)
    given, fewest = item.minutes, max(meta.shortest or 0, activities)
    if given is None or given >= fewest:
        return
    why = "it needs" if fewest == meta.shortest else "its activities need"
    message = f'The agenda gives "{page.title}" {people_minutes(given)}, but {why} at least {people_minutes(fewest)}.'
    yield Finding(Code.BELOW_SHORTEST, item.file, item.line, message, "Give it more minutes, or drop it.")


def _slot(meeting: Round, day: Sitting, pages: Pages) -> Iterator[Finding]:
    if day.slack is None or day.slack >= 0:
        return
    waits = sum(one.wait for one in day.items[1:])
    waiting = f", {people_minutes(waits)} of waiting included" if waits else ""
    cause = _regional_cause(meeting, day.items, -day.slack)
    changed = f", as {cause.file} changes it," if cause else ""
    which = f'"{day.title}" of "{meeting.title}"' if day.title else f'"{meeting.title}"'
    message = f"The agenda of {which}{changed} lasts {people_minutes(day.length)}{waiting}: "
    whose = "the sitting" if day.title else "the round"
    message += f"that is {people_minutes(-day.slack)} more than the {people_minutes(day.slot or 0)} of {whose}."
    hint = f"Shorten or drop something: peerkit agenda {meeting.name} --fit {day.slot} shows what would do."
    file, line = (cause.file, cause.line) if cause else _slot_place(meeting, day, pages)
    yield Finding(Code.OVER_SLOT, file, line, message, hint)


def _slot_place(meeting: Round, day: Sitting, pages: Pages) -> tuple[str, int | None]:
    """Return where the slot of a sitting is written."""
    marks = [item for item in meeting.agenda if item.kind is ItemKind.SITTING]
    if day.number > 1:
        return marks[day.number - 2].file, marks[day.number - 2].line
    plan = pages.get(meeting.plan)
    lines = plan.meta_lines if plan else {}
    return _plan(meeting), lines.get(("agenda", "minutes"), lines.get(("minutes",)))


def _regional_cause(meeting: Round, items: Sequence[TimedItem], over: int) -> Item | None:
    """Return the item with which a region lengthened ``items`` most, if they would fit without all such changes."""
    gained = {one.item: _gained(one, meeting) for one in items if one.item.file != _plan(meeting)}
    return max(gained, key=lambda item: gained[item]) if gained and sum(gained.values()) >= over else None


def _gained(timed: TimedItem, meeting: Round) -> int:
    """Return by how many minutes a region's change can have lengthened the day."""
    session = meeting.times.get(timed.item.sessions[0]) if timed.item.kind is ItemKind.SESSION else None
    before = 0 if session is None or timed.item.added else session.minutes or 0
    return max(0, timed.minutes - before) + timed.wait


def _plan(meeting: Round) -> str:
    return f"{meeting.plan}.md"


def _late(at: int, meeting: Round, pages: Pages) -> Finding:
    timed = meeting.timetable.items[at]
    names = [pages[name].title if name in pages else name for name in timed.item.sessions]
    title = timed.item.title or " / ".join(names)
    message = f'"{title}" is fixed at {people_time(timed.item.at or 0)} and would begin at {people_time(timed.start)}: '
    message += f"that is {people_minutes(timed.late)} late."
    hint = f"Take {people_minutes(timed.late)} from what comes before it, or fix it at a later time."
    cause = timed.item
    if cause.file == _plan(meeting):
        before = [one for one in meeting.timetable.items[:at] if one.sitting == timed.sitting]
        cause = _regional_cause(meeting, before, timed.late) or cause
    return Finding(Code.LATE_FOR_FIXED, cause.file, cause.line, message, hint)


def _on_no_agenda(rounds: Sequence[Round], pages: Pages, named: set[str], is_region: bool) -> Iterator[Finding]:
    plans = {meeting.name: pages.get(meeting.plan) for meeting in rounds}
    folders = {name for name, plan in plans.items() if plan is None or plan.meta_read}  # else the agenda is not known
    if len(folders) == len(plans):
        folders.add(COMMON)  # and not ACTIVITIES: those are there to choose from
    for name, page in pages.items():
        folder = name.partition("/")[0]
        if page.kind.is_session and folder in folders and name not in {*named, f"{folder}/{WRITE_UP}"}:
            message = f'"{page.title}" is on no agenda, so nobody will be sent to it; it is built all the same.'
            meeting, short = (folder, _short(name, folder)) if folder != COMMON else ("ROUND", name)
            hint = f"Add {{session: {short}}} to the agenda in {meeting}/index.md."
            if is_region:
                hint = f'Add it in region.toml: [[round.{meeting}.agenda]] and, in the lines below, add = "{short}".'
            yield Finding(Code.ON_NO_AGENDA, page.path, _heading(page), message, hint)


def _short(name: str, folder: str) -> str:
    return name.removeprefix(f"{folder}/")


def _heading(page: Page) -> int | None:
    return next((one.heading_line for one in page.sections if one.level == 1), 1)


# Checking the minutes of one session against those of its activities. Pure.


def session_minutes(page: Page, needed: bool, kinds: Collection[Kind] = EVERY) -> Iterator[Finding]:
    """Give what does not agree in the minutes of ``page`` in formats of ``kinds``; a page that is no session has none.

    ``needed`` says that an agenda relies on the session's own minutes. Sessions without activities have nothing to
    agree with, and where an activity says no minutes only a sum that is too large is told.
    """
    if not isinstance(page.meta, SessionMeta):
        return
    if page.meta.minutes is None:
        if needed and page.meta_read:
            message = f'"{page.title}" is on an agenda but does not say how many minutes it takes.'
            hint = "Add a line such as minutes: 20 to the lines between --- at the top of the page."
            yield Finding(Code.NO_MINUTES, page.path, _line(page, "minutes"), message, hint)
        return
    for activities, where in _by_kind(page, kinds):
        yield from _sum(page, page.meta.minutes, activities, where)
        yield from _shortest(page, page.meta.shortest, activities, where)


def _by_kind(page: Page, kinds: Collection[Kind]) -> Iterator[tuple[Sequence[Activity], str]]:
    """Yield a page's activities in formats of ``kinds``, once where they are the same, and in words which those are."""
    there: dict[tuple[Activity, ...], list[Kind]] = {}
    for kind in sorted(kinds):
        there.setdefault(tuple(one for one in page.activities if kind in one.kinds), []).append(kind)
    several = any(one.kinds != EVERY for one in page.activities)
    for activities, alike in there.items():
        yield activities, f" {in_words(alike)}" if several else ""


def _sum(page: Page, minutes: int, activities: Sequence[Activity], where: str) -> Iterator[Finding]:
    known = [one.minutes for one in activities if one.minutes is not None]
    total = sum(known)
    some_unknown = len(known) < len(activities)
    if not known or total == minutes or (some_unknown and total < minutes):
        return
    parts = " + ".join(map(str, known))
    message = f'"{page.title}" says {people_minutes(minutes)}, but its activities{where} add up to '
    message += people_minutes(total)
    message += f" ({parts})." if len(known) > 1 else "."
    hint = "Change the session's minutes or those of an activity, so that they agree."
    yield Finding(Code.MINUTES_MISMATCH, page.path, _line(page, "minutes"), message, hint)


def _shortest(page: Page, shortest: int | None, activities: Sequence[Activity], where: str) -> Iterator[Finding]:
    total = sum(one.shortest or 1 for one in activities if one.minutes is not None)
    if shortest is None or total <= shortest:
        return
    message = f'"{page.title}" says that it can be done in {people_minutes(shortest)}, but the shortest forms of its '
    message += f"activities{where} add up to {people_minutes(total)}."
    hint = "Raise the session's shortest, or lower that of an activity."
    yield Finding(Code.MINUTES_MISMATCH, page.path, _line(page, "shortest"), message, hint)


def _line(page: Page, key: str) -> int | None:
    return page.meta_lines.get((key,), page.meta_lines.get((), 1))
