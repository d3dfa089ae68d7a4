"""One region held against the material that its family comes from, a session at a time. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from kit.franchise.agenda.formats import picked_entries
from kit.franchise.compose.compose import Composed
from kit.franchise.compose.front_matter import session_names
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.units import same
from kit.franchise.moved import latest, moves_of
from kit.franchise.variations import without_notes
from kit.model.schema import HubFile
from kit.source.markdown.page import kind_of
from kit.source.settings.agenda import page_name

SHARED, VARIED, RETIMED, DROPPED, ADDED = "shared", "varied", "retimed", "dropped", "added"
Plans = Mapping[str, Mapping[str, int | None]]  # minutes by page and round


@dataclass(frozen=True)
class Given:
    """A hub or region to be compared, composed, with the settings of its composed tree."""

    composed: Composed
    hub: HubFile


@dataclass(frozen=True)
class Column:
    """A region of the comparison, and what it was held against: the hub's name and version."""

    id: str
    name: str
    against: str
    version: str


@dataclass(frozen=True)
class Cell:
    """What one region made of one session.

    ``states`` are those above; none where the version that the region stands on has no such session. ``kept`` of ``of``
    sections are word for word the hub's. ``minutes`` are those of its agenda, None where it has none there.
    """

    states: tuple[str, ...] = ()
    kept: int = 0
    of: int = 0
    minutes: int | None = None


@dataclass(frozen=True)
class Base:
    """Material that regions are held against."""

    hub: HubFile
    pages: HubPages


@dataclass(frozen=True)
class Section:
    """A section as the hub has it and as the region does; "" where one of them has none. Without facilitators' notes.

    ``title`` is the hub's, or the region's own for a section that it added.
    """

    anchor: str
    title: str
    theirs: str
    ours: str

    @property
    def kept(self) -> bool:
        """Whether the region shows the hub's words; a section that it added is none of the hub's."""
        return same(self.theirs, self.ours)


