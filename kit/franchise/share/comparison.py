"""Regions side by side: what each made of every session, how much of it is the hub's, and what everybody keeps. Pure.

Every region is held against the material that its whole family comes from. Say the hub has a session of three
sections; Midlands rewrote the second, and West Midlands, which forked Midlands, the third::

                    how-ready
    midlands        varied, 2 of 3 kept
    west-midlands   varied, 1 of 3 kept      (Midlands' second section is none of the hub's either)
    core            the first section, which both keep

West Midlands carries no copy of the hub, only of Midlands; so the hub's text is taken from Midlands, which does.
Facilitators' notes count for nothing here, as in a region's open data: what is compared is what visitors see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.home import upstream_seen
from kit.franchise.hub_pages import HubPages
from kit.franchise.moved import latest, moves_of
from kit.franchise.record import tree_digest
from kit.franchise.share.held import DROPPED, Base, Cell, Column, Given, Held, Section
from kit.model.page import ACTIVITIES, COMMON
from kit.model.tree import Tree
from kit.source.settings.files import read_hub

_FOLDERS = {COMMON: "Shared by several rounds", ACTIVITIES: "Activities"}  # these have no plan to take a title from


@dataclass(frozen=True)
class Part:
    """One section, ``title`` as the hub calls it, with the hub's text and those of regions that differ, by region id.

    "" stands for a section that is not there.
    """

    address: str
    title: str
    text: str
    others: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A session: its page's name and title, a cell for each column, and the sections in which regions differ."""

    page: str
    title: str
    cells: tuple[Cell, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Group:
    """The sessions of a round, or of the shared folder, called ``name``, with the ``title`` of its plan."""

    name: str
    title: str
    rows: tuple[Row, ...]

    def consistency(self, column: int) -> float | None:
        """Return which share of the hub's sections a region keeps word for word, 0 to 1; None where it has none."""
        return share(row.cells[column] for row in self.rows)


@dataclass(frozen=True)
class Comparison:
    """The regions, the sessions by round, and the addresses of ``core`` sections, which every region keeps.

    ``sections`` is how many sections there are in all.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    core: tuple[str, ...]
    sections: int

    def consistency(self, column: int) -> float | None:
        """Return the share of ``Group.consistency`` over all rounds."""
        return share(row.cells[column] for group in self.groups for row in group.rows)


def share(cells: Iterable[Cell]) -> float | None:
    """Return which share of the hub's sections in ``cells`` is kept, 0 to 1; None where there are none."""
    counts = [(cell.kept, cell.of) for cell in cells]
    every = sum(of for _, of in counts)
    return sum(kept for kept, _ in counts) / every if every else None


def compare(given: Sequence[Given]) -> Comparison:
    """Return how the regions among ``given`` differ; a hub among them is only what others are held against."""
    own = _bases(given)
    moved = moves_of(base.pages for base in own)
    pairs = zip(given, own, strict=True)
    held = [Held(one, _family(base, own), moved) for one, base in pairs if one.composed.region is not None]
    groups = tuple(_groups(held, moved))
    return Comparison(tuple(one.column for one in held), groups, *_core(held))


def _bases(given: Sequence[Given]) -> list[Base]:
    """Return what each of ``given`` stands on, a hub on itself; one that many stand on is read once."""
    bases: dict[str, Base] = {}
    found = []
    for one in given:
        tree = _upstream(one)
        digest = tree_digest(tree)
        if digest not in bases:
            hub = read_hub(tree, [])
            bases[digest] = Base(hub or one.hub, HubPages(tree))
        found.append(bases[digest])
    return found


def _upstream(one: Given) -> Tree:
    composed = one.composed
    if composed.region is None or composed.given is None:
        return composed.tree
    return upstream_seen(composed.given, composed.region)


def _family(own: Base, bases: Sequence[Base]) -> Base:
    """Return what a region is held against: its own upstream if its family begins there, else the newest at hand."""
    if not own.hub.based_on:
        return own
    first = own.hub.based_on[0].name
    likely = [base for base in bases if base.hub.name == first and not base.hub.based_on]
    return max(likely, key=lambda base: base.hub.version, default=own)


# The table: sessions in the order of the day, and the sections in which anybody differs.


def _groups(held: Sequence[Held], moved: Mapping[str, str]) -> Iterator[Group]:
    names = list(dict.fromkeys(_in_order(held, moved)))
    for group in sorted({name.split("/")[0] for name in names}, key=_natural):
        rows = tuple(_row(held, name) for name in names if name.split("/")[0] == group)
        plan = f"{group}/index"
        title = next((one.base.pages.title(plan) for one in held if plan in one.base.pages.names), None)
        title = title or next((one.pages.title(plan) for one in held if plan in one.pages.names), None)
        yield Group(group, title or _FOLDERS.get(group, group), rows)


def _in_order(held: Sequence[Held], moved: Mapping[str, str]) -> Iterator[str]:
    for one in sorted(held, key=lambda one: one.base.hub.version, reverse=True):
        yield from (latest(name, moved) for name in one.given_plan if name in one.base.pages.names)
        yield from one.theirs
    for one in held:
        yield from one.ours


def _natural(name: str) -> tuple[str, int, str]:
    head = name.rstrip("0123456789")
    return head, int(name[len(head) :] or 0), name


def _row(held: Sequence[Held], session: str) -> Row:
    cells = tuple(one.cell(session) for one in held)
    newest = max(held, key=lambda one: (session in one.theirs, one.base.hub.version))
    if session in newest.theirs:
        title = newest.base.pages.title(newest.theirs[session])
    else:
        title = next(one.pages.title(one.ours[session]) for one in held if session in one.ours)
    return Row(session, title, cells, tuple(_parts(held, session)))


def _parts(held: Sequence[Held], session: str) -> Iterator[Part]:
    """Yield the sections in which a region that has the session differs from what it was given."""
    known: dict[str, Section] = {}
    others: dict[str, dict[str, str]] = {}
    for one in held:
        if session not in one.theirs or DROPPED in one.cell(session).states:
            continue
        for section in one.sections(session):
            known[section.anchor] = section if section.theirs else known.get(section.anchor, section)
            if not section.kept:
                others.setdefault(section.anchor, {})[one.column.id] = section.ours
    for anchor, section in known.items():
        if anchor in others:
            yield Part(f"{session}#{anchor}", section.title, section.theirs, others[anchor])


def _core(held: Sequence[Held]) -> tuple[tuple[str, ...], int]:
    """Return the addresses of sections that every region which was given them keeps, and how many there are in all."""
    kept: dict[str, bool] = {}
    for one in held:
        for session in one.theirs:
            here = DROPPED not in one.cell(session).states
            for section in one.sections(session):
                if section.theirs:
                    address = f"{session}#{section.anchor}"
                    kept[address] = kept.get(address, True) and here and section.kept
    return tuple(address for address, by_all in kept.items() if by_all), len(kept)
