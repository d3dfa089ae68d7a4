"""Rounds, put together from their pages and from what a region says of them. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from kit.facilitate.timetable import days, timetable
from kit.model.agenda import Item, SessionTimes
from kit.model.agenda_schema import Agenda
from kit.model.edition import CANCELLED, ONLINE, Facts, Later, Round
from kit.model.findings import Code, Finding
from kit.model.formats import Kind, kind_called
from kit.model.page import Page
from kit.model.schema import PlanMeta, RoundFile, SessionMeta
from kit.source.settings.agenda import Path, page_name, read_items
from kit.system.memo import remembered

Pages = Mapping[str, Page]


@remembered
def session_times(page: Page, kind: Kind = Kind.ROOM) -> SessionTimes:
    """Return what a timetable needs to know of the session ``page`` in a round of ``kind``.

    An activity that says no minutes counts as none, so that the others keep their places.
    """
    meta = page.meta if isinstance(page.meta, SessionMeta) else SessionMeta()
    there = [one for one in page.activities if kind in one.kinds]
    activities = tuple((one.minutes or 0, one.shortest or min(one.minutes or 0, 1)) for one in there)
    return SessionTimes(page.title, meta.minutes, meta.shortest, meta.cut, activities)


def build_round(
    name: str,
    pages: Pages,
    plan: Page,
    region: RoundFile | None,
    moved: Mapping[str, str],
    found: list[Finding],
    region_lines: Mapping[Path, int] | None = None,
    format_name: str = "",
) -> Round:
    """Return the round in folder ``name``, timed.

    ``plan`` is the composed plan, whose agenda is the picked format with the region's changes applied. ``region`` is
    what the region says of the round, ``moved`` gives the new name of each renamed page, and ``region_lines`` the lines
    of ``region.toml`` by key. Two items with one id, and leads and rooms of unknown sessions, go to ``found``.
    ``format_name`` names the format to take instead of the plan's own, where it has it.
    """
    said, lines = region or RoundFile(), region_lines or {}
    picked = _picked(plan, format_name)
    read = read_items(picked.agenda, name, plan.path, plan.meta_lines, picked.at, found)
    agenda = _placed(resolve(read, pages, moved), said, ("round", name, "agenda"), lines)
    online = said.status == ONLINE
    kind = Kind.ONLINE if online else picked.kind
    sessions = _sessions(name, pages, agenda)
    times = {key: session_times(pages[key], kind) for key in sessions}
    found += _too_many(name, said, len(days(agenda)), lines)
    on_agenda = {key for item in agenda for key in item.sessions}
    lead = _BySession(name, "leads", "{value} is to lead {session}", pages, moved, on_agenda, lines)
    leads = lead.read(said.leads, found)
    rooms = replace(lead, key="rooms", words="{session} is to be in {value}").read(said.rooms, found)
    return Round(
        name=name,
        title=plan.title,
        agenda=agenda,
        timetable=timetable(agenda, times, said.start, picked.slot, [one.start for one in said.sitting]),
        sessions=sessions,
        times=times,
        later=tuple(Later(one.date, one.start) for one in said.sitting),
        slot=picked.slot,
        date=said.was or said.date if said.status == CANCELLED else said.date,
        start=said.start,
        heads=said.heads,
        table_size=said.table_size,
        leads=leads,
        rooms={} if online else rooms,
        revision=said.revision,
        feedback=said.feedback,
        format=said.format or picked.format,
        kind=kind,
        hidden=said.hidden,
        facts=_facts(said),
    )


@dataclass(frozen=True)
class _Picked:
    """The agenda that a round has: where it stands in the plan's front matter, its slot in minutes, its format."""

    agenda: Agenda
    at: Path
    slot: int | None
    kind: Kind
    format: str


def _picked(plan: Page, format_name: str) -> _Picked:
    """Return the agenda of the format of this name where the plan has it, else the plan's own."""
    meta = plan.meta if isinstance(plan.meta, PlanMeta) else PlanMeta()
    own = meta.agendas.get(format_name)
    agenda, at, name = (own, ("agendas", format_name), format_name) if own else (meta.agenda, ("agenda",), "")
    return _Picked(agenda, at, agenda.minutes or meta.minutes, agenda.kind or kind_called(name), name)


