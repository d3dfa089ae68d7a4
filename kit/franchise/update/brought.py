"""What a new upstream brings, page by page and section by section, and what the region has there of its own. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kit.franchise.compose.overrides import Op
from kit.franchise.home import REGION
from kit.franchise.hub_pages import HubPages
from kit.franchise.merge.units import key, same, units
from kit.franchise.merge.words import lost
from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft, State, Stated
from kit.franchise.update.follow_rounds import PLAN
from kit.franchise.update.record_bases import outline
from kit.model.page import Section
from kit.model.schema import RegionFile

Place = tuple[str, str]  # a page, and the anchor of a section there

_NOT_SHOWN = frozenset({"hub.toml", "moves.toml", "lineage.toml", "credits.toml"})

_BOTH = {
    State.BASE_MOVED: "You changed this too; upstream's changes go into your text. Please read it once.",
    State.CONFLICT: "You and upstream changed the same words; yours stays on your pages until you decide.",
    State.REDUNDANT: "Upstream now says what you say.",
    State.ORPHANED: "You changed this, and upstream has it no more; yours stays until you decide.",
    State.FRESH: "You have a text of your own here, and it stays.",
}
_OTHER = {
    Op.REMOVE.value: "You left this out, and it stays out.",
    Op.BEFORE.value: "The text that you put before it stays.",
    Op.AFTER.value: "The text that you put after it stays.",
    "drop": "You left this page out, and it stays out.",
    "page": "You have a page of your own in its place, and it stays.",
}


@dataclass(frozen=True)
class Part:
    """A section, or the lines at the top of a page, as it ``was`` and is ``now``: only what differs; "" for nothing.

    ``anchor`` and ``title`` are "" for the top. ``yours`` says in sentences what the region has there.
    """

    anchor: str
    title: str
    was: str
    now: str
    yours: str = ""

    @cached_property
    def sentences(self) -> int:
        """How many sentences, cells and lines are new, changed or gone."""
        return max(len(lost(self.now, self.was)), len(lost(self.was, self.now)))


@dataclass(frozen=True)
class PageNews:
    """One page: its name and title, whether it is "new", "gone" or "changed", and the parts that changed."""

    name: str
    title: str
    kind: str
    parts: tuple[Part, ...] = ()
    yours: str = ""

    @property
    def sentences(self) -> int:
        """How many sentences of it are new, changed or gone."""
        return sum(part.sentences for part in self.parts)


@dataclass(frozen=True)
class Brought:
    """All that is new: rounds by name with their titles, pages in the order of their importance, and other files."""

    rounds: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[PageNews, ...] = ()
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rounds or self.pages or self.files)

    def about(self, address: str) -> Brought:
        """Return what of it is at ``address``: a page, one section of it, a round or a file."""
        name, _, anchor = address.partition("#")
        pages = [one for one in self.pages if name in (one.name, one.name.removesuffix("/index"))]
        if anchor:
            pages = [replace(one, parts=tuple(part for part in one.parts if part.anchor == anchor)) for one in pages]
            pages = [one for one in pages if one.parts]
        rounds = {round_name: title for round_name, title in self.rounds.items() if round_name == address}
        pages += [one for one in self.pages if one.name.partition("/")[0] in rounds and one not in pages]
        return Brought(rounds, tuple(pages), tuple(path for path in self.files if path == address))


def brought(draft: Draft, region: RegionFile) -> Brought:
    """Return what the update in ``draft`` brings to ``region``."""
    old, new = draft.follower.old, draft.follower.new
    work = _Work(draft, old, new)
    before = set(work.pages.values())
    rounds = {name: new.title(f"{name}/{PLAN}") for name in draft.follower.new_rounds}
    pages = [*work.fresh(new.names - before), *work.changed(), *work.gone()]
    left_out = {name for name, one in region.round.items() if one.drop}
    shown = [one for one in pages if one.name.partition("/")[0] not in left_out]
    files = (path for path in new.tree.files if not path.endswith(".md") and path not in _NOT_SHOWN)
    other = sorted(path for path in files if old.tree.files.get(path) != new.tree.files[path])
    return Brought(rounds, tuple(shown), tuple(other))


class _Work:
    def __init__(self, draft: Draft, old: HubPages, new: HubPages) -> None:
        self.draft, self.old, self.new = draft, old, new
        self.states = dict[str, list[Stated]]()
        for one in draft.states:
            self.states.setdefault(one.address, []).append(one)
        self.pages = {name: self._page(name) for name in sorted(old.names)}

    def _page(self, name: str) -> str | None:
        """Return where an old page is now; most are where they were, byte for byte."""
        path = f"{name}.md"
        if self.new.tree.files.get(path) == self.old.tree.files[path]:
            return name
        place = self.draft.follower.page(name)
        return place.page if place else None

    def fresh(self, names: frozenset[str]) -> Iterator[PageNews]:
        for name in sorted(names - {REGION}):
            yours = "" if name in self.old.names else self.own(name)  # what it says is of the page that had the name
            yield PageNews(name, self.new.title(name), "new", yours=yours)

    def gone(self) -> Iterator[PageNews]:
        for name, now in self.pages.items():
            if now is None:
                yield PageNews(name, self.old.title(name), "gone", yours=self.own(name))

    def changed(self) -> list[PageNews]:
        """Return the changed pages, those that changed most first."""
        differ = [
            (name, now)
            for name, now in self.pages.items()
            if now and self.old.tree.files[f"{name}.md"] != self.new.tree.files[f"{now}.md"] and now != REGION
        ]
        before = {name: list(self.sections(name)) for name, _ in differ}
        taken = {place for found in before.values() for place, _ in found if place}
        pages = [
            self.changed_page(name, now, [part for _, part in before[name] if part], taken) for name, now in differ
        ]
        return sorted((one for one in pages if one.parts), key=lambda one: (-one.sentences, one.name))

    def changed_page(self, name: str, now: str, before: Sequence[Part], taken: Collection[Place]) -> PageNews:
        """Return the page with what became of the sections that it had ``before``, and those that are new there."""
        top = self.part("", "", _top(self.old, name), _top(self.new, now), "")
        fresh = [one for one in self.new.sections(now) if (now, one.anchor) not in taken]
        new = [self.new_part(now, one) for one in fresh]
        parts = (*([top] if top else []), *before, *new)
        return PageNews(now, self.new.title(now), "changed", parts, self.own(name))

    def new_part(self, page: str, section: Section) -> Part:
        """Return a section that is new; what was split off from one that the region left out stays out as well."""
        named_before = section.anchor in self.old.anchors(page)  # by a section that has another address now
        yours = "" if named_before else self.yours(f"{page}#{section.anchor}")
        return Part(section.anchor, section.title, "", self.new.section(page, section.anchor) or "", yours)

    def sections(self, name: str) -> Iterator[tuple[Place | None, Part | None]]:
        """Yield where each section of an old page is now, and how it changed."""
        lock = PageLock(self.old.id_of(name), outline=outline(self.old, name))
        here = self.pages[name] or ""
        there = set(self.new.anchors(here))
        for anchor in self.old.anchors(name):
            was = self.old.section(name, anchor) or ""
            if anchor in there and same(was, self.new.section(here, anchor) or ""):
                yield (here, anchor), None
                continue
            found = self.draft.follower.section(name, anchor, was, lock)
            place = (found.page, found.anchor) if found else None
            title = _title(self.new, *place) if place else _title(self.old, name, anchor)
            now = self.new.section(*place) if place else None
            yield place, self.part(place[1] if place else anchor, title, was, now or "", f"{name}#{anchor}")

    def part(self, anchor: str, title: str, was: str, now: str, address: str) -> Part | None:
        if same(was, now):
            return None
        return Part(anchor, title, *_differing(was, now), self.yours(address))

    def yours(self, address: str) -> str:
        told = [_OTHER.get(one.op) or _BOTH[one.state] for one in self.states.get(address, [])]
        return " ".join(dict.fromkeys(told))

    def own(self, name: str) -> str:
        told = [one.op for address in (name, f"{name}.md") for one in self.states.get(address, [])]
        return next((_OTHER[op] for op in told if op in ("drop", "page")), "")


def _differing(was: str, now: str) -> tuple[str, str]:
    """Return the paragraphs, items, rows and blocks of each text that the other has not."""
    old, new = units(was), units(now)
    before, after = {key(one) for one in old}, {key(one) for one in new}
    gone = "".join(one.text for one in old if key(one) not in after)
    return gone, "".join(one.text for one in new if key(one) not in before)


def _top(pages: HubPages, name: str) -> str:
    """Return the lines at the top of a page, such as its minutes and agenda, as a block that can be compared."""
    head = pages.head(name).strip().strip("-").strip("\r\n")
    return f"```yaml\n{head}\n```\n" if head.strip() else ""


def _title(pages: HubPages, page: str, anchor: str) -> str:
    return next((one.title for one in pages.sections(page) if one.anchor == anchor), anchor)