@dataclass
class Held:
    """One region held against its base, a page at a time; sessions go by the names that the newest version has."""

    given: Given
    base: Base
    moved: Mapping[str, str]
    read: dict[str, list[Section]] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)

    @cached_property
    def pages(self) -> HubPages:
        """The region's composed pages."""
        return HubPages(self.given.composed.tree)

    @cached_property
    def column(self) -> Column:
        """The region by name, and what it is held against."""
        hub = self.given.hub
        return Column(hub.id, hub.name, self.base.hub.name, self.base.hub.version)

    @cached_property
    def own_moves(self) -> Mapping[str, str]:
        """Where pages and sections are now, those included that the region itself renamed."""
        return {**self.moved, **moves_of([self.pages])}

    @cached_property
    def theirs(self) -> dict[str, str]:
        """The hub's sessions: the name that each has in the base, by its newest."""
        return {latest(name, self.moved): name for name in sorted(self.base.pages.names) if _is_session(name)}

    @cached_property
    def ours(self) -> dict[str, str]:
        """The region's sessions: the name that each has there, by the newest that the hub has for it."""
        here = {name: name for name in sorted(self.pages.names) if _is_session(name)}
        known = {new: self._here(old) for new, old in self.theirs.items()}
        found = {new: name for new, name in known.items() if name in here}
        return {**{name: name for name in here if name not in found.values()}, **found}

    def _here(self, name: str) -> str:
        return name if name in self.pages.names else latest(name, self.own_moves)

    @cached_property
    def planned(self) -> Plans:
        """Minutes of the sessions on the region's agendas, by their names there and the rounds."""
        return _planned(self.pages, {}, self._here, self._own_minutes)

    @cached_property
    def given_plan(self) -> Plans:
        """Minutes of the sessions on the hub's agendas in the formats that the region picked, by name and round."""
        region = self.given.composed.region
        picked = {name: one.format for name, one in region.round.items()} if region else {}
        return _planned(self.base.pages, picked, str, partial(_page_minutes, self.base.pages))

    def _own_minutes(self, page: str) -> int | None:
        """Return the minutes that the region's page says; one like the hub's was read there already."""
        return _page_minutes(self.base.pages if self._untouched(page, page) else self.pages, page)

    def _untouched(self, theirs: str, ours: str) -> bool:
        """Whether the region's page is the hub's, byte for byte, as most are."""
        files = self.pages.tree.files
        return f"{ours}.md" in files and self.base.pages.tree.files.get(f"{theirs}.md") == files[f"{ours}.md"]

    def cell(self, session: str) -> Cell:
        """Return what the region made of the session of this newest name."""
        if session not in self.cells:
            self.cells[session] = self._cell(session)
        return self.cells[session]

    def _cell(self, session: str) -> Cell:
        theirs, ours = self.theirs.get(session), self.ours.get(session)
        plan = self.planned.get(ours or "", {})
        if theirs is None:
            return Cell() if ours is None else Cell((ADDED,), minutes=next(iter(plan.values()), None))
        sections = self.sections(session)
        of = sum(bool(one.theirs) for one in sections)
        given = self.given_plan.get(theirs, {})
        if ours is None or (given and not plan):
            return Cell((DROPPED,), 0, of)
        other = [minutes for name, minutes in plan.items() if name in given and minutes != given[name]]
        varied = not all(one.kept for one in sections)
        states = [VARIED] * varied + [RETIMED] * bool(other or given.keys() - plan.keys())
        minutes = next(iter([*other, *plan.values()]), None)
        return Cell(tuple(states) or (SHARED,), sum(one.kept for one in sections), of, minutes)

    def sections(self, session: str) -> list[Section]:
        """Return the sections of a session that the hub has, in its order, then those that the region added."""
        if session not in self.read:
            self.read[session] = list(self._sections(self.theirs[session], self.ours.get(session)))
        return self.read[session]

    def _sections(self, theirs: str, ours: str | None) -> Iterator[Section]:
        untouched = ours is not None and self._untouched(theirs, ours)
        seen = set()
        for one in self.base.pages.sections(theirs):
            text = without_notes(self.base.pages.section(theirs, one.anchor) or "")
            if untouched or ours is None:
                yield Section(one.anchor, one.title, text, text if untouched else "")
            else:
                anchor = self._anchor(theirs, ours, one.anchor)
                seen.add(anchor)
                yield Section(one.anchor, one.title, text, self._ours(ours, anchor))
        if ours is not None and not untouched:
            added = (one for one in self.pages.sections(ours) if one.anchor not in seen)
            yield from (Section(one.anchor, one.title, "", self._ours(ours, one.anchor)) for one in added)

    def _ours(self, page: str, anchor: str) -> str:
        return without_notes(self.pages.section(page, anchor) or "")

    def _anchor(self, theirs: str, ours: str, anchor: str) -> str:
        """Return where the section ``anchor`` is on the region's page, under another heading if it has one there."""
        if anchor in self.pages.anchors(ours):
            return anchor
        for start in (f"{theirs}#{anchor}", f"{ours}#{anchor}"):
            page, _, found = latest(start, self.own_moves).partition("#")
            if found and page in (theirs, ours) and found != anchor:
                return found
        return anchor


def _is_session(name: str) -> bool:
    return kind_of(f"{name}.md", frozenset({name.split("/")[0]})).is_session


def _planned(
    pages: HubPages,
    picked: Mapping[str, str | None],
    here: Callable[[str], str],
    of_page: Callable[[str], int | None],
) -> Plans:
    """Return the sessions on agendas, by the name that ``here`` gives a plan's page, and minutes by round."""
    found: dict[str, dict[str, int | None]] = {}
    for plan in sorted(name for name in pages.names if name.endswith("/index") and name.count("/") == 1):
        name = plan.removesuffix("/index")
        for entry in picked_entries(pages, name, picked.get(name)) or picked_entries(pages, name, None) or ():
            for written in session_names(entry):
                page = here(page_name(written, name))
                found.setdefault(page, {})[name] = _minutes(entry.get("minutes")) or of_page(page)
    return found


def _page_minutes(pages: HubPages, page: str) -> int | None:
    return _minutes(pages.fields(page).get("minutes"))


def _minutes(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