def _too_many(name: str, said: RoundFile, sittings: int, lines: Mapping[Path, int]) -> Iterator[Finding]:
    """Yield a finding for the first sitting that region.toml has and the agenda has not."""
    if len(said.sitting) >= sittings:
        path = ("round", name, "sitting", sittings - 1)
        there = "one sitting" if sittings == 1 else f"{sittings} sittings"
        message = f"region.toml says when a sitting of {name} is that its agenda does not have: it has {there}."
        hint = "Take these lines out; the first such lines are for the second sitting."
        yield Finding(Code.UNKNOWN_SITTING, "region.toml", lines.get(path, lines.get(path[:3])), message, hint)


def _facts(said: RoundFile) -> Facts:
    return Facts(**{one.name: getattr(said, one.name) for one in fields(Facts)})


def _placed(items: Sequence[Item], said: RoundFile, at: Path, lines: Mapping[Path, int]) -> tuple[Item, ...]:
    """Return ``items``, those that region.toml adds, times or fixes with the place of that change."""
    places: dict[str, tuple[int | None, bool]] = {}
    for index, change in enumerate(said.agenda):
        if name := (change.add or change.item or "").rpartition("/")[2]:
            added = change.add is not None or places.get(name, (None, False))[1]
            places[name] = lines.get((*at, index), lines.get(at)), added
    return tuple(
        replace(one, file="region.toml", line=places[one.id][0], added=places[one.id][1]) if one.id in places else one
        for one in items
    )


def resolve(items: Sequence[Item], pages: Pages, moved: Mapping[str, str]) -> tuple[Item, ...]:
    """Return ``items`` with each session called by its page's name: renamed pages and front matter ids are understood.

    A session that does not exist keeps the name that the author wrote, for checks to report.
    """
    return tuple(
        replace(item, sessions=tuple(_resolved(name, pages, moved) for name in item.sessions)) for item in items
    )


def _resolved(name: str, pages: Pages, moved: Mapping[str, str]) -> str:
    if name in pages:
        return name
    if moved.get(name) in pages:
        return moved[name]
    given = name.rpartition("/")[2]
    return next((key for key, page in pages.items() if page.meta.id == given), name)


def _sessions(name: str, pages: Pages, agenda: Sequence[Item]) -> tuple[str, ...]:
    """Return the sessions on the agenda in order, each once, then those of the folder that are not on it."""
    on_agenda = [key for item in agenda for key in item.sessions if key in pages and pages[key].kind.is_session]
    others = sorted(key for key, page in pages.items() if page.kind.is_session and key.startswith(f"{name}/"))
    return tuple(dict.fromkeys([*on_agenda, *others]))


@dataclass(frozen=True)
class _BySession:
    """What region.toml says of single sessions of a round under ``key``; ``words`` say one such line as a sentence."""

    round: str
    key: str
    words: str
    pages: Pages
    moved: Mapping[str, str]
    on_agenda: Collection[str]
    lines: Mapping[Path, int]

    def read(self, said: Mapping[str, str], found: list[Finding]) -> dict[str, str]:
        """Return ``said`` by page name; sessions that are unknown, or not part of the meeting, go to ``found``."""
        read = {}
        for session, value in said.items():
            page = _resolved(page_name(session, self.round), self.pages, self.moved)
            words = self.words.format(session=session, value=value)
            if page not in self.pages:
                message, hint = f"{words}, but there is no such session in {self.round}.", self._nearest(session)
                found.append(self._finding(Code.UNKNOWN_SESSION, session, message, hint))
                continue
            read[page] = value
            if page not in self.on_agenda:
                message = f"{words}, and the agenda of {self.round} does not have it, so nobody is told."
                hint = "Delete the line, or put the session on the agenda."
                found.append(self._finding(Code.SESSION_NOT_THERE, session, message, hint))
        return read

    def _finding(self, code: Code, session: str, message: str, hint: str) -> Finding:
        path = ("round", self.round, self.key)
        return Finding(code, "region.toml", self.lines.get((*path, session), self.lines.get(path)), message, hint)

    def _nearest(self, session: str) -> str:
        sessions = [key for key, one in self.pages.items() if one.kind.is_session]
        known = [key.removeprefix(f"{self.round}/") for key in sessions]
        if near := difflib.get_close_matches(session, known, n=1, cutoff=0.5):
            return f"The nearest is {near[0]}."
        held = [key.removeprefix(f"{self.round}/") for key in sessions if key in self.on_agenda]
        return f"Its agenda has {', '.join(held)}." if held else "Its agenda has no sessions."
