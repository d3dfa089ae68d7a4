"""The menu beside every page, and what comes before and after it. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from kit.model.edition import Edition, Round
from kit.model.page import PageKind
from kit.render.reading.source_folder import GUIDES


@dataclass(frozen=True)
class Entry:
    """One line of the menu: a page and those below it, which show where ``open``.

    A session is ``shared`` where it lies outside the round, which it then does not open, and ``spare`` where the round
    has it on no agenda.
    """

    page: str
    title: str
    below: tuple[Entry, ...] = ()
    current: bool = False
    open: bool = False
    shared: bool = False
    spare: bool = False


Together = tuple[str, ...]  # pages that are read at the same time: one, or parallel sessions


@dataclass(frozen=True)
class Around:
    """What one reads before a page and after it, nothing at either end. Parallel sessions stand there together.

    Of a session that several rounds have, ``onward`` is what is after it in others, with their titles.
    """

    before: Together = ()
    after: Together = ()
    onward: tuple[tuple[tuple[str, ...], Together], ...] = ()


@dataclass(frozen=True)
class Menu:
    """The menu of a site, made once: marking the current page costs one walk over a few lines."""

    entries: tuple[Entry, ...]
    order: Mapping[str, Around] = field(default_factory=dict)

    def on(self, page: str) -> tuple[Entry, ...]:
        """Return the entries as the page called ``page`` shows them."""
        return tuple(_marked(entry, page) for entry in self.entries)


def _marked(entry: Entry, page: str) -> Entry:
    below = tuple(_marked(one, page) for one in entry.below)
    here = entry.page == page and not entry.shared
    inside = here or any(one.current or one.open for one in below)
    return replace(entry, below=below, current=here, open=True) if inside else entry


def menu(edition: Edition, guides: Sequence[Entry] = ()) -> Menu:
    """Return the menu: rounds with their sessions in the order of the day, other pages, guides."""
    rounds = tuple(_round(edition, one) for one in edition.rounds)
    others = sorted(page.name for page in edition.pages.values() if page.kind is PageKind.PAGE and "/" not in page.name)
    pages = tuple(Entry(name, edition.pages[name].title) for name in others)
    return Menu((*rounds, *pages, *guides), _orders(edition, rounds))


def _round(edition: Edition, round_: Round) -> Entry:
    day = day_order(round_)
    own = {name for name in (*day, *round_.sessions) if edition.round_of(name) is round_}
    names = [*day, *(name for name in round_.sessions if name in own and name not in day)]
    sessions = (
        Entry(name, edition.pages[name].title, shared=name not in own, spare=name not in day)
        for name in names
        if name in edition.pages
    )
    return Entry(round_.plan, round_.title, tuple(sessions))


def day_order(round_: Round) -> list[str]:
    """Return the sessions of the agenda in the order of the day, each once."""
    return list(dict.fromkeys(name for timed in round_.timetable.items for name in timed.item.sessions))


def is_spare(edition: Edition, name: str) -> bool:
    """Whether the page called ``name`` is a session that its round has on no agenda."""
    round_ = edition.round_of(name)
    return round_ is not None and name in round_.sessions and name not in day_order(round_)


def _orders(edition: Edition, entries: Sequence[Entry]) -> dict[str, Around]:
    """Return what is around each page of the rounds, as the menu lists them."""
    places: dict[str, list[tuple[Round, Around]]] = {}
    for round_, entry in zip(edition.rounds, entries, strict=True):
        for name, around in _order(round_, entry):
            places.setdefault(name, []).append((round_, around))
    return {name: _around(edition.round_of(name), found) for name, found in places.items()}


def _around(own: Round | None, places: Sequence[tuple[Round, Around]]) -> Around:
    """Return what is around a page: before and after it in its own round, and what is after it on other days."""
    if len(places) == 1:
        return places[0][1]
    onward: dict[Together, list[str]] = {}
    for round_, around in places:
        if round_ is not own and around.after and {*around.after} <= {*day_order(round_)}:
            onward.setdefault(around.after, []).append(round_.title)
    at_home = next((around for round_, around in places if round_ is own), Around())
    return replace(at_home, onward=tuple((tuple(titles), after) for after, titles in onward.items()))


def _order(round_: Round, entry: Entry) -> Iterator[tuple[str, Around]]:
    """Yield what is around each page of a round: from its plan one goes through its sessions.

    Parallel sessions have the same before and after, and none leads to the other: nobody can be at both.
    """
    steps = [(), (entry.page,), *_steps(round_, [one.page for one in entry.below]), ()]
    for before, here, after in zip(steps, steps[1:], steps[2:], strict=False):
        yield from ((name, Around(before, after)) for name in here)


def _steps(round_: Round, left: list[str]) -> Iterator[Together]:
    """Yield the pages ``left`` in their order, those of one item of the agenda together."""
    for timed in round_.timetable.items:
        if here := tuple(name for name in left if name in timed.item.sessions):
            left = [name for name in left if name not in here]
            yield here
    yield from ((name,) for name in left)


# The guides in the menu, in the order in which the first page of their folder links to them.

_ROOT = f"{GUIDES}/index"


def guide_entries(env: BuildEnvironment) -> tuple[Entry, ...]:
    """Return one entry for the guides with all their pages below it, or nothing where the site carries none."""
    guides = sorted(name for name in env.all_docs if name.startswith(f"{GUIDES}/"))
    return (_guide(_ROOT, guides, env),) if _ROOT in guides else ()


def _guide(page: str, guides: Sequence[str], env: BuildEnvironment) -> Entry:
    """Return a guide with what is below it: all others for the first, the handbook's pages for that of the handbook."""
    own = [name for name in guides if name != _ROOT and _first_page(name, guides) == page]
    links = env.get_doctree(page).findall(addnodes.pending_xref) if own else ()
    below = dict.fromkeys([*(name for link in links if (name := link["reftarget"]) in own), *own])
    return Entry(page, env.titles[page].astext(), tuple(_guide(name, guides, env) for name in below))


def _first_page(name: str, guides: Sequence[str]) -> str:
    """Return the first page of a guide's folder, or that of all guides where the folder has none."""
    index = f"{posixpath.dirname(name)}/index"
    return index if index in guides and index != name else _ROOT
